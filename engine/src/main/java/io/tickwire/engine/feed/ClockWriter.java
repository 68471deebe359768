package io.tickwire.engine.feed;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.ClockEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;

import java.util.concurrent.TimeUnit;

/**
 * Writes the time into the ring, so that what is due by time alone, such as the end of a candle, has its place in the
 * one order of all ticks: whoever reads the same ticks again sees the same.
 * Thread: feed-<venue>
 */
public final class ClockWriter
{
    /** From one tick of the time to the next. */
    public static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int CLOCK_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH;

    private final TickPublisher publisher;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ClockEncoder tick = new ClockEncoder();

    public ClockWriter(final TickPublisher publisher)
    {
        this.publisher = publisher;
    }

    /**
     * Publish the time once. Where the ring is full, time is told by the ticks in it.
     */
    public void write(final long nowNs)
    {
        publisher.beginBatch(nowNs);
        final long claim =
            publisher.claim(CLOCK_BYTES, ClockEncoder.TEMPLATE_ID, 0, (int)TickHeadEncoder.symbolIdNullValue());
        if (claim >= 0)
        {
            tick.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
                .receiveTime(nowNs)
                .symbolId(TickHeadEncoder.symbolIdNullValue())
                .venueId(0)
                .priceExponent((byte)0)
                .quantityExponent((byte)0);
            publisher.publish(claim, CLOCK_BYTES);
        }
    }
}
