package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.book.TopOfBook;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.ArrayList;
import java.util.List;

/**
 * First stage: applies each tick of its shard to the market state, and tells the second stage what the streams now
 * show. A tick that can not be read or makes no sense is counted and skipped; the next one flows.
 * Thread: pipeline-<k>
 */
final class StateStage implements TickHandler
{
    private final Shard shard;
    private final Names names;
    private final CounterSheet counters;
    private final ErrorLog errors;
    private final InstrumentTable<InstrumentState> instruments = new InstrumentTable<>();
    private final TickGate gate = new TickGate();
    private final RowRing ring;
    private final CandleSets candles;
    private final Books books;
    private final MarketRules rules;
    private final StreamRows rows;
    private final Resyncs resyncs;
    private final List<Tap> taps;
    private final List<InstrumentState> all = new ArrayList<>();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();

    private SeriesRows series;
    private ArbitrageRows arbitrage;
    private MarketRows market;
    private long nowNs;

    StateStage(
        final Shard shard,
        final RowRing ring,
        final CandleSets candles,
        final Books books,
        final SymbolPipeline.Surroundings around,
        final List<Tap> taps,
        final CounterSheet counters)
    {
        this.rules = around.rules();
        this.shard = shard;
        this.ring = ring;
        this.candles = candles;
        this.books = books;
        this.rows = new StreamRows(ring);
        this.taps = taps;
        this.names = around.names();
        this.resyncs = around.resyncs();
        this.counters = counters;
        this.errors = around.errors();
        newRows();
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
     * What is known of the market is void: ticks of another time follow.
     */
    void startOver()
    {
        instruments.clear();
        candles.startOver();
        books.startOver();
        all.clear();
        nowNs = 0;
        newRows();
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

    private void newRows()
    {
        series = new SeriesRows(rows, instruments, candles, rules, names.indicators());
        arbitrage = new ArbitrageRows(rows, rules.arbitrage(), names.venues());
        market = new MarketRows(rows, series, arbitrage, taps);
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
        if (isStale || status.state() == FeedState.LOSS && TickTemplates.isBook(status.lostTemplateId()))
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

        counters.increment(switch (gate.templateId())
        {
            case BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID -> onBook(slot, instrument, sequence);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(slot, instrument);
            case SignalDecoder.TEMPLATE_ID -> series.onSignal(slot, gate.header(), instrument) ?
                EngineCounter.TICKS_APPLIED : EngineCounter.TICKS_POISONED;
            default -> market.onTick(slot, gate.header(), head, instrument);
        });
    }

    private EngineCounter onBook(final TickSlot slot, final InstrumentState instrument, final long sequence)
    {
        final BookState.Outcome outcome = books.apply(slot, gate.header(), sequence);
        switch (outcome)
        {
            case CHANGED -> onBookChanged(instrument);
            case STALE, POISONED, INEXACT -> onBookStale(instrument);
            default ->
            {
                // A page of several, or a change of a book that waits for its snapshot.
            }
        }

        return switch (outcome)
        {
            case POISONED -> EngineCounter.TICKS_POISONED;
            case INEXACT -> EngineCounter.TICKS_INEXACT;
            default -> EngineCounter.TICKS_APPLIED;
        };
    }

    private void onBookStale(final InstrumentState instrument)
    {
        counters.increment(EngineCounter.BOOKS_STALE);
        resyncs.request(instrument.venueId, instrument.symbolId);
    }

    /** A quote that is older than the live book is passed over: some venues send them once a second. */
    private EngineCounter onQuote(final TickSlot slot, final InstrumentState instrument)
    {
        final QuoteDecoder quote = this.quote.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
        final boolean isNumbered = quote.venueSequence() != QuoteDecoder.venueSequenceNullValue();

        return isOutdone(instrument, head.exchangeTime(), isNumbered) ?
            EngineCounter.TICKS_APPLIED : market.onTick(slot, gate.header(), head, instrument);
    }

    /**
     * Whether a venue's live book is newer than a quote of it. Where their times do not tell, it is, unless the quote
     * has a number.
     */
    private boolean isOutdone(final InstrumentState instrument, final long quoteTimeNs, final boolean isNumbered)
    {
        final BookState book = books.get(instrument.symbolId, instrument.venueId);
        if (book == null || !book.isLive())
        {
            return false;
        }

        return quoteTimeNs == Decimals.NULL || book.exchangeTimeNs() == Decimals.NULL ?
            !isNumbered : book.exchangeTimeNs() > quoteTimeNs;
    }

    /** The book's best levels are the quote, but for a quote that is as new. */
    private void onBookChanged(final InstrumentState instrument)
    {
        if (instrument.hasQuotes &&
            !isOutdone(instrument, instrument.quoteTimeNs, instrument.hasNumberedQuotes))
        {
            return;
        }

        final OrderBook book = books.get(instrument.symbolId, instrument.venueId).book();
        final TopOfBook top = instrument.top;
        final long bid = book.bidPrice(0);
        final long bidQuantity = book.bidQuantity(0);
        final long ask = book.askPrice(0);
        final long askQuantity = book.askQuantity(0);
        if (!top.isQuote(bid, bidQuantity, ask, askQuantity))
        {
            instrument.isTopOfBook = true;
            market.setQuote(instrument, bid, bidQuantity, ask, askQuantity);
        }
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
}
