package io.tickwire.transport.stream.journal;

import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.function.LongSupplier;

/**
 * The frames of one recording, one after another, from its segment files. What {@link FrameCheck} does not take for a
 * frame is skipped up to the next one.
 * <p>
 * Where the end is not known from elsewhere, it is where no frame follows in the last segment: after each segment's
 * end there may be more. What seems broken there is looked at again when a frame is seen behind it, since that was
 * written later.
 * Thread: any, one at a time
 */
public final class FrameCursor implements AutoCloseable
{
    /** Nothing more is there, for now. */
    public static final int NONE = 0;

    /** There is a frame. */
    public static final int FRAME = 1;

    /** Something was skipped. */
    public static final int DAMAGE = 2;

    /** What the supplier of the end returns where it does not know. */
    public static final long OPEN_END = Long.MAX_VALUE;


    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final int ALIGNMENT = 32;

    private final Path archive;
    private final Recording recording;
    private final LongSupplier endSupplier;
    private final SegmentWindow window = new SegmentWindow();
    private final UnsafeBuffer buffer = window.buffer();
    private final FrameCheck check;

    private long position;
    private long base;
    private long end;
    private long quietPosition = Recording.NONE;
    private long retriedPosition = Recording.NONE;
    private boolean isFinished;
    private boolean isEnded;

    private Damage.Reason reason;
    private long framePosition;
    private int frameIndex;
    private int frameLength;
    private long damageFrom;

    /**
     * Stand before the first frame.
     *
     * @param end       behind the last frame that was written, or {@link #OPEN_END}.
     * @param isChecked whether checksums are computed.
     */
    public FrameCursor(
        final Path archive, final Recording recording, final LongSupplier end, final boolean isChecked)
    {
        this.archive = archive;
        this.recording = recording;
        this.endSupplier = end;
        check = new FrameCheck(window, recording, isChecked);
        position = recording.startPosition();
    }

    /**
     * Stand elsewhere, where a frame should begin.
     */
    public void seek(final long position)
    {
        if (window.isOpen() && recording.segmentBase(position) != base)
        {
            closeSegment();
        }
        this.position = position;
        isEnded = false;
        end = 0;
    }

    /**
     * Whether a frame begins here.
     */
    public boolean isAtFrame()
    {
        try
        {
            if (!window.isOpen())
            {
                base = recording.segmentBase(position);
                window.open(recording.segment(archive, base));
            }
            end = endSupplier.getAsLong();

            return position < end && check.inspect(base, (int)(position - base), end) != FrameCheck.BROKEN;
        }
        catch (final IOException ex)
        {
            closeSegment();
            return false;
        }
    }

    /**
     * No more is written: what is torn at the end is damage.
     */
    public void finish()
    {
        isFinished = true;
    }

    /**
     * Whether no more will come.
     */
    public boolean isEnded()
    {
        return isEnded;
    }

    /**
     * Go on by a frame.
     *
     * @return {@link #FRAME}, {@link #DAMAGE} or {@link #NONE}.
     */
    public int next()
    {
        while (!isEnded)
        {
            if (position >= end)
            {
                // What was read of the file behind the old end is old, too.
                window.forget();
                end = endSupplier.getAsLong();
                if (position >= end)
                {
                    return NONE;
                }
            }
            try
            {
                final int result = step();
                if (result >= 0)
                {
                    return result;
                }
            }
            catch (final ClosedChannelException ex)
            {
                throw new UncheckedIOException(ex);
            }
            catch (final IOException ex)
            {
                return skip(Math.min(base + recording.segmentLength(), end), Damage.Reason.UNREADABLE);
            }
        }

        return NONE;
    }

    /**
     * Of a frame: the buffer that it is in until the next call.
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Of a frame: where its message begins in the buffer.
     */
    public int offset()
    {
        return frameIndex + HEADER;
    }

    /**
     * Of a frame: how long its message is.
     */
    public int length()
    {
        return frameLength - HEADER;
    }

    /**
     * Of a frame: where it begins in the recording.
     */
    public long framePosition()
    {
        return framePosition;
    }

    /**
     * Where the next frame should begin.
     */
    public long position()
    {
        return position;
    }

    /**
     * Of damage: its first byte; it ends at {@link #position}.
     */
    public long damageFrom()
    {
        return damageFrom;
    }

    /**
     * Of damage: why.
     */
    public Damage.Reason reason()
    {
        return reason;
    }

    @Override
    public void close()
    {
        isEnded = true;
        closeSegment();
    }

    /**
     * @return a result, or a negative number where nothing can be told yet.
     */
    private int step() throws IOException
    {
        if (window.isOpen() && position - base >= recording.segmentLength())
        {
            closeSegment();
        }
        if (!window.isOpen())
        {
            base = recording.segmentBase(position);
            try
            {
                window.open(recording.segment(archive, base));
            }
            catch (final NoSuchFileException ex)
            {
                return missing();
            }
        }
        final int length = check.inspect(base, (int)(position - base), end);
        if (length == FrameCheck.BROKEN)
        {
            return broken(check.reason());
        }
        final long at = position;
        position += Math.abs(length);
        if (length < 0)
        {
            return -1;
        }
        framePosition = at;
        frameIndex = window.index((int)(at - base));
        frameLength = buffer.getInt(frameIndex, ByteOrder.LITTLE_ENDIAN);

        return FRAME;
    }

    private int broken(final Damage.Reason why) throws IOException
    {
        final int offset = (int)(position - base);
        final boolean isOpen = end == OPEN_END;
        if (isOpen && !isFinished && quietPosition == position)
        {
            window.forget();
            return NONE;
        }
        final int found = findFrame(offset + ALIGNMENT);
        final SortedSet<Long> later = found < 0 && isOpen ? laterSegments() : null;
        if (found < 0 && isOpen && later.isEmpty())
        {
            return tail(why, why == Damage.Reason.SHORT_SEGMENT || lengthAt(offset) == 0);
        }
        if (isOpen && retriedPosition != position)
        {
            retriedPosition = position;
            window.forget();
            return -1;
        }

        return skip(found >= 0 ? base + found : Math.min(base + recording.segmentLength(), end), why);
    }

    private int lengthAt(final int offset) throws IOException
    {
        return window.load(offset, HEADER) ? buffer.getInt(window.index(offset), ByteOrder.LITTLE_ENDIAN) : 0;
    }

    private int findFrame(final int from) throws IOException
    {
        final int limit = (int)Math.min(recording.segmentLength(), end - base);
        for (int offset = from; offset < limit && window.load(offset, HEADER); offset += ALIGNMENT)
        {
            if (buffer.getInt(window.index(offset), ByteOrder.LITTLE_ENDIAN) != 0 &&
                check.inspect(base, offset, end) != FrameCheck.BROKEN)
            {
                return offset;
            }
        }

        return -1;
    }

    /**
     * Nothing follows in any segment.
     */
    private int tail(final Damage.Reason why, final boolean isEmpty)
    {
        window.forget();
        if (!isFinished)
        {
            quietPosition = position;
            return NONE;
        }
        isEnded = true;
        if (position < recording.stopPosition())
        {
            return skip(recording.stopPosition(), why);
        }

        return isEmpty || recording.stopPosition() != Recording.NONE ?
            NONE : skip(position + ALIGNMENT, Damage.Reason.TORN_TAIL);
    }

    private int missing() throws IOException
    {
        final SortedSet<Long> later = laterSegments();
        if (!later.isEmpty())
        {
            return skip(Math.min(later.first(), end), whyMissing());
        }
        if (end != OPEN_END)
        {
            return skip(Math.min(base + recording.segmentLength(), end), whyMissing());
        }
        isEnded = isFinished;

        return isFinished && position < recording.stopPosition() ?
            skip(recording.stopPosition(), whyMissing()) : NONE;
    }

    private Damage.Reason whyMissing() throws IOException
    {
        for (final Recording now : RecordingCatalog.read(archive, recording.streamId()))
        {
            if (now.id() == recording.id())
            {
                return base < now.startPosition() && base >= recording.startPosition() ?
                    Damage.Reason.PURGED : Damage.Reason.MISSING_SEGMENT;
            }
        }

        return Damage.Reason.PURGED;
    }

    private SortedSet<Long> laterSegments() throws IOException
    {
        final SortedSet<Long> later = RecordingCatalog.segments(archive, recording.id()).tailSet(base + 1);
        later.removeIf(start -> recording.segmentBase(start) != start);

        return later;
    }

    private int skip(final long to, final Damage.Reason why)
    {
        damageFrom = position;
        position = Math.max(to, position + ALIGNMENT);
        reason = why;

        return DAMAGE;
    }

    private void closeSegment()
    {
        try
        {
            window.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
