package io.tickwire.transport.replay;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamLossEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;

/**
 * Writes what stands between ticks that were recorded; each finds room, or is not written.
 * Thread: any, one at a time
 */
final class RingMarks
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int TEXT_LENGTH = 2;

    private final TickPublisher publisher;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamStartEncoder start = new StreamStartEncoder();
    private final StreamEndEncoder end = new StreamEndEncoder();
    private final StreamLossEncoder loss = new StreamLossEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();

    RingMarks(final TickPublisher publisher)
    {
        this.publisher = publisher;
    }

    /**
     * Ticks of another time follow.
     */
    boolean start()
    {
        final int length = HEADER + StreamStartEncoder.BLOCK_LENGTH + TEXT_LENGTH;
        final long claim = publisher.tryClaim(length);
        if (claim < 0)
        {
            return false;
        }
        start.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header)
            .startTime(0)
            .schemaVersion(StreamStartEncoder.SCHEMA_VERSION)
            .server("");
        publisher.publish(claim, length);

        return true;
    }

    /**
     * What follows is told to clients.
     */
    boolean end(final long timeNs)
    {
        final int length = HEADER + StreamEndEncoder.BLOCK_LENGTH;
        final long claim = publisher.tryClaim(length);
        if (claim < 0)
        {
            return false;
        }
        end.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).endTime(timeNs);
        publisher.publish(claim, length);

        return true;
    }

    /**
     * The next tick has this number.
     */
    boolean goOnAt(final long sequence)
    {
        final int length = HEADER + StreamLossEncoder.BLOCK_LENGTH;
        final long claim = publisher.tryClaim(length);
        if (claim < 0)
        {
            return false;
        }
        loss.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header)
            .from(sequence - 1)
            .to(sequence - 1)
            .reason(LossReason.OVERTAKEN);
        publisher.publish(claim, length);

        return true;
    }

    /**
     * Nothing that is known of a venue can be trusted.
     */
    boolean stale(final int venueId, final FeedState state, final long timeNs)
    {
        final int length = HEADER + FeedStatusEncoder.BLOCK_LENGTH + TEXT_LENGTH;
        final long claim = publisher.tryClaim(length);
        if (claim < 0)
        {
            return false;
        }
        status.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
            .receiveTime(timeNs)
            .symbolId(TickHeadEncoder.symbolIdNullValue())
            .venueId(venueId)
            .priceExponent((byte)0)
            .quantityExponent((byte)0);
        status.lostCount(0).lostAccount(0).lostTemplateId(0).state(state).reason("");
        publisher.publish(claim, length);

        return true;
    }
}
