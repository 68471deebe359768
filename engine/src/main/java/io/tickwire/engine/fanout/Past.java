package io.tickwire.engine.fanout;

/**
 * Whoever keeps what pipelines told for longer than their replay windows, and over restarts. Pipelines hand it all
 * messages of streams that someone wants or wanted of late, and ask it for what their windows do not hold.
 * Thread: pipeline-<k>, none of whose calls waits
 */
public interface Past
{
    /**
     * Where a pipeline's messages go.
     */
    ToldRing toldBy(int pipeline);

    /**
     * Where what a pipeline asked for comes back.
     */
    RecallRing recalledTo(int pipeline);

    /**
     * Where a stream goes on. Asked once in a run for each stream.
     */
    StreamOrigin originOf(int streamId);

    /**
     * The candles of an earlier run, oldest first.
     */
    void candlesOf(int symbolId, int venueId, int intervalSeconds, PastCandles candles);

    /**
     * So long after nobody wants a stream any more its messages are still kept.
     */
    long keptNs();

    /**
     * So many messages can be asked for at once. 0: it wants no messages, only marks and candles.
     */
    long maxMessages();
}
