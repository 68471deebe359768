package io.tickwire.engine.feed.line;

import io.tickwire.engine.schema.sbe.FeedState;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class LineArbiterTest extends TwoLines
{
    @Test
    void shouldTakeTwoToFourLines()
    {
        assertThrows(IllegalArgumentException.class, () -> new LineArbiter("test", out, 1));
        assertThrows(IllegalArgumentException.class, () -> new LineArbiter("test", out, 5));
    }

    @Test
    void shouldPublishEachTradeOnceAndFillGaps()
    {
        trade(0, 1, 100);
        trade(1, 1, 100);
        trade(0, 3, 300);
        assertEquals("trade 7: 10 x 5 BUY id=1 t=100; trade 7: 10 x 5 BUY id=3 t=300", out.take());

        trade(1, 2, 200);
        trade(1, 3, 300);
        trade(1, 4, 400);
        assertEquals("trade 7: 10 x 5 BUY id=2 t=200; trade 7: 10 x 5 BUY id=4 t=400", out.take());
        assertCounts(0, 2, 0, 0);
        assertCounts(1, 2, 2, 1);
    }

    @Test
    void shouldCountTradesWithoutIdsThatSayTheSame()
    {
        trade(0, 0, 100);
        trade(0, 0, 100);
        trade(1, 0, 100);
        trade(1, 0, 100);
        assertEquals(2, out.words.size());

        trade(1, 0, 100);
        assertEquals(3, out.words.size());
        trade(0, 0, 100);
        assertEquals(3, out.words.size());
    }

    @Test
    void shouldFillLiquidations()
    {
        liquidation(0, 100);
        liquidation(0, 300);
        liquidation(1, 100);
        liquidation(1, 200);
        assertEquals(3, out.words.size());
        assertEquals(1, arbiter.stats(1).get(LineCounter.FILLED));
    }

    @Test
    void shouldNotPublishTwiceWhatItMayHaveForgotten()
    {
        for (int i = 0; i < SeenWindow.MIN_ENTRIES; i++)
        {
            trade(0, 100 + i, 100 + i);
        }
        nowNs += SeenWindow.MIN_AGE_NS + MILLI_NS;
        trade(0, 1000, 1000);
        trade(0, 1001, 1001);
        out.take();

        trade(1, 100, 100);
        assertEquals("", out.take());
        assertEquals(1, arbiter.stats(1).get(LineCounter.TOO_LATE));
    }

    @Test
    void shouldTakeTheNewerQuoteByItsNumber()
    {
        quote(0, 10, 5, NO_TIME);
        quote(1, 10, 5, NO_TIME);
        quote(1, 12, 7, NO_TIME);
        quote(0, 11, 6, NO_TIME);
        quote(0, 12, 7, NO_TIME);
        quote(0, 13, 8, NO_TIME);
        assertEquals("quote 10/11; quote 12/13; quote 13/14", out.take());
        assertEquals(1, arbiter.stats(0).get(LineCounter.TOO_LATE));
    }

    @Test
    void shouldTakeTheNewerQuoteByItsTimeAndPlaceWithinIt()
    {
        quote(0, 10, NO_NUMBER, 100);
        quote(0, 11, NO_NUMBER, 100);
        quote(1, 10, NO_NUMBER, 100);
        quote(1, 11, NO_NUMBER, 100);
        quote(1, 12, NO_NUMBER, 100);
        quote(0, 12, NO_NUMBER, 100);
        quote(0, 13, NO_NUMBER, 101);
        quote(1, 12, NO_NUMBER, 100);
        assertEquals("quote 10/11; quote 11/12; quote 12/13; quote 13/14", out.take());
    }

    @Test
    void shouldHearOneLineWhereQuotesHaveNeitherNumberNorTime()
    {
        quote(0, 10, NO_NUMBER, NO_TIME);
        quote(1, 9, NO_NUMBER, NO_TIME);
        quote(0, 11, NO_NUMBER, NO_TIME);
        assertEquals("quote 10/11; quote 11/12", out.take());

        nowNs += Newest.SILENCE_NS;
        quote(1, 12, NO_NUMBER, NO_TIME);
        quote(0, 11, NO_NUMBER, NO_TIME);
        assertEquals("quote 12/13", out.take());

        status(1, target, FeedState.STALE);
        quote(0, 13, NO_NUMBER, NO_TIME);
        assertEquals("quote 13/14", out.take());
    }

    @Test
    void shouldBelieveNumbersThatBeginAnewAfterAWhile()
    {
        quote(0, 10, 1_000, NO_TIME);
        quote(0, 11, 1, NO_TIME);
        assertEquals("quote 10/11", out.take());

        nowNs += Newest.SILENCE_NS;
        quote(1, 12, 2, NO_TIME);
        assertEquals("", out.take());
        quote(0, 12, 2, NO_TIME);
        quote(1, 13, 3, NO_TIME);
        assertEquals("quote 12/13; quote 13/14", out.take());
    }

    @Test
    void shouldTakeTheFurtherCandle()
    {
        candle(0, 60, 1, false);
        candle(1, 60, 1, false);
        candle(0, 60, 3, false);
        candle(1, 60, 2, false);
        candle(1, 120, 1, false);
        candle(0, 60, 3, true);
        candle(1, 60, 3, true);
        assertEquals("candle 60 v=1; candle 60 v=3; candle 120 v=1; candle 60 v=3 closed", out.take());
    }

    @Test
    void shouldTakeTheNewerFigures()
    {
        ticker(0, 100);
        ticker(1, 100);
        ticker(1, 200);
        ticker(0, 150);
        assertEquals("ticker t=100; ticker t=200", out.take());
    }

    @Test
    void shouldSayThatAllIsDownOnceAllLinesAre()
    {
        status(0, null, FeedState.CONNECTED);
        status(1, null, FeedState.CONNECTED);
        trade(0, 1, 100);
        assertEquals("all CONNECTED test; trade 7: 10 x 5 BUY id=1 t=100", out.take());

        status(0, null, FeedState.DISCONNECTED);
        assertEquals("STALE test", out.take());
        status(0, null, FeedState.CONNECTED);
        status(1, null, FeedState.DISCONNECTED);
        status(0, null, FeedState.DISCONNECTED);
        assertEquals("all DISCONNECTED test", out.take());
    }

    @Test
    void shouldMeasureHowFarALineIsBehind()
    {
        trade(0, 1, 100);
        nowNs += 4 * MILLI_NS;
        trade(1, 1, 100);
        final Histogram lags = new Histogram(2);
        arbiter.stats(1).lag().drainTo(lags);
        assertEquals(1, lags.getTotalCount());
        assertEquals(5 * MILLI_NS, lags.getMaxValue(), 50_000.0);
    }

    @Test
    void shouldSayWhichLineLeads()
    {
        arbiter.line(1).beginBatch(nowNs);
        trade(1, 1, 100);
        trade(1, 2, 100);
        trade(0, 3, 100);
        nowNs += 1_000 * MILLI_NS;
        arbiter.line(0).beginBatch(nowNs);
        assertEquals(0, arbiter.stats(0).get(LineCounter.LEADS));
        assertEquals(1, arbiter.stats(1).get(LineCounter.LEADS));
    }
}
