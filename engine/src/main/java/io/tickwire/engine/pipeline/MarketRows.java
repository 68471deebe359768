package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.List;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The first stage's part in quotes, trades, tickers and liquidations: each goes into its symbol's state, and what that
 * shows now into the rows.
 * Thread: pipeline-<k>
 */
final class MarketRows
{
    /** A venue's clock may be so much ahead of ours. */
    private static final long MAX_AHEAD_NS = 60_000_000_000L;

    private final StreamRows rows;
    private final SeriesRows series;
    private final ArbitrageRows arbitrage;
    private final List<Tap> taps;
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private int priceExponent;
    private int quantityExponent;
    private long exchangeTimeNs;
    private long receiveTimeNs;
    private boolean isInexact;

    MarketRows(
        final StreamRows rows, final SeriesRows series, final ArbitrageRows arbitrage, final List<Tap> taps)
    {
        this.rows = rows;
        this.series = series;
        this.arbitrage = arbitrage;
        this.taps = taps;
    }

    /**
     * Apply a quote, a trade, a ticker or a liquidation.
     *
     * @return what it counts as.
     */
    EngineCounter onTick(
        final TickSlot slot,
        final MessageHeaderDecoder header,
        final TickHeadDecoder head,
        final InstrumentState instrument)
    {
        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        exchangeTimeNs = head.exchangeTime();
        receiveTimeNs = head.receiveTime();
        isInexact = false;
        final boolean isApplied = switch (header.templateId())
        {
            case QuoteDecoder.TEMPLATE_ID -> onQuote(slot, header, instrument);
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot, header, instrument);
            case TickerDecoder.TEMPLATE_ID -> onTicker(slot, header, instrument);
            default -> onLiquidation(slot, header, instrument);
        };

        return isApplied ? EngineCounter.TICKS_APPLIED :
            isInexact ? EngineCounter.TICKS_INEXACT : EngineCounter.TICKS_POISONED;
    }

    /**
     * A venue's best bid and ask are these now.
     */
    void setQuote(
        final InstrumentState instrument,
        final long bid,
        final long bidQuantity,
        final long ask,
        final long askQuantity)
    {
        instrument.top.onQuote(bid, bidQuantity, ask, askQuantity);
        mark(instrument);
        arbitrage.onTop(instrument);
        final long low = bid == NULL ? ask : bid;
        rows.row(StreamId.sibling(instrument.priceStream, Channel.BBO), ask == NULL ? bid : ask, low, low, 0)
            .add(bid).add(bidQuantity).add(ask).add(askQuantity);
        addPriceRow(instrument, 0);
    }

    private boolean onQuote(
        final TickSlot slot, final MessageHeaderDecoder header, final InstrumentState instrument)
    {
        final QuoteDecoder quote = this.quote.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), header.blockLength(), header.version());
        final long bid = price(instrument, quote.bidPrice());
        final long bidQuantity = quantity(instrument, quote.bidQuantity());
        final long ask = price(instrument, quote.askPrice());
        final long askQuantity = quantity(instrument, quote.askQuantity());
        if (isInexact || isNegative(bidQuantity) || isNegative(askQuantity))
        {
            return false;
        }

        final boolean isTold = instrument.isTopOfBook && instrument.top.isQuote(bid, bidQuantity, ask, askQuantity);
        instrument.hasQuotes = true;
        instrument.isTopOfBook = false;
        instrument.quoteTimeNs = exchangeTimeNs;
        instrument.hasNumberedQuotes = quote.venueSequence() != QuoteDecoder.venueSequenceNullValue();
        if (!isTold)
        {
            setQuote(instrument, bid, bidQuantity, ask, askQuantity);
        }

        return true;
    }

    private boolean onTrade(
        final TickSlot slot, final MessageHeaderDecoder header, final InstrumentState instrument)
    {
        final TradeDecoder trade = this.trade.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), header.blockLength(), header.version());
        final long price = price(instrument, trade.price());
        final long quantity = quantity(instrument, trade.quantity());
        if (isInexact || price == NULL || quantity < 0)
        {
            return false;
        }

        instrument.top.onLastPrice(price);
        final long timeNs = tradeTimeNs();
        series.count(instrument, timeNs, price, quantity);
        rows.row(StreamId.sibling(instrument.priceStream, Channel.TRADE), price, price, price, quantity)
            .add(price).add(quantity).add(side(trade.sideRaw())).add(trade.tradeIdLow()).add(trade.tradeIdHigh());
        addPriceRow(instrument, quantity);
        series.addStats(instrument, price, quantity);
        series.onTrade(instrument, timeNs, price, quantity);
        if (!taps.isEmpty())
        {
            instrument.series.trades().onTrade(timeNs, price, quantity, (int)side(trade.sideRaw()));
            mark(instrument);
        }

        return true;
    }

    private boolean onTicker(
        final TickSlot slot, final MessageHeaderDecoder header, final InstrumentState instrument)
    {
        final TickerDecoder ticker = this.ticker.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), header.blockLength(), header.version());
        final long last = price(instrument, ticker.last());
        final long open = price(instrument, ticker.open24h());
        final long high = price(instrument, ticker.high24h());
        final long low = price(instrument, ticker.low24h());
        final long volume = quantity(instrument, ticker.volume24h());
        final long vwap =
            Decimals.rescaleRounded(ticker.vwap24h(), priceExponent, instrument.priceExponent);
        if (isInexact || isNegative(volume))
        {
            return false;
        }

        if (last != NULL)
        {
            instrument.top.onLastPrice(last);
        }
        instrument.open24h = open;
        instrument.high24h = high;
        instrument.low24h = low;
        instrument.vwap24h = vwap;
        instrument.change24h = ticker.change24h();
        instrument.volume24h = volume;
        instrument.trades24h = ticker.trades24h() < 0 ? NULL : ticker.trades24h();
        addPriceRow(instrument, 0);
        series.addStats(instrument, last, 0);

        return true;
    }

    private boolean onLiquidation(
        final TickSlot slot, final MessageHeaderDecoder header, final InstrumentState instrument)
    {
        final LiquidationDecoder liquidation = this.liquidation.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), header.blockLength(), header.version());
        final long price = price(instrument, liquidation.price());
        final long quantity = quantity(instrument, liquidation.quantity());
        if (isInexact || price == NULL || quantity < 0)
        {
            return false;
        }

        rows.row(StreamId.sibling(instrument.priceStream, Channel.LIQUIDATION), price, price, price, quantity)
            .add(price).add(quantity).add(side(liquidation.sideRaw()));

        return true;
    }

    /** Models look at a symbol from its first trade on. */
    private void mark(final InstrumentState instrument)
    {
        if (instrument.series == null)
        {
            return;
        }
        for (int i = 0; i < taps.size(); i++)
        {
            taps.get(i).mark(instrument);
        }
    }

    private void addPriceRow(final InstrumentState instrument, final long traded)
    {
        final long price = instrument.top.price();
        rows.row(instrument.priceStream, price, price, price, traded)
            .add(price)
            .add(instrument.change24h())
            .add(instrument.volume24h())
            .add(instrument.top.bid())
            .add(instrument.top.ask())
            .add(instrument.top.bidQuantity())
            .add(instrument.top.askQuantity());
    }

    /** The venue's time, unless that is so far ahead of ours that it must be wrong. */
    private long tradeTimeNs()
    {
        return exchangeTimeNs == NULL || exchangeTimeNs > receiveTimeNs + MAX_AHEAD_NS ?
            receiveTimeNs : exchangeTimeNs;
    }

    private long price(final InstrumentState instrument, final long mantissa)
    {
        return rescale(mantissa, priceExponent, instrument.priceExponent);
    }

    private long quantity(final InstrumentState instrument, final long mantissa)
    {
        return rescale(mantissa, quantityExponent, instrument.quantityExponent);
    }

    private long rescale(final long mantissa, final int from, final int to)
    {
        if (from == to)
        {
            return mantissa;
        }

        final long rescaled = Decimals.rescale(mantissa, from, to);
        isInexact |= rescaled == NULL && mantissa != NULL;

        return rescaled;
    }

    private static boolean isNegative(final long quantity)
    {
        return quantity < 0 && quantity != NULL;
    }

    private static long side(final short raw)
    {
        return raw == Side.BUY.value() || raw == Side.SELL.value() ? raw : 0;
    }
}
