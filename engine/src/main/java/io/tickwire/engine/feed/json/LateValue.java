package io.tickwire.engine.feed.json;

/**
 * A value that came before what tells how to read it: it is passed over, and read when that is known. What is passed
 * over must still be JSON.
 * Thread: feed-<venue>
 */
public final class LateValue
{
    private static final int NOWHERE = -1;

    private int offset = NOWHERE;
    private int length;

    /** Forget the one of the message before. */
    public void clear()
    {
        offset = NOWHERE;
    }

    /** Pass over the reader's next value. */
    public void pass(final JsonReader reader)
    {
        offset = reader.skipForLater();
        length = reader.position() - offset;
    }

    /** Whether one was passed over. */
    public boolean isThere()
    {
        return offset != NOWHERE;
    }

    /**
     * Have a reader at its beginning; behind it nothing must follow.
     *
     * @param buffer of the message that it was passed over in.
     * @return the reader.
     */
    public JsonReader reread(final JsonReader reader, final byte[] buffer)
    {
        return reader.wrap(buffer, offset, length);
    }
}
