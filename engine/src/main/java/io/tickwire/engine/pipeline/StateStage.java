package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.book.TopOfBook;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.ArrayList;
import java.util.List;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * First stage: applies each tick of its shard to the market state, and tells the second stage what the streams now
 * show. A tick that can not be read or makes no sense is counted and skipped; the next one flows.
 * Thread: pipeline-<k>
 */
final class StateStage implements TickHandler
{
    /** A venue's clock may be so much ahead of ours. */
    private static final long MAX_AHEAD_NS = 60_000_000_000L;

    private final Shard shard;
    private final Names names;
    private final CounterSheet counters;
    private final ErrorLog errors;
    private final InstrumentTable<InstrumentState> instruments;
    private final TickGate gate = new TickGate();
    private final RowRing ring;
    private final Books books;
    private final StreamRows rows;
    private final SeriesRows series;
    private final ArbitrageRows arbitrage;
    private final Resyncs resyncs;
    private final List<Tap> taps;
    private final List<InstrumentState> all = new ArrayList<>();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();

    private int priceExponent;
    private int quantityExponent;
    private boolean isInexact;
    private long nowNs;

    StateStage(
        final Shard shard,
        final RowRing ring,
        final InstrumentTable<InstrumentState> instruments,
        final Books books,
        final SymbolPipeline.Surroundings around,
        final List<Tap> taps,
        final CounterSheet counters)
    {
        final MarketRules rules = around.rules();
        this.shard = shard;
        this.ring = ring;
        this.instruments = instruments;
        this.books = books;
        this.rows = new StreamRows(ring);
        this.series = new SeriesRows(rows, instruments, rules, around.names().indicators());
        this.taps = taps;
        this.arbitrage = new ArbitrageRows(rows, rules.arbitrage(), around.names().venues());
        this.names = around.names();
        this.resyncs = around.resyncs();
        this.counters = counters;
        this.errors = around.errors();
    }

    /**
     * Whether this stage has a use for a template.
     */
    static boolean reads(final int templateId)
    {
        return switch (templateId)
        {
            case QuoteDecoder.TEMPLATE_ID,
                TradeDecoder.TEMPLATE_ID,
                TickerDecoder.TEMPLATE_ID,
                LiquidationDecoder.TEMPLATE_ID,
                SignalDecoder.TEMPLATE_ID,
                BookSnapshotDecoder.TEMPLATE_ID,
                BookDeltaDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /**
     * How many ticks the second stage leaves room for.
     */
    int room()
    {
        return ring.room();
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        try
        {
            if (gate.check(slot) == TickGate.Verdict.PASS)
            {
                dispatch(slot, sequence);
            }
        }
        catch (final RuntimeException ex)
        {
            counters.increment(EngineCounter.TICKS_POISONED);
            counters.increment(EngineCounter.ERRORS);
            errors.onError(ex);
        }
    }

    private void dispatch(final TickSlot slot, final long sequence)
    {
        final int templateId = gate.templateId();
        if (reads(templateId))
        {
            head.wrap(slot.buffer(), TickGate.bodyOffset(slot));
            if (shard.owns((int)head.symbolId()))
            {
                rows.begin(sequence);
                onMarketTick(slot, sequence);
                advance();
            }
        }
        else if (templateId == FeedStatusDecoder.TEMPLATE_ID)
        {
            head.wrap(slot.buffer(), TickGate.bodyOffset(slot));
            rows.begin(sequence);
            onFeedStatus(slot);
            advance();
        }
        else if (templateId == ClockDecoder.TEMPLATE_ID)
        {
            head.wrap(slot.buffer(), TickGate.bodyOffset(slot));
            rows.begin(sequence);
            advance();
        }
    }

    /** Time has come to where a tick says: what is due by that is told with the tick's own rows. */
    private void advance()
    {
        nowNs = Math.max(nowNs, head.receiveTime());
        arbitrage.closeStale();
        series.closeDue(nowNs);
        rows.finish();
        for (int i = 0; i < taps.size(); i++)
        {
            taps.get(i).serve(all);
        }
    }

    /** What can not be trusted any more; the second stage tells it. */
    private void onFeedStatus(final TickSlot slot)
    {
        final FeedStatusDecoder status = feedStatus.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
        final boolean isStale = status.state() == FeedState.STALE || status.state() == FeedState.DISCONNECTED;
        if (isStale || status.state() == FeedState.LOSS && Books.reads(status.lostTemplateId()))
        {
            books.onStale(head.symbolId(), head.venueId(), StaleReason.of(status.state()));
        }
        if (isStale && head.symbolId() == TickHeadDecoder.symbolIdNullValue())
        {
            arbitrage.onStale(head.venueId());
        }
        else if (isStale)
        {
            arbitrage.onStale((int)head.symbolId(), head.venueId());
        }
    }

    private void onMarketTick(final TickSlot slot, final long sequence)
    {
        final InstrumentState instrument = instrumentOf((int)head.symbolId(), head.venueId());
        if (instrument == null || !Decimals.isExponent(head.priceExponent()) ||
            !Decimals.isExponent(head.quantityExponent()))
        {
            counters.increment(EngineCounter.TICKS_POISONED);
            return;
        }

        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        isInexact = false;
        final boolean isApplied = switch (gate.templateId())
        {
            case QuoteDecoder.TEMPLATE_ID -> onQuote(slot, instrument);
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot, instrument);
            case TickerDecoder.TEMPLATE_ID -> onTicker(slot, instrument);
            case LiquidationDecoder.TEMPLATE_ID -> onLiquidation(slot, instrument);
            case SignalDecoder.TEMPLATE_ID -> series.onSignal(slot, gate.header(), instrument);
            default -> onBook(slot, instrument, sequence);
        };

        if (isApplied)
        {
            counters.increment(EngineCounter.TICKS_APPLIED);
        }
        else
        {
            counters.increment(isInexact ? EngineCounter.TICKS_INEXACT : EngineCounter.TICKS_POISONED);
        }
    }

    private boolean onQuote(final TickSlot slot, final InstrumentState instrument)
    {
        final QuoteDecoder quote = this.quote.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
        final long bid = price(instrument, quote.bidPrice());
        final long bidQuantity = quantity(instrument, quote.bidQuantity());
        final long ask = price(instrument, quote.askPrice());
        final long askQuantity = quantity(instrument, quote.askQuantity());
        if (isInexact || isNegative(bidQuantity) || isNegative(askQuantity))
        {
            return false;
        }

        instrument.hasQuotes = true;
        setQuote(instrument, bid, bidQuantity, ask, askQuantity);

        return true;
    }

    private void setQuote(
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

    private boolean onTrade(final TickSlot slot, final InstrumentState instrument)
    {
        final TradeDecoder trade = this.trade.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
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

    private boolean onTicker(final TickSlot slot, final InstrumentState instrument)
    {
        final TickerDecoder ticker = this.ticker.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
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

    private boolean onLiquidation(final TickSlot slot, final InstrumentState instrument)
    {
        final LiquidationDecoder liquidation = this.liquidation.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
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

    private boolean onBook(final TickSlot slot, final InstrumentState instrument, final long sequence)
    {
        switch (books.apply(slot, gate.header(), sequence))
        {
            case CHANGED -> onBookChanged(instrument);
            case STALE -> onBookStale(instrument);
            case POISONED ->
            {
                onBookStale(instrument);
                return false;
            }
            case INEXACT ->
            {
                isInexact = true;
                onBookStale(instrument);
                return false;
            }
            default ->
            {
                // A page of several, or a change of a book that waits for its snapshot.
            }
        }

        return true;
    }

    private void onBookStale(final InstrumentState instrument)
    {
        counters.increment(EngineCounter.BOOKS_STALE);
        resyncs.request(instrument.venueId, instrument.symbolId);
    }

    /** Where a venue sends no quotes, its book's best levels are the quote. */
    private void onBookChanged(final InstrumentState instrument)
    {
        if (instrument.hasQuotes)
        {
            return;
        }

        final OrderBook book = books.get(instrument.symbolId, instrument.venueId).book();
        final TopOfBook top = instrument.top;
        final long bid = book.bidPrice(0);
        final long bidQuantity = book.bidQuantity(0);
        final long ask = book.askPrice(0);
        final long askQuantity = book.askQuantity(0);
        if (bid != top.bid() || bidQuantity != top.bidQuantity() || ask != top.ask() ||
            askQuantity != top.askQuantity())
        {
            setQuote(instrument, bid, bidQuantity, ask, askQuantity);
        }
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
        final long exchangeNs = head.exchangeTime();
        final long receiveNs = head.receiveTime();

        return exchangeNs == NULL || exchangeNs > receiveNs + MAX_AHEAD_NS ? receiveNs : exchangeNs;
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

    private InstrumentState instrumentOf(final int symbolId, final int venueId)
    {
        final InstrumentState instrument = instruments.get(symbolId, venueId);

        return instrument == null ? newInstrument(symbolId, venueId) : instrument;
    }

    private InstrumentState newInstrument(final int symbolId, final int venueId)
    {
        final Symbols symbols = names.symbols();
        if (!symbols.isKnown(symbolId) || venueId >= names.venues().size())
        {
            return null;
        }

        final InstrumentState instrument = new InstrumentState(
            all.size(),
            symbols.get(symbolId).name(),
            symbolId,
            venueId,
            symbols.priceExponentOf(symbolId),
            symbols.quantityExponentOf(symbolId));
        instruments.put(symbolId, venueId, instrument);
        all.add(instrument);
        arbitrage.onVenue(venueId);

        return instrument;
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
