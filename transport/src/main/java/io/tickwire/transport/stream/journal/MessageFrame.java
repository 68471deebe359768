package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.BookKeyframeDecoder;
import io.tickwire.engine.schema.sbe.KeyframeEndDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * What can be seen of a message of the stream from where it stands, its {@code streamHead} first.
 * <pre>
 *   0    8       16             24             26         28       30        32             40
 *   [ g  | epoch | publish time | block length | template | schema | version | exchange t.  | receive t. ...
 * </pre>
 * Thread: any
 */
final class MessageFrame
{
    static final int HEADER = StreamHead.LENGTH;
    static final int BLOCK = HEADER + MessageHeaderDecoder.ENCODED_LENGTH;
    static final int MIN_LENGTH = BLOCK;

    private static final int TEMPLATE = HEADER + 2;
    private static final int SCHEMA = HEADER + 4;
    private static final int RECEIVE_TIME = BLOCK + 8;
    private static final int TICK_HEAD_LENGTH = 24;

    private MessageFrame()
    {
    }

    /**
     * Whether it is a message of ours whose root block is whole.
     */
    static boolean isWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MIN_LENGTH || uint16(buffer, offset + SCHEMA) != TradeDecoder.SCHEMA_ID)
        {
            return false;
        }
        final int block = uint16(buffer, offset + HEADER);

        return block >= leastBlock(template(buffer, offset)) && BLOCK + block <= length;
    }

    /**
     * Whether it is a definition of a symbol or a name.
     */
    static boolean isDefinition(final DirectBuffer buffer, final int offset, final int length)
    {
        return isWhole(buffer, offset, length) && isDefinition(template(buffer, offset));
    }

    static boolean isDefinition(final int template)
    {
        return template == SymbolDefinitionDecoder.TEMPLATE_ID || template == NameDefinitionDecoder.TEMPLATE_ID;
    }

    static int template(final DirectBuffer buffer, final int offset)
    {
        return uint16(buffer, offset + TEMPLATE);
    }

    /**
     * What a definition defines: which kind of id, and which.
     */
    static long definedKey(final DirectBuffer buffer, final int offset)
    {
        final int template = template(buffer, offset);
        final long kind = template == NameDefinitionDecoder.TEMPLATE_ID ?
            buffer.getByte(offset + BLOCK + NameDefinitionDecoder.kindEncodingOffset()) + 1 : 0;

        return kind << Integer.SIZE | buffer.getInt(offset + BLOCK, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }

    /**
     * Of a tick.
     */
    static long receiveTimeNs(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + RECEIVE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The first field of a {@code StreamLoss}.
     */
    static long lossFrom(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + BLOCK, ByteOrder.LITTLE_ENDIAN);
    }

    private static int leastBlock(final int template)
    {
        return switch (template)
        {
            case StreamStartDecoder.TEMPLATE_ID -> StreamStartDecoder.BLOCK_LENGTH;
            case StreamEndDecoder.TEMPLATE_ID -> StreamEndDecoder.BLOCK_LENGTH;
            case StreamLossDecoder.TEMPLATE_ID -> StreamLossDecoder.BLOCK_LENGTH;
            case SymbolDefinitionDecoder.TEMPLATE_ID -> SymbolDefinitionDecoder.BLOCK_LENGTH;
            case NameDefinitionDecoder.TEMPLATE_ID -> NameDefinitionDecoder.BLOCK_LENGTH;
            case BookKeyframeDecoder.TEMPLATE_ID -> BookKeyframeDecoder.BLOCK_LENGTH;
            case KeyframeEndDecoder.TEMPLATE_ID -> KeyframeEndDecoder.BLOCK_LENGTH;
            default -> TickTemplates.isTick(template) ? TICK_HEAD_LENGTH : 0;
        };
    }

    private static int uint16(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
