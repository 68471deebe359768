package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes down in words what a reader is handed.
 */
final class TickRecorder implements TickHandler
{
    static final String NOTHING = "nothing";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final SampleTick sample = new SampleTick();
    private final List<String> texts = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();
    private final List<Long> publishTimesNs = new ArrayList<>();

    static String quote(final int symbolId, final long number)
    {
        return "quote " + number + " of symbol " + symbolId;
    }

    static String lost(final long count, final int templateId, final int venueId, final int symbolId)
    {
        return "lost " + count + " of template " + templateId + ", venue " + venueId + ", symbol " + symbolId;
    }

    static String lostPrivate(final long count, final int templateId, final int venueId, final int accountId)
    {
        return "lost " + count + " of template " + templateId + ", venue " + venueId + ", account " + accountId;
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        sequences.add(sequence);
        publishTimesNs.add(slot.publishTimeNs());
        texts.add(textOf(slot));
    }

    /**
     * What came since the last call.
     */
    List<String> take()
    {
        final List<String> taken = List.copyOf(texts);
        texts.clear();

        return taken;
    }

    List<Long> sequences()
    {
        return sequences;
    }

    List<Long> publishTimesNs()
    {
        return publishTimesNs;
    }

    /**
     * When the bytes came that the last status says it is of.
     */
    long statusTimeNs()
    {
        return status.head().receiveTime();
    }

    private String textOf(final TickSlot slot)
    {
        if (slot.messageLength() == 0)
        {
            return NOTHING;
        }

        header.wrap(slot.buffer(), slot.messageOffset());
        assertEquals(MessageHeaderDecoder.SCHEMA_ID, header.schemaId());
        if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID)
        {
            return lossIn(slot);
        }

        assertEquals(QuoteDecoder.TEMPLATE_ID, header.templateId());
        final long number = sample.numberIn(slot);

        return quote(sample.symbolId(), number);
    }

    private String lossIn(final TickSlot slot)
    {
        status.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = status.head();
        assertEquals(FeedState.LOSS, status.state());
        assertEquals(TickHeadDecoder.exchangeTimeNullValue(), head.exchangeTime());
        assertEquals(0, head.priceExponent());
        assertEquals(0, head.quantityExponent());
        assertEquals("dropped_before_ring", status.reason());
        assertEquals(MessageHeaderDecoder.ENCODED_LENGTH + status.encodedLength(), slot.messageLength());

        final boolean isPrivate = status.lostAccount() != FeedStatusDecoder.lostAccountNullValue();
        assertEquals(isPrivate, head.symbolId() == TickHeadDecoder.symbolIdNullValue());
        final int subjectId = (int)(isPrivate ? status.lostAccount() : head.symbolId());

        return isPrivate ?
            lostPrivate(status.lostCount(), status.lostTemplateId(), head.venueId(), subjectId) :
            lost(status.lostCount(), status.lostTemplateId(), head.venueId(), subjectId);
    }
}
