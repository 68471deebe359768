package io.tickwire.client.lane;

/**
 * Which tick is next. Each number is handed on once or told as lost once; what was there already is passed over.
 * Thread: strategy
 */
final class LaneOrder
{
    private static final long NOWHERE = Long.MIN_VALUE;

    private final LaneHandler handler;
    private final LaneBooks books;

    private boolean isKnown;
    private long epoch;
    private long next;
    private LossCause holeCause = LossCause.UNANNOUNCED;
    private long lost;
    private long repeated;

    /** What comes before the first tick that is wanted makes the books, without a word: so far it has come. */
    private boolean isRolling;
    private long rolled = NOWHERE;

    LaneOrder(final LaneHandler handler, final LaneBooks books)
    {
        this.handler = handler;
        this.books = books;
    }

    /** Whether it is known which tick is next. */
    boolean isKnown()
    {
        return isKnown;
    }

    long epoch()
    {
        return epoch;
    }

    long next()
    {
        return next;
    }

    long lost()
    {
        return lost;
    }

    long repeated()
    {
        return repeated;
    }

    /** What is before this tick is not wanted. */
    void expect(final long epoch, final long g)
    {
        isKnown = true;
        this.epoch = epoch;
        next = g;
    }

    /** Why the next hole is there, if there is one. */
    void holeCause(final LossCause cause)
    {
        holeCause = cause;
    }

    /**
     * @return whether it is to be handed on.
     */
    boolean onTick(final StreamHead head)
    {
        final long g = head.g();
        if (g == next && isKnown && epoch == head.epoch() && !isRolling)
        {
            next = g + 1;
            return true;
        }

        return onTickSlow(head, g);
    }

    /** What is read before the tick that is wanted next is for the books. */
    void roll()
    {
        isRolling = true;
        rolled = NOWHERE;
        books.hide();
    }

    /** Whether ticks that are passed over are for the books. */
    boolean isRolling()
    {
        return isRolling;
    }

    /**
     * A book is told whole.
     *
     * @return whether it is what all ticks make of it that were there so far.
     */
    boolean onKeyframe(final StreamHead head)
    {
        onEpoch(head);
        final long g = head.g();
        if (isRolling && isKnown && g <= next)
        {
            rollTo(g);
            rolled = g;
            return true;
        }
        if (!isKnown)
        {
            expect(epoch, g);
        }
        tellHole(g);

        return g == next;
    }

    /** The stream says that it does not have ticks. */
    void onLoss(final StreamHead head, final long from, final long to, final LossCause cause)
    {
        onEpoch(head);
        if (isKnown && to >= next)
        {
            // What is missing before it was not announced.
            tellHole(from);
            tell(next, to, cause);
            next = to + 1;
        }
    }

    /** Numbers that have no tick: nothing is missing. */
    void onNothing(final StreamHead head, final long from, final long to)
    {
        onEpoch(head);
        rolled = rolled == from ? to + 1 : rolled;
        if (isKnown && to >= next)
        {
            tellHole(from);
            next = to + 1;
        }
    }

    /** A run begins; its first tick is the next, or a loss will tell why not. */
    void onRun(final StreamHead head)
    {
        if (!isKnown || epoch != head.epoch())
        {
            expect(head.epoch(), head.g());
            holeCause = LossCause.UNANNOUNCED;
        }
    }

    /** A tick that was handed on can not be believed. */
    void onOverwritten()
    {
        lost++;
        handler.onLoss(epoch, next - 1, next - 1, LossCause.OVERWRITTEN);
    }

    private boolean onTickSlow(final StreamHead head, final long g)
    {
        onEpoch(head);
        if (isKnown && g < next)
        {
            repeated++;
            rollTo(g);
            rolled = g + 1;
            return false;
        }
        tellHole(g);
        if (isRolling)
        {
            rollTo(g);
            isRolling = false;
            books.show();
        }
        isKnown = true;
        next = g + 1;

        return true;
    }

    /** Where ticks are missing on the way, no book of before is worth anything. */
    private void rollTo(final long g)
    {
        if (isRolling && rolled != NOWHERE && rolled != g)
        {
            books.onLoss();
        }
    }

    /** Numbers of another epoch can not be compared. */
    private void onEpoch(final StreamHead head)
    {
        if (epoch != head.epoch())
        {
            isKnown = false;
            epoch = head.epoch();
        }
    }

    private void tellHole(final long g)
    {
        if (isKnown && g > next)
        {
            tell(next, g - 1, holeCause);
            next = g;
        }
        holeCause = LossCause.UNANNOUNCED;
    }

    private void tell(final long from, final long to, final LossCause cause)
    {
        lost += to - from + 1;
        handler.onLoss(epoch, from, to, cause);
        books.onLoss();
    }
}
