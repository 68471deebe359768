package io.tickwire.transport.stream.journal;

import java.nio.file.Path;

/**
 * A recording, as Aeron Archive describes it.
 * Thread: any
 *
 * @param startPosition first byte that is kept, on the boundary of a segment or where recording began.
 * @param stopPosition  as the archive knows it, or {@link #NONE}: it goes on, or its process was killed.
 * @param startTimeMs   when it began, 0 where that is not known.
 */
public record Recording(
    long id,
    int streamId,
    long startPosition,
    long stopPosition,
    int initialTermId,
    int termLength,
    int segmentLength,
    long startTimeMs)
{
    /** No position. */
    public static final long NONE = -1;

    private static final int MIN_LENGTH = 64 * 1024;
    private static final int MAX_LENGTH = 1024 * 1024 * 1024;
    private static final int FRAME_ALIGNMENT = 32;

    /**
     * Whether all this can be true.
     */
    boolean isPossible()
    {
        return id >= 0 && isLength(termLength) && isLength(segmentLength) && termLength <= segmentLength &&
            startPosition >= 0 && startPosition % FRAME_ALIGNMENT == 0 &&
            (stopPosition == NONE || stopPosition >= startPosition);
    }

    static boolean isLength(final long length)
    {
        return length >= MIN_LENGTH && length <= MAX_LENGTH && Long.bitCount(length) == 1;
    }

    /**
     * Where the segment begins that has this position. Segments begin with terms: the first one with that of the
     * start of the recording, which need not be a multiple of the segment's length.
     */
    public long segmentBase(final long position)
    {
        final long first = startPosition & -termLength;

        return first + (position - first & -segmentLength);
    }

    /**
     * The file of the segment that begins there.
     */
    public Path segment(final Path archive, final long base)
    {
        return archive.resolve(id + "-" + base + ".rec");
    }

    int termId(final long position)
    {
        return initialTermId + (int)(position >>> Integer.numberOfTrailingZeros(termLength));
    }

    int termOffset(final long position)
    {
        return (int)position & termLength - 1;
    }
}
