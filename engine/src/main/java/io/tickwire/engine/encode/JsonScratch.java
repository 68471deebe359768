package io.tickwire.engine.encode;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The array in which a text of any length is written before it goes to its buffer, a page at a time: an array's bounds
 * cost less to check than a buffer's, and a page stays in the nearest cache.
 * Thread: pipeline-<k>
 */
final class JsonScratch
{
    /** At most so many bytes can be reserved. */
    static final int PAGE_BYTES = 1024;

    private final byte[] bytes = new byte[PAGE_BYTES];
    private UnsafeBuffer buffer;
    private int start;
    private int next;

    /**
     * Begin a text, at 0 in the array.
     */
    void begin(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        start = offset;
        next = offset;
    }

    /** The array itself: the same one always. */
    byte[] bytes()
    {
        return bytes;
    }

    /**
     * Make room for so many bytes.
     *
     * @param at where the text in the array ends.
     * @return where to go on.
     */
    int reserve(final int at, final int length)
    {
        return at + length <= PAGE_BYTES ? at : turn(at);
    }

    /**
     * Write a constant of any length.
     *
     * @param at where the text in the array ends.
     * @return where to go on.
     */
    int put(final int at, final byte[] constant, final int from)
    {
        final int length = constant.length - from;
        final int to = reserve(at, length);
        if (length > PAGE_BYTES)
        {
            buffer.putBytes(next, constant, from, length);
            next += length;

            return to;
        }
        System.arraycopy(constant, from, bytes, to, length);

        return to + length;
    }

    /**
     * End the text.
     *
     * @param at where the text in the array ends.
     * @return the length of all of it.
     */
    int end(final int at)
    {
        turn(at);

        return next - start;
    }

    private int turn(final int at)
    {
        buffer.putBytes(next, bytes, 0, at);
        next += at;

        return 0;
    }
}
