package io.tickwire.engine.pipeline;

import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;

/**
 * What stands in the ring between ticks that were recorded, so that they are told with the numbers that they had.
 * <ul>
 * <li>{@code StreamLoss}: the numbers up to its last one are passed over. It has none itself.
 * <li>{@code StreamStart}: ticks of another time follow, and all that is known of the market is void. What follows up
 *     to a {@code StreamEnd} makes the state that clients go on from, and is not told. A {@code StreamLoss} says where
 *     numbers go on.
 * <li>{@code StreamEnd}: what follows is told again, beginning with what is so now.
 * </ul>
 * Thread: pipeline-<k>
 */
final class RecordedMarks
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private long offset;
    private int templateId;

    /**
     * Look at a slot.
     *
     * @param place of it in the ring.
     * @return whether it is a mark, and no tick.
     */
    boolean take(final TickSlot slot, final long place)
    {
        if (slot.messageLength() < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }

        header.wrap(slot.buffer(), slot.messageOffset());
        templateId = header.templateId();
        if (templateId == StreamLossDecoder.TEMPLATE_ID)
        {
            loss.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
            offset = loss.to() - place;

            return true;
        }
        if (isStart() || isEnd())
        {
            offset--;

            return true;
        }

        return false;
    }

    /**
     * Whether the mark says that ticks of another time follow.
     */
    boolean isStart()
    {
        return templateId == StreamStartDecoder.TEMPLATE_ID;
    }

    /**
     * Whether the mark says that what follows is told again.
     */
    boolean isEnd()
    {
        return templateId == StreamEndDecoder.TEMPLATE_ID;
    }

    /**
     * The number that the tick at a place had.
     */
    long sequenceOf(final long place)
    {
        return place + offset;
    }
}
