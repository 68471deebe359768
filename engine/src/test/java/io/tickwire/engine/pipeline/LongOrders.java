package io.tickwire.engine.pipeline;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.Side;

import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Publishes alice's orders whose ids are of any length, all of characters that are longest in JSON. */
final class LongOrders
{
    private static final int FIXED_BYTES =
        MessageHeaderEncoder.ENCODED_LENGTH + OrderEncoder.BLOCK_LENGTH + 2 * Short.BYTES;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderEncoder order = new OrderEncoder();
    private final TickPublisher publisher;

    LongOrders(final TickPublisher publisher)
    {
        this.publisher = publisher;
    }

    /** Publish an order of so many bytes, its SBE header included. */
    void publish(final int length)
    {
        final byte[] id = new byte[length - FIXED_BYTES];
        Arrays.fill(id, (byte)1);
        final long claim =
            publisher.claim(length, OrderEncoder.TEMPLATE_ID, SteppedMarket.ALPHA, SteppedMarket.ALICE);
        assertTrue(claim >= 0);
        order.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(Decimals.NULL)
            .receiveTime(1)
            .symbolId(SteppedMarket.BTC)
            .venueId(SteppedMarket.ALPHA)
            .priceExponent((byte)-18)
            .quantityExponent((byte)18);
        order
            .price(Long.MIN_VALUE + 1)
            .quantity(Long.MIN_VALUE + 1)
            .filledQuantity(Long.MIN_VALUE + 1)
            .averagePrice(Long.MIN_VALUE + 1)
            .account(SteppedMarket.ALICE)
            .side(Side.SELL)
            .orderType(OrderType.STOP_LIMIT)
            .status(OrderStatus.PARTIALLY_FILLED)
            .putOrderId(id, 0, id.length)
            .putClientOrderId(id, 0, 0);
        publisher.publish(claim, length);
    }
}
