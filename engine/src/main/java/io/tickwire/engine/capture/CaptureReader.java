package io.tickwire.engine.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The events of several files, earliest first; of two that are equally early, the one of the file that was named first.
 * Thread: any
 */
public final class CaptureReader implements AutoCloseable
{
    private final List<CaptureSource> sources = new ArrayList<>();
    private final PriorityQueue<CaptureSource> waiting = new PriorityQueue<>(Comparator
        .comparingLong((CaptureSource source) -> source.event().timeNs())
        .thenComparingInt(source -> source.event().connection()));
    private long totalBytes;
    private CaptureSource current;

    private CaptureReader()
    {
    }

    /**
     * @param format of all files; null: each has the one that its beginning tells.
     * @throws CaptureException where one can not be read, or its format can not be told.
     */
    public static CaptureReader open(final List<Path> files, final CaptureFormat format) throws IOException
    {
        final CaptureReader reader = new CaptureReader();
        try
        {
            for (final Path file : files)
            {
                reader.add(file, format == null ? CaptureFormat.detect(file) : format);
            }
            for (final CaptureSource source : reader.sources)
            {
                reader.advance(source);
            }

            return reader;
        }
        catch (final IOException ex)
        {
            reader.close();
            throw ex;
        }
    }

    /**
     * Go to the next event.
     *
     * @return whether there is one.
     */
    public boolean next() throws IOException
    {
        if (current != null)
        {
            advance(current);
        }
        current = waiting.poll();

        return current != null;
    }

    /** The event that {@link #next} went to. */
    public CaptureEvent event()
    {
        return current.event();
    }

    /** How many connections the files have. */
    public int connections()
    {
        return sources.size();
    }

    /** How many bytes are to be read, where a file is read once for each of its connections. */
    public long totalBytes()
    {
        return totalBytes;
    }

    public long readBytes()
    {
        long read = 0;
        for (final CaptureSource source : sources)
        {
            read += source.readBytes();
        }

        return read;
    }

    @Override
    public void close() throws IOException
    {
        for (final CaptureSource source : sources)
        {
            source.close();
        }
    }

    private void add(final Path file, final CaptureFormat format) throws IOException
    {
        final List<CaptureSource> opened = format.open(sources.size(), file);
        sources.addAll(opened);
        totalBytes += Files.size(file) * opened.size();
    }

    private void advance(final CaptureSource source) throws IOException
    {
        if (source.next())
        {
            waiting.add(source);
        }
    }
}
