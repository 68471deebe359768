/**
 * Whether a machine is fit for a server of a profile. {@link io.tickwire.tools.doctor.Machine} is what the kernel says
 * of it, {@link io.tickwire.tools.doctor.Plan} what shall run there; a class of checks turns both into
 * {@link io.tickwire.tools.doctor.Finding}s, and {@link io.tickwire.tools.doctor.Doctor} asks all of them.
 */
package io.tickwire.tools.doctor;
