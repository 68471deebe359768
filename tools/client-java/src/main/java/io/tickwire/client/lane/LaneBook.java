package io.tickwire.client.lane;

import io.tickwire.client.book.BookSide;
import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.BookKeyframeDecoder;
import io.tickwire.client.sbe.BookSnapshotDecoder;
import io.tickwire.client.sbe.Bool;
import io.tickwire.client.sbe.TickHeadDecoder;

/**
 * The book of a symbol at a venue, kept on this side by what the stream tells: live from the last page of a snapshot
 * or a keyframe until something about it is wrong, and then empty until the next one. What has several pages changes
 * it all at once. Look at it in {@link LaneHandler#onBook}, or between two polls. Prices and quantities are mantissas
 * with the exponents of the symbol, as other clients get them. Nothing is allocated but to grow.
 * Thread: strategy
 */
public final class LaneBook
{
    /** There is no such level. */
    public static final long NONE = Long.MIN_VALUE;

    /** A side has no more levels than this. */
    public static final int MAX_LEVELS = 1 << 16;

    private static final int NO_PAGE = -1;

    private final String symbol;
    private final String venue;
    private final BookSide bids = new BookSide(true, MAX_LEVELS);
    private final BookSide asks = new BookSide(false, MAX_LEVELS);
    private int priceExponent;
    private int quantityExponent;
    private boolean isLive;
    private boolean isSnapshot;
    private boolean isKeyframe;
    private boolean isHidden;
    private int nextPage = NO_PAGE;
    private int tickPriceExponent;
    private int tickQuantityExponent;
    private long g = -1;
    private long exchangeTimeNs = NONE;
    private long receiveTimeNs;

    LaneBook(final String symbol, final String venue)
    {
        this.symbol = symbol;
        this.venue = venue;
    }

    public String symbol()
    {
        return symbol;
    }

    public String venue()
    {
        return venue;
    }

    /**
     * Whether it can be trusted, and is not between two pages of a change. It shows no levels while it can not.
     */
    public boolean isLive()
    {
        return isLive && nextPage == NO_PAGE && !isHidden;
    }

    public int priceExponent()
    {
        return priceExponent;
    }

    public int quantityExponent()
    {
        return quantityExponent;
    }

    /**
     * The tick that made it what it is.
     */
    public long g()
    {
        return g;
    }

    /**
     * The exchange's time of that tick in ns since 1970, {@link #NONE} where it gave none.
     */
    public long exchangeTimeNs()
    {
        return exchangeTimeNs;
    }

    /**
     * When that tick's bytes reached the server, in ns since 1970.
     */
    public long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    public int bids()
    {
        return isLive() ? bids.size() : 0;
    }

    public int asks()
    {
        return isLive() ? asks.size() : 0;
    }

    /**
     * @param index 0: the best.
     * @return {@link #NONE} where there are not that many levels, as in the other three.
     */
    public long bidPrice(final int index)
    {
        return index < bids() ? bids.price(index) : NONE;
    }

    public long bidQuantity(final int index)
    {
        return index < bids() ? bids.quantity(index) : NONE;
    }

    public long askPrice(final int index)
    {
        return index < asks() ? asks.price(index) : NONE;
    }

    public long askQuantity(final int index)
    {
        return index < asks() ? asks.quantity(index) : NONE;
    }

    /**
     * How many levels left, or never came in, because of {@link #MAX_LEVELS}.
     */
    public long droppedLevels()
    {
        return bids.droppedLevels() + asks.droppedLevels();
    }

    void exponents(final int priceExponent, final int quantityExponent)
    {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /**
     * Whether it is on the way to where the reader begins, and is not to be looked at.
     */
    void hide(final boolean isHidden)
    {
        this.isHidden = isHidden;
    }

    /**
     * It can not be trusted until its next snapshot.
     *
     * @return whether it was live.
     */
    boolean goStale()
    {
        final boolean wasLive = isLive;
        isLive = false;
        isSnapshot = false;
        isKeyframe = false;
        nextPage = NO_PAGE;
        bids.clear();
        asks.clear();

        return wasLive;
    }

    /**
     * @return whether it is another book now, or none.
     */
    boolean apply(final StreamHead head, final TickHeadDecoder tick, final BookSnapshotDecoder snapshot)
    {
        final boolean wasLive = isLive;
        if (snapshot.page() == 0)
        {
            goStale();
            isSnapshot = true;
            nextPage = 0;
        }
        if (!isSnapshot || snapshot.page() != nextPage)
        {
            goStale();
            return wasLive;
        }

        nextPage++;
        tell(head.g(), tick);
        boolean isGood = true;
        for (final BookSnapshotDecoder.BidsDecoder level : snapshot.bids())
        {
            isGood &= set(bids, level.price(), level.quantity());
        }
        for (final BookSnapshotDecoder.AsksDecoder level : snapshot.asks())
        {
            isGood &= set(asks, level.price(), level.quantity());
        }

        return isGood ? snapshot.lastPageRaw() == Bool.YES.value() && complete() || wasLive : goStale() || wasLive;
    }

    /**
     * The book as it is, told whole: taken where it is not known.
     *
     * @return whether it is live now.
     */
    boolean apply(final TickHeadDecoder tick, final BookKeyframeDecoder keyframe)
    {
        if (isLive || isSnapshot)
        {
            return false;
        }
        if (keyframe.page() == 0)
        {
            goStale();
            isKeyframe = true;
            nextPage = 0;
        }
        if (!isKeyframe || keyframe.page() != nextPage)
        {
            goStale();
            return false;
        }

        nextPage++;
        tell(keyframe.bookSequence(), tick);
        boolean isGood = true;
        for (final BookKeyframeDecoder.BidsDecoder level : keyframe.bids())
        {
            isGood &= set(bids, level.price(), level.quantity());
        }
        for (final BookKeyframeDecoder.AsksDecoder level : keyframe.asks())
        {
            isGood &= set(asks, level.price(), level.quantity());
        }
        if (!isGood)
        {
            goStale();
        }

        return isGood && keyframe.lastPageRaw() == Bool.YES.value() && complete();
    }

    /**
     * @return whether it is another book now, or none.
     */
    boolean apply(final StreamHead head, final TickHeadDecoder tick, final BookDeltaDecoder delta)
    {
        if (!isLive)
        {
            // Of a keyframe that is broken off, no more is taken.
            isKeyframe = false;
            return false;
        }

        isSnapshot = false;
        nextPage = delta.page() == 0 ? 0 : nextPage;
        if (delta.page() != nextPage)
        {
            return goStale();
        }

        nextPage++;
        tell(head.g(), tick);
        boolean isGood = true;
        for (final BookDeltaDecoder.BidsDecoder level : delta.bids())
        {
            isGood &= set(bids, level.price(), level.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder level : delta.asks())
        {
            isGood &= set(asks, level.price(), level.quantity());
        }

        return isGood ? delta.lastPageRaw() == Bool.YES.value() && complete() : goStale();
    }

    private void tell(final long toldG, final TickHeadDecoder tick)
    {
        g = toldG;
        exchangeTimeNs = tick.exchangeTime();
        receiveTimeNs = tick.receiveTime();
        tickPriceExponent = tick.priceExponent();
        tickQuantityExponent = tick.quantityExponent();
    }

    /** A crossed book is none. */
    private boolean complete()
    {
        if (bids.size() > 0 && asks.size() > 0 && bids.price(0) >= asks.price(0))
        {
            goStale();
        }
        else
        {
            isLive = true;
            isSnapshot = false;
            isKeyframe = false;
            nextPage = NO_PAGE;
        }

        return true;
    }

    private boolean set(final BookSide side, final long price, final long quantity)
    {
        final long ownPrice = Exponents.rescale(price, tickPriceExponent, priceExponent);
        final long ownQuantity = Exponents.rescale(quantity, tickQuantityExponent, quantityExponent);
        if (ownPrice == NONE || ownQuantity == NONE || quantity < 0)
        {
            return false;
        }
        side.set(ownPrice, ownQuantity);

        return true;
    }
}
