package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonReader;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;

/**
 * A binary file, so many bytes at a time, with padding behind them.
 * Thread: any
 */
final class FrameInput implements AutoCloseable
{
    /** No frame is longer than this. */
    static final int MAX_FRAME_BYTES = 1 << 24;

    private static final int INITIAL_BYTES = 1 << 12;

    private final CaptureFile file;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private byte[] buffer = new byte[INITIAL_BYTES];
    private long position;

    FrameInput(final CaptureFile file)
    {
        this.file = file;
    }

    /**
     * Read so many bytes to the front of {@link #buffer}.
     *
     * @return false where the file ends before the first of them.
     */
    boolean read(final int length) throws IOException
    {
        if (length < 0 || length > MAX_FRAME_BYTES)
        {
            throw error("a length out of range: " + length);
        }
        if (buffer.length < length + JsonReader.PADDING)
        {
            buffer = new byte[Math.max(2 * buffer.length, length + JsonReader.PADDING)];
        }
        final int count = file.readNBytes(buffer, 0, length);
        if (count < length && count > 0)
        {
            throw error("the file ends within a frame");
        }
        position += count;
        view.wrap(buffer, 0, length);

        return count == length;
    }

    /** Read so many bytes, which must be there. */
    void require(final int length) throws IOException
    {
        if (length > 0 && !read(length))
        {
            throw error("the file ends within a frame");
        }
        view.wrap(buffer, 0, length);
    }

    byte[] buffer()
    {
        return buffer;
    }

    /** What was read last. */
    UnsafeBuffer view()
    {
        return view;
    }

    long readBytes()
    {
        return file.readBytes();
    }

    CaptureException error(final String what)
    {
        return new CaptureException(file.path() + ", byte " + position + ": " + what);
    }

    @Override
    public void close() throws IOException
    {
        file.close();
    }
}
