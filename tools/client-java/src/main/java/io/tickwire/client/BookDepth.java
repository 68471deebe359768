package io.tickwire.client;

import java.util.Map;

/**
 * How much of a book is had, and in which form: what two streams of one book differ in.
 *
 * @param isDelta  changes only, not whole books.
 * @param levels   of a side.
 * Thread: any
 */
record BookDepth(boolean isDelta, int levels, boolean isChecked)
{
    private static final int FULL = Integer.MAX_VALUE;
    private static final int DEFAULT = 20;

    /** What the server has: a wish is granted the next of these. */
    private static final int[] GRANTED = {1, 5, 10, 20, 50, 100, 500, FULL};

    /** Of what {@code subscribe} asks for, or of what {@code subscribed} grants. */
    static BookDepth of(final Map<String, Object> fields)
    {
        final Object depth = fields.getOrDefault("depth", DEFAULT);
        final long wanted = depth instanceof Number number ? number.longValue() : FULL;
        int i = 0;
        while (GRANTED[i] < wanted && GRANTED[i] < FULL)
        {
            i++;
        }

        return new BookDepth(
            "delta".equals(fields.get("mode")), GRANTED[i], Boolean.TRUE.equals(fields.get("checksum")));
    }
}
