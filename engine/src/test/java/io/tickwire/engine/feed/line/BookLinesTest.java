package io.tickwire.engine.feed.line;

import io.tickwire.engine.schema.sbe.FeedState;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BookLinesTest extends TwoLines
{
    @Test
    void shouldGoOnWithWhoeverIsAtTheHead()
    {
        book(0, 10, 1);
        book(1, 10, 1);
        change(0, 11, 2);
        change(1, 11, 2);
        change(1, 12, 3);
        change(0, 12, 3);
        assertEquals("book 10; change 11; change 12", out.take());
        assertBook(3);
        assertCounts(0, 2, 1, 0);
        assertCounts(1, 1, 2, 0);
    }

    @Test
    void shouldLetALineThatIsAheadWait()
    {
        book(0, 9, 9);
        change(0, 10, 1);
        book(1, 12, 3);
        assertEquals("book 9; change 10", out.take());
        change(0, 11, 2);
        change(0, 12, 3);
        change(1, 13, 4);
        change(0, 13, 4);
        assertEquals("change 11; change 12; change 13", out.take());
        assertBook(4);
        assertEquals(1, arbiter.stats(1).get(LineCounter.AHEAD));
    }

    @Test
    void shouldGoOnWithAChangeThatSpansThePublishedBook()
    {
        book(0, 10, 1);
        book(1, 8, 7);
        change(1, 12, 3);
        assertEquals("book 10; change 12", out.take());
        assertBook(3);
    }

    @Test
    void shouldLetALineThatIsAheadTakeOverAfterAWhile()
    {
        book(0, 9, 9);
        change(0, 10, 1);
        book(1, 12, 3);
        nowNs += BookLines.PATIENCE_NS - 2 * MILLI_NS;
        arbiter.line(1).beginBatch(nowNs);
        assertEquals("book 9; change 10", out.take());

        nowNs += 2 * MILLI_NS;
        arbiter.line(0).beginBatch(nowNs);
        assertEquals("book 12", out.take());
        assertBook(3);
        assertEquals(1, arbiter.stats(1).get(LineCounter.TAKEOVERS));

        change(0, 11, 2);
        change(0, 12, 3);
        change(0, 13, 4);
        assertEquals("change 13", out.take());
        assertBook(4);
    }

    @Test
    void shouldTakeOverAtOnceWhereNobodyElseCanGoOn()
    {
        book(0, 9, 9);
        change(0, 10, 1);
        book(1, 12, 3);
        status(0, target, FeedState.STALE);
        assertEquals("book 9; change 10; book 12", out.take());
        assertBook(3);

        status(1, target, FeedState.STALE);
        assertEquals("STALE test", out.take());
        change(1, 13, 4);
        book(0, 11, 2);
        assertEquals("book 11", out.take());
    }

    @Test
    void shouldWaitForALineThatLagsWhereTheOthersHaveGone()
    {
        book(0, 10, 1);
        book(1, 10, 1);
        change(0, 11, 2);
        change(0, 12, 3);
        status(0, null, FeedState.DISCONNECTED);
        change(1, 11, 2);
        change(1, 12, 3);
        change(1, 13, 4);
        assertEquals("book 10; change 11; change 12; change 13", out.take());
        assertBook(4);
    }

    @Test
    void shouldFollowNumbersThatBeginAnew()
    {
        book(0, 1000, 1);
        book(1, 1000, 1);
        change(0, 1001, 2);
        bookAt(0, 2001, 1, 5);
        changeAt(0, 2002, 2, 6);
        change(1, 1001, 2);
        bookAt(1, 2001, 1, 5);
        changeAt(1, 2002, 2, 6);
        changeAt(1, 2003, 3, 7);
        changeAt(0, 2003, 3, 7);
        assertEquals("book 1000; change 1001; book 1; change 2; change 3", out.take());
        assertBook(7);
    }

    /** The whole book has no time, and its number is the lower one: only the next change shows what it is. */
    @Test
    void shouldFindOutThatNumbersHaveBegunAnew()
    {
        book(0, 1000, 1);
        book(1, 1000, 1);
        change(0, 1001, 2);
        change(1, 1001, 2);
        book(0, 1, 5);
        book(1, 1, 5);
        assertEquals("book 1000; change 1001", out.take());

        changeAt(0, 2002, 2, 6);
        changeAt(1, 2002, 2, 6);
        changeAt(1, 2003, 3, 7);
        assertEquals("book 2; change 3", out.take());
        assertBook(7);
    }

    @Test
    void shouldPublishEachNewerOneOfWholeBooks()
    {
        book(0, 10, 1);
        book(1, 10, 1);
        book(1, 12, 3);
        book(0, 11, 2);
        book(0, 12, 3);
        book(0, 13, 4);
        assertEquals("book 10; book 12; book 13", out.take());
    }

    @Test
    void shouldKnowBooksWithoutNumbersByTheirLevels()
    {
        wholeOf(0, 1);
        wholeOf(1, 1);
        changeOf(0, 100, 2);
        changeOf(0, 200, 3);
        changeOf(1, 100, 2);
        changeOf(1, 200, 3);
        changeOf(1, 300, 4);
        changeOf(0, 300, 4);
        assertEquals("book ?; change ?; change ?; change ?", out.take());
        assertBook(4);
        assertCounts(1, 1, 3, 0);
    }

    @Test
    void shouldNotTakeAnOldStateForTheNewestThatLooksTheSame()
    {
        wholeOf(0, 1);
        wholeOf(1, 1);
        changeOf(0, 100, 2);
        changeOf(0, 200, 1);
        changeOf(1, 100, 2);
        assertEquals("book ?; change ?; change ?", out.take());
        assertBook(1);

        changeOf(0, 300, 3);
        changeOf(1, 200, 1);
        changeOf(1, 300, 3);
        changeOf(1, 400, 4);
        assertEquals("change ?; change ?", out.take());
        assertBook(4);
    }

    @Test
    void shouldNotTakeASnapshotOfAnOldStateForTheNewest()
    {
        wholeOf(0, 1);
        changeOf(0, 100, 2);
        changeOf(0, 200, 1);
        wholeOf(1, 1);
        changeOf(1, 100, 2);
        assertBook(1);
        assertEquals("book ?; change ?; change ?", out.take());
    }

    @Test
    void shouldPublishItsBookAgainWhereItWasLostBehind()
    {
        assertFalse(arbiter.republish(7));
        book(0, 10, 1);
        book(1, 10, 1);
        change(0, 11, 2);
        out.bids.clear();
        out.take();
        assertTrue(arbiter.republish(7));
        assertEquals("book 11", out.take());
        assertBook(2);
        change(1, 11, 2);
        change(1, 12, 3);
        assertEquals("change 12", out.take());

        status(0, target, FeedState.STALE);
        status(1, target, FeedState.STALE);
        assertFalse(arbiter.republish(7));
        assertEquals("STALE test", out.take());
    }
}
