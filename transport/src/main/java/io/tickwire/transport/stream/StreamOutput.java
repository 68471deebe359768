package io.tickwire.transport.stream;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.protocol.DataHeaderFlyweight;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;

/**
 * The publication, a message at a time: claim, encode in place behind the head, commit. How long a claim tries is its
 * {@link Room}'s to say.
 * <pre>
 *   [ g | epoch | publish time ] [ SBE header | message ]
 * </pre>
 * Thread: stream
 */
final class StreamOutput
{
    /** Who records or reads is behind. */
    static final int NO_ROOM = -1;

    /** Nobody reads, and nothing records. */
    static final int NO_READERS = -2;

    /** The message is longer than the stream takes. */
    static final int TOO_LONG = -3;

    /** The publication is no more. */
    static final int CLOSED = -4;

    private static final int TRIES = 3;
    private static final int EPOCH_OFFSET = Long.BYTES;
    private static final int PUBLISH_TIME_OFFSET = 2 * Long.BYTES;

    private final long epoch;
    private final StreamCounters counters;
    private final Room room;
    private final BufferClaim claim = new BufferClaim();
    private ExclusivePublication publication;
    private int maxLength;

    /**
     * Makes room, where somebody reads and is behind.
     * Thread: stream
     */
    @FunctionalInterface
    interface Room
    {
        /** What can not be made, is not waited for. */
        Room AS_IT_IS = tries -> false;

        /**
         * Make room, or wait for it.
         *
         * @param tries how often that was done for the same claim.
         * @return whether the claim shall try again.
         */
        boolean make(int tries);
    }

    StreamOutput(
        final ExclusivePublication publication,
        final long epoch,
        final StreamCounters counters,
        final Room room)
    {
        this.room = room;
        this.epoch = epoch;
        this.counters = counters;
        use(publication);
    }

    /**
     * Go on with another publication; who reads the one before gets what is in it.
     */
    void use(final ExclusivePublication next)
    {
        CloseHelper.quietClose(publication);
        publication = next;
        maxLength = next.maxPayloadLength() - StreamHead.LENGTH;
    }

    /**
     * Claim room for a message, and write its head.
     *
     * @param length of the message with its SBE header.
     * @param g      of the tick, else of the tick to come.
     * @return where the message begins in {@link #buffer}, or one of the negative codes.
     */
    int claim(final int length, final long g, final long publishTimeNs)
    {
        if (length > maxLength)
        {
            return TOO_LONG;
        }

        final int whole = StreamHead.LENGTH + length;
        long result = tryClaim(whole);
        for (int tries = 0; result == Publication.BACK_PRESSURED && room.make(tries); tries++)
        {
            result = tryClaim(whole);
        }
        if (result < 0)
        {
            return codeOf(result);
        }

        claim.reservedValue(JournalFiles.reservedValue(whole));
        final MutableDirectBuffer buffer = claim.buffer();
        final int offset = claim.offset();
        buffer.putLong(offset, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + EPOCH_OFFSET, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + PUBLISH_TIME_OFFSET, publishTimeNs, ByteOrder.LITTLE_ENDIAN);

        return offset + StreamHead.LENGTH;
    }

    /**
     * Of a message with its SBE header.
     */
    int maxLength()
    {
        return maxLength;
    }

    /**
     * Where the frame of the claim begins.
     */
    long claimedPosition()
    {
        return position() - BitUtil.align(DataHeaderFlyweight.HEADER_LENGTH + claim.length(), FRAME_ALIGNMENT);
    }

    MutableDirectBuffer buffer()
    {
        return claim.buffer();
    }

    void commit()
    {
        counters.add(StreamCounter.BYTES, claim.length());
        claim.commit();
    }

    /**
     * Give the claim up: readers pass over it.
     */
    void abort()
    {
        claim.abort();
    }

    /**
     * Behind the last claim.
     */
    long position()
    {
        return publication.position();
    }

    private long tryClaim(final int length)
    {
        long result = Publication.ADMIN_ACTION;
        // The end of a term is passed with the second try.
        for (int i = 0; i < TRIES && result == Publication.ADMIN_ACTION; i++)
        {
            result = publication.tryClaim(length, claim);
        }

        return result;
    }

    private static int codeOf(final long result)
    {
        if (result == Publication.NOT_CONNECTED)
        {
            return NO_READERS;
        }

        return result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION ? NO_ROOM : CLOSED;
    }
}
