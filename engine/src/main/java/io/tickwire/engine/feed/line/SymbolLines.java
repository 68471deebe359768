package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.Decimals;

/**
 * What the lines have said of one symbol, and whether what one of them says now is news.
 * Thread: feed-<venue>
 */
final class SymbolLines
{
    /** In a key's last long, so that the keys of two kinds are never the same. */
    private static final long TRADE_ID = 8;
    private static final long TRADE = 16;

    private static final int COUNT_BITS = 16;
    private static final long MAX_COUNT = (1 << COUNT_BITS) - 1;

    private final LineArbiter arbiter;
    private final int lines;
    private final Newest quotes;
    private final Newest tickers;
    private SeenWindow trades;
    private SeenWindow liquidations;
    private SeenWindow candles;
    private BookLines books;
    private TickTarget target;
    private int heard;
    private long newestTradeNs = Decimals.NULL;
    private long newestTradeId;
    private int newestTradeLine = LineArbiter.NOBODY;
    private long newestLiquidationNs = Decimals.NULL;
    private int newestLiquidationLine = LineArbiter.NOBODY;

    SymbolLines(final LineArbiter arbiter, final int lines)
    {
        this.arbiter = arbiter;
        this.lines = lines;
        quotes = new Newest(lines);
        tickers = new Newest(lines);
    }

    /** The lines' books; they are made with the first whole one. */
    BookLines books()
    {
        if (books == null)
        {
            books = new BookLines(arbiter, lines);
        }

        return books;
    }

    boolean hasBooks()
    {
        return books != null;
    }

    /** A line says something of the symbol. */
    void onHeard(final int line, final TickTarget target)
    {
        heard |= 1 << line;
        this.target = target;
    }

    /** What a line has called the symbol last. */
    TickTarget target()
    {
        return target;
    }

    /** Whether any line can be trusted. */
    boolean isTrusted()
    {
        return books == null ? heard != 0 : books.isLive();
    }

    boolean isNewTrade(
        final int line,
        final long exchangeTimeNs,
        final long price,
        final long quantity,
        final long idLow,
        final long idHigh,
        final long side)
    {
        trades = trades == null ? new SeenWindow() : trades;
        final boolean hasId = idLow != 0 || idHigh != 0;
        final boolean isNew = hasId ?
            isNew(trades, line, idLow, idHigh, 0, TRADE_ID, exchangeTimeNs) :
            isNewOccurrence(trades, line, exchangeTimeNs, price, quantity, TRADE | side);
        if (!isNew)
        {
            return false;
        }

        arbiter.onWon(line);
        final boolean isLate = exchangeTimeNs < newestTradeNs ||
            exchangeTimeNs == newestTradeNs && hasId && idHigh == 0 && idLow < newestTradeId;
        if (!isLate)
        {
            newestTradeNs = exchangeTimeNs;
            newestTradeId = idLow;
            newestTradeLine = line;
        }
        else if (newestTradeLine != line)
        {
            arbiter.stats(line).increment(LineCounter.FILLED);
        }

        return true;
    }

    boolean isNewLiquidation(
        final int line, final long exchangeTimeNs, final long price, final long quantity, final long side)
    {
        liquidations = liquidations == null ? new SeenWindow() : liquidations;
        if (!isNewOccurrence(liquidations, line, exchangeTimeNs, price, quantity, side))
        {
            return false;
        }

        arbiter.onWon(line);
        if (exchangeTimeNs >= newestLiquidationNs)
        {
            newestLiquidationNs = exchangeTimeNs;
            newestLiquidationLine = line;
        }
        else if (newestLiquidationLine != line)
        {
            arbiter.stats(line).increment(LineCounter.FILLED);
        }

        return true;
    }

    /** A candle only grows: of two words of it the one with more volume is newer, and the one that it is closed. */
    boolean isNewCandle(final int line, final CandleValues candle, final int quantityExponent)
    {
        candles = candles == null ? new SeenWindow() : candles;
        final long progress = 2 * Math.min(candle.volume(quantityExponent), Long.MAX_VALUE / 2) +
            (candle.isClosed() ? 1 : 0);
        int entry = candles.find(candle.openTimeNs(), candle.intervalSeconds(), 0, 0);
        if (entry == SeenWindow.NONE)
        {
            entry = candles.add(
                candle.openTimeNs(), candle.intervalSeconds(), 0, 0, Decimals.NULL, arbiter.nowNs());
        }
        else if (progress <= candles.value(entry))
        {
            arbiter.stats(line).duplicate(arbiter.nowNs() - candles.receiveTimeNs(entry));
            return false;
        }
        candles.value(entry, progress);
        candles.receiveTimeNs(entry, arbiter.nowNs());
        arbiter.onWon(line);

        return true;
    }

    boolean isNewQuote(final int line, final long exchangeTimeNs, final long venueSequence)
    {
        return isNews(quotes, line, venueSequence, exchangeTimeNs);
    }

    boolean isNewTicker(final int line, final long exchangeTimeNs)
    {
        return isNews(tickers, line, TickSink.NO_SEQUENCE, exchangeTimeNs);
    }

    /** A line can not be trusted in this symbol any more. */
    void onStale(final int line)
    {
        heard &= ~(1 << line);
        quotes.onGone(line);
        tickers.onGone(line);
        if (books != null)
        {
            books.onStale(line);
        }
        if (!isTrusted())
        {
            quotes.forget();
            tickers.forget();
        }
    }

    private boolean isNews(
        final Newest newest, final int line, final long venueSequence, final long exchangeTimeNs)
    {
        final long before = newest.receiveTimeNs();
        switch (newest.hear(line, venueSequence, exchangeTimeNs, arbiter.nowNs()))
        {
            case NEWS -> arbiter.onWon(line);
            case REPEATED ->
            {
                arbiter.stats(line).duplicate(arbiter.nowNs() - before);
                return false;
            }
            default ->
            {
                arbiter.stats(line).increment(LineCounter.TOO_LATE);
                return false;
            }
        }

        return true;
    }

    private boolean isNew(
        final SeenWindow window,
        final int line,
        final long key0,
        final long key1,
        final long key2,
        final long key3,
        final long exchangeTimeNs)
    {
        final int entry = window.find(key0, key1, key2, key3);
        if (entry != SeenWindow.NONE)
        {
            arbiter.stats(line).duplicate(arbiter.nowNs() - window.receiveTimeNs(entry));
            return false;
        }

        return add(window, line, key0, key1, key2, key3, exchangeTimeNs) != SeenWindow.NONE;
    }

    /** What has no id is known by what it says, and by which of its line's that say the same it is. */
    private boolean isNewOccurrence(
        final SeenWindow window,
        final int line,
        final long exchangeTimeNs,
        final long price,
        final long quantity,
        final long kind)
    {
        final int found = window.find(exchangeTimeNs, price, quantity, kind);
        final int entry = found == SeenWindow.NONE ?
            add(window, line, exchangeTimeNs, price, quantity, kind, exchangeTimeNs) : found;
        if (entry == SeenWindow.NONE)
        {
            return false;
        }

        final long counts = window.value(entry);
        final long mine = Math.min(MAX_COUNT, count(counts, line) + 1);
        long most = 0;
        for (int i = 0; i < lines; i++)
        {
            most = Math.max(most, count(counts, i));
        }
        final int shift = line * COUNT_BITS;
        window.value(entry, counts & ~(MAX_COUNT << shift) | mine << shift);
        if (mine <= most)
        {
            arbiter.stats(line).duplicate(arbiter.nowNs() - window.receiveTimeNs(entry));
        }

        return mine > most;
    }

    private int add(
        final SeenWindow window,
        final int line,
        final long key0,
        final long key1,
        final long key2,
        final long key3,
        final long exchangeTimeNs)
    {
        if (window.isBeyond(exchangeTimeNs))
        {
            arbiter.stats(line).increment(LineCounter.TOO_LATE);
            return SeenWindow.NONE;
        }

        return window.add(key0, key1, key2, key3, exchangeTimeNs, arbiter.nowNs());
    }

    private static long count(final long counts, final int line)
    {
        return counts >>> line * COUNT_BITS & MAX_COUNT;
    }
}
