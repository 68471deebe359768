package io.tickwire.tools.cli;

import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;

import java.util.List;

/**
 * How much of a journal there is to read, as of the beginning, and how much of it a reader has read.
 * Thread: conductor
 */
final class JournalExtent
{
    private final List<Run> runs;
    private final long bytes;

    JournalExtent(final List<Run> runs)
    {
        this.runs = runs;
        bytes = runs.stream().mapToLong(Run::bytes).sum();
    }

    /**
     * From 0 to 1.
     */
    double done(final JournalReader reader)
    {
        long read = 0;
        for (final Run run : runs)
        {
            if (run.recordingId() < reader.recordingId())
            {
                read += run.bytes();
            }
            else if (run.recordingId() == reader.recordingId())
            {
                read += reader.position() - run.startPosition();
            }
        }

        return Math.min(1.0, (double)read / Math.max(1, bytes));
    }
}
