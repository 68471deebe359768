package io.tickwire.engine.feed;

/**
 * What a feed has of one symbol at its venue.
 * Thread: feed-<venue>
 */
public final class Instrument implements TickTarget
{
    /** The venue calls it by its name alone. */
    public static final long NO_NUMBER = -1;

    private final int index;
    private final String venueSymbol;
    private final int venueId;
    private final Symbol symbol;
    private final BookTracker book;
    private final ExponentNeeds priceNeeds = new ExponentNeeds();
    private final ExponentNeeds quantityNeeds = new ExponentNeeds();
    private long venueNumber = NO_NUMBER;
    private long inexactValues;
    private Object attachment;

    Instrument(final int index, final String venueSymbol, final Symbol symbol, final VenueFeed feed)
    {
        this.index = index;
        this.venueSymbol = venueSymbol;
        this.venueId = feed.venueId();
        this.symbol = symbol;
        this.book = new BookTracker(feed, this);
    }

    /** Dense, from 0, in the order in which the feed met its instruments: for tables of a decoder's own. */
    public int index()
    {
        return index;
    }

    /** What the venue calls it. */
    public String venueSymbol()
    {
        return venueSymbol;
    }

    /** The number that the venue's messages have instead of its name, or {@link #NO_NUMBER}. */
    public long venueNumber()
    {
        return venueNumber;
    }

    public void venueNumber(final long number)
    {
        venueNumber = number;
    }

    @Override
    public int venueId()
    {
        return venueId;
    }

    @Override
    public int symbolId()
    {
        return symbol.id();
    }

    @Override
    public int priceExponent()
    {
        return symbol.priceExponent();
    }

    @Override
    public int quantityExponent()
    {
        return symbol.quantityExponent();
    }

    /** How far its book has come. */
    public BookTracker book()
    {
        return book;
    }

    /**
     * What the decoders of its venue keep of it besides, whichever connection it came by; null until one of them
     * attaches it.
     */
    public Object attachment()
    {
        return attachment;
    }

    public void attach(final Object attachment)
    {
        this.attachment = attachment;
    }

    /** How many of its messages had a value that its exponents can not hold. */
    public long inexactValues()
    {
        return inexactValues;
    }

    /** What its price exponent could not hold exactly: prices, and figures of 24 hours that were rounded. */
    public ExponentNeeds priceNeeds()
    {
        return priceNeeds;
    }

    public ExponentNeeds quantityNeeds()
    {
        return quantityNeeds;
    }

    void inexact()
    {
        inexactValues++;
    }
}
