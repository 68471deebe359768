package io.tickwire.tools.cli;

import io.tickwire.engine.audit.StreamAudit;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * Reads a journal from its oldest tick to its newest, and adds up what its ticks come to.
 * Thread: conductor
 */
final class JournalAudit implements JournalHandler
{
    private static final int POLL_LIMIT = 1 << 12;

    private final StreamAudit audit = new StreamAudit();
    private final Consumer<String> damages;

    private JournalAudit(final Consumer<String> damages)
    {
        this.damages = damages;
    }

    /**
     * @param progress gets from 0 to 1 how much is read.
     * @param damages  gets a line for each part that can not be read.
     * @throws JournalException where it is no journal.
     */
    static StreamAudit of(final Path folder, final DoubleConsumer progress, final Consumer<String> damages)
        throws JournalException
    {
        final JournalAudit reading = new JournalAudit(damages);
        try (Journal journal = Journal.open(folder); JournalReader reader = journal.reader())
        {
            final Extent extent = new Extent(journal);
            while (reader.poll(reading, POLL_LIMIT) > 0)
            {
                progress.accept(extent.done(reader));
            }
            progress.accept(1.0);
        }

        return reading.audit;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        audit.onMessage(buffer, offset);
    }

    @Override
    public void onRun(final Run run)
    {
        audit.onRun();
    }

    @Override
    public void onDamage(final Damage damage)
    {
        damages.accept(damage.describe());
    }

    /**
     * How much there is to read, as of the beginning.
     * Thread: conductor
     */
    private static final class Extent
    {
        private final List<Run> runs;
        private final long bytes;

        Extent(final Journal journal)
        {
            runs = journal.runs();
            bytes = runs.stream().mapToLong(run -> run.stopPosition() - run.startPosition()).sum();
        }

        double done(final JournalReader reader)
        {
            long read = 0;
            for (final Run run : runs)
            {
                if (run.recordingId() < reader.recordingId())
                {
                    read += run.stopPosition() - run.startPosition();
                }
                else if (run.recordingId() == reader.recordingId())
                {
                    read += reader.position() - run.startPosition();
                }
            }

            return Math.min(1.0, (double)read / Math.max(1, bytes));
        }
    }
}
