package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.RecallHandler;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamCounters;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a pipeline does with a log over runs of one epoch, and all that it ever told: what the log may not get wrong,
 * whatever became of its files. No number may be told twice, and no message answered but as it was told.
 */
final class ToldPlay implements RecallHandler
{
    static final List<Integer> SECONDS = List.of(60);

    private static final int STREAMS = 3;
    private static final long EPOCH = 77;
    private static final long START_MS = 1_795_000_000_000L;
    private static final int OPEN_MS = 6;
    private static final int CLOSED = 7;

    private final Path folder;
    private final Random random;
    private final StreamCounters counters = new StreamCounters();
    private final int[] streams = new int[STREAMS];
    private final Map<Integer, TreeMap<Long, long[]>> told = new HashMap<>();
    private final Map<Long, long[]> candles = new TreeMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private final List<long[]> answer = new ArrayList<>();
    private StreamSettings.Updates updates = new StreamSettings.Updates(3_600_000, 1 << 30, 100_000);
    private ToldLog log;
    private long nowMs = START_MS;
    private long lastG = -1;
    private long lastTicket;
    private boolean isAnswered;
    private boolean isAbsent;

    ToldPlay(final Path folder, final Random random)
    {
        this.folder = folder;
        this.random = random;
    }

    ToldPlay keeping(final StreamSettings.Updates updates)
    {
        this.updates = updates;

        return this;
    }

    ToldLog log()
    {
        return log;
    }

    long count(final StreamCounter counter)
    {
        return counters.get(counter);
    }

    /**
     * A run begins: names get other ids than before.
     */
    void start()
    {
        final Names names = Names.empty();
        final List<String> symbols = new ArrayList<>(List.of("AAA", "BBB", "CCC"));
        Collections.shuffle(symbols, random);
        symbols.forEach(symbol -> names.symbols().define(symbol, -2, -6));
        names.venues().add("alpha");
        log = ToldLog.open(
            new ToldSettings(folder, updates, new StreamSettings.Candles(10_000, 1 << 30), Sync.NONE),
            new ToldRun(EPOCH, lastG + 1, 1, 1, names, SECONDS),
            () -> TimeUnit.MILLISECONDS.toNanos(nowMs),
            counters);
        for (int i = 0; i < STREAMS; i++)
        {
            final int symbol = names.symbols().idOf("ABC".substring(i, i + 1).repeat(3));
            streams[i] = StreamId.of(Channel.TRADE, names.venues().idOf("alpha"), symbol);
            final StreamOrigin origin = log.originOf(streams[i]);
            final long last = lastTold(i);
            assertTrue(origin.hasHole() || origin.sequence() == last || last == 0, () -> origin + " last=" + last);
            sequences.put(i, origin.sequence());
        }
    }

    /**
     * The first stream's origin in this run.
     */
    StreamOrigin origin()
    {
        return log.originOf(streams[0]);
    }

    /**
     * Some messages and candles are told.
     */
    void tell(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            final int stream = random.nextInt(STREAMS);
            if (random.nextInt(8) == 0)
            {
                tellCandle();
            }
            final long sequence = sequences.merge(stream, 1L, Long::sum);
            final long[] values = random.longs(4 + random.nextInt(8)).toArray();
            assertNull(told.computeIfAbsent(stream, key -> new TreeMap<>()).put(sequence, values), "told twice");
            lastG++;
            assertTrue(log.toldBy(0).offerMessage(streams[stream], sequence, values, 0, values.length));
            nowMs += random.nextInt(50);
            if (random.nextInt(16) == 0)
            {
                log.cycle();
            }
        }
        settle();
    }

    void pass(final long ms)
    {
        nowMs += ms;
        log.cycle();
    }

    /**
     * All that was told is with the operating system.
     */
    void settle()
    {
        while (log.cycle() > 0)
        {
            drain();
        }
        drain();
    }

    /**
     * It ends by itself.
     */
    void end()
    {
        for (int i = 0; i < STREAMS; i++)
        {
            assertTrue(log.toldBy(0).offerMark(streams[i], sequences.get(i), true));
        }
        assertTrue(log.toldBy(0).offerEnd());
        settle();
        log.end(lastG);
        log.close();
    }

    /**
     * It ends as a process does that is killed: where its ticks had come to is not known exactly.
     */
    void kill()
    {
        lastG += 1 << 24;
        log.close();
    }

    /**
     * Ask for messages of a stream: they come as they were told, or it is said that they are not there.
     *
     * @return whether they came.
     */
    boolean ask(final int stream, final long from, final long to)
    {
        answer.clear();
        isAnswered = false;
        isAbsent = false;
        assertTrue(log.toldBy(0).offerQuestion(streams[stream], from, to, ++lastTicket));
        for (int i = 0; i < 1_000_000 && !isAnswered && !isAbsent; i++)
        {
            log.cycle();
            drain();
        }
        assertTrue(isAnswered || isAbsent, "no answer");
        // What was handed over is right, also where the rest turned out not to be there.
        for (int i = 0; i < answer.size(); i++)
        {
            final long[] expected = told.get(stream).get(from + i);
            assertArrayEquals(expected, answer.get(i), "stream=" + stream + " sequence=" + (from + i));
        }
        assertTrue(isAbsent || answer.size() == to - from + 1);

        return isAnswered;
    }

    /**
     * Ask for anything.
     *
     * @return whether it came.
     */
    boolean askForAny()
    {
        final int stream = random.nextInt(STREAMS);
        final long to = Math.max(1, sequences.get(stream) - random.nextInt(40));

        return ask(stream, Math.max(1, to - random.nextInt(60)), to);
    }

    /**
     * All of a stream's last messages.
     */
    boolean askForLast(final int stream, final int count)
    {
        return ask(stream, sequences.get(stream) - count + 1, sequences.get(stream));
    }

    /**
     * The candles that come are such as were told, each once, in order.
     *
     * @return how many.
     */
    int checkCandles()
    {
        final List<Long> times = new ArrayList<>();
        final int symbol = StreamId.subjectId(streams[0]);
        log.candlesOf(symbol, StreamId.venueId(streams[0]), SECONDS.get(0), (openNs, fields, from, isClosed) ->
        {
            final long openMs = TimeUnit.NANOSECONDS.toMillis(openNs);
            assertTrue(times.isEmpty() || times.get(times.size() - 1) < openMs, "order");
            times.add(openMs);
            assertArrayEquals(
                Arrays.copyOf(candles.get(openMs), OPEN_MS),
                Arrays.copyOfRange(fields, from, from + OPEN_MS));
            assertTrue(isClosed);
        });

        return times.size();
    }

    int toldCandles()
    {
        return candles.size();
    }

    long lastSequence(final int stream)
    {
        return sequences.get(stream);
    }

    @Override
    public boolean onFound(final long ticket)
    {
        return true;
    }

    @Override
    public boolean onMessage(
        final long ticket, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        if (ticket == lastTicket)
        {
            final long[] values = new long[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = buffer.getLong(offset + i * Long.BYTES);
            }
            answer.add(values);
        }

        return true;
    }

    @Override
    public boolean onEnd(final long ticket)
    {
        isAnswered |= ticket == lastTicket;

        return true;
    }

    @Override
    public boolean onAbsent(final long ticket)
    {
        isAbsent |= ticket == lastTicket;

        return true;
    }

    private void tellCandle()
    {
        final long[] values = random.longs(ToldHandler.CANDLE_VALUES).toArray();
        values[OPEN_MS] = START_MS + candles.size() * 60_000L;
        values[CLOSED] = 1;
        candles.put(values[OPEN_MS], values);
        final int streamId = StreamId.of(
            Channel.CANDLE, StreamId.venueId(streams[0]), StreamId.subjectId(streams[0]), 0);
        assertTrue(log.toldBy(0).offerCandle(streamId, 1, values, 0));
    }

    private void drain()
    {
        while (log.recalledTo(0).drain(this, 64) > 0)
        {
            assertFalse(isAnswered && isAbsent, "answered twice");
        }
    }

    private long lastTold(final int stream)
    {
        return told.containsKey(stream) ? told.get(stream).lastKey() : 0;
    }
}
