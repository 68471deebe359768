package io.tickwire.tools.exchange;

/**
 * A line of a script of faults.
 *
 * @param text      as it was written.
 * @param action    what happens.
 * @param count     how many times, or of what, one after the other.
 * @param forNs     how long; 0: for good.
 * @param atNs      once for each line, with the first that it may happen to from this time on; negative: not so.
 * @param every     with each so manieth that it may happen to; 0: not so.
 * @param chance    with each that it may happen to, by this probability; 0: not so.
 * @param venue     empty: of all of them.
 * @param line      of a connection; 0: of all of them.
 * @param stream    what the name of the stream has in it; empty: of all of them.
 * @param fromNs    of the recording's time.
 * @param untilNs   likewise, exclusive.
 * Thread: any
 */
record Fault(
    String text,
    FaultAction action,
    int count,
    long forNs,
    long atNs,
    int every,
    double chance,
    String venue,
    int line,
    String stream,
    long fromNs,
    long untilNs)
{
    boolean concerns(final String venueName, final int lineNumber, final String streamName, final long timeNs)
    {
        return (venue.isEmpty() || venue.equals(venueName)) && (line == 0 || line == lineNumber) &&
            streamName.contains(stream) && timeNs >= fromNs && timeNs < untilNs;
    }
}
