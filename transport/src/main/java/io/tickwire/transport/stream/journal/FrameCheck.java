package io.tickwire.transport.stream.journal;

import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * What is taken for a frame: its header says where it stands, and its checksum, which Aeron Archive puts in the place
 * of the session id, is right.
 * <pre>
 *   0        4         5       6      8             12         16          20        24               32
 *   [ length | version | flags | type | term offset | checksum | stream id | term id | reserved value | ... aligned ]
 * </pre>
 * Messages of the stream are never in several frames, so that such a frame is none.
 * Thread: any, one at a time
 */
final class FrameCheck
{
    /** Of what is no frame. */
    static final int BROKEN = 0;

    /** Bytes of a frame with its header, at the most. */
    static final int MAX_FRAME_LENGTH = 64 * 1024;

    static final int WORD = DataHeaderFlyweight.VERSION_FIELD_OFFSET;

    static final int DATA_WORD = 0x0001_C000;
    static final int PADDING_WORD = 0x0000_C000;
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final int ALIGNMENT = 32;

    private final SegmentWindow window;
    private final UnsafeBuffer buffer;
    private final Recording recording;
    private final boolean isChecked;
    private Damage.Reason reason;

    FrameCheck(final SegmentWindow window, final Recording recording, final boolean isChecked)
    {
        this.window = window;
        this.buffer = window.buffer();
        this.recording = recording;
        this.isChecked = isChecked;
    }

    /**
     * Whether version, flags and type are those of a message in one frame, or of padding.
     */
    static boolean isFrameWord(final int word)
    {
        return word == DATA_WORD || word == PADDING_WORD;
    }

    /**
     * Why the last one was no frame.
     */
    Damage.Reason reason()
    {
        return reason;
    }

    /**
     * @return the aligned length of the frame there, that of padding below 0, or {@link #BROKEN} with the reason.
     */
    int inspect(final long base, final int offset, final long end) throws IOException
    {
        if (!window.load(offset, HEADER))
        {
            reason = Damage.Reason.SHORT_SEGMENT;
            return BROKEN;
        }
        reason = Damage.Reason.HEADER;
        final int index = window.index(offset);
        final int length = buffer.getInt(index, ByteOrder.LITTLE_ENDIAN);
        final int word = buffer.getInt(index + WORD, ByteOrder.LITTLE_ENDIAN);
        if (length < HEADER || !isFrameWord(word) || !isInPlace(index, base + offset))
        {
            return BROKEN;
        }
        final int aligned = BitUtil.align(length, ALIGNMENT);
        if (aligned > recording.termLength() - recording.termOffset(base + offset) || base + offset + aligned > end)
        {
            return BROKEN;
        }

        return word == DATA_WORD ? inspectData(offset, length, aligned) : inspectPadding(offset, aligned);
    }

    private boolean isInPlace(final int index, final long framePosition)
    {
        return
            buffer.getInt(index + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) ==
                recording.termOffset(framePosition) &&
            buffer.getInt(index + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) ==
                recording.termId(framePosition) &&
            buffer.getInt(index + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) ==
                recording.streamId();
    }

    private int inspectData(final int offset, final int length, final int aligned) throws IOException
    {
        if (length > MAX_FRAME_LENGTH)
        {
            return BROKEN;
        }
        if (!window.load(offset, aligned))
        {
            reason = Damage.Reason.SHORT_SEGMENT;
            return BROKEN;
        }
        final int index = window.index(offset);
        final long reserved =
            buffer.getLong(index + DataHeaderFlyweight.RESERVED_VALUE_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (reserved != 0 && reserved != JournalFiles.reservedValue(length - HEADER))
        {
            return BROKEN;
        }
        if (isChecked && window.checksum(offset + HEADER, aligned - HEADER) !=
            buffer.getInt(index + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN))
        {
            reason = Damage.Reason.CHECKSUM;
            return BROKEN;
        }

        return aligned;
    }

    /**
     * Of padding the archive writes the header only. Where anything stands behind it, messages were there. It is never
     * longer than the message that found no room.
     */
    private int inspectPadding(final int offset, final int aligned) throws IOException
    {
        if (aligned > MAX_FRAME_LENGTH)
        {
            return BROKEN;
        }
        if (!window.load(offset, aligned))
        {
            reason = Damage.Reason.SHORT_SEGMENT;
            return BROKEN;
        }
        final int index = window.index(offset);
        for (int at = index + HEADER; at < index + aligned; at += Long.BYTES)
        {
            if (buffer.getLong(at) != 0)
            {
                return BROKEN;
            }
        }

        return -aligned;
    }
}
