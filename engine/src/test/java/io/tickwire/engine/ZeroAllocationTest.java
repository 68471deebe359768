package io.tickwire.engine;

import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.series.Candles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The whole path, publisher and readers included, on one thread whose allocations the JVM counts.
 */
class ZeroAllocationTest
{
    private static final int TICKS = 250_000;
    private static final int WARM_UP = 150_000;
    private static final int ROUNDS = 12;
    private static final int SYMBOLS = 16;
    private static final int BATCH = 64;
    private static final int KINDS = 10;
    private static final byte[] ID = "order-17".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OWN_ID = "mine \"quoted\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ASSET = "BTC".getBytes(StandardCharsets.UTF_8);

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final FrameHandler counting = this::count;
    private final long[] bids = new long[2];
    private final long[] asks = new long[2];
    private CountingPast keeper;
    private long bytes;
    private long seed = 42;

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldAllocateNothingInSteadyStateWithAllEncodingsOn(final EngineConfig.Topology topology)
    {
        // One of them keeps what it tells, which the other one would do on the same thread.
        keeper = topology == EngineConfig.Topology.FUSED ? new CountingPast() : null;
        final Names names = SteppedEngine.names();
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("S" + i + "/USD", -2, -8);
        }
        names.accounts().add("alice");
        final EngineConfig config = SteppedEngine.smallConfig()
            .with(new EngineConfig.Threads(1, topology, WaitProfile.PINNED, List.of()))
            .with(new EngineConfig.Frames(1 << 13, 1 << 22, 1 << 16));
        final Engine.Origin origin = new Engine.Origin(SteppedEngine.START_NS / 1_000_000, 0, keeper);
        try (SteppedEngine stepped = new SteppedEngine(config, names, new TestSealer(), origin))
        {
            final List<FrameReader> readers = stepped.newReaders();
            subscribeToEverything(stepped, readers);
            final TestTicks ticks = stepped.ticks("alpha");

            run(stepped, readers, ticks, WARM_UP);
            fillCandles(stepped, readers, ticks);
            run(stepped, readers, ticks, WARM_UP);

            final long framesBefore = stepped.counter(EngineCounter.FRAMES_ENCODED);
            long allocated = allocatedBy(() -> run(stepped, readers, ticks, TICKS));
            final long frames = stepped.counter(EngineCounter.FRAMES_ENCODED) - framesBefore;
            // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
            for (int round = 1; round < ROUNDS && allocated != 0; round++)
            {
                allocated = allocatedBy(() -> run(stepped, readers, ticks, TICKS));
            }

            assertEquals(0, allocated, "bytes allocated over " + TICKS + " ticks and " + frames + " frames");
            assertTrue(frames > 7L * TICKS, "frames=" + frames);
            assertEquals(0, stepped.counter(EngineCounter.TICKS_POISONED));
            assertTrue(bytes > 0);
            assertTrue(keeper == null || keeper.messages() > TICKS && keeper.candles() > SYMBOLS * Candles.CAPACITY);
        }
    }

    /** Candles of a second grow to as many as are kept. */
    private void fillCandles(
        final SteppedEngine stepped, final List<FrameReader> readers, final TestTicks ticks)
    {
        for (int second = 0; second <= Candles.CAPACITY; second++)
        {
            stepped.advanceMs(1_000);
            for (int symbolId = 0; symbolId < SYMBOLS; symbolId++)
            {
                ticks.of(symbolId, 1).at(Decimals.NULL, stepped.nowNs()).trade(1_000_000, 1, Side.BUY, 1, 0);
                while (stepped.step() > 0)
                {
                    drain(readers);
                }
            }
        }
    }

    private long allocatedBy(final Runnable work)
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        work.run();

        return threads.getThreadAllocatedBytes(threadId) - before;
    }

    private void subscribeToEverything(final SteppedEngine stepped, final List<FrameReader> readers)
    {
        for (int symbolId = 0; symbolId < SYMBOLS; symbolId++)
        {
            for (final Channel channel : Channel.values())
            {
                final int streamId = channel.isPrivate() ?
                    StreamId.ofAccount(channel, 0) :
                    streamOf(channel, symbolId);
                if (!channel.isPrivate() || symbolId == 0)
                {
                    subscribe(stepped, readers, channel, streamId);
                }
            }
        }
    }

    private static int streamOf(final Channel channel, final int symbolId)
    {
        return switch (channel)
        {
            case MARKET -> StreamId.of(channel, 0, 0);
            case ARBITRAGE -> StreamId.of(channel, 0, symbolId);
            case BOOK, BOOK_DELTA -> StreamId.of(channel, 1, symbolId, BookDepth.variantFor(20, false));
            default -> StreamId.of(channel, 1, symbolId);
        };
    }

    private void subscribe(
        final SteppedEngine stepped, final List<FrameReader> readers, final Channel channel, final int streamId)
    {
        for (final Conflation conflation : Conflation.values())
        {
            if (channel.isPrivate() && conflation != Conflation.RAW)
            {
                continue;
            }
            for (final Encoding encoding : Encoding.values())
            {
                assertTrue(stepped.engine().demand().subscribe(
                    Subscription.of(streamId, conflation, encoding, 1)));
                stepped.settle();
                drain(readers);
            }
        }
    }

    private void run(
        final SteppedEngine stepped, final List<FrameReader> readers, final TestTicks ticks, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            publish(ticks, i, stepped.nowNs());
            if (i % BATCH == BATCH - 1)
            {
                stepped.advanceNs(BATCH * 10_000L);
                ticks.publisher().beginBatch(stepped.nowNs());
                while (stepped.step() > 0)
                {
                    drain(readers);
                }
            }
        }
    }

    private void publish(final TestTicks ticks, final int index, final long nowNs)
    {
        final long random = next();
        final int symbolId = (int)(random >>> 40) % SYMBOLS;
        final long price = 1_000_000 + (random & 0xFFFF);
        final long quantity = 1 + (random >>> 16 & 0xFFFFFF);
        // The market's time goes on, so that candles close.
        ticks.of(symbolId, 1).at((random & 1) == 0 ? Decimals.NULL : nowNs - 1_000, nowNs);
        final long claim = switch ((int)(random >>> 33 & 31) % KINDS)
        {
            case 0 -> ticks.trade(price, quantity, Side.BUY, random >>> 8, 0);
            case 1 -> ticks.trade(price, quantity, Side.SELL, random, random);
            case 2 -> ticks.ticker(price, quantity, -123_456);
            case 3 -> ticks.liquidation(price, quantity, Side.SELL);
            case 4 -> privateTick(ticks, index & 3, price, quantity);
            case 5 -> bookTick(ticks, random, price, quantity);
            case 6 -> ticks.of(symbolId, 2).quote(price + 20_000, quantity, price + 20_001, quantity);
            default -> ticks.quote(price, quantity, price + 1 + (random >>> 60), quantity);
        };
        assertTrue(claim >= 0);
    }

    private long bookTick(final TestTicks ticks, final long random, final long price, final long quantity)
    {
        bids[0] = 900_000 + (random >>> 8 & 0xff);
        bids[1] = quantity & 3;
        asks[0] = 1_200_000 + (random >>> 16 & 0xff);
        asks[1] = price & 3;

        return (random >>> 24 & 0xff) == 0 ?
            ticks.bookSnapshot(0, true, bids, asks) : ticks.bookDelta(0, true, bids, asks);
    }

    private long privateTick(final TestTicks ticks, final int kind, final long price, final long quantity)
    {
        return switch (kind)
        {
            case 0 -> ticks.order(0, price, quantity, ID, OWN_ID);
            case 1 -> ticks.execution(0, price, quantity, 17, ID, OWN_ID, ASSET);
            case 2 -> ticks.position(0, -quantity, price, -12345);
            default -> ticks.account(0, ASSET, quantity, quantity);
        };
    }

    private void drain(final List<FrameReader> readers)
    {
        if (keeper != null)
        {
            keeper.take();
        }
        for (int i = 0; i < readers.size(); i++)
        {
            while (readers.get(i).poll(counting, 4096) > 0)
            {
                // Until there is nothing left.
            }
        }
    }

    private void count(final FrameSlot slot, final boolean endOfBatch)
    {
        bytes += slot.length();
    }

    private long next()
    {
        seed ^= seed << 13;
        seed ^= seed >>> 7;
        seed ^= seed << 17;

        return seed;
    }
}
