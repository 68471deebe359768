package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Random streams, on the window and on its naive twin.
 */
class ReplayWindowModelTest
{
    private static final int STEPS = 1_000;
    private static final int STREAMS = 4;
    private static final int BYTES = 8192;
    private static final int MAX_VALUES = 30;

    private final long[] newest = new long[STREAMS];
    private final long[] sequences = new long[STREAMS];
    private ReplayWindow window;
    private NaiveReplayWindow twin;
    private Random random;
    private long nowNs;

    @Property(tries = 150, seed = "20261121")
    void shouldFindExactlyWhatWasMissedOrNothing(
        @ForAll final long seed,
        @ForAll @IntRange(min = 1, max = 60) final int maxMessages,
        @ForAll @LongRange(min = 1, max = 800) final long maxAgeNs)
    {
        run(seed, maxMessages, maxAgeNs, 0);
    }

    @Property(tries = 150, seed = "20261121")
    void shouldNeverFindAPartWhereSequencesAreMissing(
        @ForAll final long seed,
        @ForAll @IntRange(min = 1, max = 60) final int maxMessages,
        @ForAll @LongRange(min = 1, max = 800) final long maxAgeNs)
    {
        run(seed, maxMessages, maxAgeNs, 10);
    }

    private void run(final long seed, final int maxMessages, final long maxAgeNs, final int percentMissing)
    {
        random = new Random(seed);
        window = new ReplayWindow(BYTES, maxMessages, maxAgeNs);
        twin = new NaiveReplayWindow(BYTES, maxMessages, maxAgeNs);
        Arrays.fill(newest, ReplayWindow.NONE);
        Arrays.fill(sequences, 0);
        nowNs = 1_000;
        for (int i = 0; i < STEPS; i++)
        {
            if (random.nextInt(3) > 0)
            {
                append(percentMissing);
            }
            else
            {
                find();
            }
        }
    }

    private void append(final int percentMissing)
    {
        // Now and then only one stream has messages, so that the others fall out of the window.
        final int stream = random.nextInt(4) == 0 ? random.nextInt(STREAMS) : 0;
        nowNs += random.nextInt(20);
        sequences[stream] += random.nextInt(100) < percentMissing ? 2 + random.nextInt(3) : 1;
        if (random.nextInt(200) == 0)
        {
            twin.beginAnew(stream);
            newest[stream] = ReplayWindow.NONE;
        }

        final int from = random.nextInt(3);
        final long[] values = random.longs(from + random.nextInt(MAX_VALUES)).toArray();
        final long position = window.append(
            newest[stream], nowNs, sequences[stream], values, from, values.length - from);
        assertEquals(
            twin.append(stream, nowNs, sequences[stream], Arrays.copyOfRange(values, from, values.length)), position);
        newest[stream] = position;
    }

    private void find()
    {
        final int stream = random.nextInt(STREAMS);
        final long sequence = Math.max(0, sequences[stream] + 2 - random.nextInt(70));
        final long askedNs = nowNs + random.nextInt(100);
        final long[] positions = new long[window.maxMessages()];
        final int count = window.find(newest[stream], sequence, askedNs, positions);
        final List<NaiveReplayWindow.Message> expected = twin.find(stream, sequence, askedNs);
        assertEquals(expected == null ? -1 : expected.size(), count, "stream=" + stream + " sequence=" + sequence);
        for (int i = 0; i < count; i++)
        {
            final NaiveReplayWindow.Message message = expected.get(i);
            assertEquals(message.position(), positions[i]);
            assertEquals(message.sequence(), window.sequenceAt(positions[i]));
            final long[] values = new long[2 + message.values().length];
            window.read(positions[i], values, 2);
            assertArrayEquals(message.values(), Arrays.copyOfRange(values, 2, values.length));
        }
        for (final NaiveReplayWindow.Message message : twin.messages(stream))
        {
            assertEquals(twin.holds(message.position()), window.holds(message.position()));
        }
    }
}
