package io.tickwire.bench.stress;

import io.tickwire.engine.WallClock;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;

/**
 * A feed that publishes quotes whose fields all follow from the quote's name.
 */
final class StressFeed
{
    /** What a quote takes, header included. */
    static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private static final WallClock CLOCK = new WallClock();
    private static final CounterSheet COUNTERS = new EngineCounters().newSheet("stress");
    private static final StageTimer TIMER = new StageTimer("in->ring");

    private final TickPublisher publisher;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();

    StressFeed(final TickRing ring)
    {
        publisher = new TickPublisher(ring, CLOCK, COUNTERS, TIMER);
    }

    /**
     * Publish a quote.
     *
     * @return what the claim said: 0 or above where it was published.
     */
    long publish(final int name)
    {
        final long claim = claim(name);
        if (claim >= 0)
        {
            write(claim, name);
        }

        return claim;
    }

    /**
     * Publish a quote whose name is the number of ticks up to it, itself included.
     */
    void publishNamedForPlace()
    {
        final long claim = claim(1);
        if (claim >= 0)
        {
            write(claim, (int)claim + 1);
        }
    }

    /**
     * Claim a slot, and give it up.
     */
    void abort()
    {
        final long claim = claim(1);
        if (claim >= 0)
        {
            publisher.abort(claim);
        }
    }

    /**
     * Begin a batch, which announces what was lost.
     */
    void beginBatch()
    {
        publisher.beginBatch(1);
    }

    /**
     * What the fields of something follow from.
     */
    static long seed(final int name)
    {
        return name * 0x0101_0101_0101_0101L;
    }

    private long claim(final int name)
    {
        return publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, name, name);
    }

    private void write(final long claim, final int name)
    {
        final long seed = seed(name);
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header);
        quote.head()
            .exchangeTime(seed)
            .receiveTime(~seed)
            .symbolId(name)
            .venueId(name)
            .priceExponent((byte)-name)
            .quantityExponent((byte)name);
        quote
            .bidPrice(seed + 1)
            .bidQuantity(seed + 2)
            .askPrice(seed + 3)
            .askQuantity(seed + 4)
            .venueSequence(seed + 5);
        publisher.publish(claim, QUOTE_BYTES);
    }
}
