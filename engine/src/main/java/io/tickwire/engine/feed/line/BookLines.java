package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;

/**
 * The lines' books of a symbol, and the one that is published. Each line stands somewhere on the path of the published
 * book: at its head, where the line's next change is published; behind, where it is a repetition; or ahead, since it
 * began with a newer whole book or since the line that led has lost changes. Who is ahead waits for the others, unless
 * none of them can go on, or the published book does not get there in time: then its own book is published, whole.
 * <p>
 * Nothing is said of a line that goes stale while another one is live.
 * Thread: feed-<venue>
 */
final class BookLines
{
    /** So long a line that is ahead waits for another one to lead the published book to it. */
    static final long PATIENCE_NS = 500_000_000L;

    /**
     * Where a line's book is, seen from the published one.
     * Thread: feed-<venue>
     */
    private enum Whereabouts
    {
        AT_HEAD, BEHIND, AHEAD
    }

    private final LineArbiter arbiter;
    private final LineBook[] books;
    private final BookLog log = new BookLog();
    private boolean isLive;
    private boolean isListed;
    private int waiting = LineArbiter.NOBODY;
    private long waitingSinceNs;
    private long waitingPosition;
    private long waitingTimeNs;

    BookLines(final LineArbiter arbiter, final int lines)
    {
        this.arbiter = arbiter;
        books = new LineBook[lines];
        for (int i = 0; i < lines; i++)
        {
            books[i] = new LineBook(i);
        }
    }

    /** Whether any line has a book that can be trusted; it is what is published, then. */
    boolean isLive()
    {
        return isLive;
    }

    void snapshot(
        final int line,
        final TickTarget target,
        final long exchangeTimeNs,
        final long sequence,
        final LevelList levels)
    {
        final LineBook book = books[line];
        final boolean ledOn = book.isLive() && whereabouts(book) == Whereabouts.AT_HEAD;
        book.snapshot(target, exchangeTimeNs, sequence, levels, arbiter.nowNs());
        book.place(find(book));
        final Whereabouts whereabouts = isLive ? whereabouts(book) : Whereabouts.AHEAD;
        final boolean isAhead = whereabouts == Whereabouts.AHEAD;
        if (!isLive || ledOn && (isAhead || beginsAnew(book)) || isAhead && isNewerOfWholeOnes(book))
        {
            isLive = true;
            arbiter.out().snapshot(target, exchangeTimeNs, sequence, levels);
            onPublished(book, true);
        }
        else
        {
            onUnpublished(book, whereabouts);
        }
    }

    void delta(
        final int line,
        final TickTarget target,
        final long exchangeTimeNs,
        final long previousSequence,
        final long sequence,
        final boolean hasChecksum,
        final long checksum,
        final LevelList levels)
    {
        final LineBook book = books[line];
        if (!book.isLive())
        {
            return;
        }
        final long before = book.position();
        book.delta(exchangeTimeNs, sequence, levels, arbiter.nowNs());
        if (book.isNumbered() ? goesOn(book, before) : goesOnByDigest(book, before))
        {
            arbiter.out().delta(
                target, exchangeTimeNs, previousSequence, sequence, hasChecksum, checksum, levels);
            onPublished(book, false);
        }
        else
        {
            onUnpublished(book, whereabouts(book));
        }
    }

    /** A line's book can not be trusted any more. */
    void onStale(final int line)
    {
        books[line].lose();
        isLive &= best() != null;
        if (!isLive)
        {
            waiting = LineArbiter.NOBODY;
            log.clear();
        }
        else
        {
            settle();
        }
    }

    /**
     * Publish the whole book again: something of it was lost behind this.
     *
     * @return false where no line has one.
     */
    boolean republish()
    {
        LineBook chosen = best();
        for (final LineBook book : books)
        {
            chosen = book.isLive() && whereabouts(book) == Whereabouts.AT_HEAD ? book : chosen;
        }
        if (chosen != null)
        {
            publishWhole(chosen);
        }

        return chosen != null;
    }

    /**
     * Time has come on: a line that is ahead may have waited for long enough.
     *
     * @return whether there is one that waits still.
     */
    boolean onTime(final long nowNs)
    {
        if (waiting != LineArbiter.NOBODY && nowNs - waitingSinceNs >= PATIENCE_NS)
        {
            final LineBook book = books[waiting];
            waiting = LineArbiter.NOBODY;
            if (book.isLive() && (whereabouts(book) == Whereabouts.AHEAD || isLost(book)))
            {
                takeOver(book);
            }
        }
        isListed = waiting != LineArbiter.NOBODY;

        return isListed;
    }

    /**
     * Whether a change that the venue numbers goes on from the published book. It has all that has changed from the
     * line's own number to its new one, so that the published one may be anywhere between them.
     */
    private boolean goesOn(final LineBook book, final long before)
    {
        if (!log.isNumbered())
        {
            return false;
        }

        final long head = log.headPosition();
        final long after = book.position();
        final boolean goesOn = after != head && (before == head || before < head && head < after);
        book.place(goesOn ? BookLog.NOWHERE : log.findLast(after, 0));

        return goesOn;
    }

    /**
     * Whether a change without a number goes on from the published book: the line stands at its head, and what it tells
     * is not older. A line behind the head is led along the path while its book takes the same turns.
     */
    private boolean goesOnByDigest(final LineBook book, final long before)
    {
        final long after = book.position();
        if (log.isNumbered() || after == before)
        {
            return false;
        }
        if (isKnownNewer(book))
        {
            book.place(after == log.headPosition() ? log.head() : BookLog.NOWHERE);

            return before == log.headPosition();
        }
        final long place = book.place();
        final boolean isOld = isKnownOlder(book);
        if (place == log.head() && !isOld)
        {
            return true;
        }
        if (place >= log.tail() && place < log.head() && log.position(place + 1) == after)
        {
            book.place(place + 1);
            return false;
        }

        return lookAround(book, before, isOld);
    }

    /** The same turn is looked for further on, then only where it led to. */
    private boolean lookAround(final LineBook book, final long before, final boolean isOld)
    {
        final long after = book.position();
        for (long at = log.findFirst(before, book.place()); at != BookLog.NOWHERE; at = log.findFirst(before, at + 1))
        {
            if (at == log.head() && !isOld)
            {
                return true;
            }
            if (at < log.head() && log.position(at + 1) == after)
            {
                book.place(at + 1);
                return false;
            }
        }
        book.place(find(book));

        return false;
    }

    /** The place of a line's book on the path, where only its position tells it. */
    private long find(final LineBook book)
    {
        if (book.isNumbered() != log.isNumbered())
        {
            return BookLog.NOWHERE;
        }

        // What has times is known when it is old; what has none must not be taken for the newest because it looks so.
        return book.isNumbered() || log.changeTimeNs() != Decimals.NULL ?
            log.findLast(book.position(), 0) : log.findFirst(book.position(), 0);
    }

    private Whereabouts whereabouts(final LineBook book)
    {
        if (book.isNumbered() != log.isNumbered())
        {
            return Whereabouts.AHEAD;
        }
        if (book.place() >= log.tail())
        {
            return book.place() == log.head() ? Whereabouts.AT_HEAD : Whereabouts.BEHIND;
        }
        final boolean isBehind = book.isNumbered() ?
            book.position() < log.headPosition() && !isLater(book) : isKnownOlder(book);

        return isBehind ? Whereabouts.BEHIND : Whereabouts.AHEAD;
    }

    /** A lower number that is of a later time is no older one: the venue has begun to number anew. */
    private boolean isLater(final LineBook book)
    {
        return isKnownNewer(book) && book.position() < log.headPosition();
    }

    /** The same of a whole book; where its line led, its time may be compared. */
    private boolean beginsAnew(final LineBook book)
    {
        return book.isNumbered() && book.position() < log.headPosition() &&
            book.exchangeTimeNs() != Decimals.NULL && log.exchangeTimeNs() != Decimals.NULL &&
            book.exchangeTimeNs() > log.exchangeTimeNs();
    }

    private boolean isKnownNewer(final LineBook book)
    {
        return book.changeTimeNs() != Decimals.NULL && log.changeTimeNs() != Decimals.NULL &&
            book.changeTimeNs() > log.changeTimeNs();
    }

    private boolean isKnownOlder(final LineBook book)
    {
        return book.changeTimeNs() != Decimals.NULL && log.changeTimeNs() != Decimals.NULL &&
            book.changeTimeNs() < log.changeTimeNs();
    }

    /** Where the venue sends whole books only, each that is newer is news, whoever brings it. */
    private boolean isNewerOfWholeOnes(final LineBook book)
    {
        return log.isHeadWhole() && (book.isNumbered() ? log.isNumbered() :
            book.exchangeTimeNs() != Decimals.NULL && log.exchangeTimeNs() != Decimals.NULL &&
            book.exchangeTimeNs() > log.exchangeTimeNs());
    }

    private void onPublished(final LineBook book, final boolean isWhole)
    {
        final boolean isOtherKind = book.isNumbered() != log.isNumbered();
        log.add(book, isWhole, arbiter.nowNs());
        for (final LineBook other : books)
        {
            other.place(isOtherKind ? BookLog.NOWHERE : other.place());
            if (other.isLive() && other.isNumbered() == log.isNumbered() && other.position() == log.headPosition())
            {
                other.place(log.head());
            }
        }
        if (waiting != LineArbiter.NOBODY && hasReachedWaiting())
        {
            waiting = LineArbiter.NOBODY;
        }
        arbiter.onWon(book.line());
    }

    private void onUnpublished(final LineBook book, final Whereabouts whereabouts)
    {
        if (whereabouts == Whereabouts.AHEAD)
        {
            arbiter.stats(book.line()).increment(LineCounter.AHEAD);
            settle();
            if (whereabouts(book) == Whereabouts.AHEAD)
            {
                await(book);
            }
            return;
        }
        if (isLost(book))
        {
            await(book);
        }
        if (book.place() >= log.tail())
        {
            arbiter.stats(book.line()).duplicate(arbiter.nowNs() - log.receiveTimeNs(book.place()));
        }
        else
        {
            arbiter.stats(book.line()).increment(LineCounter.DUPLICATES);
        }
    }

    /**
     * Whether a line may be behind only because its book looks like an old one: nothing says that it is older than what
     * is published, and nobody is at the head.
     */
    private boolean isLost(final LineBook book)
    {
        if (book.isNumbered() || isKnownOlder(book))
        {
            return false;
        }
        for (final LineBook other : books)
        {
            if (other.isLive() && whereabouts(other) == Whereabouts.AT_HEAD)
            {
                return false;
            }
        }

        return true;
    }

    /** Where no line can go on with the published book, the best of those that are ahead takes over. */
    private void settle()
    {
        for (final LineBook book : books)
        {
            if (book.isLive() && whereabouts(book) != Whereabouts.AHEAD)
            {
                return;
            }
        }
        takeOver(best());
    }

    private void takeOver(final LineBook book)
    {
        arbiter.stats(book.line()).increment(LineCounter.TAKEOVERS);
        publishWhole(book);
    }

    private void publishWhole(final LineBook book)
    {
        final LevelList view = arbiter.view();
        book.view(view);
        arbiter.out().snapshot(book.target(), book.exchangeTimeNs(), book.sequence(), view);
        onPublished(book, true);
    }

    /** The live line whose book is newest, or null. */
    private LineBook best()
    {
        LineBook best = null;
        for (final LineBook book : books)
        {
            if (book.isLive() && (best == null || isNewer(book, best)))
            {
                best = book;
            }
        }

        return best;
    }

    private static boolean isNewer(final LineBook book, final LineBook other)
    {
        if (book.changeTimeNs() != Decimals.NULL && other.changeTimeNs() != Decimals.NULL)
        {
            return book.changeTimeNs() > other.changeTimeNs();
        }
        if (book.isNumbered() && other.isNumbered())
        {
            return book.position() > other.position();
        }

        return book.moveTimeNs() > other.moveTimeNs();
    }

    private void await(final LineBook book)
    {
        if (waiting == LineArbiter.NOBODY)
        {
            waiting = book.line();
            waitingSinceNs = arbiter.nowNs();
            waitingPosition = book.position();
            waitingTimeNs = book.changeTimeNs();
            if (!isListed)
            {
                isListed = true;
                arbiter.await(this);
            }
        }
    }

    /** Where neither number nor time tells, whatever is published shows that somebody leads. */
    private boolean hasReachedWaiting()
    {
        if (waitingTimeNs != Decimals.NULL && log.changeTimeNs() != Decimals.NULL)
        {
            return log.changeTimeNs() >= waitingTimeNs;
        }

        return !books[waiting].isNumbered() || !log.isNumbered() || log.headPosition() >= waitingPosition;
    }
}
