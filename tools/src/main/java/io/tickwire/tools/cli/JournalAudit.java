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
            final JournalExtent extent = new JournalExtent(journal.runs());
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
}
