package io.tickwire.bench.wire;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.stats.HealthState;
import org.agrona.concurrent.EpochNanoClock;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Quotes of some symbols in turn, each another one. At a rate, each at its intended time, which is stamped on it; or as
 * many as the server takes, with so many under way as make the batches that are wanted.
 * Thread: feed-bench
 */
final class QuoteFeed implements Feed, Runnable
{
    /** The first symbol; the others have a number behind it, from 1. */
    static final String SYMBOL = "BENCH";

    private static final String NAME = "bench";
    private static final long FULL_PARK_NS = 100_000;
    private static final long BASE_PRICE = 6_700_000;
    private static final int PRICES = 1_000;

    private final Engine engine;
    private final EpochNanoClock clock;
    private final TickPublisher publisher;
    private final Thread thread;
    private final int[] symbolIds;
    private int next;
    private final int venueId;
    private final long intervalNs;
    private final int underWay;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private long published;
    private volatile boolean isStopping;

    /**
     * @param cores     that its thread is pinned to the first of; none: not pinned.
     * @param symbols   how many.
     * @param perSecond quotes; 0: as many as the server takes.
     * @param underWay  then, how many.
     */
    QuoteFeed(
        final Engine engine,
        final Listings listings,
        final EpochNanoClock clock,
        final RoleThreads roleThreads,
        final List<Integer> cores,
        final int symbols,
        final int perSecond,
        final int underWay)
    {
        this.engine = engine;
        this.clock = clock;
        this.underWay = underWay;
        intervalNs = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        venueId = engine.names().venues().add(NAME);
        symbolIds = new int[symbols];
        for (int i = 0; i < symbols; i++)
        {
            symbolIds[i] = engine.names().symbols().define(symbol(i), -2, -4).id();
            listings.list(venueId, symbolIds[i]);
        }
        publisher = engine.newPublisher(NAME);
        thread = roleThreads.newThread("feed-" + NAME, cores.isEmpty() ? RoleThreads.ANY_CORE : cores.get(0), this);
    }

    /**
     * What a symbol is called.
     */
    static String symbol(final int index)
    {
        return index == 0 ? SYMBOL : SYMBOL + index;
    }

    @Override
    public String name()
    {
        return NAME;
    }

    @Override
    public void start()
    {
        thread.start();
    }

    @Override
    public Health health()
    {
        return new Health(thread.isAlive() ? HealthState.UP : HealthState.DOWN, "quotes of " + SYMBOL);
    }

    @Override
    public void close()
    {
        isStopping = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run()
    {
        long dueNs = clock.nanoTime();
        while (!isStopping)
        {
            if (intervalNs == 0)
            {
                publishWhatIsTaken();
            }
            else
            {
                dueNs = publishWhatIsDue(dueNs);
            }
        }
    }

    private long publishWhatIsDue(final long firstDueNs)
    {
        long dueNs = firstDueNs;
        final long nowNs = clock.nanoTime();
        publisher.beginBatch(nowNs);
        while (dueNs <= nowNs)
        {
            publish(dueNs);
            dueNs += intervalNs;
        }
        final long waitNs = dueNs - clock.nanoTime();
        if (waitNs > 0)
        {
            LockSupport.parkNanos(waitNs);
        }

        return dueNs;
    }

    private void publishWhatIsTaken()
    {
        final long onTheWay = published - engine.counters().total(EngineCounter.TICKS_APPLIED) + backlog();
        if (onTheWay >= underWay)
        {
            LockSupport.parkNanos(FULL_PARK_NS);

            return;
        }
        final long nowNs = clock.nanoTime();
        publisher.beginBatch(nowNs);
        for (long i = onTheWay; i < underWay; i++)
        {
            publish(nowNs);
        }
    }

    private long backlog()
    {
        long sum = 0;
        for (final FrameRing ring : engine.frames())
        {
            sum += ring.backlog();
        }

        return sum;
    }

    private void publish(final long timeNs)
    {
        final int symbolId = symbolIds[next];
        next = next + 1 == symbolIds.length ? 0 : next + 1;
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim < 0)
        {
            return;
        }
        final long price = BASE_PRICE + published % PRICES;
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(timeNs)
            .receiveTime(timeNs)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-4);
        quote
            .bidPrice(price - 5)
            .bidQuantity(1 + published % PRICES)
            .askPrice(price + 5)
            .askQuantity(1 + published % PRICES)
            .venueSequence(QuoteEncoder.venueSequenceNullValue());
        publisher.publish(claim, length);
        published++;
    }
}
