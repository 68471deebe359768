package io.tickwire.engine.book;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * Finds where one canonical symbol can be bought at one venue and sold at another with a gain after both fees, and says
 * so only when it begins, moves by much, or ends. A change of a venue's top looks only at that venue's pairs.
 * Spreads are in hundredths of a basis point ({@link #SPREAD_EXPONENT}), rounded down.
 * Thread: pipeline-<k>
 */
public final class Opportunities
{
    /** The exponent of spreads in basis points. */
    public static final int SPREAD_EXPONENT = -2;

    private static final int INITIAL_VENUES = 2;

    private final ConsolidatedBook book;
    private final VenueFees fees;
    private final long minSpread;
    private final long changeSpread;
    private final Listener listener;
    private int stride = INITIAL_VENUES;
    /** By the slots of who is bought from and who is sold to; a quantity of 0: there is none. */
    private long[] toldQuantities = new long[INITIAL_VENUES * INITIAL_VENUES];
    private long[] toldSpreads = new long[INITIAL_VENUES * INITIAL_VENUES];

    /**
     * @param book         this keeps it up to date; nobody else does.
     * @param minSpread    an opportunity exists from this net spread on.
     * @param changeSpread it is told again when its spread has moved by this since it was told; more than 0.
     */
    public Opportunities(
        final ConsolidatedBook book,
        final VenueFees fees,
        final long minSpread,
        final long changeSpread,
        final Listener listener)
    {
        if (changeSpread < 1)
        {
            throw new IllegalArgumentException("changeSpread must be at least 1: changeSpread=" + changeSpread);
        }

        this.book = book;
        this.fees = fees;
        this.minSpread = minSpread;
        this.changeSpread = changeSpread;
        this.listener = listener;
    }

    /**
     * What has become of an opportunity.
     */
    public enum State
    {
        /** It is there now, and was not before. */
        OPENED,

        /** Its spread has moved by much, or its quantity by a factor of 2. */
        CHANGED,

        /** It is gone. */
        CLOSED
    }

    /**
     * Who is told.
     */
    @FunctionalInterface
    public interface Listener
    {
        /**
         * Prices are those of now, NULL where they are gone.
         *
         * @param quantity  the smaller one of both sides; 0 in a close.
         * @param spreadBps in hundredths; NULL where a price or a quantity is gone.
         */
        void onOpportunity(
            State state, int buyVenue, int sellVenue, long buyPrice, long sellPrice, long quantity, long spreadBps);
    }

    /**
     * What a venue quotes now; a price of NULL is a side that is not there.
     */
    public void onTop(
        final int venueId, final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        book.onTop(venueId, bid, bidQuantity, ask, askQuantity);
        final int venues = book.venues();
        if (venues > stride)
        {
            grow();
        }
        final int slot = book.slotOf(venueId);
        for (int other = 0; other < venues; other++)
        {
            if (other != slot)
            {
                look(slot, other);
                look(other, slot);
            }
        }
    }

    /**
     * A venue is no longer to be trusted: all that was open across it closes.
     */
    public void onStale(final int venueId)
    {
        onTop(venueId, NULL, NULL, NULL, NULL);
    }

    private void look(final int buySlot, final int sellSlot)
    {
        final int pair = buySlot * stride + sellSlot;
        final long ask = book.askAt(buySlot);
        final long bid = book.bidAt(sellSlot);
        final long quantity = Math.min(book.askQuantityAt(buySlot), book.bidQuantityAt(sellSlot));
        // NULL is below 0 too.
        final boolean isTradable = ask > 0 && bid > 0 && quantity > 0;
        final long told = toldQuantities[pair];
        if (told == 0 && (!isTradable || bid <= ask && minSpread > 0))
        {
            return;
        }

        final long spread = isTradable ?
            NetSpread.of(bid, fees.fee(book.venueAt(sellSlot)), ask, fees.fee(book.venueAt(buySlot))) : NULL;
        if (!isTradable || spread < minSpread)
        {
            if (told != 0)
            {
                tell(State.CLOSED, buySlot, sellSlot, 0, spread);
            }
        }
        else if (told == 0)
        {
            tell(State.OPENED, buySlot, sellSlot, quantity, spread);
        }
        else if (Math.abs(spread - toldSpreads[pair]) >= changeSpread || isOtherQuantity(quantity, told))
        {
            tell(State.CHANGED, buySlot, sellSlot, quantity, spread);
        }
    }

    /**
     * Whether one is at least twice the other.
     */
    private static boolean isOtherQuantity(final long quantity, final long told)
    {
        return quantity - told >= told || told - quantity >= quantity;
    }

    private void tell(
        final State state, final int buySlot, final int sellSlot, final long quantity, final long spread)
    {
        final int pair = buySlot * stride + sellSlot;
        toldQuantities[pair] = quantity;
        toldSpreads[pair] = spread;
        listener.onOpportunity(
            state,
            book.venueAt(buySlot),
            book.venueAt(sellSlot),
            book.askAt(buySlot),
            book.bidAt(sellSlot),
            quantity,
            spread);
    }

    private void grow()
    {
        final int grown = 2 * stride;
        final long[] quantities = new long[grown * grown];
        final long[] spreads = new long[grown * grown];
        for (int slot = 0; slot < stride; slot++)
        {
            System.arraycopy(toldQuantities, slot * stride, quantities, slot * grown, stride);
            System.arraycopy(toldSpreads, slot * stride, spreads, slot * grown, stride);
        }
        toldQuantities = quantities;
        toldSpreads = spreads;
        stride = grown;
    }
}
