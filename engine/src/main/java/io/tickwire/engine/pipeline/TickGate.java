package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.engine.ring.TickSlot;
import org.agrona.DirectBuffer;

/**
 * Looks at a tick's SBE header before anything is read behind it. What it lets pass can be read to the end of its root
 * block: a longer block of a newer version is fine, a shorter one is not.
 * Thread: pipeline-<k>
 */
final class TickGate
{
    /** What the gate says of a tick. */
    enum Verdict
    {
        /** Read it. */
        PASS,

        /** Its publisher gave the slot up. */
        EMPTY,

        /** A template of a version to come. */
        UNKNOWN,

        /** Not a tick. */
        POISONED
    }

    private static final int TEMPLATES = 16;
    private static final int[] BLOCK_LENGTHS = blockLengths();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int templateId;

    Verdict check(final TickSlot slot)
    {
        return check(slot.buffer(), slot.messageOffset(), slot.messageLength());
    }

    /**
     * The same, of a tick that was copied out of its slot.
     */
    Verdict check(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length == 0)
        {
            return Verdict.EMPTY;
        }
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return Verdict.POISONED;
        }

        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            return Verdict.POISONED;
        }

        templateId = header.templateId();
        if (templateId >= TEMPLATES || BLOCK_LENGTHS[templateId] == 0)
        {
            return Verdict.UNKNOWN;
        }

        final int blockLength = header.blockLength();
        return blockLength < BLOCK_LENGTHS[templateId] || MessageHeaderDecoder.ENCODED_LENGTH + blockLength > length ?
            Verdict.POISONED : Verdict.PASS;
    }

    /**
     * The header of the tick that passed.
     */
    MessageHeaderDecoder header()
    {
        return header;
    }

    int templateId()
    {
        return templateId;
    }

    /**
     * Where the root block of the tick that passed begins: with its {@link TickHeadDecoder}.
     */
    static int bodyOffset(final TickSlot slot)
    {
        return slot.messageOffset() + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    private static int[] blockLengths()
    {
        final int[] lengths = new int[TEMPLATES];
        lengths[TradeDecoder.TEMPLATE_ID] = TradeDecoder.BLOCK_LENGTH;
        lengths[QuoteDecoder.TEMPLATE_ID] = QuoteDecoder.BLOCK_LENGTH;
        lengths[BookSnapshotDecoder.TEMPLATE_ID] = BookSnapshotDecoder.BLOCK_LENGTH;
        lengths[BookDeltaDecoder.TEMPLATE_ID] = BookDeltaDecoder.BLOCK_LENGTH;
        lengths[TickerDecoder.TEMPLATE_ID] = TickerDecoder.BLOCK_LENGTH;
        lengths[CandleDecoder.TEMPLATE_ID] = CandleDecoder.BLOCK_LENGTH;
        lengths[LiquidationDecoder.TEMPLATE_ID] = LiquidationDecoder.BLOCK_LENGTH;
        lengths[SignalDecoder.TEMPLATE_ID] = SignalDecoder.BLOCK_LENGTH;
        lengths[OrderDecoder.TEMPLATE_ID] = OrderDecoder.BLOCK_LENGTH;
        lengths[ExecutionDecoder.TEMPLATE_ID] = ExecutionDecoder.BLOCK_LENGTH;
        lengths[PositionDecoder.TEMPLATE_ID] = PositionDecoder.BLOCK_LENGTH;
        lengths[AccountDecoder.TEMPLATE_ID] = AccountDecoder.BLOCK_LENGTH;
        lengths[FeedStatusDecoder.TEMPLATE_ID] = FeedStatusDecoder.BLOCK_LENGTH;
        lengths[ClockDecoder.TEMPLATE_ID] = ClockDecoder.BLOCK_LENGTH;

        return lengths;
    }
}
