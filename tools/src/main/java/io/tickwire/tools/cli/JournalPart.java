package io.tickwire.tools.cli;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.transport.stream.journal.JournalWriter;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A new journal of what is handed on up to a time. Each run of it begins with a {@code StreamStart}, also where it is
 * cut off at its front, and one that is cut off at its back has its {@code StreamEnd}: up to there nothing is missing.
 * Thread: conductor
 */
final class JournalPart extends JournalTaker implements AutoCloseable
{
    private static final int TERM_LENGTH = 8 * 1024 * 1024;
    private static final int SEGMENT_LENGTH = 64 * 1024 * 1024;
    private static final long NANOS_PER_MS = 1_000_000L;

    private final JournalWriter writer;
    private final long beforeNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tickHead = new TickHeadDecoder();
    private final ExpandableArrayBuffer own = new ExpandableArrayBuffer();
    private boolean isRunBegun;
    private long ticks;
    private long runs;
    private long bytes;

    JournalPart(final Path folder, final long beforeNs) throws IOException
    {
        this.beforeNs = beforeNs;
        writer = JournalWriter.create(folder, TERM_LENGTH, SEGMENT_LENGTH);
    }

    @Override
    boolean take(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        throws IOException
    {
        header.wrap(buffer, offset);
        final int template = header.templateId();
        if (TickTemplates.isTick(template) &&
            tickHead.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH).receiveTime() >= beforeNs)
        {
            end(head);

            return false;
        }
        if (!isRunBegun)
        {
            isRunBegun = true;
            runs++;
            writer.beginRun(head.publishTimeNs() / NANOS_PER_MS);
            if (template != StreamStartDecoder.TEMPLATE_ID)
            {
                begin(head);
            }
        }
        append(head, buffer, offset, length);
        ticks += TickTemplates.isTick(template) ? 1 : 0;

        return true;
    }

    @Override
    public void onRun(final Run run)
    {
        isRunBegun = false;
    }

    long ticks()
    {
        return ticks;
    }

    long runs()
    {
        return runs;
    }

    /**
     * Of messages.
     */
    long bytes()
    {
        return bytes;
    }

    @Override
    public void close()
    {
        try
        {
            writer.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void begin(final StreamHead head) throws IOException
    {
        final StreamStartEncoder start = new StreamStartEncoder();
        start.wrapAndApplyHeader(own, 0, new MessageHeaderEncoder())
            .startTime(head.publishTimeNs())
            .schemaVersion(TradeDecoder.SCHEMA_VERSION)
            .server("");
        append(head, own, 0, start.limit());
    }

    private void end(final StreamHead head) throws IOException
    {
        if (isRunBegun)
        {
            final StreamEndEncoder end = new StreamEndEncoder();
            end.wrapAndApplyHeader(own, 0, new MessageHeaderEncoder()).endTime(head.publishTimeNs());
            append(head, own, 0, end.limit());
        }
    }

    private void append(final StreamHead head, final DirectBuffer buffer, final int offset, final int length)
        throws IOException
    {
        writer.append(head.g(), head.epoch(), head.publishTimeNs(), buffer, offset, length);
        bytes += length;
    }
}
