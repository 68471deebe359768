package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonReader;

import java.io.IOException;
import java.util.Arrays;

/**
 * The lines of a file, each in place in a buffer that grows to the longest one, with padding behind it.
 * Thread: any
 */
final class LineReader implements AutoCloseable
{
    /** A line is not longer than this. */
    static final int MAX_LINE_BYTES = 1 << 28;

    private static final int INITIAL_BYTES = 1 << 16;

    private final CaptureFile file;
    private byte[] buffer = new byte[INITIAL_BYTES + JsonReader.PADDING];
    private int offset;
    private int length;
    private int next;
    private int filled;
    private boolean isAtEnd;
    private long number;

    LineReader(final CaptureFile file)
    {
        this.file = file;
    }

    /**
     * Go to the next line that is not empty.
     *
     * @return whether there is one.
     */
    boolean next() throws IOException
    {
        do
        {
            if (!advance())
            {
                return false;
            }
        }
        while (length == 0);

        return true;
    }

    byte[] buffer()
    {
        return buffer;
    }

    int offset()
    {
        return offset;
    }

    /** Without what ends the line. */
    int length()
    {
        return length;
    }

    /** The line's, from 1. */
    long number()
    {
        return number;
    }

    long readBytes()
    {
        return file.readBytes();
    }

    /** An error that names the line. */
    CaptureException error(final String what)
    {
        return new CaptureException(file.path() + ", line " + number + ": " + what);
    }

    @Override
    public void close() throws IOException
    {
        file.close();
    }

    private boolean advance() throws IOException
    {
        int at = next;
        while (true)
        {
            while (at < filled && buffer[at] != '\n')
            {
                at++;
            }
            if (at < filled || isAtEnd)
            {
                break;
            }
            at -= next;
            fill();
        }
        if (at == filled && at == next)
        {
            return false;
        }

        number++;
        offset = next;
        length = at - offset - (at > offset && buffer[at - 1] == '\r' ? 1 : 0);
        next = Math.min(filled, at + 1);

        return true;
    }

    /** Reads more behind what has not been taken yet, which moves to the front. */
    private void fill() throws IOException
    {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        final int capacity = buffer.length - JsonReader.PADDING;
        if (filled == capacity)
        {
            if (capacity >= MAX_LINE_BYTES)
            {
                throw new CaptureException(file.path() + ", line " + (number + 1) + ": longer than " +
                    MAX_LINE_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * capacity + JsonReader.PADDING);
        }
        final int count = file.read(buffer, filled, buffer.length - JsonReader.PADDING - filled);
        isAtEnd = count < 0;
        filled += Math.max(0, count);
    }
}
