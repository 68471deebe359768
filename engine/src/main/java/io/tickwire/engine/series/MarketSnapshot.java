package io.tickwire.engine.series;

import io.tickwire.engine.schema.Decimals;

import java.util.Arrays;

/**
 * A copy of a symbol's market, to be handed to another thread. The owner of the market fills it, hands it over through
 * a ring or a queue, and fills it again only when it was handed back. A refill allocates nothing, once the candles have
 * been as many as are copied.
 * Thread: any
 */
public final class MarketSnapshot implements MarketView
{
    /** So many candles are copied. */
    public static final int CANDLES = 64;

    private final RecentTrades trades = new RecentTrades();
    private final double[] indicators = new double[Indicator.COUNT];
    private final Candles candles;
    private String symbol = "";
    private int priceExponent;
    private int quantityExponent;
    private long bid = Decimals.NULL;
    private long bidQuantity = Decimals.NULL;
    private long ask = Decimals.NULL;
    private long askQuantity = Decimals.NULL;

    /**
     * @param intervalSeconds of the candles that it is filled with.
     */
    public MarketSnapshot(final int intervalSeconds)
    {
        candles = new Candles(intervalSeconds);
        Arrays.fill(indicators, Double.NaN);
    }

    /**
     * Fill this with a symbol's trades, candles and indicators. Its quote is not known until {@link #quote} is called.
     *
     * @throws IllegalArgumentException where the candles are of another interval.
     */
    public MarketSnapshot copyFrom(
        final String symbol, final RecentTrades trades, final Candles candles, final Indicators indicators)
    {
        this.candles.copyNewest(candles, CANDLES);
        this.trades.copyFrom(trades);
        indicators.copyValues(this.indicators);
        this.symbol = symbol;
        priceExponent = indicators.priceExponent();
        quantityExponent = indicators.quantityExponent();

        return quote(Decimals.NULL, Decimals.NULL, Decimals.NULL, Decimals.NULL);
    }

    /**
     * Set the top of the book; {@code Decimals.NULL} is a side that is not there.
     */
    public MarketSnapshot quote(final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        this.bid = bid;
        this.bidQuantity = bidQuantity;
        this.ask = ask;
        this.askQuantity = askQuantity;

        return this;
    }

    @Override
    public String symbol()
    {
        return symbol;
    }

    @Override
    public int priceExponent()
    {
        return priceExponent;
    }

    @Override
    public int quantityExponent()
    {
        return quantityExponent;
    }

    @Override
    public long bid()
    {
        return bid;
    }

    @Override
    public long bidQuantity()
    {
        return bidQuantity;
    }

    @Override
    public long ask()
    {
        return ask;
    }

    @Override
    public long askQuantity()
    {
        return askQuantity;
    }

    @Override
    public TradeView trades()
    {
        return trades;
    }

    @Override
    public CandleView candles()
    {
        return candles;
    }

    @Override
    public double indicator(final Indicator indicator)
    {
        return indicators[indicator.ordinal()];
    }
}
