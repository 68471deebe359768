package io.tickwire.transport.feed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SimulatedMarketTest
{
    private static final List<String> VENUES = List.of("alpha", "beta");

    @ParameterizedTest
    @CsvSource({
        "symbols,0,1000,2",
        "symbols,100001,1000,2",
        "ticksPerSecond,10,-1,2",
        "ticksPerSecond,10,50000001,2",
        "accounts,10,1000,-1",
        "accounts,10,1000,1001"})
    void shouldRefuseWhatIsOutOfRange(
        final String what, final int symbols, final int ticksPerSecond, final int accounts)
    {
        final IllegalArgumentException refusal = assertThrows(
            IllegalArgumentException.class,
            () -> new SimulatedMarket(1, VENUES, symbols, ticksPerSecond, accounts));

        assertEquals(what, refusal.getMessage().substring(0, refusal.getMessage().indexOf(' ')));
    }

    @Test
    void shouldRefuseNoVenuesTooManyOrNamesThatAreNone()
    {
        final List<String> many = IntStream.range(0, 17).mapToObj(i -> "venue-" + i).toList();
        for (final List<String> venues : List.of(
            List.<String>of(), many, List.of("alpha", "alpha"), List.of("alpha", "Alpha"), List.of(" ")))
        {
            assertThrows(IllegalArgumentException.class, () -> new SimulatedMarket(1, venues, 10, 1_000, 2));
        }
    }

    @Test
    void shouldBeUsableWhereNothingIsSet()
    {
        assertEquals(
            new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), 10, 1_000, 2), SimulatedMarket.defaults());
    }
}
