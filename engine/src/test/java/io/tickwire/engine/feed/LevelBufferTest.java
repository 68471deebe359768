package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.LevelList;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LevelBufferTest
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 2_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LevelBuffer levels = new LevelBuffer();

    @Test
    void shouldBringLevelsUnderExponentsAsATwinOfDecimalsDoes()
    {
        int exact = 0;
        for (int run = 0; run < RUNS; run++)
        {
            levels.clear();
            assertTrue(levels.isEmpty());
            final List<BigDecimal> bids = fill(levels.bids(), 1 + random.nextInt(run % 100 == 0 ? 300 : 8));
            final List<BigDecimal> asks = fill(levels.asks(), random.nextInt(8));
            final int priceExponent = -random.nextInt(9);
            final int quantityExponent = -random.nextInt(9);

            final boolean fits = fits(bids, priceExponent, quantityExponent) &&
                fits(asks, priceExponent, quantityExponent);
            assertEquals(fits, levels.scale(priceExponent, quantityExponent));
            if (fits)
            {
                exact++;
                final LevelList list = levels.levels();
                assertEquals(bids, decimals(list.bids(), list.bidCount(), priceExponent, quantityExponent));
                assertEquals(asks, decimals(list.asks(), list.askCount(), priceExponent, quantityExponent));
            }
            assertFalse(levels.isEmpty());
        }
        assertTrue(exact > RUNS / 10 && exact < RUNS - RUNS / 10, "exact=" + exact);
    }

    @Test
    void shouldKnowHowManyDecimalsThereAre()
    {
        levels.bids().addPrice(125, 2);
        levels.bids().addQuantity(5, 0);
        levels.asks().addPrice(5, 1);
        levels.asks().addQuantity(1, 7);
        assertEquals(2, levels.priceDecimals());
        assertEquals(7, levels.quantityDecimals());

        levels.clear();
        assertEquals(0, levels.priceDecimals());
        assertEquals(0, levels.quantityDecimals());
    }

    @Test
    void shouldRefuseWhatIsNoLevel()
    {
        final JsonDecimal unknown = new JsonDecimal();
        unknown.clear();
        final JsonDecimal negative = new JsonDecimal();
        negative.set(-1, 0);
        final JsonDecimal one = new JsonDecimal();
        one.set(1, 0);
        assertThrows(MalformedMessageException.class, () -> levels.bids().add(unknown, one));
        assertThrows(MalformedMessageException.class, () -> levels.bids().add(one, unknown));
        assertThrows(MalformedMessageException.class, () -> levels.bids().add(one, negative));

        levels.bids().add(negative, one);
        assertEquals(1, levels.bids().count());
    }

    private List<BigDecimal> fill(final LevelBuffer.Side side, final int count)
    {
        final List<BigDecimal> expected = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final int priceDecimals = random.nextInt(6);
            final int quantityDecimals = random.nextInt(6);
            final long price = random.nextLong(1_000_000) * (random.nextBoolean() ? 1 : 100);
            final long quantity = random.nextLong(1_000_000) * (random.nextBoolean() ? 1 : 100);
            side.addPrice(price, priceDecimals);
            side.addQuantity(quantity, quantityDecimals);
            expected.add(plain(price, priceDecimals));
            expected.add(plain(quantity, quantityDecimals));
        }

        return expected;
    }

    private static boolean fits(final List<BigDecimal> values, final int priceExponent, final int quantityExponent)
    {
        for (int i = 0; i < values.size(); i++)
        {
            if (values.get(i).scale() > -(i % 2 == 0 ? priceExponent : quantityExponent))
            {
                return false;
            }
        }

        return true;
    }

    private static List<BigDecimal> decimals(
        final long[] side, final int count, final int priceExponent, final int quantityExponent)
    {
        final List<BigDecimal> decimals = new ArrayList<>();
        for (int i = 0; i < count * LevelList.LONGS; i++)
        {
            decimals.add(plain(side[i], -(i % 2 == 0 ? priceExponent : quantityExponent)));
        }

        return decimals;
    }

    private static BigDecimal plain(final long mantissa, final int decimals)
    {
        return BigDecimal.valueOf(mantissa, decimals).stripTrailingZeros();
    }
}
