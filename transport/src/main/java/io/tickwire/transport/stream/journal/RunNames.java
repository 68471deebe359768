package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells what ids mean at a place in a run: from its {@link NamesFile}, or where that is damaged, from all that stands
 * before the place.
 * Thread: any, one at a time
 */
final class RunNames
{
    /** A file that is being written may be seen in the middle of a write, but not for long. */
    private static final int ATTEMPTS = 3;

    private final Journal journal;
    private final StreamHead own = new StreamHead();

    RunNames(final Journal journal)
    {
        this.journal = journal;
    }

    void handOn(final JournalHandler handler, final Recording recording, final StreamHead place)
    {
        final StreamHead head = new StreamHead().set(place);
        final NamesFile.Consumer consumer = (buffer, offset, length) ->
        {
            if (own.wrap(buffer, offset).g() <= head.g())
            {
                handler.onMessage(buffer, offset + StreamHead.LENGTH, length - StreamHead.LENGTH, head);
            }
        };
        try
        {
            for (int i = 0; i < ATTEMPTS; i++)
            {
                final NamesFile file = journal.names(recording);
                if (file.isWhole())
                {
                    file.forEach(consumer);
                    return;
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        scan(recording, place.position(), consumer);
    }

    /**
     * The definitions before a position, each once.
     */
    void scan(final Recording recording, final long to, final NamesFile.Consumer consumer)
    {
        final Set<Long> seen = new HashSet<>();
        try (FrameCursor cursor = journal.frames(recording, true))
        {
            cursor.finish();
            int result = cursor.next();
            while (result != FrameCursor.NONE && cursor.position() <= to)
            {
                final DirectBuffer buffer = cursor.buffer();
                if (result == FrameCursor.FRAME &&
                    MessageFrame.isDefinition(buffer, cursor.offset(), cursor.length()) &&
                    seen.add(MessageFrame.definedKey(buffer, cursor.offset())))
                {
                    consumer.onDefinition(buffer, cursor.offset(), cursor.length());
                }
                result = cursor.next();
            }
        }
    }
}
