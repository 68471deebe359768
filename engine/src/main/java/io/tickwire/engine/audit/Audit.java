package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Reads a capture, as often as it takes to know the exponents of its symbols, and reports what it comes to.
 * Thread: any
 */
public final class Audit
{
    private static final int MAX_RUNS = 8;
    private static final int EVENTS_A_STEP = 1 << 10;

    private final List<Path> files;
    private final CaptureFormat format;
    private final String venue;
    private final DoubleConsumer progress;

    /**
     * @param files    of one recording.
     * @param format   of the files; null: told from how they begin.
     * @param venue    that they are of; null: told from addresses or messages.
     * @param progress gets from 0 to 1 how much of a run is done, now and then.
     */
    public Audit(
        final List<Path> files, final CaptureFormat format, final String venue, final DoubleConsumer progress)
    {
        this.files = List.copyOf(files);
        this.format = format;
        this.venue = venue;
        this.progress = progress;
    }

    /**
     * @return one JSON object.
     * @throws IOException              where a file can not be read, or is not of its format.
     * @throws IllegalArgumentException where there is no such venue, or it can not be told.
     */
    public String run() throws IOException
    {
        final VenueView view = VenueGuess.view(files, format, venue);
        final Exponents exponents = new Exponents();
        AuditRun run = runOnce(view, exponents);
        for (int i = 1; i < MAX_RUNS && run.improve(exponents); i++)
        {
            run = runOnce(view, exponents);
        }

        return JsonTree.text(run.report());
    }

    private AuditRun runOnce(final VenueView view, final Exponents exponents) throws IOException
    {
        try (CaptureReader reader = CaptureReader.open(files, format))
        {
            final AuditRun run = new AuditRun(view, exponents);
            long events = 0;
            while (reader.next())
            {
                final CaptureEvent event = reader.event();
                run.on(event);
                if (events++ % EVENTS_A_STEP == 0)
                {
                    progress.accept(Math.min(1.0, (double)reader.readBytes() / Math.max(1, reader.totalBytes())));
                }
            }
            progress.accept(1.0);

            return run;
        }
    }
}
