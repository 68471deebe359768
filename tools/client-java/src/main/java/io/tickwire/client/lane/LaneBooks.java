package io.tickwire.client.lane;

import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.BookKeyframeDecoder;
import io.tickwire.client.sbe.BookSnapshotDecoder;
import io.tickwire.client.sbe.FeedState;
import io.tickwire.client.sbe.FeedStatusDecoder;
import io.tickwire.client.sbe.TickHeadDecoder;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * The books that were asked for, found by the ids of this run.
 * Thread: strategy
 */
final class LaneBooks
{
    private static final int VENUE_BITS = 16;
    private static final long VENUE_MASK = (1 << VENUE_BITS) - 1;

    private final LaneHandler handler;
    private final LaneNames names;
    private final List<LaneBook> books = new ArrayList<>();
    private final Long2ObjectHashMap<LaneBook> byIds = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<int[]> exponents = new Int2ObjectHashMap<>();

    private boolean isHidden;

    LaneBooks(final LaneHandler handler, final LaneNames names)
    {
        this.handler = handler;
        this.names = names;
    }

    LaneBook want(final String symbol, final String venue)
    {
        for (final LaneBook book : books)
        {
            if (book.symbol().equals(symbol) && book.venue().equals(venue))
            {
                return book;
            }
        }
        final LaneBook book = new LaneBook(symbol, venue);
        book.hide(isHidden);
        books.add(book);
        bind(book);

        return book;
    }

    void onSymbol(final int id, final int priceExponent, final int quantityExponent)
    {
        exponents.put(id, new int[]{priceExponent, quantityExponent});
        bindAll();
    }

    void bindAll()
    {
        books.forEach(this::bind);
    }

    /** Ids mean nothing any more. */
    void onRun()
    {
        byIds.clear();
        exponents.clear();
        onLoss();
    }

    /** Nobody knows what the missing ticks were. */
    void onLoss()
    {
        for (int i = 0; i < books.size(); i++)
        {
            goStale(books.get(i));
        }
    }

    void onSnapshot(final StreamHead head, final TickHeadDecoder tick, final BookSnapshotDecoder snapshot)
    {
        final LaneBook book = byIds.get(key(tick.symbolId(), tick.venueId()));
        if (book != null && book.apply(head, tick, snapshot))
        {
            tell(book);
        }
    }

    void onDelta(final StreamHead head, final TickHeadDecoder tick, final BookDeltaDecoder delta)
    {
        final LaneBook book = byIds.get(key(tick.symbolId(), tick.venueId()));
        if (book != null && book.apply(head, tick, delta))
        {
            tell(book);
        }
    }

    void onKeyframe(final TickHeadDecoder tick, final BookKeyframeDecoder keyframe)
    {
        final LaneBook book = byIds.get(key(tick.symbolId(), tick.venueId()));
        if (book != null && book.apply(tick, keyframe))
        {
            tell(book);
        }
    }

    /** From now on nothing is told of books, and none is shown, until they are {@link #show shown}. */
    void hide()
    {
        isHidden = true;
        for (int i = 0; i < books.size(); i++)
        {
            books.get(i).hide(true);
        }
    }

    /** What books have become meanwhile is so now. */
    void show()
    {
        isHidden = false;
        for (int i = 0; i < books.size(); i++)
        {
            final LaneBook book = books.get(i);
            book.hide(false);
            if (book.isLive())
            {
                handler.onBook(book);
            }
        }
    }

    void onStatus(final TickHeadDecoder tick, final FeedStatusDecoder status)
    {
        final int state = status.stateRaw();
        final boolean isBookLost = state == FeedState.LOSS.value() &&
            (status.lostTemplateId() == BookSnapshotDecoder.TEMPLATE_ID ||
            status.lostTemplateId() == BookDeltaDecoder.TEMPLATE_ID);
        if (!isBookLost && state != FeedState.STALE.value() && state != FeedState.DISCONNECTED.value())
        {
            return;
        }
        if (tick.symbolId() != TickHeadDecoder.symbolIdNullValue())
        {
            goStale(byIds.get(key(tick.symbolId(), tick.venueId())));
            return;
        }
        for (int i = 0; i < books.size(); i++)
        {
            if (names.venueId(books.get(i).venue()) == tick.venueId())
            {
                goStale(books.get(i));
            }
        }
    }

    private void goStale(final LaneBook book)
    {
        if (book != null && book.goStale())
        {
            tell(book);
        }
    }

    private void tell(final LaneBook book)
    {
        if (!isHidden)
        {
            handler.onBook(book);
        }
    }

    private void bind(final LaneBook book)
    {
        final int symbolId = names.symbolId(book.symbol());
        final int venueId = names.venueId(book.venue());
        if (symbolId != LaneNames.UNKNOWN && venueId != LaneNames.UNKNOWN)
        {
            final int[] of = exponents.get(symbolId);
            book.exponents(of[0], of[1]);
            byIds.put(key(symbolId, venueId), book);
        }
    }

    private static long key(final long symbolId, final int venueId)
    {
        return symbolId << VENUE_BITS | venueId & VENUE_MASK;
    }
}
