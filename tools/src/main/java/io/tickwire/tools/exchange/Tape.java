package io.tickwire.tools.exchange;

import io.tickwire.engine.audit.CaptureVenues;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was recorded of one venue, in the order of time, and again from the beginning when that is wanted.
 * Thread: market-<venue>
 */
final class Tape implements AutoCloseable
{
    /** Of recordings without times: how long after each other their messages come. */
    private static final long STEP_NS = 10_000_000;
    private static final int MAX_CONNECTIONS = 1 << 16;

    private final String venue;
    private final List<Reel> reels = new ArrayList<>();

    /** The reel that has the next event; null: there is none. */
    private Reel current;

    /**
     * A file, and whose its connections are: what its addresses do not say is told from its own messages.
     * Thread: market-<venue>
     */
    private final class Reel
    {
        private final Path file;
        private final CaptureFormat format;
        private final CaptureVenues venues;
        private final int first;
        private CaptureReader reader;
        private Recorded next;

        Reel(final Path file, final CaptureFormat format, final CaptureVenues venues)
        {
            this.file = file;
            this.format = format;
            this.venues = venues;
            this.first = reels.size() * MAX_CONNECTIONS;
        }

        void advance() throws IOException
        {
            next = null;
            while (next == null && reader.next())
            {
                final CaptureEvent event = reader.event();
                if (venues.of(event.url()).equals(venue))
                {
                    final long step = format == CaptureFormat.LINES ? STEP_NS : 1;
                    next = new Recorded(event, event.timeNs() * step, first + event.connection());
                }
            }
        }
    }

    /**
     * @param venue whose events are wanted.
     */
    Tape(final String venue)
    {
        this.venue = venue;
    }

    /**
     * @param format of the file; null: told from its beginning.
     */
    void add(final Path file, final CaptureFormat format, final CaptureVenues venues) throws IOException
    {
        reels.add(new Reel(file, format == null ? CaptureFormat.detect(file) : format, venues));
    }

    /** Go to before the first event. */
    void rewind() throws IOException
    {
        close();
        for (final Reel reel : reels)
        {
            reel.reader = CaptureReader.open(List.of(reel.file), reel.format);
            reel.advance();
        }
        choose();
    }

    /** The next event; null: there is none. */
    Recorded peek()
    {
        return current == null ? null : current.next;
    }

    void advance() throws IOException
    {
        current.advance();
        choose();
    }

    /** From 0 to 1, how much is read. */
    double progress()
    {
        long read = 0;
        long total = 1;
        for (final Reel reel : reels)
        {
            read += reel.reader.readBytes();
            total += reel.reader.totalBytes();
        }

        return Math.min(1.0, (double)read / total);
    }

    @Override
    public void close() throws IOException
    {
        for (final Reel reel : reels)
        {
            if (reel.reader != null)
            {
                reel.reader.close();
            }
        }
    }

    /** Of two that are equally early, the one of the file that was named first. */
    private void choose()
    {
        current = null;
        for (final Reel reel : reels)
        {
            if (reel.next != null && (current == null || reel.next.timeNs() < current.next.timeNs()))
            {
                current = reel;
            }
        }
    }
}
