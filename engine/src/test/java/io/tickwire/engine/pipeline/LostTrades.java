package io.tickwire.engine.pipeline;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Announces that trades of BTC at alpha were lost, as a publisher does, without the pains of losing them. */
final class LostTrades
{
    private LostTrades()
    {
    }

    static void announce(final TickPublisher publisher, final int count)
    {
        final FeedStatusEncoder status = new FeedStatusEncoder();
        final long claim = publisher.claim(
            MessageHeaderEncoder.ENCODED_LENGTH + FeedStatusEncoder.BLOCK_LENGTH + Short.BYTES,
            FeedStatusEncoder.TEMPLATE_ID,
            SteppedMarket.ALPHA,
            SteppedMarket.BTC);
        assertTrue(claim >= 0);
        status.wrapAndApplyHeader(
            publisher.buffer(), publisher.messageOffset(claim), new MessageHeaderEncoder()).head()
            .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
            .receiveTime(1)
            .symbolId(SteppedMarket.BTC)
            .venueId(SteppedMarket.ALPHA);
        status
            .lostCount(count)
            .lostAccount(FeedStatusEncoder.lostAccountNullValue())
            .lostTemplateId(TradeEncoder.TEMPLATE_ID)
            .state(FeedState.LOSS)
            .putReason(new byte[0], 0, 0);
        publisher.publish(claim, MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength());
    }
}
