package io.tickwire.engine.capture;

/**
 * Something that was recorded. Its bytes belong to the reader: they are gone with the next event.
 * Thread: any
 */
public final class CaptureEvent
{
    /**
     * What happened.
     * Thread: any
     */
    public enum Kind
    {
        /** A connection was opened. */
        CONNECTED,

        /** The client sent a message. */
        SENT,

        /** A message came. */
        RECEIVED,

        /** The answer to a REST request came. */
        ANSWER
    }

    private final int connection;
    private Kind kind;
    private long timeNs;
    private String url;
    private String symbol;
    private byte[] buffer = {};
    private int offset;
    private int length;

    CaptureEvent(final int connection)
    {
        this.connection = connection;
    }

    public Kind kind()
    {
        return kind;
    }

    /** When, in nanoseconds since 1970 where the recorder knew; else it only orders the events of one connection. */
    public long timeNs()
    {
        return timeNs;
    }

    /** Whose: dense, from 0. What answers requests counts as a connection of its own. */
    public int connection()
    {
        return connection;
    }

    /** Where it is connected to, or what was asked for; null where the recorder does not say. */
    public String url()
    {
        return url;
    }

    /** The symbol of an answer as the venue calls it; null where it is none of one symbol. */
    public String symbol()
    {
        return symbol;
    }

    /** At least {@code JsonReader.PADDING} bytes longer than the message. */
    public byte[] buffer()
    {
        return buffer;
    }

    public int offset()
    {
        return offset;
    }

    public int length()
    {
        return length;
    }

    CaptureEvent set(final Kind kind, final long timeNs)
    {
        this.kind = kind;
        this.timeNs = timeNs;
        this.symbol = null;

        return bytes(buffer, 0, 0);
    }

    CaptureEvent url(final String url)
    {
        this.url = url;

        return this;
    }

    CaptureEvent symbol(final String symbol)
    {
        this.symbol = symbol;

        return this;
    }

    CaptureEvent bytes(final byte[] buffer, final int offset, final int length)
    {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;

        return this;
    }
}
