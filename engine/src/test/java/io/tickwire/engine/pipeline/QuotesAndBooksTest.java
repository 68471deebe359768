package io.tickwire.engine.pipeline;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A venue's best levels are those of its live book, or a quote that is as new. */
class QuotesAndBooksTest
{
    private static final long NO_TIME = Decimals.NULL;

    private final SteppedMarket market = new SteppedMarket();
    private final TickWriter writer = new TickWriter(market.ticks().publisher());
    private final TickTarget target = new TickTarget()
    {
        @Override
        public int symbolId()
        {
            return SteppedMarket.BTC;
        }

        @Override
        public int venueId()
        {
            return SteppedMarket.ALPHA;
        }

        @Override
        public int priceExponent()
        {
            return -2;
        }

        @Override
        public int quantityExponent()
        {
            return -8;
        }
    };

    @BeforeEach
    void subscribe()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
    }

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldPassOverAQuoteThatIsOlderThanTheBook()
    {
        book(1000, 101);
        quote(999, 55);
        change(1001, 101, 102);
        quote(1001, 103);
        quote(1000, 55);
        assertBids("1.01", "1.02", "1.03");
    }

    @Test
    void shouldPassOverABookThatIsOlderThanTheQuote()
    {
        quote(1000, 101);
        book(999, 55);
        change(1000, 55, 56);
        change(1001, 56, 102);
        assertBids("1.01", "1.02");
    }

    @Test
    void shouldNotTellAgainWhatTheBookHasTold()
    {
        book(1000, 101);
        quote(1000, 101);
        quote(1001, 101);
        assertBids("1.01", "1.01");
    }

    @Test
    void shouldBelieveTheBookWhereQuotesHaveNeitherTimeNorNumber()
    {
        quote(NO_TIME, 99);
        book(NO_TIME, 101);
        quote(NO_TIME, 55);
        change(NO_TIME, 101, 102);
        assertBids("0.99", "1.01", "1.02");
    }

    @Test
    void shouldBelieveQuotesThatAreNumbered()
    {
        book(1000, 101);
        writer.quote(target, NO_TIME, 102, 1, 202, 1, 7);
        change(1001, 101, 100);
        assertBids("1.01", "1.02");
    }

    @Test
    void shouldTakeAnyQuoteWhereTheBookIsStale()
    {
        book(1000, 101);
        writer.status(SteppedMarket.ALPHA, target, FeedState.STALE, "test");
        quote(999, 55);
        assertBids("1.01", "0.55");
    }

    private void quote(final long timeNs, final long bid)
    {
        writer.quote(target, timeNs, bid, 1, bid + 100, 1, TickSink.NO_SEQUENCE);
    }

    private void book(final long timeNs, final long bid)
    {
        final LevelList levels = new LevelList();
        levels.addBid(bid, 1);
        levels.addAsk(bid + 100, 1);
        writer.snapshot(target, timeNs, TickSink.NO_SEQUENCE, levels);
    }

    private void change(final long timeNs, final long oldBid, final long bid)
    {
        final LevelList levels = new LevelList();
        levels.addBid(oldBid, 0);
        levels.addAsk(oldBid + 100, 0);
        levels.addBid(bid, 1);
        levels.addAsk(bid + 100, 1);
        writer.delta(target, timeNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, false, 0, levels);
    }

    private void assertBids(final String... bids)
    {
        assertEquals(List.of(bids), market.settle().stream()
            .filter(frame -> "bbo_update".equals(frame.text("type")))
            .map(frame -> frame.decimal("bid").toPlainString())
            .toList());
    }
}
