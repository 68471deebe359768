package io.tickwire.client;

/**
 * What is counted; see {@link ClientMetrics}.
 * Thread: client
 */
final class Counts
{
    long messages;
    long errors;
    long duplicates;
    long gaps;
    long missed;
    long resyncs;
    long reconnects;
    long dropped;
    long bytes;
    long opens;
}
