package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.encode.UpdateValues;

import java.util.ArrayList;
import java.util.List;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * A book as the ticks tell it: its levels, whether they can be trusted, and how far a message of several pages has
 * come.
 * Thread: pipeline-<k>
 */
final class BookState
{
    /** What a tick did to a book. */
    enum Outcome
    {
        /** Nothing that can be told: a page of several, or a change of a book that is not live. */
        NOTHING,

        /** It is another one now. */
        CHANGED,

        /** It can not be trusted any more. */
        STALE,

        /** The tick made no sense, and the book can not be trusted any more. */
        POISONED,

        /** Its prices or quantities are finer than the symbol's, and the book can not be trusted any more. */
        INEXACT
    }

    private final OrderBook book;
    private boolean isLive;
    private boolean isSnapshot;
    private int nextPage;
    private Outcome outcome = Outcome.NOTHING;
    private StaleReason staleReason;

    /** The tick that the outcome is of. */
    private long appliedSequence = -1;
    private long exchangeTimeNs = NULL;
    private long receiveTimeNs;

    /** The streams that tell it: one for each depth and way of telling that was ever wanted. */
    private final List<BookStream> streams = new ArrayList<>();

    BookState(final int maxLevels)
    {
        book = new OrderBook(maxLevels);
    }

    OrderBook book()
    {
        return book;
    }

    /**
     * Whether it can be trusted, and be told.
     */
    boolean isLive()
    {
        return isLive;
    }

    /**
     * Whether it can be trusted, and is not between two pages of a change.
     */
    boolean isWhole()
    {
        return isLive && nextPage == 0;
    }

    /** The tick that was applied last. */
    long appliedSequence()
    {
        return appliedSequence;
    }

    /**
     * What a tick did to the book.
     */
    Outcome outcomeOf(final long sequence)
    {
        return appliedSequence == sequence ? outcome : Outcome.NOTHING;
    }

    StaleReason staleReason()
    {
        return staleReason;
    }

    /**
     * A tick comes to be applied.
     */
    void onTick(final long exchangeTimeNs, final long receiveTimeNs)
    {
        this.exchangeTimeNs = exchangeTimeNs;
        this.receiveTimeNs = receiveTimeNs;
    }

    /** The exchange's time of the tick that made the book what it is, NULL where it gave none. */
    long exchangeTimeNs()
    {
        return exchangeTimeNs;
    }

    /** When the bytes of that tick were received. */
    long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    /**
     * Say in a message's values which tick made the book what it is.
     */
    void tell(final long[] values)
    {
        values[UpdateValues.GLOBAL] = appliedSequence;
        values[UpdateValues.EXCHANGE_NS] = exchangeTimeNs;
        values[UpdateValues.RECEIVE_NS] = receiveTimeNs;
    }

    List<BookStream> streams()
    {
        return streams;
    }

    Outcome applied(final long sequence, final Outcome outcome)
    {
        appliedSequence = sequence;
        this.outcome = outcome;

        return outcome;
    }

    /**
     * A page of a snapshot begins.
     *
     * @return whether it is the one that was to come.
     */
    boolean beginSnapshotPage(final int page)
    {
        if (page == 0)
        {
            isLive = false;
            isSnapshot = true;
            nextPage = 0;
            book.clear();
        }
        else if (!isSnapshot)
        {
            return false;
        }

        return page == nextPage++;
    }

    /**
     * A page of a change begins.
     *
     * @return whether it is the one that was to come.
     */
    boolean beginDeltaPage(final int page)
    {
        isSnapshot = false;
        nextPage = page == 0 ? 0 : nextPage;

        return page == nextPage++;
    }

    /**
     * All pages have come.
     */
    void goLive()
    {
        isLive = true;
        isSnapshot = false;
        nextPage = 0;
    }

    /**
     * Ticks of another time follow, whose numbers may have been seen already.
     */
    void startOver()
    {
        goStale(StaleReason.SEEK);
        appliedSequence = -1;
        exchangeTimeNs = NULL;
    }

    /**
     * It can not be trusted until its next snapshot.
     */
    void goStale(final StaleReason reason)
    {
        isLive = false;
        isSnapshot = false;
        nextPage = 0;
        staleReason = reason;
        book.clear();
    }
}
