package io.tickwire.engine.ring;

import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;

import java.nio.charset.StandardCharsets;

/**
 * Ticks that a publisher could not publish, counted by template, venue and symbol or account until it can say so.
 * Grows only while ticks are being lost.
 * Thread: feed-<venue>
 */
final class TickLosses
{
    private static final int NONE = 0;
    private static final int INITIAL_CAPACITY = 64;
    private static final int TEMPLATE_SHIFT = 48;
    private static final int VENUE_SHIFT = 32;
    private static final long ID_MASK = 0xFFFF_FFFFL;
    private static final int SHORT_MASK = 0xFFFF;
    private static final byte[] REASON = "dropped_before_ring".getBytes(StandardCharsets.US_ASCII);

    private final Long2LongHashMap counts = new Long2LongHashMap(INITIAL_CAPACITY, 0.5f, NONE);
    private final IntHashSet resyncs = new IntHashSet(INITIAL_CAPACITY);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();

    boolean isEmpty()
    {
        return counts.isEmpty();
    }

    void add(final int templateId, final int venueId, final int subjectId)
    {
        final long key =
            (long)templateId << TEMPLATE_SHIFT | (long)venueId << VENUE_SHIFT | subjectId & ID_MASK;
        counts.put(key, counts.get(key) + 1);
        if (!isPrivate(templateId))
        {
            resyncs.add(subjectId);
        }
    }

    /**
     * Encode one of the losses, and forget it.
     *
     * @return the length of the message, SBE header included.
     */
    int takeInto(final MutableDirectBuffer buffer, final int offset, final long nowNs)
    {
        final Long2LongHashMap.EntryIterator entries = counts.entrySet().iterator();
        entries.next();
        final long key = entries.getLongKey();
        final long count = entries.getLongValue();
        entries.remove();

        final int templateId = (int)(key >>> TEMPLATE_SHIFT);
        final boolean isPrivate = isPrivate(templateId);
        status.wrapAndApplyHeader(buffer, offset, header).head()
            .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
            .receiveTime(nowNs)
            .symbolId(isPrivate ? TickHeadEncoder.symbolIdNullValue() : key & ID_MASK)
            .venueId((int)(key >>> VENUE_SHIFT) & SHORT_MASK)
            .priceExponent((byte)0)
            .quantityExponent((byte)0);
        status
            .lostCount(Math.min(count, FeedStatusEncoder.lostCountMaxValue()))
            .lostAccount(isPrivate ? key & ID_MASK : FeedStatusEncoder.lostAccountNullValue())
            .lostTemplateId(templateId)
            .state(FeedState.LOSS)
            .putReason(REASON, 0, REASON.length);

        return MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength();
    }

    int takeResync()
    {
        if (resyncs.isEmpty())
        {
            return -1;
        }

        final IntHashSet.IntIterator symbols = resyncs.iterator();
        final int symbolId = symbols.nextValue();
        symbols.remove();

        return symbolId;
    }

    private static boolean isPrivate(final int templateId)
    {
        return templateId == OrderDecoder.TEMPLATE_ID || templateId == ExecutionDecoder.TEMPLATE_ID ||
            templateId == PositionDecoder.TEMPLATE_ID || templateId == AccountDecoder.TEMPLATE_ID;
    }
}
