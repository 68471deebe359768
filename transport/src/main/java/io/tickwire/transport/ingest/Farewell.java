package io.tickwire.transport.ingest;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;

import java.nio.charset.StandardCharsets;

/**
 * Says of a publisher's venues that nothing comes from them any more, as a feed does, and gives them free.
 * Thread: io-<n>
 */
final class Farewell
{
    private static final byte[] REASON = "publisher gone".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + FeedStatusEncoder.BLOCK_LENGTH +
        FeedStatusEncoder.reasonHeaderLength() + REASON.length;

    private Farewell()
    {
    }

    /**
     * Say it of all venues that it was not said of yet.
     *
     * @return false where the ring has no room: say it again.
     */
    static boolean say(final TickPublisher ring, final PublisherRecord publisher, final Ingest ingest)
    {
        while (publisher.venues != 0)
        {
            final int venueId = Long.numberOfTrailingZeros(publisher.venues);
            final long claim = ring.tryClaim(LENGTH);
            if (claim < 0)
            {
                return false;
            }
            final FeedStatusEncoder status = new FeedStatusEncoder();
            status.wrapAndApplyHeader(ring.buffer(), ring.messageOffset(claim), new MessageHeaderEncoder()).head()
                .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
                .receiveTime(ingest.clock().nanoTime())
                .symbolId(TickHeadEncoder.symbolIdNullValue())
                .venueId(venueId)
                .priceExponent((byte)0)
                .quantityExponent((byte)0);
            status
                .lostCount(0)
                .lostAccount(FeedStatusEncoder.lostAccountNullValue())
                .lostTemplateId(FeedStatusEncoder.lostTemplateIdNullValue())
                .state(FeedState.DISCONNECTED)
                .putReason(REASON, 0, REASON.length);
            ring.publish(claim, LENGTH);
            publisher.venues &= publisher.venues - 1;
            ingest.claims().release(venueId, publisher);
        }

        return true;
    }
}
