package io.tickwire.engine.pipeline;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** BTC has prices in hundredths and quantities in hundred-millionths, whatever its feeds send. */
class RescalingTest
{
    private final SteppedMarket market = new SteppedMarket();

    @BeforeEach
    void subscribe()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.SBE);
        market.settle();
    }

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @CsvSource({
        "12345, -2, 1, -8, 123.45, 0.00000001",
        "1234500, -4, 100, -10, 123.45, 0.00000001",
        "7, 3, 5, 2, 7000, 500",
        "0, 18, 0, -18, 0, 0",
        "-250, -1, 90000000000, -18, -25, 0.00000009",
        "92233720368547758, 0, 92233720368, 0, 92233720368547758, 92233720368",
        "9223372036854775807, -2, 9223372036854775807, -8, 92233720368547758.07, 92233720368.54775807",
        "-9223372036854775807, -2, 0, 5, -92233720368547758.07, 0"})
    void shouldShowTheSameValueUnderTheSymbolsExponents(
        final long price,
        final int priceExponent,
        final long quantity,
        final int quantityExponent,
        final String shownPrice,
        final String shownQuantity)
    {
        market.ticks().scaled(priceExponent, quantityExponent).trade(price, quantity, Side.BUY, 1, 0);
        final SeenFrame frame = market.settle().get(0);

        assertEquals(NaiveDecoder.canonical(new BigDecimal(shownPrice)), frame.decimal("price"));
        assertEquals(NaiveDecoder.canonical(new BigDecimal(shownQuantity)), frame.decimal("quantity"));
        assertEquals(1, market.count(EngineCounter.TICKS_APPLIED));
    }

    @ParameterizedTest
    @CsvSource({
        "1, -3, 1, -8",
        "1234501, -4, 1, -8",
        "1, -2, 1, -9",
        "92233720368547759, 0, 1, -8",
        "1, 18, 1, -8",
        "1, -2, 92233720369, 0",
        "5, -18, 5, 18"})
    void shouldSkipWhatTheSymbolsExponentsCanNotHold(
        final long price, final int priceExponent, final long quantity, final int quantityExponent)
    {
        market.ticks().scaled(priceExponent, quantityExponent).trade(price, quantity, Side.BUY, 1, 0);

        assertEquals(List.of(), market.settle());
        assertEquals(1, market.count(EngineCounter.TICKS_INEXACT));
        assertEquals(0, market.count(EngineCounter.TICKS_POISONED));
    }

    @Test
    void shouldLeaveTheStateAsItWasWhereOneValueOfATickIsInexact()
    {
        market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
        market.quote(100);
        market.settle();
        market.ticks().scaled(-3, -8).quote(990, 5, 1_011, 5);
        market.ticks().scaled(-3, -8).ticker(1_001, 5, 1);
        market.ticks().scaled(-2, -9).ticker(500, 5, 1);
        assertEquals(List.of(), market.settle());

        market.ticks().scaled(-2, -8).ticker(Decimals.NULL, Decimals.NULL, 7);
        final SeenFrame frame = market.settle().get(0);
        assertEquals(new BigDecimal("0.99"), frame.decimal("bid"));
        assertEquals(new BigDecimal("1.01"), frame.decimal("ask"));
        assertEquals(BigDecimal.ONE, frame.decimal("price"));
        assertNull(frame.decimal("volume_24h"));
        assertEquals(new BigDecimal("0.0007"), frame.decimal("change_24h"));
        assertEquals(3, market.count(EngineCounter.TICKS_INEXACT));
    }

    @Test
    void shouldKeepWhatIsNotKnownNotKnown()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.COMPACT_SCALED);
        market.settle();
        market.ticks().scaled(5, 5).quote(Decimals.NULL, Decimals.NULL, 3, Decimals.NULL);
        final SeenFrame frame = market.settle().get(0);

        assertNull(frame.decimal("bid"));
        assertNull(frame.decimal("bid_qty"));
        assertNull(frame.decimal("ask_qty"));
        assertEquals(new BigDecimal("3E+5"), frame.decimal("ask"));
    }

    @Test
    void shouldTakeEachTickByItsOwnExponents()
    {
        market.ticks().scaled(-2, -8).trade(100, 1, Side.BUY, 1, 0);
        market.ticks().scaled(-4, -8).trade(10_100, 1, Side.BUY, 2, 0);
        market.ticks().scaled(0, -8).trade(2, 1, Side.BUY, 3, 0);

        assertEquals(
            List.of(new BigDecimal("1"), new BigDecimal("1.01"), new BigDecimal("2")),
            market.settle().stream().map(frame -> frame.decimal("price")).toList());
    }
}
