package io.tickwire.client.lane;

import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.FeedState;
import io.tickwire.client.sbe.LossReason;
import io.tickwire.client.sbe.TradeDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Books as the stream tells them, held against a naive twin.
 */
class LaneBookTest
{
    private static final int SYMBOL = 4;
    private static final int VENUE = 2;
    private static final int PRICE_EXPONENT = -2;
    private static final int QUANTITY_EXPONENT = -3;
    private static final long[] NONE = {};

    private int told;
    private String text;
    private LaneDispatch dispatch;
    private Ticks ticks;
    private LaneBook book;

    @BeforeEach
    void begin()
    {
        final LaneHandler handler = new LaneHandler()
        {
            @Override
            public void onBook(final LaneBook book)
            {
                told++;
                text = textOf(book);
            }
        };
        dispatch = new LaneDispatch(LaneConfig.of(Path.of("none"), handler), new LaneNames(), null);
        ticks = new Ticks(dispatch);
        book = dispatch.books().want("BTC-USDT", "binance");
        ticks.symbol(SYMBOL, "BTC-USDT", PRICE_EXPONENT, QUANTITY_EXPONENT);
        ticks.venue(VENUE, "binance");
        ticks.of(SYMBOL, VENUE, PRICE_EXPONENT, QUANTITY_EXPONENT);
    }

    @Test
    void shouldBeThatOfItsSnapshotAndItsChanges()
    {
        ticks.snapshot(0, true, new long[]{100, 1, 99, 2}, new long[]{102, 3});
        ticks.delta(0, true, new long[]{101, 5, 99, 0}, new long[]{103, 7});

        assertTrue(book.isLive());
        assertEquals(2, told);
        assertEquals(101, book.bidPrice(0));
        assertEquals(5, book.bidQuantity(0));
        assertEquals(100, book.bidPrice(1));
        assertEquals(LaneBook.NONE, book.bidPrice(2));
        assertEquals(7, book.askQuantity(1));
        assertEquals(2, book.g());
    }

    @Test
    void shouldShowNothingBetweenPages()
    {
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});
        ticks.delta(0, false, new long[]{101, 5}, NONE);
        assertFalse(book.isLive());
        assertEquals(0, book.bids());
        assertEquals(1, told);

        ticks.delta(1, true, NONE, new long[]{103, 5});
        assertTrue(book.isLive());
        assertEquals(2, book.bids());
        assertEquals(2, told);
    }

    @Test
    void shouldTrustNothingAfterALossUntilTheNextSnapshot()
    {
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});
        ticks.lose(LossReason.BACK_PRESSURE);
        assertFalse(book.isLive());
        ticks.delta(0, true, new long[]{101, 5}, NONE);
        assertFalse(book.isLive());
        assertEquals(2, told);
    }

    @Test
    void shouldTakeAKeyframeOfABookThatItDoesNotKnow()
    {
        ticks.goOnAt(50);
        ticks.keyframe(0, false, 40, 100, 1);
        assertFalse(book.isLive());
        ticks.keyframe(1, true, 40, 99, 2);
        assertTrue(book.isLive());
        assertEquals(1, told);
        assertEquals(40, book.g());

        ticks.delta(0, true, new long[]{101, 5}, NONE);
        assertEquals(3, book.bids());
        ticks.keyframe(0, true, 50, 1, 1);
        assertEquals(3, book.bids(), "it is known");
        assertEquals(2, told);
        assertEquals(0, dispatch.order().lost());
    }

    @Test
    void shouldTakeNoKeyframeThatIsBrokenOffByAChange()
    {
        ticks.keyframe(0, false, 0, 100, 1);
        ticks.delta(0, true, new long[]{100, 7}, NONE);
        ticks.keyframe(1, true, 0, 99, 2);

        assertFalse(book.isLive());
        assertEquals(0, told);
    }

    @Test
    void shouldTellWhatIsMissingBeforeAKeyframeThatMakesItGood()
    {
        ticks.snapshot(0, true, new long[]{100, 1}, NONE);
        ticks.goOnAt(10);
        ticks.keyframe(0, true, 9, 100, 3);

        assertTrue(book.isLive());
        assertEquals(3, book.bidQuantity(0));
        assertEquals(3, told, "live, not, and live again");
        assertEquals(8, dispatch.order().lost());
    }

    @Test
    void shouldRollBooksForwardWithoutAWordToWhereItBegins()
    {
        dispatch.order().expect(1, 20);
        dispatch.order().roll();
        ticks.goOnAt(10);
        ticks.keyframe(0, true, 5, 100, 1);
        ticks.delta(0, true, new long[]{101, 5}, NONE);
        assertFalse(book.isLive(), "it is not there yet");
        assertEquals(0, told);
        for (int i = 11; i < 21; i++)
        {
            ticks.quote(1, 2);
        }

        assertTrue(book.isLive());
        assertEquals(1, told);
        assertEquals(101, book.bidPrice(0));
        assertEquals(0, dispatch.order().lost());
    }

    @Test
    void shouldRollNoBookOverAHole()
    {
        dispatch.order().expect(1, 20);
        dispatch.order().roll();
        ticks.goOnAt(10);
        ticks.keyframe(0, true, 5, 100, 1);
        ticks.quote(1, 2);
        ticks.goOnAt(15);
        for (int i = 15; i < 21; i++)
        {
            ticks.quote(1, 2);
        }

        assertFalse(book.isLive());
        assertEquals(0, told);
        assertEquals(0, dispatch.order().lost(), "it was not wanted");
    }

    @Test
    void shouldMissNothingWhereAFeedGaveAPlaceUp()
    {
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});
        ticks.lose(LossReason.GIVEN_UP);
        ticks.delta(0, true, new long[]{101, 5}, NONE);

        assertTrue(book.isLive());
        assertEquals(101, book.bidPrice(0));
        assertEquals(0, dispatch.order().lost());
    }

    @Test
    void shouldBeKeptByItsNamesOverRuns()
    {
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});
        dispatch.onOtherRun();
        assertFalse(book.isLive());
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});
        assertFalse(book.isLive(), "nobody has told what the ids mean");
        ticks.venue(1, "binance");
        ticks.symbol(9, "BTC-USDT", -3, QUANTITY_EXPONENT);
        ticks.of(9, 1, PRICE_EXPONENT, QUANTITY_EXPONENT);
        ticks.snapshot(0, true, new long[]{100, 1}, new long[]{102, 3});

        assertTrue(book.isLive());
        assertEquals(1_000, book.bidPrice(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeAsTheNaiveOneIs(final long seed)
    {
        final Random random = new Random(seed);
        final NaiveLaneBook naive = new NaiveLaneBook(PRICE_EXPONENT, QUANTITY_EXPONENT);
        int live = 0;
        int page = 0;
        for (int i = 0; i < 20_000; i++)
        {
            final int[] exponents =
                {PRICE_EXPONENT + odd(random, 1), QUANTITY_EXPONENT + (random.nextInt(300) == 0 ? -1 : 0)};
            final boolean isLast = random.nextInt(4) > 0;
            final long[] bids = levels(random, 1_000, seed % 2 == 0 ? 300 : 12, exponents[0] > PRICE_EXPONENT);
            final long[] asks = levels(random, 1_010, seed % 2 == 0 ? 300 : 12, exponents[0] > PRICE_EXPONENT);
            page = random.nextInt(400) == 0 ? random.nextInt(3) : page;
            ticks.of(SYMBOL, VENUE, exponents[0], exponents[1]);
            final int kind = random.nextInt(1_000);
            if (kind < 4)
            {
                naive.stale();
                stale(random);
                page = 0;
            }
            else if (kind < 60 || !book.isLive() && page == 0 || naive.text().equals("stale") && kind < 900)
            {
                ticks.snapshot(page, isLast, bids, asks);
                naive.snapshot(page, isLast, bids, asks, exponents);
                page = isLast ? 0 : page + 1;
            }
            else
            {
                ticks.delta(page, isLast, bids, asks);
                naive.delta(page, isLast, bids, asks, exponents);
                page = isLast ? 0 : page + 1;
            }
            // Of another instrument: that changes nothing.
            ticks.of(SYMBOL, VENUE + 1, PRICE_EXPONENT, QUANTITY_EXPONENT).delta(0, true, bids, asks);

            assertEquals(naive.text(), textOf(book));
            live += book.isLive() ? 1 : 0;
            if (book.isLive())
            {
                assertEquals(text, textOf(book), "what was told last");
            }
        }

        assertTrue(live > 2_000, "live " + live);
    }

    private void stale(final Random random)
    {
        switch (random.nextInt(5))
        {
            case 0 -> ticks.status(FeedState.STALE, false, 0);
            case 1 -> ticks.status(FeedState.DISCONNECTED, true, 0);
            case 2 -> ticks.status(FeedState.LOSS, false, BookDeltaDecoder.TEMPLATE_ID);
            case 3 ->
            {
                ticks.status(FeedState.LOSS, false, TradeDecoder.TEMPLATE_ID);
                ticks.lose(LossReason.OVERTAKEN);
            }
            default -> ticks.lose(LossReason.BACK_PRESSURE);
        }
    }

    private static int odd(final Random random, final int value)
    {
        return random.nextInt(20) == 0 ? value : 0;
    }

    private static long[] levels(final Random random, final int best, final int spread, final boolean isCoarse)
    {
        final long[] levels = new long[2 * random.nextInt(5)];
        final int direction = best > 1_005 ? 1 : -1;
        for (int i = 0; i < levels.length; i += 2)
        {
            final int across = random.nextInt(300) == 0 ? 15 : 0;
            final long price = best + (long)direction * (random.nextInt(spread) - across);
            levels[i] = isCoarse ? price / 10 : price;
            levels[i + 1] = random.nextInt(3) == 0 ? 0 : 10 * (1 + random.nextInt(1_000));
        }

        return levels;
    }

    private static String textOf(final LaneBook book)
    {
        if (!book.isLive())
        {
            return "stale";
        }
        final StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < book.bids(); i++)
        {
            text.append(i == 0 ? "" : ", ").append(book.bidPrice(i)).append('=').append(book.bidQuantity(i));
        }
        text.append("} {");
        for (int i = 0; i < book.asks(); i++)
        {
            text.append(i == 0 ? "" : ", ").append(book.askPrice(i)).append('=').append(book.askQuantity(i));
        }

        return text.append('}').toString();
    }
}
