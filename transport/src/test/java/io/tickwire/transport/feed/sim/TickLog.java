package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down all ticks. */
final class TickLog implements TickHandler
{
    private static final int TIMES_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int TIMES_BYTES = 2 * Long.BYTES;

    private final List<String> withoutTimes = new ArrayList<>();
    private final List<Long> timesNs = new ArrayList<>();
    private final List<Integer> templates = new ArrayList<>();
    private final List<FeedState> states = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder head = new TickHeadDecoder();

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        final byte[] bytes = new byte[slot.messageLength()];
        slot.buffer().getBytes(slot.messageOffset(), bytes);
        head.wrap(slot.buffer(), slot.messageOffset() + TIMES_OFFSET);
        timesNs.add(head.receiveTime());
        for (int i = 0; i < TIMES_BYTES; i++)
        {
            bytes[TIMES_OFFSET + i] = 0;
        }
        withoutTimes.add(HexFormat.of().formatHex(bytes));
        header.wrap(slot.buffer(), slot.messageOffset());
        templates.add(header.templateId());
        if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID)
        {
            states.add(new FeedStatusDecoder()
                .wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header).state());
        }
    }

    List<String> withoutTimes()
    {
        return withoutTimes;
    }

    List<Long> timesNs()
    {
        return timesNs;
    }

    List<Integer> templates()
    {
        return templates;
    }

    List<FeedState> states()
    {
        return states;
    }

    void clear()
    {
        withoutTimes.clear();
        timesNs.clear();
        templates.clear();
        states.clear();
    }
}
