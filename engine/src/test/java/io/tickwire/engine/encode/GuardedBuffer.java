package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Memory full of one odd byte, so that a byte written where none belongs is seen. */
final class GuardedBuffer
{
    private static final byte CANARY = (byte)0xa5;
    private static final int MARGIN = 64;

    private final byte[] bytes;
    private final byte[] untouched;
    private final UnsafeBuffer buffer;

    /**
     * @param room in which anything may be written, at any of 64 offsets.
     */
    GuardedBuffer(final int room)
    {
        bytes = new byte[room + 3 * MARGIN];
        Arrays.fill(bytes, CANARY);
        untouched = bytes.clone();
        buffer = new UnsafeBuffer(bytes);
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    byte[] bytes()
    {
        return bytes;
    }

    /** One of the places where something may begin: 64 in a row, of all alignments. */
    int offset(final int number)
    {
        return MARGIN + (number & MARGIN - 1);
    }

    /** Only the bytes from an offset on, before another, were written; they are then as new. */
    void assertTouchedOnly(final int from, final int to)
    {
        assertTrue(from >= 0 && from <= to && to <= bytes.length, "from=" + from + " to=" + to);
        assertEquals(-1, Arrays.mismatch(bytes, 0, from, untouched, 0, from), "touched before " + from);
        final int behind = Arrays.mismatch(bytes, to, bytes.length, untouched, to, bytes.length);
        assertEquals(-1, behind, "touched behind " + to);
        Arrays.fill(bytes, from, to, CANARY);
    }
}
