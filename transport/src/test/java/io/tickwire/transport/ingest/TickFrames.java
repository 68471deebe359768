package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.IngestBatchEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
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

    public TickFrames signal(final String indicator, final long value, final int confidence)
    {
        final SignalEncoder signal = new SignalEncoder();
        head(signal.wrapAndApplyHeader(buffer, length, header).head());
        signal.value(value).confidence(confidence).valueExponent((byte)-8).action(SignalAction.SELL)
            .indicator(indicator);
        length += MessageHeaderEncoder.ENCODED_LENGTH + signal.encodedLength();

        return this;
    }

    public TickFrames candle(final long open, final long high, final long low, final long close)
    {
        final CandleEncoder candle = new CandleEncoder();
        head(candle.wrapAndApplyHeader(buffer, length, header).head());
        candle.openTime(1_700_000_000_000_000_000L).openPrice(open).highPrice(high).lowPrice(low).closePrice(close)
            .volume(1).trades(1).intervalSeconds(60).closed(Bool.YES).quoteVolume(1).quoteVolumeExponent((byte)-2);
        length += MessageHeaderEncoder.ENCODED_LENGTH + candle.encodedLength();

        return this;
    }

    public TickFrames ticker(final long last, final long mark, final long quoteVolume)
    {
        final TickerEncoder ticker = new TickerEncoder();
        head(ticker.wrapAndApplyHeader(buffer, length, header).head());
        ticker.last(last).open24h(last).high24h(last).low24h(last).vwap24h(last).volume24h(1).change24h(0).trades24h(1)
            .markPrice(mark).quoteVolume24h(quoteVolume).quoteVolumeExponent((byte)-2);
        length += MessageHeaderEncoder.ENCODED_LENGTH + ticker.encodedLength();

        return this;
    }

    public TickFrames lost(final int trades)
    {
        return status(FeedState.LOSS, trades, TradeEncoder.TEMPLATE_ID);
    }

    public TickFrames stale()
    {
        return status(FeedState.STALE, 0, FeedStatusEncoder.lostTemplateIdNullValue());
    }

    private TickFrames status(final FeedState state, final int lost, final int templateId)
    {
        final FeedStatusEncoder status = new FeedStatusEncoder();
        head(status.wrapAndApplyHeader(buffer, length, header).head());
        status.lostCount(lost).lostAccount(FeedStatusEncoder.lostAccountNullValue()).lostTemplateId(templateId)
            .state(state).reason("");
        length += MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength();

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
