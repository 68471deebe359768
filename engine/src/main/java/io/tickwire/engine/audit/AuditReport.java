package io.tickwire.engine.audit;

import io.tickwire.engine.audit.VenueView.Trait;
import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.FeedStats;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.VenueFeed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run came to, as a tree: counts are numbers, those of 0 are left out where the table says no other, and
 * everything else is text.
 * Thread: any
 */
final class AuditReport
{
    private final VenueView view;
    private final TickAudit ticks;
    private final Map<String, Long> totals = new TreeMap<>();
    private final Map<String, Object> symbols = new TreeMap<>();

    AuditReport(final VenueView view, final TickAudit ticks)
    {
        this.view = view;
        this.ticks = ticks;
    }

    /**
     * Add what a feed came to.
     *
     * @param prefix of its symbols' names.
     */
    void add(final VenueFeed feed, final String prefix)
    {
        final FeedStats stats = feed.stats();
        for (int kind = 0; kind < stats.kinds().size(); kind++)
        {
            addTotal(stats.kinds().get(kind), stats.messages(kind));
        }
        for (final Instrument instrument : feed.instruments().all())
        {
            final SymbolAudit symbol = ticks.symbol(instrument.venueId(), instrument.symbolId());
            final String name = prefix + instrument.venueSymbol();
            final Map<String, Object> out = new LinkedHashMap<>();
            addBook(symbol, instrument.book(), name, out);
            symbol.report(view, out);
            if (!out.isEmpty())
            {
                if (instrument.venueNumber() != Instrument.NO_NUMBER)
                {
                    out.put("instrument_id", instrument.venueNumber());
                }
                symbols.put(name, out);
            }
        }
    }

    Map<String, Object> finish(final long received, final long answers)
    {
        if (view.has(Trait.ANSWERS_ARE_COUNTED))
        {
            addTotal("rest_snapshots", answers);
        }
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("received_messages", received);
        out.put("totals", totals);
        out.put("symbols", symbols);

        return out;
    }

    Map<String, Object> finish(final long received, final FramesAudit frames)
    {
        final Map<String, Object> trades = new TreeMap<>();
        symbols.forEach((name, symbol) -> trades.put(name, ((Map<?, ?>)symbol).get("trades")));
        trades.values().removeIf(Objects::isNull);
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("frames", received);
        out.put("by_type", totals);
        out.put("trades", trades);
        out.put("last", frames.last());

        return out;
    }

    private void addTotal(final String kind, final long count)
    {
        if (count > 0)
        {
            totals.merge(kind, count, Long::sum);
        }
    }

    private void addBook(
        final SymbolAudit symbol, final BookTracker tracker, final String name, final Map<String, Object> out)
    {
        if (!symbol.book().isThere() && tracker.buffered() == 0)
        {
            return;
        }
        if (view.has(Trait.BOOKS_ARE_NAMED_BY_DEPTH))
        {
            symbols.put(name + '@' + tracker.depth(), Map.of("book", book(symbol, tracker)));
        }
        else
        {
            out.put("book", book(symbol, tracker));
        }
    }

    private Map<String, Object> book(final SymbolAudit symbol, final BookTracker tracker)
    {
        final BookAudit book = symbol.book();
        final boolean isWholeApplied = view.has(Trait.SNAPSHOTS_ARE_APPLIED);
        final Map<String, Object> out = new LinkedHashMap<>();
        putCount(out, "applied", tracker.applied() + (isWholeApplied ? tracker.snapshots() : 0));
        if (symbol.quotes().hasQuotes())
        {
            out.put("bbo_differs_from_bookTicker", symbol.quotes().different());
            out.put("bbo_equals_bookTicker", symbol.quotes().equal());
        }
        if (view.has(Trait.BOOKS_ARE_CHECKED_BY_SNAPSHOTS))
        {
            putCount(out, "later_snapshot_differs", tracker.checksumsBad());
            putCount(out, "later_snapshot_equal", tracker.checksumsOk());
        }
        else
        {
            putCount(out, "buffered_before_snapshot", tracker.buffered());
            putCount(out, "checksum_bad", tracker.checksumsBad());
            putCount(out, "checksum_ok", tracker.checksumsOk());
        }
        if (view.has(Trait.UNKNOWN_DELETES_ARE_COUNTED))
        {
            putCount(out, "deletes_of_unknown_level", book.unknownDeletes());
        }
        putCount(out, "discarded_stale", tracker.stale());
        putCount(out, "gaps", tracker.gaps());
        putCount(out, "snapshots", tracker.snapshots());
        out.put("live", tracker.isLive() &&
            (!view.has(Trait.LIVE_FROM_FIRST_DELTA) || book.deltasOfThisSnapshot() > 0));
        out.put("last_seq", DecimalText.count(tracker.lastSequence(), TickSink.NO_SEQUENCE));
        book.report(out);

        return out;
    }

    private static void putCount(final Map<String, Object> out, final String key, final long count)
    {
        if (count > 0)
        {
            out.put(key, count);
        }
    }
}
