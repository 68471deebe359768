package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the past in memory, for several runs of one pipeline. It takes and answers only when it is stepped, as much at
 * a time as a test says.
 */
final class TestPast implements Past, ToldHandler
{
    static final long HOLE = 1 << 24;

    private final long keptNs;
    private final long maxMessages;
    private final Map<Integer, TreeMap<Long, long[]>> messages = new HashMap<>();
    private final Map<Integer, TreeMap<Long, long[]>> candles = new HashMap<>();
    private final Map<Integer, Long> marks = new HashMap<>();
    private final Queue<Question> questions = new ArrayDeque<>();
    private Map<Integer, StreamOrigin> origins = new HashMap<>();
    private final int toldBytes;
    private ToldRing told;
    private RecallRing recalled;
    private Question current;
    private final Set<Integer> keeping = new HashSet<>();
    private long floor;
    private boolean isCrashed;
    private boolean isEnded;

    TestPast(final int toldBytes, final long keptNs, final long maxMessages)
    {
        this.toldBytes = toldBytes;
        this.keptNs = keptNs;
        this.maxMessages = maxMessages;
        newRings();
    }

    private static final class Question
    {
        private final int streamId;
        private final long to;
        private final long ticket;
        private long next;
        private boolean isFound;

        private Question(final int streamId, final long from, final long to, final long ticket)
        {
            this.streamId = streamId;
            this.next = from;
            this.to = to;
            this.ticket = ticket;
        }
    }

    /** Take what was told. */
    int take(final int limit)
    {
        int taken = 0;
        int more = told.drain(this, limit);
        while (more > 0)
        {
            taken += more;
            more = told.drain(this, limit - taken);
        }

        return taken;
    }

    /** Make so many entries of answers. */
    int answer(final int limit)
    {
        int made = 0;
        while (made < limit && answerOne())
        {
            made++;
        }

        return made;
    }

    /** What was told from now on is lost, and so is what was not taken yet. */
    void crash()
    {
        isCrashed = true;
        take(Integer.MAX_VALUE);
    }

    /** The run has ended, and the next one begins. */
    void restart()
    {
        take(Integer.MAX_VALUE);
        origins = new HashMap<>();
        marks.forEach((streamId, sequence) ->
        {
            origins.put(
                streamId, new StreamOrigin(isEnded ? sequence : sequence + HOLE, !isEnded, keeping.contains(streamId)));
        });
        floor += isEnded ? 0 : HOLE;
        origins.forEach((streamId, origin) -> marks.put(streamId, origin.sequence()));
        isCrashed = false;
        isEnded = false;
        questions.clear();
        current = null;
        newRings();
    }

    /** Forget a message. */
    void damage(final int streamId, final long sequence)
    {
        messages.getOrDefault(streamId, new TreeMap<>()).remove(sequence);
    }

    Map<Long, long[]> messagesOf(final int streamId)
    {
        return messages.getOrDefault(streamId, new TreeMap<>());
    }

    Map<Long, long[]> candlesOf(final int streamId)
    {
        return candles.getOrDefault(streamId, new TreeMap<>());
    }

    @Override
    public ToldRing toldBy(final int pipeline)
    {
        return told;
    }

    @Override
    public RecallRing recalledTo(final int pipeline)
    {
        return recalled;
    }

    @Override
    public StreamOrigin originOf(final int streamId)
    {
        return origins.getOrDefault(streamId, new StreamOrigin(floor, floor > 0, false));
    }

    @Override
    public void candlesOf(
        final int symbolId, final int venueId, final int intervalSeconds, final PastCandles taker)
    {
        candles.forEach((streamId, kept) ->
        {
            final boolean isMeant = StreamId.subjectId(streamId) == symbolId &&
                StreamId.venueId(streamId) == venueId &&
                MarketRules.defaults().candleSeconds().get(StreamId.variant(streamId)) == intervalSeconds;
            if (isMeant)
            {
                kept.forEach((openMs, values) -> taker.onCandle(openMs * 1_000_000, values, 0, values[7] != 0));
            }
        });
    }

    @Override
    public long keptNs()
    {
        return keptNs;
    }

    @Override
    public long maxMessages()
    {
        return maxMessages;
    }

    @Override
    public void onMessage(
        final int streamId, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        if (!isCrashed)
        {
            messages.computeIfAbsent(streamId, id -> new TreeMap<>())
                .put(sequence, longs(buffer, offset, count));
            keeping.add(streamId);
            marks.put(streamId, sequence);
        }
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        if (!isCrashed)
        {
            final long[] values = longs(buffer, offset, CANDLE_VALUES);
            candles.computeIfAbsent(streamId, id -> new TreeMap<>()).put(values[6], values);
        }
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        if (!isCrashed)
        {
            if (isKept)
            {
                keeping.add(streamId);
            }
            else
            {
                keeping.remove(streamId);
            }
            marks.put(streamId, sequence);
        }
    }

    @Override
    public void onQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        questions.add(new Question(streamId, from, to, ticket));
    }

    @Override
    public void onWithdrawal(final long ticket)
    {
        questions.removeIf(question -> question.ticket == ticket);
    }

    @Override
    public void onEnd()
    {
        isEnded = !isCrashed;
    }

    private boolean answerOne()
    {
        current = current == null ? questions.poll() : current;
        if (current == null)
        {
            return false;
        }

        final Map<Long, long[]> kept = messagesOf(current.streamId);
        if (!current.isFound)
        {
            for (long sequence = current.next; sequence <= current.to; sequence++)
            {
                if (!kept.containsKey(sequence))
                {
                    return end(recalled.offerAbsent(current.ticket));
                }
            }
            current.isFound = recalled.offerFound(current.ticket);
            return current.isFound;
        }
        if (current.next > current.to)
        {
            return end(recalled.offerEnd(current.ticket));
        }

        final long[] values = kept.get(current.next);
        if (values == null)
        {
            return end(recalled.offerAbsent(current.ticket));
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[values.length * Long.BYTES]);
        for (int i = 0; i < values.length; i++)
        {
            buffer.putLong(i * Long.BYTES, values[i]);
        }
        final boolean isTaken =
            recalled.offerMessage(current.ticket, current.next, buffer, 0, values.length);
        current.next += isTaken ? 1 : 0;

        return isTaken;
    }

    private boolean end(final boolean isTaken)
    {
        current = isTaken ? null : current;

        return isTaken;
    }

    private void newRings()
    {
        told = new ToldRing(toldBytes);
        recalled = new RecallRing(1 << 12);
    }

    private static long[] longs(final DirectBuffer buffer, final int offset, final int count)
    {
        final long[] longs = new long[count];
        for (int i = 0; i < count; i++)
        {
            longs[i] = buffer.getLong(offset + i * Long.BYTES);
        }

        return longs;
    }
}
