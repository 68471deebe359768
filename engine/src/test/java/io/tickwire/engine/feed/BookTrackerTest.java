package io.tickwire.engine.feed;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BookTrackerTest
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 200;
    private static final int STEPS = 100;
    private static final String NAME = "BTC-USD";

    /**
     * A tracker on a ring, and what it asks for.
     */
    private static final class Probe extends TickProbe implements FeedControl
    {
        final List<String> requests = new ArrayList<>();
        final VenueFeed feed = new VenueFeed(
            Venue.of("coinbase"), 1, this::symbol, new TickWriter(publisher()), this);
        final BookTracker tracker = feed.instruments().find(NAME).book();

        Probe()
        {
            super(-2, -2, SLOTS);
        }

        @Override
        public void requestSnapshot(final Instrument instrument)
        {
            requests.add(instrument.venueSymbol());
        }

        @Override
        public void reconnect(final String reason)
        {
        }

        void look()
        {
            read();
        }
    }

    /** What the tracker must come to, in plain words. */
    private static final class Twin
    {
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
        boolean isLive;
        boolean isAsked;
        boolean isInexact;
        long sequence = TickSink.NO_SEQUENCE;
        int snapshots;
        int applied;
        int gaps;
        int bad;
        int stales;
        int requests;

        void ask()
        {
            requests += isAsked ? 0 : 1;
            isAsked = true;
        }

        void lose()
        {
            stales += isLive ? 1 : 0;
            isLive = false;
        }
    }

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LevelBuffer levels = new LevelBuffer();

    @Test
    void shouldComeToWhatATwinComesTo()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final Probe probe = new Probe();
            final Twin twin = new Twin();
            for (int step = 0; step < STEPS; step++)
            {
                step(probe.tracker, twin, step);
                probe.look();
                assertSame(twin, probe);
            }
        }
    }

    private void step(final BookTracker tracker, final Twin twin, final long sequence)
    {
        final long price = 100 + random.nextInt(10);
        final long quantity = random.nextInt(3);
        final boolean isExact = random.nextInt(8) > 0;
        levels.clear();
        levels.bids().addPrice(price, 2);
        levels.bids().addQuantity(quantity, isExact || quantity == 0 ? 2 : 3);
        final boolean fits = isExact || quantity == 0;
        switch (random.nextInt(10))
        {
            case 0, 1 ->
            {
                assertEquals(fits, tracker.snapshot(sequence, sequence, levels));
                twin.isAsked = false;
                onSnapshot(twin, fits, sequence, price, quantity);
            }
            case 2 ->
            {
                tracker.gap();
                twin.gaps++;
                twin.lose();
                twin.ask();
            }
            case 3 ->
            {
                tracker.onDisconnected();
                twin.isAsked = false;
                twin.isInexact = false;
                twin.lose();
            }
            case 4 ->
            {
                tracker.refuseSnapshot();
                twin.isAsked = false;
                twin.ask();
            }
            case 5 ->
            {
                final boolean isGood = random.nextBoolean();
                tracker.checksum(isGood);
                if (!isGood)
                {
                    twin.bad++;
                    twin.lose();
                    twin.ask();
                }
            }
            default ->
            {
                assertEquals(twin.isLive && fits, tracker.delta(sequence, sequence - 1, sequence, levels));
                onDelta(twin, fits, sequence, price, quantity);
            }
        }
    }

    private static void onSnapshot(
        final Twin twin, final boolean fits, final long sequence, final long price, final long quantity)
    {
        if (!fits)
        {
            twin.isInexact = true;
            twin.lose();
            return;
        }
        twin.bids.clear();
        put(twin, price, quantity);
        twin.snapshots++;
        twin.sequence = sequence;
        twin.isLive = true;
        twin.isInexact = false;
    }

    private static void onDelta(
        final Twin twin, final boolean fits, final long sequence, final long price, final long quantity)
    {
        if (!twin.isLive)
        {
            if (!twin.isInexact)
            {
                twin.ask();
            }
        }
        else if (!fits)
        {
            twin.lose();
            twin.ask();
        }
        else
        {
            put(twin, price, quantity);
            twin.applied++;
            twin.sequence = sequence;
        }
    }

    private static void put(final Twin twin, final long price, final long quantity)
    {
        final BigDecimal key = BigDecimal.valueOf(price, 2).stripTrailingZeros();
        if (quantity == 0)
        {
            twin.bids.remove(key);
        }
        else
        {
            twin.bids.put(key, BigDecimal.valueOf(quantity, 2).stripTrailingZeros());
        }
    }

    private static void assertSame(final Twin twin, final Probe probe)
    {
        final BookTracker tracker = probe.tracker;
        assertEquals(twin.isLive, tracker.isLive());
        assertEquals(twin.isLive, probe.book(NAME).isLive);
        assertEquals(twin.sequence, tracker.lastSequence());
        assertEquals(twin.snapshots, tracker.snapshots());
        assertEquals(twin.applied, tracker.applied());
        assertEquals(twin.gaps, tracker.gaps());
        assertEquals(twin.bad, tracker.checksumsBad());
        assertEquals(twin.stales, probe.statuses.size());
        assertEquals(twin.requests, probe.requests.size());
        if (twin.isLive)
        {
            assertEquals(twin.bids, new TreeMap<>(probe.book(NAME).bids));
        }
    }
}
