/**
 * What the engine says of itself. Each thread counts in a sheet of its own and records into histograms of its own, so
 * that no counter is ever contended; readers add the sheets up.
 */
package io.tickwire.engine.metrics;
