package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.IngestBatchDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Goes through the ticks of one frame in SBE.
 * <pre>
 *   [ header | IngestBatch ] [ header | root block | groups or texts ] [ header | ...
 *     may be left out          a tick
 * </pre>
 * {@link #wrap} looks at the bounds of all ticks, and refuses a frame of which one is not whole: what is behind it
 * would be guessed. Whatever the bytes are, no byte outside the frame is read. A root block or a level that is longer
 * than known is a newer version's, and is passed on as it is.
 * Thread: io-<n>
 */
public final class TickFrameDecoder
{
    /** The {@link #sequence} of a frame that has none. */
    public static final long NO_SEQUENCE = 0;

    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int GROUPS = 2;
    private static final int GROUP_BYTES = 4;
    private static final int LEVEL_BYTES = 2 * Long.BYTES;
    private static final int UINT16 = 0xFFFF;
    private static final int[] BLOCK_LENGTHS = blockLengths();
    private static final int[] TEXTS = texts();

    private DirectBuffer buffer;
    private int end;
    private int next;
    private int offset;
    private int length;
    private int count;
    private long sequence;

    /**
     * Stand before the first tick.
     *
     * @throws BadCommandException where the bytes are not ticks from the first to the last.
     */
    public TickFrameDecoder wrap(final DirectBuffer buffer, final int offset, final int length)
        throws BadCommandException
    {
        this.buffer = buffer;
        end = offset + length;
        next = offset;
        sequence = NO_SEQUENCE;
        count = 0;
        if (length == 0)
        {
            throw broken("it is empty");
        }
        takeBatchHead();
        final int first = next;
        while (next < end)
        {
            next += lengthAt(next);
            count++;
        }
        next = first;

        return this;
    }

    /**
     * Stand before ticks that were looked at already.
     */
    public void rewrap(final DirectBuffer buffer, final int offset, final int length)
    {
        this.buffer = buffer;
        end = offset + length;
        next = offset;
    }

    /**
     * The frame's number, or {@link #NO_SEQUENCE}.
     */
    public long sequence()
    {
        return sequence;
    }

    /**
     * How many ticks there are.
     */
    public int count()
    {
        return count;
    }

    /**
     * Go on to the next tick.
     *
     * @return false where there is none.
     */
    public boolean next()
    {
        if (next >= end)
        {
            return false;
        }
        offset = next;
        length = knownLengthAt(next);
        next += length;

        return true;
    }

    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Where the tick begins, with its SBE header.
     */
    public int offset()
    {
        return offset;
    }

    /**
     * How long it is, SBE header included.
     */
    public int length()
    {
        return length;
    }

    /**
     * How many bytes are left, the tick included.
     */
    public int remaining()
    {
        return end - offset;
    }

    public int templateId()
    {
        return uint16(offset + MessageHeaderDecoder.templateIdEncodingOffset());
    }

    public int blockLength()
    {
        return uint16(offset);
    }

    public int version()
    {
        return uint16(offset + MessageHeaderDecoder.versionEncodingOffset());
    }

    private void takeBatchHead() throws BadCommandException
    {
        if (end - next < HEADER ||
            uint16(next + MessageHeaderDecoder.templateIdEncodingOffset()) != IngestBatchDecoder.TEMPLATE_ID)
        {
            return;
        }
        final int blockLength = uint16(next);
        if (blockLength < IngestBatchDecoder.BLOCK_LENGTH || blockLength > end - next - HEADER)
        {
            throw broken("its head is not whole");
        }
        requireSchema(next);
        sequence = buffer.getLong(next + HEADER, ByteOrder.LITTLE_ENDIAN);
        if (sequence < 0)
        {
            throw broken("seq must be from 1 to 2^63-1: seq=" + Long.toUnsignedString(sequence));
        }
        next += HEADER + blockLength;
    }

    private int lengthAt(final int at) throws BadCommandException
    {
        if (end - at < HEADER)
        {
            throw brokenTick("less than a header is left");
        }
        requireSchema(at);
        final int templateId = uint16(at + MessageHeaderDecoder.templateIdEncodingOffset());
        if (TickType.ofTemplate(templateId) == null)
        {
            throw brokenTick("publishers may not send this template: templateId=" + templateId);
        }
        final int blockLength = uint16(at);
        if (blockLength < BLOCK_LENGTHS[templateId])
        {
            throw brokenTick(
                "blockLength must be from " + BLOCK_LENGTHS[templateId] + " on: blockLength=" + blockLength);
        }
        final long length = lengthOf(at, templateId);
        if (length < 0)
        {
            throw brokenTick("it does not end in the frame: templateId=" + templateId);
        }

        return (int)length;
    }

    private int knownLengthAt(final int at)
    {
        return (int)lengthOf(at, uint16(at + MessageHeaderDecoder.templateIdEncodingOffset()));
    }

    /** -1: it does not end within the frame. */
    private long lengthOf(final int at, final int templateId)
    {
        final long limit = end;
        long to = (long)at + HEADER + uint16(at);
        final int texts = TEXTS[templateId];
        final boolean isBook = TickType.ofTemplate(templateId) == TickType.BOOK;
        for (int i = 0; i < (isBook ? GROUPS : texts); i++)
        {
            if (to + (isBook ? GROUP_BYTES : Short.BYTES) > limit)
            {
                return -1;
            }
            final int first = uint16((int)to);
            if (isBook)
            {
                if (first < LEVEL_BYTES)
                {
                    return -1;
                }
                to += GROUP_BYTES + (long)first * uint16((int)to + Short.BYTES);
            }
            else
            {
                to += Short.BYTES + first;
            }
        }

        return to > limit ? -1 : to - at;
    }

    private void requireSchema(final int at) throws BadCommandException
    {
        final int schemaId = uint16(at + MessageHeaderDecoder.schemaIdEncodingOffset());
        if (schemaId != MessageHeaderDecoder.SCHEMA_ID)
        {
            throw brokenTick("schemaId must be " + MessageHeaderDecoder.SCHEMA_ID + ": schemaId=" + schemaId);
        }
    }

    private int uint16(final int at)
    {
        return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16;
    }

    private BadCommandException brokenTick(final String what)
    {
        return broken("tick " + count + ": " + what);
    }

    private static BadCommandException broken(final String what)
    {
        return new BadCommandException(ErrorCode.INVALID_MESSAGE, "not a frame of ticks in SBE: " + what, null);
    }

    private static int[] blockLengths()
    {
        final int[] lengths = new int[TickType.TEMPLATES];
        lengths[TradeDecoder.TEMPLATE_ID] = TradeDecoder.BLOCK_LENGTH;
        lengths[QuoteDecoder.TEMPLATE_ID] = QuoteDecoder.BLOCK_LENGTH;
        lengths[BookSnapshotDecoder.TEMPLATE_ID] = BookSnapshotDecoder.BLOCK_LENGTH;
        lengths[BookDeltaDecoder.TEMPLATE_ID] = BookDeltaDecoder.BLOCK_LENGTH;
        lengths[TickerDecoder.TEMPLATE_ID] = TickerDecoder.BLOCK_LENGTH;
        lengths[CandleDecoder.TEMPLATE_ID] = CandleDecoder.BLOCK_LENGTH;
        lengths[SignalDecoder.TEMPLATE_ID] = SignalDecoder.BLOCK_LENGTH;
        lengths[LiquidationDecoder.TEMPLATE_ID] = LiquidationDecoder.BLOCK_LENGTH;
        lengths[OrderDecoder.TEMPLATE_ID] = OrderDecoder.BLOCK_LENGTH;
        lengths[ExecutionDecoder.TEMPLATE_ID] = ExecutionDecoder.BLOCK_LENGTH;
        lengths[PositionDecoder.TEMPLATE_ID] = PositionDecoder.BLOCK_LENGTH;
        lengths[AccountDecoder.TEMPLATE_ID] = AccountDecoder.BLOCK_LENGTH;
        lengths[FeedStatusDecoder.TEMPLATE_ID] = FeedStatusDecoder.BLOCK_LENGTH;

        return lengths;
    }

    private static int[] texts()
    {
        final int[] texts = new int[TickType.TEMPLATES];
        texts[SignalDecoder.TEMPLATE_ID] = 1;
        texts[OrderDecoder.TEMPLATE_ID] = 2;
        texts[ExecutionDecoder.TEMPLATE_ID] = 3;
        texts[AccountDecoder.TEMPLATE_ID] = 1;
        texts[FeedStatusDecoder.TEMPLATE_ID] = 1;

        return texts;
    }
}
