package io.tickwire.engine.ring;

import io.tickwire.engine.schema.LevelList;
import org.agrona.DirectBuffer;

/**
 * Keeps all books that ticks tell, by the same rules as the pipelines do, for who tells them whole.
 * <p>
 * Assumes: ticks come in their order, and none is missing that it is not told of. Nothing is allocated but for a book
 * that is new, or has grown.
 * Thread: any, one at a time
 */
public interface BookKeeper
{
    /**
     * A book of a symbol at a venue.
     */
    interface Book
    {
        int symbolId();

        int venueId();

        /** Whether it can be trusted; between two pages of a change, too. */
        boolean isLive();

        /** Whether it can be trusted, and is not between two pages of a change. */
        boolean isWhole();

        /** The tick that made it what it is. */
        long sequence();

        /** The exchange's time of that tick, {@code Decimals.NULL} where it gave none. */
        long exchangeTimeNs();

        /** When the bytes of that tick were received. */
        long receiveTimeNs();

        /** Add its levels to a list, with mantissas of the symbol's exponents. */
        void addTo(LevelList out);
    }

    /**
     * Apply a tick. What tells no book, or can not be read, is passed over.
     *
     * @param offset of its SBE header.
     * @param length with that.
     */
    void onTick(DirectBuffer buffer, int offset, int length, long sequence);

    /**
     * Ticks are missing: nobody knows what they told, so that no book is live until its next snapshot.
     */
    void onLoss();

    /**
     * How many books were ever told.
     */
    int size();

    /**
     * @param index below {@link #size}; a book keeps its own.
     */
    Book book(int index);
}
