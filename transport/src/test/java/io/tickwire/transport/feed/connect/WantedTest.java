package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WantedTest
{
    @ParameterizedTest
    @CsvSource({
        "btcusdt, BTCUSDT, BTCUSDT, true",
        "btc/usd, BTC-USD, BTCUSD, true",
        "BTC-USDT-SWAP, BTC-USDT-SWAP, BTCUSDT-PERP, true",
        "btcusdt-perp, BTC-USDT-SWAP, BTCUSDT-PERP, true",
        "btcusdt, BTC-USDT-SWAP, BTCUSDT-PERP, false",
        "btcusd, XBT/USD, BTCUSD, true",
        "eth*, ETHUSDT, ETHUSDT, true",
        "*usdt, ETHUSDT, ETHUSDT, true",
        "eth*, WETHUSDT, WETHUSDT, false",
        "*, ANYTHING, ANYTHING, true",
        "e.h, ETH, ETH, false"})
    void shouldFindNamesHoweverTheyAreSpelled(
        final String name, final String venueSymbol, final String canonicalName, final boolean isWanted)
    {
        assertEquals(isWanted, new Wanted(List.of(name)).take(new Listing(venueSymbol, canonicalName, -2, -2)));
    }

    @Test
    void shouldSayWhatNoListingHad()
    {
        final Wanted wanted = new Wanted(List.of("btcusdt", "nothing", "eth*"));
        assertEquals(List.of("btcusdt", "nothing", "eth*"), wanted.missing());

        assertTrue(wanted.take(new Listing("BTCUSDT", "BTCUSDT", -2, -2)));
        assertTrue(wanted.take(new Listing("ETHUSDT", "ETHUSDT", -2, -2)));
        assertEquals(List.of("nothing"), wanted.missing());
    }
}
