package io.tickwire.tools.cli;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;

import java.util.SplittableRandom;

/**
 * A random walk of several symbols at one venue: two quotes for each trade, and now and then the day's figures. The
 * same seed gives the same ticks.
 * Thread: feed-<venue>
 */
final class SeededTicks
{
    static final int PRICE_EXPONENT = -2;
    static final int QUANTITY_EXPONENT = -8;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long FIRST_PRICE = 6_723_450;
    private static final long MAX_QUANTITY = 300_000_000;
    private static final int KINDS = 16;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final TickPublisher publisher;
    private final int venueId;
    private final SplittableRandom random;
    private final long[] prices;
    private long tradeId;

    SeededTicks(final TickPublisher publisher, final int venueId, final int symbols, final long seed)
    {
        this.publisher = publisher;
        this.venueId = venueId;
        this.random = new SplittableRandom(seed);
        this.prices = new long[symbols];
        for (int i = 0; i < symbols; i++)
        {
            prices[i] = FIRST_PRICE / (i + 1);
        }
    }

    /**
     * Publish the next tick.
     *
     * @param timeNs when it was due.
     */
    void next(final long timeNs)
    {
        final int symbolId = random.nextInt(prices.length);
        final long price = Math.max(100, prices[symbolId] + random.nextInt(-40, 41));
        prices[symbolId] = price;
        final int kind = random.nextInt(KINDS);
        if (kind == 0)
        {
            ticker(symbolId, price, timeNs);
        }
        else if (kind < 6)
        {
            trade(symbolId, price, timeNs);
        }
        else
        {
            quote(symbolId, price, timeNs);
        }
    }

    private void quote(final int symbolId, final long price, final long timeNs)
    {
        final int length = HEADER + QuoteEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(
                quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                symbolId,
                timeNs);
            quote
                .bidPrice(price - 5)
                .bidQuantity(random.nextLong(1, MAX_QUANTITY))
                .askPrice(price + 5)
                .askQuantity(random.nextLong(1, MAX_QUANTITY))
                .venueSequence(QuoteEncoder.venueSequenceNullValue());
            publisher.publish(claim, length);
        }
    }

    private void trade(final int symbolId, final long price, final long timeNs)
    {
        final int length = HEADER + TradeEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, TradeEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(
                trade.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                symbolId,
                timeNs);
            trade
                .price(price)
                .quantity(random.nextLong(1, MAX_QUANTITY))
                .tradeIdLow(++tradeId)
                .tradeIdHigh(0)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL);
            publisher.publish(claim, length);
        }
    }

    private void ticker(final int symbolId, final long price, final long timeNs)
    {
        final int length = HEADER + TickerEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, TickerEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            head(
                ticker.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                symbolId,
                timeNs);
            ticker
                .last(price)
                .open24h(Decimals.NULL)
                .high24h(Decimals.NULL)
                .low24h(Decimals.NULL)
                .vwap24h(Decimals.NULL)
                .volume24h(random.nextLong(MAX_QUANTITY, 1000 * MAX_QUANTITY))
                .change24h(random.nextLong(-50_000, 50_001))
                .trades24h(TickerEncoder.trades24hNullValue())
                .markPrice(TickerEncoder.markPriceNullValue())
                .quoteVolume24h(TickerEncoder.quoteVolume24hNullValue())
                .quoteVolumeExponent((byte)0);
            publisher.publish(claim, length);
        }
    }

    private void head(final TickHeadEncoder head, final int symbolId, final long timeNs)
    {
        head
            .exchangeTime(timeNs)
            .receiveTime(timeNs)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)PRICE_EXPONENT)
            .quantityExponent((byte)QUANTITY_EXPONENT);
    }
}
