package io.tickwire.engine.audit;

import io.tickwire.engine.book.DepthCursor;
import io.tickwire.engine.book.LevelChanges;
import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A symbol's book, as its ticks tell it.
 * Thread: any
 */
final class BookAudit
{
    private static final int TOP = 10;

    private final OrderBook book = new OrderBook(OrderBook.MAX_LEVELS);
    private boolean isThere;
    private long deltasOfThisSnapshot;
    private long unknownDeletes;
    private int priceExponent;
    private int quantityExponent;

    void onSnapshot(final BookSnapshotDecoder snapshot)
    {
        isThere = true;
        priceExponent = snapshot.head().priceExponent();
        quantityExponent = snapshot.head().quantityExponent();
        if (snapshot.page() == 0)
        {
            book.clear();
            deltasOfThisSnapshot = 0;
        }
        for (final BookSnapshotDecoder.BidsDecoder bid : snapshot.bids())
        {
            book.set(true, bid.price(), bid.quantity());
        }
        for (final BookSnapshotDecoder.AsksDecoder ask : snapshot.asks())
        {
            book.set(false, ask.price(), ask.quantity());
        }
    }

    /**
     * @return whether the change is whole now.
     */
    boolean onDelta(final BookDeltaDecoder delta)
    {
        for (final BookDeltaDecoder.BidsDecoder bid : delta.bids())
        {
            set(true, bid.price(), bid.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder ask : delta.asks())
        {
            set(false, ask.price(), ask.quantity());
        }
        final boolean isWhole = delta.lastPage() == Bool.YES;
        deltasOfThisSnapshot += isWhole ? 1 : 0;

        return isWhole;
    }

    /** Whether a whole book has come at all. */
    boolean isThere()
    {
        return isThere;
    }

    /** How many changes have come since the book came whole. */
    long deltasOfThisSnapshot()
    {
        return deltasOfThisSnapshot;
    }

    /** How many deletes were of levels that are not in the book. */
    long unknownDeletes()
    {
        return unknownDeletes;
    }

    long bidPrice()
    {
        return book.bidPrice(0);
    }

    long bidQuantity()
    {
        return book.bidQuantity(0);
    }

    long askPrice()
    {
        return book.askPrice(0);
    }

    long askQuantity()
    {
        return book.askQuantity(0);
    }

    /** Put what the book is into a report. */
    void report(final Map<String, Object> out)
    {
        final LevelChanges view = new LevelChanges();
        view.view(book, DepthCursor.FULL);
        final LevelList levels = view.levels();
        final List<List<String>> bids = new ArrayList<>();
        BigInteger bidSum = BigInteger.ZERO;
        for (int i = 0; i < levels.bidCount(); i++)
        {
            bidSum = bidSum.add(BigInteger.valueOf(levels.bidQuantity(i)));
            addTop(bids, levels.bidPrice(i), levels.bidQuantity(i));
        }
        final List<List<String>> asks = new ArrayList<>();
        BigInteger askSum = BigInteger.ZERO;
        for (int i = 0; i < levels.askCount(); i++)
        {
            askSum = askSum.add(BigInteger.valueOf(levels.askQuantity(i)));
            addTop(asks, levels.askPrice(i), levels.askQuantity(i));
        }
        out.put("bid_levels", levels.bidCount());
        out.put("ask_levels", levels.askCount());
        out.put("top10_bids", bids);
        out.put("top10_asks", asks);
        out.put("sum_bid_qty", DecimalText.of(bidSum, quantityExponent));
        out.put("sum_ask_qty", DecimalText.of(askSum, quantityExponent));
        out.put("best_bid", bids.isEmpty() ? null : bids.get(0));
        out.put("best_ask", asks.isEmpty() ? null : asks.get(0));
    }

    private void set(final boolean isBid, final long price, final long quantity)
    {
        if (!book.set(isBid, price, quantity) && quantity == 0)
        {
            unknownDeletes++;
        }
    }

    private void addTop(final List<List<String>> top, final long price, final long quantity)
    {
        if (top.size() < TOP)
        {
            top.add(DecimalText.pair(
                DecimalText.of(price, priceExponent), DecimalText.of(quantity, quantityExponent)));
        }
    }
}
