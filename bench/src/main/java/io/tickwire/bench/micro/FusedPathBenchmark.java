package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.pipeline.SymbolPipeline;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The whole path on one thread: publish a batch of quotes, run it through a fused pipeline, release the frames. One
 * price_update is sealed for each quote; the feed's and the reader's share is in the figure too: with NONE it is the
 * feed's and the state's alone. Goal: 5 million ticks a second and core.
 */
@State(Scope.Thread)
public class FusedPathBenchmark extends MicroBenchmark
{
    static final int BATCH = 256;
    private static final int SYMBOLS = 64;
    private static final int SAMPLES = 4096;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    /**
     * What is wanted; NONE: nothing is.
     */
    @Param({"NONE", "MSGPACK", "COMPACT", "SBE", "JSON"})
    public String encoding;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final int[] symbols = new int[SAMPLES];
    private final long[] prices = new long[SAMPLES];
    private final FrameHandler counting = this::count;
    private TickPublisher publisher;
    private SymbolPipeline pipeline;
    private FrameReader reader;
    private long bytes;
    private int index;

    /**
     * Build a pipeline, and want every symbol's price.
     */
    @Setup
    public void setup()
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
        final Demand demand = new Demand(1, 1 << 16, new NoWaitStrategy());
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
                TimeUnit.SECONDS.toNanos(1)),
            new FrameRing(1 << 13, 1 << 22, new NoWaitStrategy()),
            false);
        reader = pipeline.frames().newReader();
        publisher = new TickPublisher(ticks, clock, counters.newSheet("bench"), new StageTimer("in->ring"));
        if (!"NONE".equals(encoding))
        {
            want(demand);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long publishToFrame()
    {
        publishBatch();
        pipeline.step();
        while (!"NONE".equals(encoding) && reader.poll(counting, BATCH) == BATCH)
        {
            // The rest of the frames.
        }

        return bytes;
    }

    private void count(final FrameSlot slot, final boolean endOfBatch)
    {
        bytes += slot.length();
    }

    private void want(final Demand demand)
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            demand.subscribe(Subscription.of(
                StreamId.of(Channel.PRICE, 1, i), Conflation.RAW, Encoding.valueOf(encoding), 1));
            pipeline.step();
            reader.poll(counting, BATCH);
        }
    }

    private void publishBatch()
    {
        publisher.beginBatch(clock.nanoTime());
        for (int i = 0; i < BATCH; i++)
        {
            final int sample = index++ & SAMPLES - 1;
            final long price = prices[sample];
            final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, symbols[sample]);
            quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(price * 1_000)
                .receiveTime(index)
                .symbolId(symbols[sample])
                .venueId(1)
                .priceExponent((byte)-2)
                .quantityExponent((byte)-8);
            quote
                .bidPrice(price)
                .bidQuantity(price * 7)
                .askPrice(price + 50)
                .askQuantity(price * 3)
                .venueSequence(index);
            publisher.publish(claim, QUOTE_BYTES);
        }
    }
}
