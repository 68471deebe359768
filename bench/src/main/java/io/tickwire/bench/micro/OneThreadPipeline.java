package io.tickwire.bench.micro;

import io.tickwire.engine.WallClock;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.pipeline.SymbolPipeline;
import io.tickwire.engine.ring.NoWaitStrategy;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochClock;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A fused pipeline with a feed and a reader of its frames, all on the caller's thread, and seeded symbols and prices
 * for what the feed publishes.
 */
final class OneThreadPipeline
{
    static final int SYMBOLS = 64;

    private static final int SAMPLES = 4096;
    private static final int POLL_LIMIT = 256;

    private final EpochNanoClock clock = new WallClock();
    private final int[] symbols = new int[SAMPLES];
    private final long[] prices = new long[SAMPLES];
    private final FrameHandler counting = this::count;
    private final Demand demand = new Demand(1, 1 << 16, new NoWaitStrategy());
    private final TickPublisher publisher;
    private final SymbolPipeline pipeline;
    private final FrameReader reader;
    private long bytes;

    OneThreadPipeline()
    {
        final Names names = Names.empty();
        names.venues().add("binance");
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("SYM" + i + "/USDT", -2, -8);
        }
        for (int i = 0; i < SAMPLES; i++)
        {
            symbols[i] = random.nextInt(SYMBOLS);
            prices[i] = 6_000_000 + random.nextInt(100_000);
        }

        final TickRing ticks = new TickRing(1 << 12, 512, new NoWaitStrategy());
        final EngineCounters counters = new EngineCounters();
        pipeline = new SymbolPipeline(
            0,
            new SymbolPipeline.Surroundings(
                1,
                ticks,
                demand,
                new FrameHeader(),
                names,
                new SymbolPipeline.ReplaySizes(1 << 24, 4096, TimeUnit.SECONDS.toNanos(60)),
                MarketRules.defaults(),
                new Resyncs(),
                clock,
                1,
                counters,
                new ErrorLog(ErrorLog.DEFAULT_CAPACITY_BYTES, SystemEpochClock.INSTANCE),
                TimeUnit.SECONDS.toNanos(1),
                false,
                null),
            new FrameRing(1 << 13, 1 << 22, new NoWaitStrategy()),
            false);
        reader = pipeline.frames().newReader();
        publisher = new TickPublisher(ticks, clock, counters.newSheet("bench"), new StageTimer("in->ring"));
    }

    EpochNanoClock clock()
    {
        return clock;
    }

    TickPublisher publisher()
    {
        return publisher;
    }

    /**
     * The symbol of a sample; samples come over and over again.
     */
    int symbolOf(final int sample)
    {
        return symbols[sample & SAMPLES - 1];
    }

    long priceOf(final int sample)
    {
        return prices[sample & SAMPLES - 1];
    }

    void want(final int streamId, final Conflation conflation, final Encoding encoding)
    {
        join(streamId, conflation, encoding, 1);
        step();
    }

    /**
     * A recipient wants a stream from the next step on.
     */
    void join(final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        demand.subscribe(Subscription.of(streamId, conflation, encoding, recipient));
    }

    /**
     * It wants it no more.
     */
    void leave(final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        demand.unsubscribe(streamId, conflation, encoding, recipient);
    }

    /**
     * Run what was published through the pipeline, and release the frames.
     *
     * @return how many bytes of frames there were so far.
     */
    long step()
    {
        pipeline.step();
        while (reader.poll(counting, POLL_LIMIT) == POLL_LIMIT)
        {
            // The rest of the frames.
        }

        return bytes;
    }

    private void count(final FrameSlot slot, final boolean endOfBatch)
    {
        bytes += slot.length();
    }
}
