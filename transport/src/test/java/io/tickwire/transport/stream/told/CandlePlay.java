package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamCounters;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Candles of some instruments over runs, by the clock of a game, and the twin: all that was ever told of each.
 */
final class CandlePlay
{
    private static final int SECONDS = 1;
    private static final int VALUES = 6;

    /** What is older than the intervals that an instrument has in memory is not corrected. */
    private static final long CORRECTED_MS = 240_000;
    private static final List<String> SYMBOLS = List.of("AAA", "BBB", "CCC", "RARE");

    private final Path folder;
    private final Random random;
    private final StreamSettings.Candles kept;
    private final StreamCounters counters = new StreamCounters();

    /** By symbol and when they opened: each version, the last one told last. */
    private final List<NavigableMap<Long, List<long[]>>> told = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();
    private Names names;
    private ToldLog log;
    private long nowMs = 1_795_000_000_000L;
    private List<FurtherPast.Candle> answer;

    CandlePlay(final Path folder, final Random random, final StreamSettings.Candles kept)
    {
        this.folder = folder;
        this.random = random;
        this.kept = kept;
        SYMBOLS.forEach(symbol -> told.add(new TreeMap<>()));
    }

    ToldLog log()
    {
        return log;
    }

    long damages()
    {
        return counters.get(StreamCounter.TOLD_DAMAGED);
    }

    /**
     * A run begins.
     *
     * @param stages that each take the candles of earlier ones.
     */
    void start(final int stages)
    {
        names = Names.empty();
        SYMBOLS.forEach(symbol -> names.symbols().define(symbol, -2, -6));
        names.venues().add("alpha");
        log = ToldLog.open(
            new ToldSettings(folder, new StreamSettings.Updates(3_600_000, 1 << 30, 1_000), kept, Sync.NONE),
            new ToldRun(77, 1, 1, stages, names, List.of(SECONDS, 60)),
            () -> TimeUnit.MILLISECONDS.toNanos(nowMs),
            counters);
    }

    void pass(final long ms)
    {
        nowMs += ms;
    }

    /**
     * Time passes, and some candles close; now and then one is corrected.
     */
    void tell(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            nowMs += 1_000L * random.nextInt(3);
            final int symbol = random.nextInt(300) == 0 ? 3 : random.nextInt(3);
            final NavigableMap<Long, List<long[]>> its = told.get(symbol);
            long openMs = nowMs / 1_000 * 1_000 - 1_000;
            if (random.nextInt(20) == 0 && !its.isEmpty())
            {
                final List<Long> newest = its.tailMap(nowMs - CORRECTED_MS).keySet().stream().toList();
                openMs = newest.isEmpty() ? openMs : newest.get(random.nextInt(newest.size()));
            }
            tell(symbol, openMs);
            if (random.nextInt(4) == 0)
            {
                log.cycle();
            }
        }
        settle();
    }

    /**
     * It ends, whichever way: all that was told by then is written. Its files are of the game's time.
     */
    void end() throws IOException
    {
        log.end(0);
        log.close();
        for (final Path file : files())
        {
            if (known.add(file))
            {
                Files.setLastModifiedTime(file, FileTime.fromMillis(nowMs));
            }
        }
    }

    /**
     * Ask for candles of a symbol that opened before some time.
     *
     * @return those that came.
     */
    List<FurtherPast.Candle> ask(final int symbol, final long beforeMs, final int most)
    {
        answer = null;
        final Symbol wanted = names.symbols().get(names.symbols().idOf(SYMBOLS.get(symbol)));
        assertEquals(FurtherPast.Asked.TAKEN, log.furtherPast().ask(
            new FurtherPast.Wanted(wanted, "alpha", SECONDS, beforeMs, most), this::take));
        for (int i = 0; i < 10_000 && answer == null; i++)
        {
            log.cycle();
        }
        assertTrue(answer != null, "no answer");

        return answer;
    }

    /**
     * Ask for any, and compare: all of them as they were told last, but for so many that may be missing, or be as they
     * were told before.
     */
    void askForAny(final int damaged)
    {
        final int symbol = random.nextInt(SYMBOLS.size());
        final NavigableMap<Long, List<long[]>> its = told.get(symbol);
        final long firstMs = its.isEmpty() ? nowMs : its.firstKey();
        final long beforeMs = random.nextInt(8) == 0 ?
            Long.MAX_VALUE : firstMs + (long)(random.nextDouble() * (nowMs - firstMs + 5_000));
        final int most = 1 + random.nextInt(300);
        final List<FurtherPast.Candle> candles = ask(symbol, beforeMs, most);

        final Set<Long> missing = new HashSet<>(
            its.headMap(beforeMs, false).descendingKeySet().stream().limit(most).toList());
        final int expected = missing.size();
        long lastMs = Long.MIN_VALUE;
        int older = 0;
        for (final FurtherPast.Candle candle : candles)
        {
            assertTrue(candle.openMs() > lastMs && candle.openMs() < beforeMs, "order");
            lastMs = candle.openMs();
            missing.remove(lastMs);
            final List<long[]> versions = its.get(lastMs);
            assertTrue(versions.stream().anyMatch(values -> Arrays.equals(values, candle.values())), "never told");
            older += Arrays.equals(versions.get(versions.size() - 1), candle.values()) ? 0 : 1;
        }
        assertTrue(candles.size() <= most, "too many");
        assertTrue(missing.size() + older <= damaged,
            () -> "symbol=" + symbol + " before=" + beforeMs + " most=" + most + " expected=" + expected +
                " missing=" + missing.size());
    }

    List<Path> files() throws IOException
    {
        try (Stream<Path> files = Files.list(folder.resolve("candles/" + SECONDS)))
        {
            return files.sorted(Comparator.comparingLong(file ->
                Long.parseLong(file.getFileName().toString().replace(".told", "")))).toList();
        }
    }

    NavigableMap<Long, List<long[]>> toldOf(final int symbol)
    {
        return told.get(symbol);
    }

    /**
     * What a stage of a pipeline is handed of the first symbol: its newest candles, as they were told last.
     *
     * @return how many.
     */
    int handedOver()
    {
        final List<Long> times = new ArrayList<>();
        log.candlesOf(names.symbols().idOf("AAA"), names.venues().idOf("alpha"), SECONDS,
            (openNs, fields, from, isClosed) ->
            {
                final long openMs = TimeUnit.NANOSECONDS.toMillis(openNs);
                final List<long[]> versions = told.get(0).get(openMs);
                times.add(openMs);
                assertArrayEquals(versions.get(versions.size() - 1), Arrays.copyOfRange(fields, from, from + VALUES));
            });
        final List<Long> all = new ArrayList<>(told.get(0).keySet());
        assertEquals(all.subList(all.size() - times.size(), all.size()), times);

        return times.size();
    }

    private void tell(final int symbol, final long openMs)
    {
        final long[] values = random.longs(VALUES + 2).toArray();
        values[VALUES] = openMs;
        values[VALUES + 1] = 1;
        told.get(symbol).computeIfAbsent(openMs, key -> new ArrayList<>()).add(Arrays.copyOf(values, VALUES));
        final int streamId = StreamId.of(
            Channel.CANDLE, names.venues().idOf("alpha"), names.symbols().idOf(SYMBOLS.get(symbol)), 0);
        assertTrue(log.toldBy(0).offerCandle(streamId, 1, values, 0));
    }

    private void settle()
    {
        for (int work = log.cycle(); work > 0; work = log.cycle())
        {
            // Until there is nothing to do.
        }
    }

    private boolean take(final List<FurtherPast.Candle> candles)
    {
        // There is no room the first time.
        final boolean isTaken = random.nextBoolean();
        answer = isTaken ? candles : null;

        return isTaken;
    }
}
