package io.tickwire.engine.capture;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A recorded file, gzip or not, read from its beginning.
 * Thread: any
 */
final class CaptureFile extends InputStream
{
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;

    private final Path path;
    private final Counted counted;
    private final InputStream in;

    private CaptureFile(final Path path, final Counted counted, final InputStream in)
    {
        this.path = path;
        this.counted = counted;
        this.in = in;
    }

    static CaptureFile open(final Path path) throws CaptureException
    {
        if (Files.isDirectory(path))
        {
            throw new CaptureException("not a file but a folder: " + path);
        }
        try
        {
            final Counted counted = new Counted(Files.newInputStream(path));
            final BufferedInputStream raw = new BufferedInputStream(counted, BUFFER_BYTES);
            raw.mark(2);
            final boolean isGzip = (raw.read() << Byte.SIZE | raw.read()) == GZIP_MAGIC;
            raw.reset();

            return new CaptureFile(path, counted, isGzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw);
        }
        catch (final NoSuchFileException ex)
        {
            throw new CaptureException("no such file: " + path, ex);
        }
        catch (final IOException ex)
        {
            throw unreadable(path, ex);
        }
    }

    Path path()
    {
        return path;
    }

    /** How many bytes of the file itself have been read. */
    long readBytes()
    {
        return counted.bytes;
    }

    @Override
    public int read() throws CaptureException
    {
        final byte[] one = new byte[1];

        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(final byte[] buffer, final int offset, final int length) throws CaptureException
    {
        try
        {
            return in.read(buffer, offset, length);
        }
        catch (final IOException ex)
        {
            throw unreadable(path, ex);
        }
    }

    @Override
    public void close() throws IOException
    {
        in.close();
    }

    private static CaptureException unreadable(final Path path, final IOException ex)
    {
        if (ex instanceof EOFException)
        {
            return new CaptureException("the gzip data is cut off: " + path, ex);
        }
        if (ex instanceof ZipException)
        {
            return new CaptureException("the gzip data is damaged: " + path + ": " + ex.getMessage(), ex);
        }

        return new CaptureException("can not be read: " + path + ": " + ex.getMessage(), ex);
    }

    /**
     * Counts what is read.
     * Thread: any
     */
    private static final class Counted extends FilterInputStream
    {
        private long bytes;

        Counted(final InputStream in)
        {
            super(in);
        }

        @Override
        public int read() throws IOException
        {
            final int value = super.read();
            bytes += value < 0 ? 0 : 1;

            return value;
        }

        @Override
        public int read(final byte[] buffer, final int offset, final int length) throws IOException
        {
            final int count = super.read(buffer, offset, length);
            bytes += Math.max(0, count);

            return count;
        }
    }
}
