package io.tickwire.client;

/**
 * Figures of a client since it was made.
 *
 * @param messageCount      whatever was read.
 * @param errorCount        the server's errors, frames that can not be read, wrong checksums, listeners that threw.
 * @param activeConnections 0 or 1.
 * @param latency           half the median of the last pings' round trips in ms; NaN: not known yet.
 * @param duplicates        messages that came again.
 * @param gaps              how often messages did not come.
 * @param missed            how many.
 * @param resyncs           how often a book was asked for anew.
 * @param reconnects        connections after the first.
 * @param dropped           what the program did not take in time.
 * @param bytes             received.
 * Thread: any
 */
public record ClientMetrics(
    long messageCount,
    long errorCount,
    int activeConnections,
    double latency,
    long duplicates,
    long gaps,
    long missed,
    long resyncs,
    long reconnects,
    long dropped,
    long bytes)
{
}
