package io.tickwire.client.wire;

import io.tickwire.client.view.Advice;
import io.tickwire.client.view.ArbitrageView;
import io.tickwire.client.view.BboView;
import io.tickwire.client.view.BookView;
import io.tickwire.client.view.CandleView;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;
import io.tickwire.client.view.LiquidationView;
import io.tickwire.client.view.MarketView;
import io.tickwire.client.view.PriceView;
import io.tickwire.client.view.Side;
import io.tickwire.client.view.SignalView;
import io.tickwire.client.view.StatsView;
import io.tickwire.client.view.TradeView;
import io.tickwire.client.view.UpdateView;

/**
 * An {@link Update} as the kinds of messages that it may be.
 * Thread: client
 */
public final class Views
{
    private final PriceView price;
    private final BboView bbo;
    private final StatsView stats;
    private final TradeView trade;
    private final LiquidationView liquidation;
    private final CandleView candle;
    private final SignalView signal;
    private final ArbitrageView arbitrage;
    private final BookView book;
    private final MarketView market;

    /**
     * @param update what all of them show.
     */
    public Views(final Update update)
    {
        price = new Price(update);
        bbo = new Bbo(update);
        stats = new Stats(update);
        trade = new Trade(update);
        liquidation = new Liquidation(update);
        candle = new Candle(update);
        signal = new Signal(update);
        arbitrage = new Arbitrage(update);
        book = new Book(update);
        market = new Market(update);
    }

    public PriceView price()
    {
        return price;
    }

    public BboView bbo()
    {
        return bbo;
    }

    public StatsView stats()
    {
        return stats;
    }

    public TradeView trade()
    {
        return trade;
    }

    public LiquidationView liquidation()
    {
        return liquidation;
    }

    public CandleView candle()
    {
        return candle;
    }

    public SignalView signal()
    {
        return signal;
    }

    public ArbitrageView arbitrage()
    {
        return arbitrage;
    }

    public BookView book()
    {
        return book;
    }

    public MarketView market()
    {
        return market;
    }

    private static Side sideOf(final Update update)
    {
        final long side = update.values[Field.SIDE.ordinal()];

        return side == 1 ? Side.BUY : side == 2 ? Side.SELL : null;
    }

    /** What all kinds have. */
    private abstract static class View implements UpdateView
    {
        final Update update;

        View(final Update update)
        {
            this.update = update;
        }

        @Override
        public Channel channel()
        {
            return update.channel();
        }

        @Override
        public String symbol()
        {
            return update.symbol();
        }

        @Override
        public String venue()
        {
            return update.venue();
        }

        @Override
        public long sid()
        {
            return update.sid();
        }

        @Override
        public int priceExponent()
        {
            return update.priceExponent();
        }

        @Override
        public int quantityExponent()
        {
            return update.quantityExponent();
        }

        @Override
        public double number(final Field field)
        {
            return update.number(field);
        }

        @Override
        public long mantissa(final Field field)
        {
            return update.mantissa(field);
        }

        @Override
        public long arrivalNs()
        {
            return update.arrivalNs();
        }
    }

    private static final class Price extends View implements PriceView
    {
        Price(final Update update)
        {
            super(update);
        }
    }

    private static final class Bbo extends View implements BboView
    {
        Bbo(final Update update)
        {
            super(update);
        }
    }

    private static final class Stats extends View implements StatsView
    {
        Stats(final Update update)
        {
            super(update);
        }
    }

    private static final class Trade extends View implements TradeView
    {
        Trade(final Update update)
        {
            super(update);
        }

        @Override
        public long tradeIdHigh()
        {
            return update.tradeIdHigh;
        }

        @Override
        public Side side()
        {
            return sideOf(update);
        }
    }

    private static final class Liquidation extends View implements LiquidationView
    {
        Liquidation(final Update update)
        {
            super(update);
        }

        @Override
        public Side side()
        {
            return sideOf(update);
        }
    }

    private static final class Candle extends View implements CandleView
    {
        Candle(final Update update)
        {
            super(update);
        }

        @Override
        public int intervalSeconds()
        {
            return update.stream.intervalSeconds();
        }

        @Override
        public boolean isClosed()
        {
            return update.values[Field.CLOSED.ordinal()] == 1;
        }
    }

    private static final class Signal extends View implements SignalView
    {
        Signal(final Update update)
        {
            super(update);
        }

        @Override
        public String indicator()
        {
            return update.texts[Field.INDICATOR.ordinal()];
        }

        @Override
        public Advice advice()
        {
            final long advice = update.values[Field.SIGNAL.ordinal()];

            return advice == 1 ? Advice.BUY : advice == 2 ? Advice.SELL : Advice.NEUTRAL;
        }
    }

    private static final class Arbitrage extends View implements ArbitrageView
    {
        Arbitrage(final Update update)
        {
            super(update);
        }

        @Override
        public String buyVenue()
        {
            return update.texts[Field.BUY_VENUE.ordinal()];
        }

        @Override
        public String sellVenue()
        {
            return update.texts[Field.SELL_VENUE.ordinal()];
        }
    }

    private static final class Book extends View implements BookView
    {
        Book(final Update update)
        {
            super(update);
        }

        @Override
        public boolean isSnapshot()
        {
            return update.isSnapshot;
        }

        @Override
        public int bids()
        {
            return update.bids.size();
        }

        @Override
        public int asks()
        {
            return update.asks.size();
        }

        @Override
        public long bidPrice(final int index)
        {
            return update.bids.price(index, priceExponent());
        }

        @Override
        public long bidQuantity(final int index)
        {
            return update.bids.quantity(index, quantityExponent());
        }

        @Override
        public long askPrice(final int index)
        {
            return update.asks.price(index, priceExponent());
        }

        @Override
        public long askQuantity(final int index)
        {
            return update.asks.quantity(index, quantityExponent());
        }
    }

    private static final class Market extends View implements MarketView
    {
        Market(final Update update)
        {
            super(update);
        }

        @Override
        public boolean isInitial()
        {
            return update.isInitial;
        }

        @Override
        public int entries()
        {
            return update.market.size();
        }

        @Override
        public String entrySymbol(final int index)
        {
            return update.market.symbol(index);
        }

        @Override
        public double entryPrice(final int index)
        {
            return update.market.number(index, MarketEntries.PRICE);
        }

        @Override
        public double entryChange24h(final int index)
        {
            return update.market.number(index, MarketEntries.CHANGE);
        }

        @Override
        public double entryVolume24h(final int index)
        {
            return update.market.number(index, MarketEntries.VOLUME);
        }

        @Override
        public long entryTimestampMs(final int index)
        {
            return update.market.integer(index, MarketEntries.TIMESTAMP);
        }
    }
}
