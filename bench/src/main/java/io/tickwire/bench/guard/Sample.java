package io.tickwire.bench.guard;

/**
 * What one fork of a benchmark took, an operation.
 *
 * @param cpuNs        of the benchmark's threads.
 * @param wallNs       as clocks on the wall tell it.
 * @param bytes        allocated.
 * @param instructions NaN where they are not counted.
 */
record Sample(double cpuNs, double wallNs, double bytes, double instructions)
{
}
