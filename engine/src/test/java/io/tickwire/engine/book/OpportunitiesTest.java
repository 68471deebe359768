package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.tickwire.engine.schema.Decimals.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The consolidated book and the opportunities on it, against brute force over all venues and all pairs.
 */
class OpportunitiesTest
{
    private static final int STEPS = 1_000_000;
    private static final long WHOLE = VenueFees.WHOLE;

    private final List<String> events = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1, 3, 5, 3", "2, 8, 0, 40", "3, 1, 1, 1", "4, 5, -200, 50"})
    void shouldBeItsTwin(final long seed, final int venues, final long minSpread, final long changeSpread)
    {
        final Random random = new Random(seed);
        final int[] ids = random.ints(0, ConsolidatedBook.MAX_VENUES).distinct().limit(venues).sorted().toArray();
        final int[] fees = random.ints(40, 0, 60).toArray();
        final ConsolidatedBook book = new ConsolidatedBook();
        final Opportunities opportunities =
            new Opportunities(book, new VenueFees(fees), minSpread, changeSpread, this::onOpportunity);
        final Twin twin = new Twin(ids, fees, minSpread, changeSpread);
        long middle = 1_000_000;
        int told = 0;
        for (int i = 0; i < STEPS; i++)
        {
            middle += random.nextInt(21) - 10;
            final int venue = ids[random.nextInt(venues)];
            twin.events.clear();
            events.clear();
            if (random.nextInt(40) == 0)
            {
                opportunities.onStale(venue);
                twin.onTop(venue, NULL, NULL, NULL, NULL);
            }
            else
            {
                final long bid = random.nextInt(30) == 0 ? NULL : middle - random.nextInt(120);
                final long ask = random.nextInt(30) == 0 ? NULL : middle + random.nextInt(120);
                final long bidQuantity = 1 + random.nextInt(9);
                final long askQuantity = 1 + random.nextInt(9);
                opportunities.onTop(venue, bid, bidQuantity, ask, askQuantity);
                twin.onTop(venue, bid, bidQuantity, ask, askQuantity);
            }
            if (!twin.events.isEmpty() || !events.isEmpty())
            {
                twin.events.sort(null);
                events.sort(null);
                assertEquals(twin.events, events);
                told += events.size();
            }
            twin.assertBest(book);
        }
        assertTrue(venues == 1 ? told == 0 : told > 1_000, "told=" + told);
    }

    @Test
    void shouldOpenChangeAndClose()
    {
        final Opportunities opportunities = new Opportunities(
            new ConsolidatedBook(), new VenueFees(1_000, 2_000), 500, 100, this::onOpportunity);
        opportunities.onTop(0, 99_000, 10, 100_000, 10);
        opportunities.onTop(1, 101_000, 4, 102_000, 4);
        // 101,000 x 0.998 / (100,000 x 1.001) - 1 = 0.6973 %, and then so little more that it is not told.
        opportunities.onTop(1, 101_005, 4, 102_000, 4);
        opportunities.onTop(1, 101_005, 8, 102_000, 4);
        opportunities.onStale(0);

        assertEquals(
            List.of(
                "OPENED 0 1 100000 101000 4 6973",
                "CHANGED 0 1 100000 101005 8 7022",
                "CLOSED 0 1 " + NULL + " 101005 0 " + NULL),
            events);
    }

    @Test
    void shouldBeExactForAllPrices()
    {
        final Random random = new Random(7);
        for (int i = 0; i < STEPS; i++)
        {
            final long ask = 1 + (random.nextLong() >>> 1 + random.nextInt(60)) / 2;
            final long bid = random.nextInt(4) == 0 ? 1 + (random.nextLong() >>> 2 + random.nextInt(60)) :
                Math.max(1, ask + (long)(random.nextGaussian() * 0.01 * ask));
            final int bidFee = random.nextInt(3) == 0 ? 0 : random.nextInt(VenueFees.WHOLE);
            final int askFee = random.nextInt(3) == 0 ? 0 : random.nextInt(VenueFees.WHOLE);
            assertEquals(spread(bid, bidFee, ask, askFee), NetSpread.of(bid, bidFee, ask, askFee));
        }
        final long most = Long.MAX_VALUE;
        assertEquals(0, NetSpread.of(most, 0, most, 0));
        assertEquals(NetSpread.MAX, NetSpread.of(most, 0, 1, 0));
        assertEquals(-WHOLE, NetSpread.of(1, 0, most, 0));
    }

    @Test
    void shouldRefuseWhatMakesNoSense()
    {
        assertThrows(IllegalArgumentException.class, () -> new VenueFees(-1));
        assertThrows(IllegalArgumentException.class, () -> new VenueFees(VenueFees.WHOLE));
        assertThrows(IllegalArgumentException.class, () -> new ConsolidatedBook().onStale(64));
        assertThrows(IllegalArgumentException.class, () -> new ConsolidatedBook().onStale(-1));
        assertThrows(
            IllegalArgumentException.class,
            () -> new Opportunities(new ConsolidatedBook(), new VenueFees(), 1, 0, this::onOpportunity));
    }

    private void onOpportunity(
        final Opportunities.State state,
        final int buyVenue,
        final int sellVenue,
        final long buyPrice,
        final long sellPrice,
        final long quantity,
        final long spreadBps)
    {
        events.add(state + " " + buyVenue + " " + sellVenue + " " + buyPrice + " " + sellPrice + " " + quantity +
            " " + spreadBps);
    }

    private static long spread(final long bid, final int bidFee, final long ask, final int askFee)
    {
        final BigInteger paid = BigInteger.valueOf(ask).multiply(BigInteger.valueOf(WHOLE + askFee));
        final BigInteger gained = BigInteger.valueOf(bid).multiply(BigInteger.valueOf(WHOLE - bidFee)).subtract(paid);
        final BigInteger spread = new BigDecimal(gained.multiply(BigInteger.valueOf(WHOLE)))
            .divide(new BigDecimal(paid), 0, RoundingMode.FLOOR).toBigInteger();

        return spread.min(BigInteger.valueOf(NetSpread.MAX)).longValueExact();
    }

    private static long spreadOfSmall(final long bid, final int bidFee, final long ask, final int askFee)
    {
        final long paid = Math.multiplyExact(ask, WHOLE + askFee);

        return Math.floorDiv(Math.multiplyExact(Math.multiplyExact(bid, WHOLE - bidFee) - paid, WHOLE), paid);
    }

    private static final class Twin
    {
        private final List<String> events = new ArrayList<>();
        private final long[][] tops = new long[ConsolidatedBook.MAX_VENUES][];
        private final long[][][] told = new long[ConsolidatedBook.MAX_VENUES][ConsolidatedBook.MAX_VENUES][];
        private final int[] venues;
        private final int[] fees;
        private final long minSpread;
        private final long changeSpread;

        Twin(final int[] venues, final int[] fees, final long minSpread, final long changeSpread)
        {
            this.venues = venues;
            this.fees = fees;
            this.minSpread = minSpread;
            this.changeSpread = changeSpread;
        }

        void onTop(final int venue, final long... top)
        {
            tops[venue] = top;
            for (final int buy : venues)
            {
                for (final int sell : venues)
                {
                    if (buy != sell && tops[buy] != null && tops[sell] != null)
                    {
                        look(buy, sell, tops[buy][2], tops[sell][0]);
                    }
                }
            }
        }

        private void look(final int buy, final int sell, final long ask, final long bid)
        {
            final boolean isThere = ask != NULL && bid != NULL;
            final long quantity = Math.min(tops[buy][3], tops[sell][1]);
            final long spread = isThere ? spreadOfSmall(bid, fee(sell), ask, fee(buy)) : NULL;
            final long[] before = told[buy][sell];
            final String prices = " " + buy + " " + sell + " " + ask + " " + bid + " ";
            if (!isThere || spread < minSpread)
            {
                if (before != null)
                {
                    events.add("CLOSED" + prices + 0 + " " + spread);
                    told[buy][sell] = null;
                }
            }
            else if (before == null || Math.abs(spread - before[0]) >= changeSpread ||
                quantity >= 2 * before[1] || before[1] >= 2 * quantity)
            {
                events.add((before == null ? "OPENED" : "CHANGED") + prices + quantity + " " + spread);
                told[buy][sell] = new long[]{spread, quantity};
            }
        }

        private int fee(final int venue)
        {
            return venue < fees.length ? fees[venue] : 0;
        }

        void assertBest(final ConsolidatedBook book)
        {
            int bid = -1;
            int ask = -1;
            for (final int venue : venues)
            {
                final long[] top = tops[venue];
                if (top != null && top[0] != NULL && (bid < 0 || top[0] > tops[bid][0]))
                {
                    bid = venue;
                }
                if (top != null && top[2] != NULL && (ask < 0 || top[2] < tops[ask][2]))
                {
                    ask = venue;
                }
            }
            assertEquals(bid, book.bidVenue());
            assertEquals(bid < 0 ? NULL : tops[bid][0], book.bid());
            assertEquals(bid < 0 ? NULL : tops[bid][1], book.bidQuantity());
            assertEquals(ask, book.askVenue());
            assertEquals(ask < 0 ? NULL : tops[ask][2], book.ask());
            assertEquals(ask < 0 ? NULL : tops[ask][3], book.askQuantity());
        }
    }
}
