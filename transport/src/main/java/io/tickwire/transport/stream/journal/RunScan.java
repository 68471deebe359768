package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Finds out what there is of a run from its first messages, its index, and what is behind the index's last entry.
 * Thread: any
 */
final class RunScan
{
    private final Journal journal;
    private final Recording recording;
    private final StreamHead head = new StreamHead();

    private long epoch = Damage.UNKNOWN;
    private long firstG = Damage.UNKNOWN;
    private long lastG = Damage.UNKNOWN;
    private long firstTimeNs = Damage.UNKNOWN;
    private long lastTimeNs = Damage.UNKNOWN;
    private long stopPosition;
    private boolean isClean;

    RunScan(final Journal journal, final Recording recording)
    {
        this.journal = journal;
        this.recording = recording;
        stopPosition = recording.startPosition();
    }

    Run run()
    {
        try (FrameCursor cursor = journal.frames(recording, true))
        {
            final TimeIndex index = journal.timeIndex(recording);
            while (firstTimeNs == Damage.UNKNOWN && take(cursor))
            {
                continue;
            }
            seekLast(cursor, index);
            cursor.finish();
            while (!isClean && take(cursor))
            {
                // Behind a run's end there is the rest of the segment, and nothing in it.
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return new Run(
            recording.id(),
            epoch,
            recording.startPosition(),
            stopPosition,
            firstG,
            lastG,
            firstTimeNs,
            lastTimeNs,
            isClean,
            stopPosition - recording.startPosition());
    }

    private static void seekLast(final FrameCursor cursor, final TimeIndex index)
    {
        final long position = cursor.position();
        for (int i = index.size() - 1; i >= 0 && index.position(i) > position; i--)
        {
            cursor.seek(index.position(i));
            if (cursor.isAtFrame())
            {
                return;
            }
        }
        cursor.seek(position);
    }

    /**
     * @return false where nothing more is there.
     */
    private boolean take(final FrameCursor cursor)
    {
        final int result = cursor.next();
        if (result == FrameCursor.FRAME && MessageFrame.isWhole(cursor.buffer(), cursor.offset(), cursor.length()))
        {
            onMessage(cursor.buffer(), cursor.offset());
            stopPosition = cursor.position();
        }

        return result != FrameCursor.NONE;
    }

    private void onMessage(final DirectBuffer buffer, final int offset)
    {
        head.wrap(buffer, offset);
        final int template = MessageFrame.template(buffer, offset);
        if (epoch == Damage.UNKNOWN)
        {
            epoch = head.epoch();
            firstG = head.g();
        }
        lastG = head.g() - 1;
        if (TickTemplates.isTick(template))
        {
            lastG = head.g();
            lastTimeNs = MessageFrame.receiveTimeNs(buffer, offset);
            if (firstTimeNs == Damage.UNKNOWN)
            {
                firstTimeNs = lastTimeNs;
            }
        }
        isClean = template == StreamEndDecoder.TEMPLATE_ID;
    }
}
