package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Completes what stands beside a recording whose process was killed, or makes it anew where it is missing or damaged.
 * <p>
 * What it has up to its last entry is believed: names are on the disk before an entry behind them is written. From
 * there on, else from the beginning, the recording is scanned.
 * Thread: conductor
 */
public final class IndexRepair
{
    private static final String MADE = ".new";

    private final Journal journal;
    private final Recording recording;
    private BooksPlace books = new BooksPlace(TimeIndex.NO_BOOKS);
    private final Set<Long> known = new HashSet<>();

    public IndexRepair(final Journal journal, final Recording recording)
    {
        this.journal = journal;
        this.recording = recording;
    }

    /**
     * Whether anything of it is missing.
     */
    public boolean isNeeded() throws IOException
    {
        return recording.stopPosition() == Recording.NONE || !isUsable();
    }

    /**
     * Repair. Both files are made beside those that are there, and then take their places.
     *
     * @return bytes of the recording that were scanned.
     */
    public long repair() throws IOException
    {
        final Path times = JournalFiles.timeIndex(journal.directory(), recording.id());
        final Path names = JournalFiles.names(journal.directory(), recording.id());
        final Path madeTimes = times.resolveSibling(times.getFileName() + MADE);
        final Path madeNames = names.resolveSibling(names.getFileName() + MADE);
        final long scanned;
        try (TimeIndexWriter timesWriter = TimeIndexWriter.create(madeTimes);
            NamesWriter namesWriter = NamesWriter.create(madeNames))
        {
            final long from = isUsable() ? copy(timesWriter, namesWriter) : recording.startPosition();
            scanned = scan(from, timesWriter, namesWriter) - from;
        }
        Files.move(madeTimes, times, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Files.move(madeNames, names, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        return scanned;
    }

    private boolean isUsable() throws IOException
    {
        final TimeIndex index = journal.timeIndex(recording);

        return index.isWhole() && index.size() > 0 && journal.names(recording).isWhole();
    }

    /**
     * @return where the last entry stands: all before it is known.
     */
    private long copy(final TimeIndexWriter times, final NamesWriter names) throws IOException
    {
        final TimeIndex index = journal.timeIndex(recording);
        for (int i = 0; i < index.size(); i++)
        {
            times.append(index.receiveTimeNs(i), index.position(i), index.g(i), index.booksG(i));
        }
        books = new BooksPlace(index.booksG(index.size() - 1));
        final IOException[] failure = new IOException[1];
        journal.names(recording).forEach((buffer, offset, length) ->
        {
            try
            {
                known.add(MessageFrame.definedKey(buffer, offset));
                names.append(buffer, offset, length);
            }
            catch (final IOException ex)
            {
                failure[0] = ex;
            }
        });
        if (failure[0] != null)
        {
            throw failure[0];
        }

        return Math.max(recording.startPosition(), index.position(index.size() - 1));
    }

    private long scan(final long from, final TimeIndexWriter times, final NamesWriter names) throws IOException
    {
        final StreamHead head = new StreamHead();
        long end = from;
        try (FrameCursor frames = journal.frames(recording, true))
        {
            frames.seek(from);
            frames.finish();
            int result = frames.next();
            while (result != FrameCursor.NONE)
            {
                if (result == FrameCursor.FRAME &&
                    MessageFrame.isWhole(frames.buffer(), frames.offset(), frames.length()))
                {
                    take(frames, head.wrap(frames.buffer(), frames.offset()), times, names);
                    end = frames.position();
                }
                result = frames.next();
            }
        }

        return end;
    }

    private void take(
        final FrameCursor frames, final StreamHead head, final TimeIndexWriter times, final NamesWriter names)
        throws IOException
    {
        final int template = MessageFrame.template(frames.buffer(), frames.offset());
        books.onMessage(template, frames.buffer(), frames.offset(), head.g());
        if (TickTemplates.isTick(template))
        {
            final long timeNs = MessageFrame.receiveTimeNs(frames.buffer(), frames.offset());
            if (times.isDue(frames.framePosition(), timeNs))
            {
                times.append(timeNs, frames.framePosition(), head.g(), books.g());
            }
        }
        else if (MessageFrame.isDefinition(template) &&
            known.add(MessageFrame.definedKey(frames.buffer(), frames.offset())))
        {
            names.append(frames.buffer(), frames.offset(), frames.length());
        }
    }
}
