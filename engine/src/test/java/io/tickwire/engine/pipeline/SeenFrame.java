package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

import java.math.BigDecimal;
import java.util.Map;

/**
 * An entry of a frame ring as a reader saw it, its bytes decoded.
 *
 * @param message by field; decimals without trailing zeros; null where the entry has no bytes.
 */
record SeenFrame(
    FrameKind kind,
    Key key,
    int recipient,
    long from,
    long sequence,
    long count,
    boolean isRecovered,
    long publishTimeNs,
    long sealTimeNs,
    Map<String, Object> message)
{
    /** What a subscription is to: entries that are not addressed are for all who have it. */
    record Key(int streamId, Conflation conflation, Encoding encoding)
    {
    }

    static SeenFrame of(final FrameSlot slot, final NaiveDecoder decoder)
    {
        return new SeenFrame(
            slot.kind(),
            new Key(slot.streamId(), slot.conflation(), slot.encoding()),
            slot.recipient(),
            slot.fromSequence(),
            slot.sequence(),
            slot.count(),
            slot.isRecovered(),
            slot.publishTimeNs(),
            slot.sealTimeNs(),
            decoder.decode(slot));
    }

    Object field(final String field)
    {
        return message.get(field);
    }

    String text(final String field)
    {
        return (String)message.get(field);
    }

    long integer(final String field)
    {
        return (Long)message.get(field);
    }

    BigDecimal decimal(final String field)
    {
        return (BigDecimal)message.get(field);
    }
}
