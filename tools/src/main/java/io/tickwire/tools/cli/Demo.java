package io.tickwire.tools.cli;

import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.ws.FrameHeader;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.EpochNanoClock;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The tick's path, to be looked at: a thread publishes seeded ticks, the engine makes frames of them, and this thread
 * reads and prints them as a shard would write them.
 * Thread: conductor
 */
final class Demo
{
    private static final List<Channel> CHANNELS = List.of(Channel.PRICE, Channel.BBO, Channel.TRADE);
    private static final int SHORT_HEADER = 2;
    private static final int MEDIUM_HEADER = 4;
    private static final int MEDIUM_LENGTH = 126;
    private static final int LENGTH_MASK = 127;
    private static final int HEX_BYTES = 48;
    private static final int POLL_LIMIT = 256;
    private static final int PERCENTILES = 2;

    private final DemoOptions options;
    private final PrintStream out;
    private final EpochNanoClock clock = new WallClock();
    private final Names names = Names.empty();
    private long frames;
    private long bytes;
    private volatile long published;

    Demo(final DemoOptions options, final PrintStream out)
    {
        this.options = options;
        this.out = out;
    }

    void run()
    {
        final int venueId = names.venues().add("demo");
        for (int i = 0; i < options.symbols(); i++)
        {
            names.symbols().define(nameOf(i), SeededTicks.PRICE_EXPONENT, SeededTicks.QUANTITY_EXPONENT);
        }

        try (Engine engine = new Engine(
            EngineConfig.defaults(), new FrameHeader(), names, clock, RoleThreads.unpinned());
            FrameReader reader = engine.frames().get(0).newReader())
        {
            engine.launch();
            subscribe(engine, reader, venueId);

            final TickPublisher publisher = engine.newPublisher("demo");
            final Thread feed = new Thread(() -> feed(publisher, venueId), "feed-demo");
            feed.start();
            final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds());
            while (System.nanoTime() - endNs < 0)
            {
                reader.await();
                reader.poll(this::onFrame, POLL_LIMIT);
            }
            joined(feed);
            while (reader.poll(this::onFrame, POLL_LIMIT) > 0)
            {
                // Until all are read.
            }

            printFigures(engine);
        }
    }

    private void subscribe(final Engine engine, final FrameReader reader, final int venueId)
    {
        for (int symbolId = 0; symbolId < options.symbols(); symbolId++)
        {
            for (final Channel channel : CHANNELS)
            {
                final Subscription subscription = Subscription.of(
                    StreamId.of(channel, venueId, symbolId), Conflation.RAW, options.encoding(), 1);
                while (!engine.demand().subscribe(subscription))
                {
                    reader.await();
                    reader.poll(this::onFrame, POLL_LIMIT);
                }
            }
        }
    }

    private void feed(final TickPublisher publisher, final int venueId)
    {
        final SeededTicks ticks = new SeededTicks(publisher, venueId, options.symbols(), options.seed());
        final long intervalNs = TimeUnit.SECONDS.toNanos(1) / options.rate();
        final long count = (long)options.rate() * options.seconds();
        final long startNs = clock.nanoTime();
        for (long i = 0; i < count; i++)
        {
            final long dueNs = startNs + i * intervalNs;
            long waitNs = dueNs - clock.nanoTime();
            while (waitNs > 0)
            {
                LockSupport.parkNanos(waitNs);
                waitNs = dueNs - clock.nanoTime();
            }
            publisher.beginBatch(clock.nanoTime());
            ticks.next(dueNs);
        }
        published = count;
    }

    private void onFrame(final FrameSlot slot, final boolean endOfBatch)
    {
        if (slot.kind() != FrameKind.DATA)
        {
            return;
        }

        frames++;
        bytes += slot.length();
        if (!options.isQuiet())
        {
            print(slot);
        }
    }

    private void print(final FrameSlot slot)
    {
        final int lengthByte = slot.buffer().getByte(slot.offset() + 1) & LENGTH_MASK;
        final int header = lengthByte < MEDIUM_LENGTH ? SHORT_HEADER : MEDIUM_HEADER;
        final byte[] payload = new byte[slot.length() - header];
        slot.buffer().getBytes(slot.offset() + header, payload);
        if (slot.encoding().isText())
        {
            out.println(new String(payload, StandardCharsets.UTF_8));
        }
        else
        {
            out.printf(
                "%s %s seq=%d, %d bytes of %s: %s%s%n",
                names.symbols().get(StreamId.subjectId(slot.streamId())).name(),
                StreamId.channel(slot.streamId()).wireName(),
                slot.sequence(),
                payload.length,
                slot.encoding() == Encoding.SBE ? "SBE" : "msgpack",
                HexFormat.of().formatHex(payload, 0, Math.min(HEX_BYTES, payload.length)),
                payload.length > HEX_BYTES ? "..." : "");
        }
    }

    private void printFigures(final Engine engine)
    {
        out.printf(
            "%n%d ticks in %d s became %d frames of %d bytes.%n",
            published,
            options.seconds(),
            frames,
            bytes);
        for (final StageTimer timer : engine.timers())
        {
            final Histogram histogram = new Histogram(StageTimer.MAX_NS, PERCENTILES);
            timer.drainTo(histogram);
            out.printf(
                "%-12s p50 %,d ns, p99 %,d ns, max %,d ns%n",
                timer.stage(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue());
        }
        engine.counters().totals().forEach((counter, total) ->
        {
            if (total > 0)
            {
                out.printf("%,12d %s%n", total, counter.label());
            }
        });
        engine.errors().entries().forEach(entry -> out.println(entry.trace()));
    }

    private static void joined(final Thread thread)
    {
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    private static String nameOf(final int index)
    {
        return switch (index)
        {
            case 0 -> "BTC/USD";
            case 1 -> "ETH/USD";
            case 2 -> "SOL/USD";
            default -> "SYM" + index + "/USD";
        };
    }
}
