package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.FeedState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random feeds of a book, and random clients of it that come, go, stall and ask again, in all depths and classes: no
 * client's chain ever breaks, and in the end each one's view is that of the book.
 */
class BookConservationTest
{
    private static final long SEED = 20261121L;
    private static final int PROGRAMS = 150;
    private static final int STEPS = 400;
    private static final Conflation[] CLASSES = {
        Conflation.RAW, Conflation.RAW, Conflation.LATEST, Conflation.MS_20, Conflation.MS_100};
    private static final int BTC = 0;
    private static final int ALPHA = 1;
    private static final long MIDDLE = 10_000;

    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final List<BookClient> clients = new ArrayList<>();
    private SplittableRandom random;
    private SteppedEngine stepped;
    private List<FrameReader> readers;
    private TestTicks ticks;
    private boolean isLive;
    private int recipients;
    private int[] depths;
    private int width;
    private long checksums;

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldKeepEveryClientsBook(final EngineConfig.Topology topology)
    {
        final SplittableRandom seeds = new SplittableRandom(SEED);
        long messages = 0;
        checksums = 0;
        for (int program = 0; program < PROGRAMS; program++)
        {
            final long seed = seeds.nextLong();
            try
            {
                messages += run(seed, topology);
            }
            catch (final AssertionError | RuntimeException ex)
            {
                throw new AssertionError("program=" + program + " seed=" + seed, ex);
            }
        }
        assertTrue(messages > PROGRAMS * 50L, "messages=" + messages);
        assertTrue(checksums > PROGRAMS, "checksums=" + checksums);
    }

    private long run(final long seed, final EngineConfig.Topology topology)
    {
        random = new SplittableRandom(seed);
        bids.clear();
        asks.clear();
        clients.clear();
        // Few depths, so that clients share streams; few prices, so that levels come back as they were.
        depths = new int[]{random.nextInt(BookDepth.count()), random.nextInt(BookDepth.count())};
        width = random.nextBoolean() ? 8 : 120;
        isLive = false;
        final Names names = SteppedEngine.names();
        names.symbols().define("BTC/USD", -2, -8);
        // A small ring of frames is full every now and then.
        final EngineConfig config = SteppedEngine.smallConfig()
            .with(new EngineConfig.Threads(1, topology, WaitProfile.PINNED, List.of()))
            .with(new EngineConfig.Frames(random.nextBoolean() ? 64 : 1024, 1 << 19, 1 << 14));
        try (SteppedEngine engine = new SteppedEngine(config, names))
        {
            stepped = engine;
            readers = engine.newReaders();
            ticks = engine.ticks("alpha").of(BTC, ALPHA);
            for (int i = 0; i < STEPS; i++)
            {
                act();
            }
            settle();
            check();
            assertEquals(0, engine.counter(EngineCounter.ERRORS));

            checksums += clients.stream().mapToInt(BookClient::checksums).sum();

            return clients.stream().mapToInt(BookClient::messages).sum();
        }
    }

    private void act()
    {
        switch (random.nextInt(16))
        {
            case 0 -> subscribe();
            case 1 -> stepped.advanceMs(random.nextInt(200));
            case 2 -> leaveOrAskAgain();
            case 3, 4, 5 -> stepped.step();
            case 6 -> read(random.nextInt(40));
            case 7 -> read(Integer.MAX_VALUE);
            case 8 -> rareTick();
            default -> delta();
        }
    }

    private void subscribe()
    {
        final Channel channel = random.nextInt(3) == 0 ? Channel.BOOK : Channel.BOOK_DELTA;
        final Subscription subscription = Subscription.of(
            StreamId.of(channel, ALPHA, BTC, depths[random.nextInt(depths.length)]),
            CLASSES[random.nextInt(CLASSES.length)],
            Encoding.JSON,
            ++recipients);
        if (stepped.engine().demand().subscribe(subscription))
        {
            clients.add(new BookClient(subscription));
        }
    }

    private void leaveOrAskAgain()
    {
        if (clients.isEmpty())
        {
            return;
        }
        final int which = random.nextInt(clients.size());
        final Subscription left = clients.get(which).subscription();
        if (!clients.get(which).isLive())
        {
            return;
        }
        if (random.nextBoolean())
        {
            stepped.engine().demand().resync(
                left.streamId(), left.conflation(), left.encoding(), left.recipient());
        }
        else if (stepped.engine().demand().unsubscribe(
            left.streamId(), left.conflation(), left.encoding(), left.recipient()))
        {
            clients.remove(which);
        }
    }

    private void rareTick()
    {
        if (random.nextInt(4) != 0 && !isLive || random.nextInt(3) == 0)
        {
            snapshot();
        }
        else if (random.nextInt(4) == 0)
        {
            if (ticks.status(random.nextBoolean() ? FeedState.STALE : FeedState.DISCONNECTED) >= 0)
            {
                forget();
            }
        }
        else if (random.nextInt(4) == 0 && isLive && !asks.isEmpty())
        {
            // The bid reaches the ask.
            if (ticks.bookDelta(0, true, new long[]{asks.firstKey(), 7}, new long[0]) >= 0)
            {
                forget();
            }
        }
    }

    private void snapshot()
    {
        final long[] newBids = levels(random.nextInt(40), -1);
        final long[] newAsks = levels(random.nextInt(40), 1);
        final int pages = random.nextInt(1, 3);
        if (pages == 1)
        {
            if (ticks.bookSnapshot(0, true, newBids, newAsks) >= 0)
            {
                replace(newBids, newAsks);
            }
            else
            {
                lose();
            }
        }
        else if (ticks.bookSnapshot(0, false, newBids, new long[0]) >= 0 &
            ticks.bookSnapshot(1, true, new long[0], newAsks) >= 0)
        {
            replace(newBids, newAsks);
        }
        else
        {
            lose();
        }
    }

    private void delta()
    {
        final boolean isBid = random.nextBoolean();
        final long[] changes = levels(random.nextInt(1, 6), isBid ? -1 : 1);
        for (int i = 1; i < changes.length; i += 2)
        {
            changes[i] = random.nextInt(3) == 0 ? 0 : changes[i];
        }
        final long[] none = new long[0];
        if (ticks.bookDelta(0, true, isBid ? changes : none, isBid ? none : changes) < 0)
        {
            lose();
        }
        else if (isLive)
        {
            put(isBid ? bids : asks, changes);
        }
    }

    /** A page that the ring had no room for is a book that can not be trusted. */
    private void lose()
    {
        forget();
    }

    private void forget()
    {
        isLive = false;
        bids.clear();
        asks.clear();
    }

    private void replace(final long[] newBids, final long[] newAsks)
    {
        bids.clear();
        asks.clear();
        put(bids, newBids);
        put(asks, newAsks);
        isLive = true;
    }

    private static void put(final TreeMap<Long, Long> side, final long[] changes)
    {
        for (int i = 0; i < changes.length; i += 2)
        {
            if (changes[i + 1] == 0)
            {
                side.remove(changes[i]);
            }
            else
            {
                side.put(changes[i], changes[i + 1]);
            }
        }
    }

    private long[] levels(final int count, final int side)
    {
        final TreeMap<Long, Long> levels = new TreeMap<>();
        for (int i = 0; i < count; i++)
        {
            levels.put(MIDDLE + side * random.nextLong(1, width), random.nextLong(1, width));
        }
        final long[] flat = new long[2 * levels.size()];
        int at = 0;
        for (final var level : (side < 0 ? levels.descendingMap() : levels).entrySet())
        {
            flat[at++] = level.getKey();
            flat[at++] = level.getValue();
        }

        return flat;
    }

    private void read(final int limit)
    {
        for (final FrameReader reader : readers)
        {
            reader.poll((slot, endOfBatch) -> clients.forEach(client -> client.onFrame(slot)), limit);
        }
    }

    private void settle()
    {
        for (int i = 0; i < 200; i++)
        {
            ticks.publisher().beginBatch(stepped.nowNs());
            stepped.advanceMs(50);
            stepped.step();
            read(Integer.MAX_VALUE);
        }
    }

    private void check()
    {
        for (final BookClient client : clients)
        {
            assertTrue(client.isLive(), () -> "never live: " + client.subscription());
            if (isLive)
            {
                assertEquals(top(bids, client.depth()), client.bids(), () -> "bids of " + client.subscription());
                assertEquals(top(asks, client.depth()), client.asks(), () -> "asks of " + client.subscription());
            }
            else
            {
                assertTrue(client.isStale() || !client.hasState(), () -> "not told: " + client.subscription());
            }
        }
    }

    private static TreeMap<Long, Long> top(final TreeMap<Long, Long> side, final int depth)
    {
        final TreeMap<Long, Long> top = new TreeMap<>(side.comparator());
        side.entrySet().stream().limit(depth).forEach(level -> top.put(level.getKey(), level.getValue()));

        return top;
    }
}
