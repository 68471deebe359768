package io.tickwire.engine.audit;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;

import java.util.Map;

/**
 * All that ticks tell of one symbol at one venue.
 * Thread: any
 */
final class SymbolAudit
{
    private final BookAudit book = new BookAudit();
    private final TradesAudit trades = new TradesAudit();
    private final TickerAudit ticker = new TickerAudit();
    private final CandlesAudit candles = new CandlesAudit();
    private final QuoteCheck quotes = new QuoteCheck();
    private final boolean isChecked;

    /**
     * @param isChecked whether the book is held against quotes, since both are numbered in one sequence.
     */
    SymbolAudit(final boolean isChecked)
    {
        this.isChecked = isChecked;
    }

    void onQuote(final QuoteDecoder quote)
    {
        ticker.onQuote(quote);
        if (isChecked && quote.venueSequence() != TickSink.NO_SEQUENCE)
        {
            quotes.onQuote(
                quote.venueSequence(),
                quote.bidPrice(),
                quote.bidQuantity(),
                quote.askPrice(),
                quote.askQuantity());
        }
    }

    void onSnapshot(final BookSnapshotDecoder snapshot)
    {
        book.onSnapshot(snapshot);
    }

    void onDelta(final BookDeltaDecoder delta)
    {
        if (book.onDelta(delta) && isChecked && delta.venueSequence() != TickSink.NO_SEQUENCE)
        {
            quotes.onBook(
                delta.venueSequence(), book.bidPrice(), book.bidQuantity(), book.askPrice(), book.askQuantity());
        }
    }

    BookAudit book()
    {
        return book;
    }

    TradesAudit trades()
    {
        return trades;
    }

    TickerAudit ticker()
    {
        return ticker;
    }

    CandlesAudit candles()
    {
        return candles;
    }

    QuoteCheck quotes()
    {
        return quotes;
    }

    /** Put trades, ticker and candles, those that came, into a report. */
    void report(final VenueView view, final Map<String, Object> out)
    {
        if (trades.count() > 0)
        {
            out.put("trades", trades.report(view.times()));
        }
        final long count = view.has(VenueView.Trait.TICKERS_ARE_COUNTED) ? ticker.tickers() : ticker.quotes();
        if (count > 0)
        {
            out.put("ticker", ticker.report(view, count));
        }
        if (candles.count() > 0)
        {
            out.put("candles", candles.report(view));
        }
    }
}
