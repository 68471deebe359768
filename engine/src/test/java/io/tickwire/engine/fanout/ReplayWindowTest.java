package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest
{
    private static final int BYTES = 8192;
    private static final int LONGS = BYTES / Long.BYTES;
    private static final int HEAD = 4;
    private static final int MAX_MESSAGES = 10;
    private static final long MAX_AGE_NS = 1_000;

    private final ReplayWindow window = new ReplayWindow(BYTES, MAX_MESSAGES, MAX_AGE_NS);
    private final long[] positions = new long[MAX_MESSAGES];

    @Test
    void shouldFindWhatFollowsASequenceNewestFirst()
    {
        final long[] appended = appendAll(100, 5);

        assertEquals(3, window.find(appended[4], 101, 0, positions));
        assertArrayEquals(
            new long[] {appended[4], appended[3], appended[2]}, Arrays.copyOf(positions, 3));
        assertEquals(104, window.sequenceAt(positions[0]));
        assertEquals(MAX_MESSAGES, window.maxMessages());
        assertEquals(MAX_AGE_NS, window.maxAgeNs());
    }

    @Test
    void shouldFindNothingMissedWhereTheNewestIsKnown()
    {
        final long[] appended = appendAll(101, 3);

        assertEquals(0, window.find(appended[2], 103, 0, positions));
    }

    @Test
    void shouldFindAllOfAStreamFromItsFirstMessage()
    {
        final long[] appended = appendAll(1, 4);

        assertEquals(4, window.find(appended[3], 0, 0, positions));
    }

    @Test
    void shouldNotKnowWhatItDoesNotHold()
    {
        final long[] appended = appendAll(101, 3);

        assertEquals(-1, window.find(ReplayWindow.NONE, 0, 0, positions));
        assertEquals(-1, window.find(appended[2], 99, 0, positions));
        assertEquals(-1, window.find(appended[2], 104, 0, positions));
        assertEquals(3, window.find(appended[2], 100, 0, positions));
    }

    @Test
    void shouldNeverTellAPartWhereAMessageIsMissingInTheMiddle()
    {
        final long first = append(ReplayWindow.NONE, 0, 5);
        final long second = append(first, 0, 7);
        final long third = append(second, 0, 8);

        assertEquals(1, window.find(third, 7, 0, positions));
        assertEquals(2, window.find(third, 6, 0, positions));
        assertEquals(-1, window.find(third, 4, 0, positions));
    }

    @Test
    void shouldNeverTellAPartWhereTheFirstMissedMessageIsMissing()
    {
        final long first = append(ReplayWindow.NONE, 0, 5);
        final long second = append(first, 0, 7);

        // 6 was missed, and is not here: 7 alone would be a part.
        assertEquals(-1, window.find(second, 5, 0, positions));
    }

    @Test
    void shouldTellAsManyAsItMayAndNoMore()
    {
        final long[] appended = appendAll(1, MAX_MESSAGES + 1);

        assertEquals(MAX_MESSAGES, window.find(appended[MAX_MESSAGES], 1, 0, positions));
        assertEquals(-1, window.find(appended[MAX_MESSAGES], 0, 0, positions));
    }

    @Test
    void shouldTellWhatIsAsOldAsItMayBeAndNoOlder()
    {
        final long first = append(ReplayWindow.NONE, 5_000, 1);
        final long second = append(first, 5_001, 2);

        assertEquals(2, window.find(second, 0, 5_000 + MAX_AGE_NS, positions));
        assertEquals(-1, window.find(second, 0, 5_001 + MAX_AGE_NS, positions));
        assertEquals(1, window.find(second, 1, 5_001 + MAX_AGE_NS, positions));
        assertEquals(-1, window.find(second, 1, 5_002 + MAX_AGE_NS, positions));
        assertEquals(0, window.find(second, 2, 5_002 + MAX_AGE_NS, positions));
    }

    @Test
    void shouldHoldAMessageUntilItsFirstLongIsOverwritten()
    {
        final long[] none = new long[LONGS];
        final long first = append(ReplayWindow.NONE, 0, 1);
        final long second = append(first, 0, 2);
        assertEquals(HEAD + 1, second);

        // Up to the log's very end: all of it is held.
        window.append(ReplayWindow.NONE, 0, 1, none, 0, LONGS - 2 * (HEAD + 1) - HEAD);
        assertTrue(window.holds(first));
        assertEquals(2, window.find(second, 0, 0, positions));

        window.append(ReplayWindow.NONE, 0, 1, none, 0, 0);
        assertFalse(window.holds(first));
        assertTrue(window.holds(second));
        assertEquals(-1, window.find(second, 0, 0, positions));
        assertEquals(1, window.find(second, 1, 0, positions));
    }

    @Test
    void shouldNeverLetAMessageStandAcrossTheLogsEnd()
    {
        final long[] values = new long[LONGS];
        Arrays.setAll(values, i -> i);
        window.append(ReplayWindow.NONE, 0, 1, values, 0, LONGS - HEAD - 10);
        final long wrapped = window.append(ReplayWindow.NONE, 0, 2, values, 0, 7);

        assertEquals(LONGS, wrapped);
        final long[] read = new long[7];
        window.read(wrapped, read, 0);
        assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5, 6}, read);
    }

    @Test
    void shouldKeepStreamsApart()
    {
        long odd = ReplayWindow.NONE;
        long even = ReplayWindow.NONE;
        for (int sequence = 1; sequence <= 5; sequence++)
        {
            odd = append(odd, 0, sequence);
            even = append(even, 0, sequence + 1000);
        }

        assertEquals(5, window.find(odd, 0, 0, positions));
        for (int i = 0; i < 5; i++)
        {
            assertEquals(5 - i, window.sequenceAt(positions[i]));
        }
        assertEquals(2, window.find(even, 1003, 0, positions));
        assertEquals(1005, window.sequenceAt(positions[0]));
    }

    @Test
    void shouldKeepOnlyThePartOfTheValuesThatItIsTold()
    {
        final long position = window.append(ReplayWindow.NONE, 0, 1, new long[] {1, 2, 3, 4, 5}, 1, 3);
        final long[] read = {9, 9, 9, 9, 9, 9};
        window.read(position, read, 2);

        assertArrayEquals(new long[] {9, 9, 2, 3, 4, 9}, read);
    }

    @Test
    void shouldHoldNoPositionThatWasNeverGiven()
    {
        assertFalse(window.holds(ReplayWindow.NONE));
        assertFalse(window.holds(0));
        append(ReplayWindow.NONE, 0, 1);
        assertTrue(window.holds(0));
        assertFalse(window.holds(HEAD + 1));
        assertFalse(window.holds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -8192, 0, 4096, 8191, 8193, 10_000})
    void shouldRefuseALogOutOfRange(final int bytes)
    {
        assertRefused("replay bytes must be a power of two from 8192: replayBytes=" + bytes, bytes, 1, 1);
    }

    @Test
    void shouldRefuseLimitsOutOfRange()
    {
        assertRefused("replay messages must be at least 1: replayMessages=0", BYTES, 0, 1);
        assertRefused("replay messages must be at least 1: replayMessages=-5", BYTES, -5, 1);
        assertRefused("replay age must be above 0: replayAgeNs=0", BYTES, 1, 0);
        assertRefused("replay age must be above 0: replayAgeNs=-1", BYTES, 1, -1);
        ReplayWindow.requireSizes(BYTES, 1, 1);
        ReplayWindow.requireSizes(1 << 30, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private static void assertRefused(
        final String message, final int bytes, final int maxMessages, final long maxAgeNs)
    {
        assertEquals(
            message,
            assertThrows(
                IllegalArgumentException.class,
                () -> ReplayWindow.requireSizes(bytes, maxMessages, maxAgeNs)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ReplayWindow(bytes, maxMessages, maxAgeNs));
    }

    private long[] appendAll(final long first, final int count)
    {
        final long[] appended = new long[count];
        long previous = ReplayWindow.NONE;
        for (int i = 0; i < count; i++)
        {
            previous = append(previous, 0, first + i);
            appended[i] = previous;
        }

        return appended;
    }

    private long append(final long previous, final long nowNs, final long sequence)
    {
        return window.append(previous, nowNs, sequence, new long[] {sequence}, 0, 1);
    }
}
