package io.tickwire.engine.series;

/**
 * What a model sees of one symbol at one venue. It may be read until the call that it was given to returns, and by the
 * thread of that call alone.
 * Thread: any
 */
public interface MarketView
{
    String symbol();

    int priceExponent();

    int quantityExponent();

    /**
     * The best bid, {@code Decimals.NULL} where there is none. The other three likewise.
     */
    long bid();

    long bidQuantity();

    long ask();

    long askQuantity();

    /**
     * The last trades, oldest first, at most {@link RecentTrades#CAPACITY}.
     */
    TradeView trades();

    /**
     * The last candles of one interval, oldest first, at most {@link MarketSnapshot#CANDLES}.
     */
    CandleView candles();

    /**
     * The newest value of an indicator, NaN where it is not known.
     */
    double indicator(Indicator indicator);
}
