/**
 * How a running server is, seen from outside: {@link io.tickwire.tools.status.ServerProbe} asks it,
 * {@link io.tickwire.tools.status.StatusReport} is what two answers come to,
 * {@link io.tickwire.tools.status.StatusText} shows it to people.
 */
package io.tickwire.tools.status;
