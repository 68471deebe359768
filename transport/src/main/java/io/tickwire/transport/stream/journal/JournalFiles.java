package io.tickwire.transport.stream.journal;

import java.nio.file.Path;

/**
 * Where what is in a journal's folder.
 * Thread: any
 */
public final class JournalFiles
{
    /** The stream of ticks. */
    public static final int TICKS_STREAM_ID = 2981;

    private JournalFiles()
    {
    }

    /**
     * Aeron Archive's folder.
     */
    public static Path archive(final Path journal)
    {
        return journal.resolve("archive");
    }

    /**
     * The folder of indexes and names.
     */
    public static Path index(final Path journal)
    {
        return journal.resolve("index");
    }

    /**
     * The file that is locked by who writes.
     */
    public static Path lock(final Path journal)
    {
        return journal.resolve("lock");
    }

    /**
     * A recording's {@link TimeIndex}.
     */
    public static Path timeIndex(final Path journal, final long recordingId)
    {
        return index(journal).resolve(recordingId + ".idx");
    }

    /**
     * A recording's {@link NamesFile}.
     */
    public static Path names(final Path journal, final long recordingId)
    {
        return index(journal).resolve(recordingId + ".names");
    }

    /**
     * What the reserved value of a frame's header must be: bytes of the frame behind its header. Aeron's checksum is
     * blind to the header; with this, a frame whose length was changed is known. 0 stands for none given.
     *
     * @param length of {@code streamHead}, SBE header and message together.
     */
    public static long reservedValue(final int length)
    {
        return length;
    }
}
