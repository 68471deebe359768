package io.tickwire.tools.exchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FaultScriptTest
{
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldReadLines()
    {
        final List<Fault> faults = FaultScript.parse("script", """
            # What goes wrong.
            at 2s drop 3 venue=binance stream=depth

            every 500 duplicate   # twice
            chance 0.5% cut line=2 from=1m until=90s
            always late 250ms
            """);

        assertEquals(4, faults.size());
        final Fault drop = faults.get(0);
        assertEquals(FaultAction.DROP, drop.action());
        assertEquals(3, drop.count());
        assertEquals(2 * SECOND, drop.atNs());
        assertTrue(drop.concerns("binance", 1, "btcusdt@depth", 0));
        assertFalse(drop.concerns("okx", 1, "btcusdt@depth", 0));
        assertFalse(drop.concerns("binance", 1, "btcusdt@trade", 0));
        assertEquals("every 500 duplicate", faults.get(1).text());
        assertEquals(500, faults.get(1).every());
        final Fault cut = faults.get(2);
        assertEquals(0.005, cut.chance());
        assertTrue(cut.concerns("any", 2, "any", 60 * SECOND));
        assertFalse(cut.concerns("any", 1, "any", 60 * SECOND));
        assertFalse(cut.concerns("any", 2, "any", 59 * SECOND));
        assertFalse(cut.concerns("any", 2, "any", 90 * SECOND));
        assertEquals(SECOND / 4, faults.get(3).forNs());
    }

    @ParameterizedTest
    @CsvSource({
        "sometimes drop, 'must begin with at, every, chance or always, and not with sometimes'",
        "at 2s, lacks a fault",
        "at two drop, 'must be a duration such as 500ms, 2s or 1m: two'",
        "every 0 drop, must be a number from 1 on: 0",
        "chance 101% drop, must be a probability above 0% and up to 100%: 101%",
        "always explode, no such fault: explode",
        "always delay, 'lacks a duration behind ''delay'', such as 500ms'",
        "always drop planet=mars, can not be limited by planet=mars"})
    void shouldSayWhatIsWrong(final String line, final String why)
    {
        final Exception ex = assertThrows(
            IllegalArgumentException.class, () -> FaultScript.parse("script", "\n" + line));

        assertTrue(ex.getMessage().startsWith("script:2: " + line + ": " + why), ex.getMessage());
    }
}
