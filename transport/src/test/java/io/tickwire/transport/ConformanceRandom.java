package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sessions of a seed: trades of two venues and a book, of which frames are lost and come twice.
 */
final class ConformanceRandom
{
    private static final Map<String, Object> BOOK =
        ConformanceMarkets.wish("book", "BTCUSDT", "venues", List.of("alpha"), "mode", "delta", "depth", "full");
    private static final Map<String, Object> RESYNC =
        Map.of("type", "resync", "channel", "book", "symbol", "BTCUSDT", "venue", "alpha");
    private static final int STEPS = 160;
    private static final int STATE_EVERY = 20;
    private static final int MIDDLE = 10_000;
    private static final int LEVELS = 12;
    private static final long[] NO_LEVELS = {};

    private final ConformanceRecorder session;
    private final Random random;
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private int trades;

    private ConformanceRandom(final ConformanceRecorder session, final long seed)
    {
        this.session = session;
        random = new Random(seed);
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return ConformanceSessions.ENCODINGS.stream().flatMap(encoding -> ConformanceSessions.in(
            List.of(encoding), "random", "Trades of two venues and a book of a seed; frames are lost and come twice.",
            session -> new ConformanceRandom(session, 10 + ConformanceSessions.ENCODINGS.indexOf(encoding)).play()));
    }

    private void play()
    {
        session.open().ask("trades", ConformanceMarkets.wish("trade", "BTCUSDT")).hear(1).ask("book", BOOK).hear(1);
        bids.put(MIDDLE - 1L, 5L);
        asks.put(MIDDLE + 1L, 5L);
        session.btc().bookSnapshot(0, true, new long[] {MIDDLE - 1, 5}, new long[] {MIDDLE + 1, 5});
        session.hear(1);
        for (int i = 1; i <= STEPS; i++)
        {
            tick();
            final List<RawClient.Frame> frames = session.take(1);
            final int fate = random.nextInt(20);
            if (fate > 0)
            {
                session.play(frames);
            }
            if (fate == 1)
            {
                session.play(frames);
            }
            if (session.isResyncing())
            {
                session.expectSent(RESYNC).play(session.fresh(BOOK)).tick(1_000);
            }
            if (i % STATE_EVERY == 0)
            {
                session.state();
            }
        }
    }

    private void tick()
    {
        if (random.nextBoolean())
        {
            trades++;
            session.btc(random.nextBoolean() ? "alpha" : "beta")
                .trade(MIDDLE + random.nextInt(9) - 4, 1 + random.nextInt(999), Side.BUY, trades, 0);

            return;
        }
        final boolean isBid = random.nextBoolean();
        final TreeMap<Long, Long> side = isBid ? bids : asks;
        final long price = MIDDLE + (isBid ? -1L : 1L) * (1 + random.nextInt(LEVELS));
        final long before = side.getOrDefault(price, 0L);
        final long after = before > 0 && side.size() > 1 && random.nextInt(3) == 0 ? 0 : before + 1 + random.nextInt(9);
        if (after == 0)
        {
            side.remove(price);
        }
        else
        {
            side.put(price, after);
        }
        final long[] level = {price, after};
        session.btc().bookDelta(0, true, isBid ? level : NO_LEVELS, isBid ? NO_LEVELS : level);
    }
}
