package io.tickwire.tools.exchange;

import io.tickwire.engine.audit.CaptureVenues;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was recorded of one venue, in the order of time, and again from the beginning when that is wanted.
 * Thread: market-<venue>
 */
final class Tape implements AutoCloseable
{
    /** Of recordings without times: how long after each other their messages come. */
    private static final long STEP_NS = 10_000_000;

    private final List<Path> files;
    private final CaptureFormat format;
    private final CaptureVenues venues;
    private final String venue;
    private final boolean isWithoutTimes;
    private CaptureReader reader;
    private Recorded next;

    /**
     * @param files  of one recording, which may be of several venues.
     * @param format of the files; null: each has the one that its beginning tells.
     * @param venue  whose events are wanted.
     */
    Tape(final List<Path> files, final CaptureFormat format, final CaptureVenues venues, final String venue)
        throws IOException
    {
        this.files = files;
        this.format = format;
        this.venues = venues;
        this.venue = venue;
        isWithoutTimes = (format == null ? CaptureFormat.detect(files.get(0)) : format) == CaptureFormat.LINES;
    }

    /** Go to before the first event. */
    void rewind() throws IOException
    {
        close();
        reader = CaptureReader.open(files, format);
        advance();
    }

    /** The next event; null: there is none. */
    Recorded peek()
    {
        return next;
    }

    void advance() throws IOException
    {
        next = null;
        while (next == null && reader.next())
        {
            final CaptureEvent event = reader.event();
            if (venues.of(event.url()).equals(venue))
            {
                next = new Recorded(event, isWithoutTimes ? event.timeNs() * STEP_NS : event.timeNs());
            }
        }
    }

    /** From 0 to 1, how much is read. */
    double progress()
    {
        return Math.min(1.0, (double)reader.readBytes() / Math.max(1, reader.totalBytes()));
    }

    @Override
    public void close() throws IOException
    {
        if (reader != null)
        {
            reader.close();
            reader = null;
        }
    }
}
