package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.Side;

import org.agrona.collections.IntHashSet;

/**
 * Publishes what a decoder has read, under its instruments' exponents. What these can not hold exactly is left out, and
 * counted; it is rounded only where the venue's own value is no exact one.
 * Thread: feed-<venue>
 */
abstract class ValuePublisher
{
    private static final MalformedMessageException NO_TRADE =
        new MalformedMessageException("a trade without a price or a quantity");

    private final VenueFeed feed;
    private final IntHashSet quoted = new IntHashSet();

    ValuePublisher(final VenueFeed feed)
    {
        this.feed = feed;
    }

    protected final VenueFeed feed()
    {
        return feed;
    }

    /** The streams of quotes are gone with their connection. */
    final void forgetQuotes()
    {
        quoted.clear();
    }

    /**
     * Publish a trade; one whose price or quantity is not known is malformed, and what can not be held exactly is left
     * out and counted.
     *
     * @param idLow the venue's id or the low half of its UUID; with {@code idHigh} 0 for a trade that has none.
     * @param side  of the aggressor; null where it is not known.
     */
    protected final void publishTrade(
        final Instrument instrument,
        final long exchangeTimeNs,
        final JsonDecimal price,
        final JsonDecimal quantity,
        final long idLow,
        final long idHigh,
        final Side side)
    {
        if (!price.isKnown() || !quantity.isKnown())
        {
            throw NO_TRADE;
        }

        final long priceMantissa = price.at(instrument.priceExponent());
        final long quantityMantissa = quantity.at(instrument.quantityExponent());
        if (priceMantissa == Decimals.NULL || quantityMantissa == Decimals.NULL)
        {
            instrument.priceNeeds().add(price);
            instrument.quantityNeeds().add(quantity);
            inexact(instrument);
            return;
        }
        feed.writer().trade(instrument, exchangeTimeNs, priceMantissa, quantityMantissa, idLow, idHigh, side);
    }

    /** Publish a whole trade, where its ticks are wanted; what can not be held exactly is left out and counted. */
    protected final void publishTrade(final TradeValues trade)
    {
        if (trade.instrument() != null)
        {
            publishTrade(
                trade.instrument(),
                trade.timeNs(),
                trade.price(),
                trade.quantity(),
                trade.idLow(),
                trade.idHigh(),
                trade.side());
        }
    }

    /**
     * Publish a whole liquidation, where its ticks are wanted; what can not be held exactly is left out and counted.
     *
     * @param order the forced one: its side, price and quantity.
     */
    protected final void publishLiquidation(final TradeValues order)
    {
        final Instrument instrument = order.instrument();
        if (instrument == null)
        {
            return;
        }

        final long price = order.price().at(instrument.priceExponent());
        final long quantity = order.quantity().at(instrument.quantityExponent());
        if (price == Decimals.NULL || quantity == Decimals.NULL)
        {
            inexact(instrument);
            return;
        }
        feed.writer().liquidation(instrument, order.timeNs(), price, quantity, order.side());
    }

    /**
     * Publish the best bid and ask, of which any may be unknown; what can not be held exactly is left out and counted.
     *
     * @param venueSequence the venue's number for this state, or {@link TickSink#NO_SEQUENCE}.
     */
    protected final void publishQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote, final long venueSequence)
    {
        final int priceExponent = instrument.priceExponent();
        final int quantityExponent = instrument.quantityExponent();
        if (!quote.bid().fits(priceExponent) || !quote.ask().fits(priceExponent) ||
            !quote.bidQuantity().fits(quantityExponent) || !quote.askQuantity().fits(quantityExponent))
        {
            instrument.priceNeeds().add(quote.bid());
            instrument.priceNeeds().add(quote.ask());
            instrument.quantityNeeds().add(quote.bidQuantity());
            instrument.quantityNeeds().add(quote.askQuantity());
            inexact(instrument);
            return;
        }
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            quote.bid().at(priceExponent),
            quote.bidQuantity().at(quantityExponent),
            quote.ask().at(priceExponent),
            quote.askQuantity().at(quantityExponent),
            venueSequence);
    }

    /**
     * Publish the best bid and ask of a ticker, unless they come by a stream of their own: those here may be older.
     */
    protected final void publishTickerQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote, final long venueSequence)
    {
        if (!quoted.contains(instrument.index()))
        {
            publishQuote(instrument, exchangeTimeNs, quote, venueSequence);
        }
    }

    /** Publish a whole ticker, where its ticks are wanted. */
    protected final void publishTicker(final TickerEntry ticker)
    {
        if (ticker.instrument() != null)
        {
            feed.writer().ticker(ticker.instrument(), ticker.timeNs(), ticker.figures());
            publishTickerQuote(ticker.instrument(), ticker.timeNs(), ticker.quote(), TickSink.NO_SEQUENCE);
        }
    }

    /** Publish trades, tickers and candles that were read whole, where their ticks are wanted. */
    protected final void publish(final MarketEntries entries)
    {
        for (int i = 0; i < entries.trades().count(); i++)
        {
            publishTrade(entries.trades().get(i));
        }
        for (int i = 0; i < entries.tickers().count(); i++)
        {
            publishTicker(entries.tickers().get(i));
        }
        for (int i = 0; i < entries.candles().count(); i++)
        {
            publishCandle(entries.candles().get(i));
        }
    }

    /** Publish a whole candle, where its ticks are wanted. */
    protected final void publishCandle(final CandleEntry candle)
    {
        if (candle.instrument() != null)
        {
            feed.writer().candle(candle.instrument(), candle.timeNs(), candle.values());
        }
    }

    /** The best bid and ask of an instrument come by a stream of their own, until this connection goes. */
    protected final void ownQuote(final Instrument instrument)
    {
        quoted.add(instrument.index());
    }

    /**
     * Publish the best bid and ask where the venue's quantities are not to be had exactly: they are rounded to the
     * instrument's lots.
     */
    protected final void publishRoundedQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote)
    {
        final JsonDecimal bid = quote.bid();
        final JsonDecimal ask = quote.ask();
        final JsonDecimal bidQuantity = quote.bidQuantity();
        final JsonDecimal askQuantity = quote.askQuantity();
        final int priceExponent = instrument.priceExponent();
        final int quantityExponent = instrument.quantityExponent();
        instrument.quantityNeeds().addInexact(bidQuantity, quantityExponent);
        instrument.quantityNeeds().addInexact(askQuantity, quantityExponent);
        if (!bid.fits(priceExponent) || !ask.fits(priceExponent))
        {
            inexact(instrument);
            instrument.priceNeeds().add(bid);
            instrument.priceNeeds().add(ask);
            return;
        }
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            bid.at(priceExponent),
            bidQuantity.roundedAt(quantityExponent),
            ask.at(priceExponent),
            askQuantity.roundedAt(quantityExponent),
            TickSink.NO_SEQUENCE);
    }

    /**
     * Publish the best bid and ask of these levels, of which the first of each side is the best; what can not be held
     * exactly is left out and counted.
     *
     * @param venueSequence the venue's number for this state, or {@link TickSink#NO_SEQUENCE}.
     */
    protected final void publishQuote(
        final Instrument instrument, final long exchangeTimeNs, final LevelBuffer levels, final long venueSequence)
    {
        if (!levels.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            inexact(instrument);
            return;
        }
        final LevelList best = levels.levels();
        final boolean hasBid = best.bidCount() > 0;
        final boolean hasAsk = best.askCount() > 0;
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            hasBid ? best.bidPrice(0) : Decimals.NULL,
            hasBid ? best.bidQuantity(0) : Decimals.NULL,
            hasAsk ? best.askPrice(0) : Decimals.NULL,
            hasAsk ? best.askQuantity(0) : Decimals.NULL,
            venueSequence);
    }

    /** A value of an instrument is finer than its exponents, or too large for them: the tick is left out. */
    protected final void inexact(final Instrument instrument)
    {
        feed.stats().increment(FeedCounter.INEXACT);
        instrument.inexact();
    }
}
