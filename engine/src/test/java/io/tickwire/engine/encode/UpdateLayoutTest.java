package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateLayoutTest
{
    private static final long SEED = 20261130L;
    private static final int UPDATES = 20_000;

    /** Channels whose messages have no fixed layout. */
    private static final Set<Channel> VARIABLE = Set.of(Channel.BOOK, Channel.BOOK_DELTA, Channel.MARKET);

    @Test
    void shouldBeFoundByEachPublicChannel()
    {
        for (final Channel channel : Channel.values())
        {
            if (channel.isPrivate() || VARIABLE.contains(channel))
            {
                assertEquals(
                    "no layout for this channel: channel=" + channel,
                    assertThrows(IllegalArgumentException.class, () -> UpdateLayout.of(channel)).getMessage());
            }
            else
            {
                assertSame(channel, UpdateLayout.of(channel).channel());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldNameTheFieldsOfTheProtocolInOrder(final UpdateLayout layout)
    {
        final NaiveUpdate update = new NaiveUpdate(layout, new StreamLabel(1, "S", "V", 0, 0));
        assertEquals(update.type(), layout.type());
        assertEquals(update.code(), layout.channel().code());
        for (final boolean isEnveloped : new boolean[]{false, true})
        {
            final List<String> expected = update.map(isEnveloped).stream().map(NaiveField::name).toList();
            assertEquals(
                expected, layout.mapFields(isEnveloped).stream().map(UpdateLayout.Field::name).toList());
            assertEquals(expected.size(), new HashSet<>(expected).size());
        }
    }

    @Test
    void shouldCountTheValuesOfItsOwn()
    {
        assertEquals(7, UpdateLayout.PRICE.valueCount());
        assertEquals(4, UpdateLayout.BBO.valueCount());
        assertEquals(5, UpdateLayout.TRADE.valueCount());
        assertEquals(3, UpdateLayout.LIQUIDATION.valueCount());
        assertEquals(7, UpdateLayout.STATS.valueCount());
        assertEquals(8, UpdateLayout.CANDLE.valueCount());
        assertEquals(4, UpdateLayout.SIGNAL.valueCount());
        assertEquals(5, UpdateLayout.ARBITRAGE.valueCount());
        for (final UpdateLayout layout : UpdateLayout.values())
        {
            assertTrue(layout.valueCount() <= UpdateValues.MAX_FIELDS);
        }
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldGiveOneShapeToAllUpdatesThatDifferInNumbersOnly(final UpdateLayout layout)
    {
        SeededUpdates.forEach(SEED, layout, 4, UPDATES, (label) -> (update, noise) ->
        {
            final long[] values = update.values(true, 0);
            final long[] others = values.clone();
            for (int i = 0; i < others.length; i++)
            {
                final boolean isNumber = values[i] != Decimals.NULL && !changesShape(layout, i);
                others[i] = isNumber ? values[i] / 3 + 1 : values[i];
            }
            assertEquals(layout.shapeOf(values, true), layout.shapeOf(others, true));
        });
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldGiveAnotherShapeToEachSetOfValuesThatAreNotKnown(final UpdateLayout layout)
    {
        final boolean hasSide = hasSide(layout);
        final int decimals = switch (layout)
        {
            case TRADE, LIQUIDATION, SIGNAL -> 2;
            case CANDLE, ARBITRAGE -> layout.valueCount() - 1;
            default -> layout.valueCount();
        };
        final Set<Integer> shapes = new HashSet<>();
        for (int nulls = 0; nulls < 1 << decimals + 1; nulls++)
        {
            for (int side = 0; side <= (hasSide ? 2 : 0); side++)
            {
                final long[] values = new long[UpdateValues.LENGTH];
                values[UpdateValues.EXCHANGE_US] = (nulls & 1) == 0 ? 1 : Decimals.NULL;
                for (int i = 0; i < decimals; i++)
                {
                    values[UpdateValues.FIELDS + i] = (nulls & 2 << i) == 0 ? 1 : Decimals.NULL;
                }
                if (hasSide)
                {
                    values[UpdateValues.FIELDS + decimals] = side;
                }
                assertTrue(shapes.add(layout.shapeOf(values, true)), "nulls=" + nulls + " side=" + side);
            }
        }
    }

    @Test
    void shouldGiveNumbersAndUuidsShapesOfTheirOwn()
    {
        final long[] values = new long[UpdateValues.LENGTH];
        final int number = UpdateLayout.TRADE.shapeOf(values, true);
        values[UpdateValues.FIELDS + 4] = 1;
        final int uuid = UpdateLayout.TRADE.shapeOf(values, true);
        assertNotEquals(number, uuid);
        assertTrue(UpdateLayout.hasUuid(uuid));
        assertFalse(UpdateLayout.hasUuid(number));
    }

    @Test
    void shouldTakeBothHalvesOfAnIdForNumbersThatAreKnown()
    {
        final UpdateLayout.Field id = UpdateLayout.TRADE.fields().stream()
            .filter((field) -> field.form() == FieldForm.TRADE_ID).findFirst().orElseThrow();
        for (final long high : new long[]{0, 1, -1, Long.MIN_VALUE})
        {
            // The schema calls neither half optional: all 64 bits of each are an id's.
            final long[] values = new long[UpdateValues.LENGTH];
            values[UpdateValues.FIELDS + 3] = Long.MIN_VALUE;
            values[UpdateValues.FIELDS + 4] = high;
            final int shape = UpdateLayout.TRADE.shapeOf(values, true);
            assertFalse(UpdateLayout.isNull(shape, id), "high=" + high);
            assertEquals(high != 0, UpdateLayout.hasUuid(shape));
        }
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldGiveAnotherShapeToEnvelopesThatLackAValue(final UpdateLayout layout)
    {
        final Set<Integer> shapes = new HashSet<>();
        for (int nulls = 0; nulls < 16; nulls++)
        {
            final long[] values = new long[UpdateValues.LENGTH];
            Arrays.fill(values, 1);
            for (int i = 0; i < 4; i++)
            {
                values[UpdateValues.HIGH + i] = (nulls & 1 << i) == 0 ? 1 : Decimals.NULL;
            }
            assertTrue(shapes.add(layout.shapeOf(values, true)), "nulls=" + nulls);
        }
    }

    @Test
    void shouldHaveAnExponentForDecimalsOnly()
    {
        final StreamLabel label = new StreamLabel(1, "BTC/USD", "kraken", -2, -8);
        assertEquals(-2, label.exponentOf(FieldForm.PRICE));
        assertEquals(-8, label.exponentOf(FieldForm.QUANTITY));
        assertEquals(-4, label.exponentOf(FieldForm.PERCENT));
        assertEquals(-8, label.exponentOf(FieldForm.INDICATOR_VALUE));
        assertEquals(-4, label.exponentOf(FieldForm.CONFIDENCE));
        assertEquals(-2, label.exponentOf(FieldForm.BASIS_POINTS));
        for (final FieldForm form : FieldForm.values())
        {
            if (!form.isDecimal())
            {
                assertEquals(
                    "not a decimal: form=" + form,
                    assertThrows(IllegalArgumentException.class, () -> label.exponentOf(form)).getMessage());
            }
        }
    }

    @Test
    void shouldGiveEachNameAndFlagAShapeOfItsOwn()
    {
        final Set<Integer> shapes = new HashSet<>();
        for (int tag = 0; tag < UpdateValues.TAG_LIMIT; tag++)
        {
            final long[] values = new long[UpdateValues.LENGTH];
            values[UpdateValues.FIELDS + 3] = tag;
            final int shape = UpdateLayout.SIGNAL.shapeOf(values, true);
            assertTrue(shapes.add(shape), "tag=" + tag);
            assertEquals(tag, UpdateLayout.tagOf(shape));
        }
        for (final long closed : new long[]{0, 1})
        {
            final long[] values = new long[UpdateValues.LENGTH];
            values[UpdateValues.FIELDS + 7] = closed;
            assertEquals(closed == 1, UpdateLayout.isSet(UpdateLayout.CANDLE.shapeOf(values, false)));
        }
    }

    private static boolean hasSide(final UpdateLayout layout)
    {
        return layout == UpdateLayout.TRADE || layout == UpdateLayout.LIQUIDATION || layout == UpdateLayout.SIGNAL;
    }

    private static boolean changesShape(final UpdateLayout layout, final int index)
    {
        return switch (index - UpdateValues.FIELDS)
        {
            case 2 -> hasSide(layout);
            case 3 -> layout == UpdateLayout.SIGNAL;
            case 4 -> layout == UpdateLayout.TRADE || layout == UpdateLayout.ARBITRAGE;
            case 7 -> layout == UpdateLayout.CANDLE;
            default -> false;
        };
    }
}
