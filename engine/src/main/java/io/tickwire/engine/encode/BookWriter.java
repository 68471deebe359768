package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.LevelList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a stream's {@code orderbook_update} messages in one encoding. Made once for a stream; nothing here allocates
 * after that. A writer is not shared: it may keep the message that it is in the midst of.
 * Thread: pipeline-<k>
 */
public sealed interface BookWriter permits JsonBookWriter, MsgpackBookWriter, SbeBookWriter
{
    /** In SBE, a side has at most so many levels: a group counts them in 16 bits. */
    int MAX_SBE_LEVELS = 65_534;

    /** The checksum of a message that has none. */
    long NO_CHECKSUM = -1;

    /**
     * The writer of a stream's messages in an encoding.
     */
    static BookWriter of(final StreamLabel label, final Encoding encoding)
    {
        return switch (encoding)
        {
            case JSON -> new JsonBookWriter(label, false);
            case JSON_STRING -> new JsonBookWriter(label, true);
            case MSGPACK -> MsgpackBookWriter.ofMaps(label, false);
            case MSGPACK_SCALED -> MsgpackBookWriter.ofMaps(label, true);
            case COMPACT -> MsgpackBookWriter.ofArrays(label, false);
            case COMPACT_SCALED -> MsgpackBookWriter.ofArrays(label, true);
            case SBE -> new SbeBookWriter(label);
        };
    }

    /**
     * No message of so many levels is longer than this, checksum included.
     */
    int maxBytes(int bids, int asks);

    /**
     * Write a message without a checksum.
     *
     * @param buffer with {@link #maxBytes} of room at the offset.
     * @param values as {@link UpdateValues#stamp} leaves them.
     * @return its length.
     */
    default int write(
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values,
        final LevelList levels,
        final boolean isSnapshot)
    {
        return write(buffer, offset, values, levels, isSnapshot, NO_CHECKSUM);
    }

    /**
     * Write a message.
     *
     * @param buffer   with {@link #maxBytes} of room at the offset.
     * @param values   as {@link UpdateValues#stamp} leaves them.
     * @param checksum 32 bits, unsigned, or {@link #NO_CHECKSUM}.
     * @return its length.
     */
    int write(
        UnsafeBuffer buffer, int offset, long[] values, LevelList levels, boolean isSnapshot, long checksum);
}
