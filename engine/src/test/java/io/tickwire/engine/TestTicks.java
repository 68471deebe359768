package io.tickwire.engine;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountEncoder;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.ExecutionEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.LiquidationEncoder;
import io.tickwire.engine.schema.sbe.Liquidity;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;

import java.nio.charset.StandardCharsets;

/**
 * Publishes ticks of one symbol at one venue, as a feed would.
 */
public final class TestTicks
{
    private static final int PRIVATE_BYTES = 200;
    private static final int STATUS_BYTES =
        MessageHeaderEncoder.ENCODED_LENGTH + FeedStatusEncoder.BLOCK_LENGTH + FeedStatusEncoder.reasonHeaderLength();
    private static final int GROUP_BYTES = 4;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final OrderEncoder order = new OrderEncoder();
    private final ExecutionEncoder execution = new ExecutionEncoder();
    private final PositionEncoder position = new PositionEncoder();
    private final AccountEncoder account = new AccountEncoder();
    private final TickPublisher publisher;

    private int symbolId;
    private int venueId = 1;
    private int priceExponent = -2;
    private int quantityExponent = -8;
    private long exchangeTimeNs = Decimals.NULL;
    private long receiveTimeNs = 1;

    public TestTicks(final TickPublisher publisher)
    {
        this.publisher = publisher;
    }

    public TestTicks of(final int symbolId, final int venueId)
    {
        this.symbolId = symbolId;
        this.venueId = venueId;

        return this;
    }

    public TestTicks scaled(final int priceExponent, final int quantityExponent)
    {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;

        return this;
    }

    public TestTicks at(final long exchangeTimeNs, final long receiveTimeNs)
    {
        this.exchangeTimeNs = exchangeTimeNs;
        this.receiveTimeNs = receiveTimeNs;

        return this;
    }

    public TickPublisher publisher()
    {
        return publisher;
    }

    /** What each of these returns is what {@link TickPublisher#claim} returned. */
    public long quote(final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        final int length = HEADER + QuoteEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            quote.bidPrice(bid).bidQuantity(bidQuantity).askPrice(ask).askQuantity(askQuantity).venueSequence(claim);
            publisher.publish(claim, length);
        }

        return claim;
    }

    public long trade(final long price, final long quantity, final Side side, final long idLow, final long idHigh)
    {
        final int length = HEADER + TradeEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, TradeEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(trade.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            trade.price(price).quantity(quantity).tradeIdLow(idLow).tradeIdHigh(idHigh).side(side);
            publisher.publish(claim, length);
        }

        return claim;
    }

    public long ticker(final long last, final long volume24h, final long change24h)
    {
        final int length = HEADER + TickerEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, TickerEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(ticker.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            ticker
                .last(last)
                .open24h(Decimals.NULL)
                .high24h(Decimals.NULL)
                .low24h(Decimals.NULL)
                .vwap24h(Decimals.NULL)
                .volume24h(volume24h)
                .change24h(change24h)
                .trades24h(TickerEncoder.trades24hNullValue())
                .markPrice(TickerEncoder.markPriceNullValue())
                .quoteVolume24h(TickerEncoder.quoteVolume24hNullValue())
                .quoteVolumeExponent((byte)0);
            publisher.publish(claim, length);
        }

        return claim;
    }

    /** What a model says; the value has two decimals, the confidence four. */
    public long signal(final String model, final SignalAction action, final long value, final int confidence)
    {
        final int length = HEADER + SignalEncoder.BLOCK_LENGTH + SignalEncoder.indicatorHeaderLength() + model.length();
        final long claim = publisher.claim(length, SignalEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(signal.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            signal.value(value).confidence(confidence).valueExponent((byte)-2).action(action).indicator(model);
            publisher.publish(claim, length);
        }

        return claim;
    }

    /** A page of a book's snapshot; levels are price, quantity, price, quantity, ... */
    public long bookSnapshot(final int page, final boolean isLast, final long[] bids, final long[] asks)
    {
        final int length = HEADER + BookSnapshotEncoder.BLOCK_LENGTH + levelBytes(bids, asks);
        final long claim = publisher.claim(length, BookSnapshotEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(snapshot.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            snapshot.venueSequence(1).page(page).lastPage(isLast ? Bool.YES : Bool.NO);
            final BookSnapshotEncoder.BidsEncoder bidLevels = snapshot.bidsCount(bids.length / 2);
            for (int i = 0; i < bids.length; i += 2)
            {
                bidLevels.next().price(bids[i]).quantity(bids[i + 1]);
            }
            final BookSnapshotEncoder.AsksEncoder askLevels = snapshot.asksCount(asks.length / 2);
            for (int i = 0; i < asks.length; i += 2)
            {
                askLevels.next().price(asks[i]).quantity(asks[i + 1]);
            }
            publisher.publish(claim, length);
        }

        return claim;
    }

    /** A page of a book's change. */
    public long bookDelta(final int page, final boolean isLast, final long[] bids, final long[] asks)
    {
        final int length = HEADER + BookDeltaEncoder.BLOCK_LENGTH + levelBytes(bids, asks);
        final long claim = publisher.claim(length, BookDeltaEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(delta.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            delta
                .venueSequence(1)
                .previousVenueSequence(0)
                .checksum(0)
                .page(page)
                .lastPage(isLast ? Bool.YES : Bool.NO)
                .hasChecksum(Bool.NO);
            final BookDeltaEncoder.BidsEncoder bidLevels = delta.bidsCount(bids.length / 2);
            for (int i = 0; i < bids.length; i += 2)
            {
                bidLevels.next().price(bids[i]).quantity(bids[i + 1]);
            }
            final BookDeltaEncoder.AsksEncoder askLevels = delta.asksCount(asks.length / 2);
            for (int i = 0; i < asks.length; i += 2)
            {
                askLevels.next().price(asks[i]).quantity(asks[i + 1]);
            }
            publisher.publish(claim, length);
        }

        return claim;
    }

    /** What the feed says of the symbol; of all of them, where the symbol is below 0. */
    public long status(final FeedState state)
    {
        final long claim = publisher.claim(STATUS_BYTES, FeedStatusEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(status.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            status.lostCount(0).lostAccount(0).lostTemplateId(0).state(state).reason("");
            publisher.publish(claim, STATUS_BYTES);
        }

        return claim;
    }

    public long liquidation(final long price, final long quantity, final Side side)
    {
        final int length = HEADER + LiquidationEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, LiquidationEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(liquidation.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            liquidation.price(price).quantity(quantity).side(side);
            publisher.publish(claim, length);
        }

        return claim;
    }

    public long order(final int accountId, final long price, final long quantity, final String id, final String own)
    {
        return order(accountId, price, quantity, utf8(id), utf8(own));
    }

    public long order(final int accountId, final long price, final long quantity, final byte[] id, final byte[] own)
    {
        final long claim = publisher.claim(PRIVATE_BYTES, OrderEncoder.TEMPLATE_ID, venueId, accountId);
        if (claim >= 0)
        {
            head(order.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            order
                .price(price)
                .quantity(quantity)
                .filledQuantity(0)
                .averagePrice(Decimals.NULL)
                .account(accountId)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .status(OrderStatus.NEW)
                .putOrderId(id, 0, id.length)
                .putClientOrderId(own, 0, own.length);
            publisher.publish(claim, HEADER + order.encodedLength());
        }

        return claim;
    }

    public long execution(final int accountId, final long price, final long quantity, final long fee, final String id)
    {
        return execution(accountId, price, quantity, fee, utf8(id), utf8("o-" + id), utf8("USDT"));
    }

    public long execution(
        final int accountId,
        final long price,
        final long quantity,
        final long fee,
        final byte[] id,
        final byte[] orderId,
        final byte[] feeAsset)
    {
        final long claim = publisher.claim(PRIVATE_BYTES, ExecutionEncoder.TEMPLATE_ID, venueId, accountId);
        if (claim >= 0)
        {
            head(execution.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            execution
                .price(price)
                .quantity(quantity)
                .fee(fee)
                .account(accountId)
                .feeExponent((byte)-6)
                .side(Side.SELL)
                .liquidity(Liquidity.TAKER)
                .putExecutionId(id, 0, id.length)
                .putOrderId(orderId, 0, orderId.length)
                .putFeeAsset(feeAsset, 0, feeAsset.length);
            publisher.publish(claim, HEADER + execution.encodedLength());
        }

        return claim;
    }

    public long position(final int accountId, final long quantity, final long entryPrice, final long profit)
    {
        final long claim = publisher.claim(PRIVATE_BYTES, PositionEncoder.TEMPLATE_ID, venueId, accountId);
        if (claim >= 0)
        {
            head(position.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            position
                .quantity(quantity)
                .entryPrice(entryPrice)
                .markPrice(entryPrice)
                .liquidationPrice(Decimals.NULL)
                .unrealizedProfit(profit)
                .realizedProfit(0)
                .account(accountId)
                .profitExponent((byte)-4);
            publisher.publish(claim, HEADER + position.encodedLength());
        }

        return claim;
    }

    public long account(final int accountId, final String asset, final long balance, final long available)
    {
        return account(accountId, utf8(asset), balance, available);
    }

    public long account(final int accountId, final byte[] asset, final long balance, final long available)
    {
        final long claim = publisher.claim(PRIVATE_BYTES, AccountEncoder.TEMPLATE_ID, venueId, accountId);
        if (claim >= 0)
        {
            head(account.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head());
            account.balance(balance).available(available).account(accountId).putAsset(asset, 0, asset.length);
            publisher.publish(claim, HEADER + account.encodedLength());
        }

        return claim;
    }

    private static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int levelBytes(final long[] bids, final long[] asks)
    {
        return 2 * GROUP_BYTES + (bids.length + asks.length) * Long.BYTES;
    }

    private void head(final TickHeadEncoder head)
    {
        head
            .exchangeTime(exchangeTimeNs)
            .receiveTime(receiveTimeNs)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)priceExponent)
            .quantityExponent((byte)quantityExponent);
    }
}
