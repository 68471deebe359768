package io.tickwire.bench.micro;

import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.transport.PinnedThreads;
import io.tickwire.transport.ws.FrameHeader;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.EpochNanoClock;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a tick takes at a given rate: an open loop, that publishes each quote when it is due however late the one
 * before was. Two threads, pinned to a core each: a feed, which reads the frames while it waits, and a pipeline.
 * <pre>
 *   RingToFrameLatency [ticks a second = 100000] [seconds = 10] [core of the feed = 0] [core of the pipeline = 1]
 * </pre>
 * Prints what the shipped timer says, from a tick's publication to its sealed frame, and the whole way, from the time a
 * tick was due to its frame's being read on the feed's core. Where the kernel gives these cores to others now and then,
 * 4 ms of that stand in the percentiles of hundreds of ticks; so the percentiles of each tenth of a second are taken
 * too, and their medians tell what the engine does while it has its cores.
 */
public final class RingToFrameLatency
{
    private static final int SYMBOLS = 64;
    private static final int WARM_UP_SECONDS = 5;
    private static final int WINDOWS_PER_SECOND = 10;
    private static final int POLL_LIMIT = 64;
    private static final int DIGITS = 3;
    private static final int IN_FLIGHT = 1 << 16;
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final EpochNanoClock clock = new WallClock();
    private final FrameHandler onFrame = this::onFrame;
    private final Windows ringToFrame = new Windows("ring->frame");
    private final Windows dueToRead = new Windows("due->read");
    private final long[] due = new long[IN_FLIGHT];
    private final int rate;
    private final int seconds;
    private long published;
    private long read;
    private int live;

    private RingToFrameLatency(final int rate, final int seconds)
    {
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * @param args see above; what is left out is as given there.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        final int[] given = {100_000, 10, 0, 1};
        for (int i = 0; i < args.length; i++)
        {
            given[i] = Integer.parseInt(args[i]);
        }

        new RingToFrameLatency(given[0], given[1]).run(given[2], given[3]);
    }

    private void run(final int feedCore, final int pipelineCore) throws InterruptedException
    {
        final Names names = Names.empty();
        final int venueId = names.venues().add("binance");
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("SYM" + i + "/USDT", -2, -8);
        }

        final RoleThreads threads = new PinnedThreads();
        final EngineConfig config = EngineConfig.defaults().with(new EngineConfig.Threads(
            1, EngineConfig.Topology.FUSED, WaitProfile.PINNED, List.of(pipelineCore)));
        try (Engine engine = new Engine(config, new FrameHeader(), names, clock, threads);
            FrameReader reader = engine.frames().get(0).newReader())
        {
            engine.launch();
            final Thread feed = threads.newThread("feed-bench", feedCore, () -> measure(engine, reader, venueId));
            feed.start();
            feed.join();
        }
    }

    private void measure(final Engine engine, final FrameReader reader, final int venueId)
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            engine.demand().subscribe(Subscription.of(
                StreamId.of(Channel.PRICE, venueId, i), Conflation.RAW, Encoding.MSGPACK, 1));
        }
        while (live < SYMBOLS)
        {
            reader.poll(onFrame, POLL_LIMIT);
        }

        final TickPublisher publisher = engine.newPublisher("bench");
        final StageTimer timer = engine.timers().get(1);
        publish(publisher, reader, timer, venueId, WARM_UP_SECONDS);
        ringToFrame.reset();
        dueToRead.reset();
        publish(publisher, reader, timer, venueId, seconds);

        System.out.printf("%,d ticks/s for %d s, in ns: all, and the medians of windows%n", rate, seconds);
        ringToFrame.print();
        dueToRead.print();
    }

    private void publish(
        final TickPublisher publisher,
        final FrameReader reader,
        final StageTimer timer,
        final int venueId,
        final int forSeconds)
    {
        final int window = rate / WINDOWS_PER_SECOND;
        for (int i = 0; i < forSeconds * WINDOWS_PER_SECOND; i++)
        {
            publishWindow(publisher, reader, venueId, window);
            timer.drainTo(ringToFrame.histogram);
            ringToFrame.close();
            dueToRead.close();
        }
    }

    private void publishWindow(
        final TickPublisher publisher, final FrameReader reader, final int venueId, final int count)
    {
        final long startNs = clock.nanoTime();
        for (int i = 0; i < count; i++)
        {
            final long dueNs = startNs + i * TimeUnit.SECONDS.toNanos(1) / rate;
            long nowNs = clock.nanoTime();
            while (nowNs < dueNs)
            {
                reader.poll(onFrame, POLL_LIMIT);
                nowNs = clock.nanoTime();
            }
            publish(publisher, venueId, i % SYMBOLS, dueNs, nowNs);
        }

        final long deadlineNs = clock.nanoTime() + DRAIN_NS;
        while (read < published && clock.nanoTime() < deadlineNs)
        {
            reader.poll(onFrame, POLL_LIMIT);
        }
        if (read != published)
        {
            throw new IllegalStateException(
                "not every tick had its own frame, so that times can not be told: the machine was too busy for this " +
                "rate: rate=" + rate + " ticks=" + published + " frames=" + read);
        }
    }

    private void publish(
        final TickPublisher publisher, final int venueId, final int symbolId, final long dueNs, final long nowNs)
    {
        publisher.beginBatch(nowNs);
        final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim < 0)
        {
            throw new IllegalStateException("the ring is full: the machine is too busy for this rate: rate=" + rate);
        }

        final long price = 6_000_000 + published % 1_000;
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(dueNs)
            .receiveTime(nowNs)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        quote
            .bidPrice(price)
            .bidQuantity(price * 7)
            .askPrice(price + 50)
            .askQuantity(price * 3)
            .venueSequence(published);
        due[(int)(published++ & IN_FLIGHT - 1)] = dueNs;
        publisher.publish(claim, QUOTE_BYTES);
    }

    private void onFrame(final FrameSlot slot, final boolean endOfBatch)
    {
        if (slot.kind() == FrameKind.DATA)
        {
            final long tookNs = clock.nanoTime() - due[(int)(read++ & IN_FLIGHT - 1)];
            dueToRead.histogram.recordValue(Math.max(0, Math.min(StageTimer.MAX_NS, tookNs)));
        }
        else if (slot.kind() == FrameKind.LIVE)
        {
            live++;
        }
    }

    /**
     * The times of all windows, and the percentiles of each.
     */
    private static final class Windows
    {
        private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

        private final Histogram histogram = new Histogram(StageTimer.MAX_NS, DIGITS);
        private final Histogram all = new Histogram(StageTimer.MAX_NS, DIGITS);
        private final Histogram[] percentiles = new Histogram[PERCENTILES.length];
        private final String what;

        private Windows(final String what)
        {
            this.what = what;
            Arrays.setAll(percentiles, i -> new Histogram(StageTimer.MAX_NS, DIGITS));
        }

        private void reset()
        {
            all.reset();
            for (final Histogram percentile : percentiles)
            {
                percentile.reset();
            }
        }

        private void close()
        {
            for (int i = 0; i < PERCENTILES.length; i++)
            {
                percentiles[i].recordValue(histogram.getValueAtPercentile(PERCENTILES[i]));
            }
            all.add(histogram);
            histogram.reset();
        }

        private void print()
        {
            System.out.printf("%-12s", what);
            for (int i = 0; i < PERCENTILES.length; i++)
            {
                System.out.printf(
                    "  p%s %,d (%,d)",
                    PERCENTILES[i] % 1 == 0 ? Integer.toString((int)PERCENTILES[i]) : PERCENTILES[i],
                    all.getValueAtPercentile(PERCENTILES[i]),
                    percentiles[i].getValueAtPercentile(50));
            }
            System.out.println();
        }
    }
}
