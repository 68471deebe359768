package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.IngestBatchEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.agrona.ExpandableArrayBuffer;

import java.util.HexFormat;

/**
 * Makes frames of ticks in SBE, as a publisher does: one tick behind the other, of one symbol at one venue.
 */
public final class TickFrames
{
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final int symbolId;
    private final int venueId;
    private final int priceExponent;
    private final int quantityExponent;
    private int length;

    public TickFrames(final int symbolId, final int venueId, final int priceExponent, final int quantityExponent)
    {
        this.symbolId = symbolId;
        this.venueId = venueId;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /**
     * A new frame with a number.
     */
    public TickFrames begin(final long sequence)
    {
        final IngestBatchEncoder batch = new IngestBatchEncoder();
        batch.wrapAndApplyHeader(buffer, 0, header).sequence(sequence);
        length = MessageHeaderEncoder.ENCODED_LENGTH + batch.encodedLength();

        return this;
    }

    /**
     * A new frame without one.
     */
    public TickFrames begin()
    {
        length = 0;

        return this;
    }

    public TickFrames trade(final long price, final long quantity, final long id)
    {
        final TradeEncoder trade = new TradeEncoder();
        head(trade.wrapAndApplyHeader(buffer, length, header).head());
        trade.price(price).quantity(quantity).tradeIdLow(id).tradeIdHigh(0).side(Side.BUY);
        length += MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength();

        return this;
    }

    public TickFrames quote(final long bid, final long ask)
    {
        final QuoteEncoder quote = new QuoteEncoder();
        head(quote.wrapAndApplyHeader(buffer, length, header).head());
        quote.bidPrice(bid).bidQuantity(1).askPrice(ask).askQuantity(1)
            .venueSequence(QuoteEncoder.venueSequenceNullValue());
        length += MessageHeaderEncoder.ENCODED_LENGTH + quote.encodedLength();

        return this;
    }

    public TickFrames book(final long bid, final long ask)
    {
        final BookSnapshotEncoder book = new BookSnapshotEncoder();
        head(book.wrapAndApplyHeader(buffer, length, header).head());
        book.venueSequence(1).page(0).lastPage(Bool.YES);
        book.bidsCount(2).next().price(bid).quantity(5).next().price(bid - 1).quantity(6);
        book.asksCount(1).next().price(ask).quantity(7);
        length += MessageHeaderEncoder.ENCODED_LENGTH + book.encodedLength();

        return this;
    }

    public TickFrames order(final int account, final String id)
    {
        final OrderEncoder order = new OrderEncoder();
        head(order.wrapAndApplyHeader(buffer, length, header).head());
        order.price(100).quantity(2).filledQuantity(1).averagePrice(100).account(account).side(Side.SELL)
            .orderType(OrderType.LIMIT).status(OrderStatus.PARTIALLY_FILLED).orderId(id).clientOrderId("");
        length += MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength();

        return this;
    }

    public byte[] bytes()
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);

        return bytes;
    }

    public String hex()
    {
        return HexFormat.of().formatHex(bytes());
    }

    private void head(final TickHeadEncoder head)
    {
        head
            .exchangeTime(1_700_000_000_000_000_000L)
            .receiveTime(0)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)priceExponent)
            .quantityExponent((byte)quantityExponent);
    }
}
