package io.tickwire.engine.feed;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SymbolListerTest
{
    private static final int SPOT = 1;
    private static final int FUTURES = 2;

    private final Symbols symbols = new Symbols();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void shouldLeaveRoomForFinerVenues()
    {
        lister(SPOT).accept(new Listing("BTCUSDT", "BTCUSDT", -2, -5));

        final Symbol symbol = symbols.find("BTCUSDT").orElseThrow();
        assertEquals(-4, symbol.priceExponent());
        assertEquals(-8, symbol.quantityExponent());
        assertEquals(symbol.id(), symbols.idAtVenue(SPOT, "BTCUSDT"));
        assertEquals(List.of(), refusals);
    }

    @Test
    void shouldStayWithinTheRangeOfExponents()
    {
        lister(SPOT).accept(new Listing("X", "X", -17, -18));

        assertEquals(-18, symbols.find("X").orElseThrow().priceExponent());
        assertEquals(-18, symbols.find("X").orElseThrow().quantityExponent());
    }

    @Test
    void shouldKeepTheExponentsOfAKnownSymbol()
    {
        symbols.define("BTCUSDT", -2, -8);

        lister(SPOT).accept(new Listing("BTC-USDT", "BTCUSDT", -1, -8));

        assertEquals(-2, symbols.find("BTCUSDT").orElseThrow().priceExponent());
        assertEquals("BTC-USDT", symbols.nameAtVenue(symbols.idOf("BTCUSDT"), SPOT));
        assertEquals(List.of(), refusals);
    }

    @Test
    void shouldRefuseWhatAKnownSymbolCanNotHold()
    {
        symbols.define("BTCUSDT", -2, -5);

        lister(SPOT).accept(new Listing("BTCUSDT", "BTCUSDT", -2, -6));

        assertEquals(1, refusals.size());
        assertTrue(refusals.get(0).contains("too coarse"), refusals.get(0));
        assertTrue(refusals.get(0).contains("BTCUSDT"), refusals.get(0));
        assertEquals(Symbols.ABSENT, symbols.idAtVenue(SPOT, "BTCUSDT"));
    }

    @Test
    void shouldKeepApartWhatTwoVenuesCallTheSame()
    {
        lister(FUTURES).accept(new Listing("BTCUSDT", "BTCUSDT-PERP", -1, -3));
        lister(SPOT).accept(new Listing("BTCUSDT", "BTCUSDT", -2, -5));

        assertEquals("BTCUSDT-PERP", symbols.get(symbols.idAtVenue(FUTURES, "BTCUSDT")).name());
        assertEquals("BTCUSDT", symbols.get(symbols.idAtVenue(SPOT, "BTCUSDT")).name());
        assertEquals("BTCUSDT", symbols.find("BTCUSDT").orElseThrow().name());
    }

    @Test
    void shouldLetClientsUseAVenuesNameThatNothingElseHas()
    {
        lister(FUTURES).accept(new Listing("BTC-PERPETUAL", "BTCUSD-PERP", -1, 0));

        assertEquals("BTCUSD-PERP", symbols.find("btc-perpetual").orElseThrow().name());
    }

    @Test
    void shouldGoOnWhereASymbolFindsNoRoom()
    {
        final Symbols full = new Symbols(1);
        final SymbolLister lister = new SymbolLister(full, SPOT, refusals::add);

        lister.accept(new Listing("A", "A", 0, 0));
        lister.accept(new Listing("B", "B", 0, 0));
        lister.accept(new Listing("A2", "A", 0, 0));

        assertEquals(1, refusals.size());
        assertEquals(full.idOf("A"), full.idAtVenue(SPOT, "A2"));
    }

    private SymbolLister lister(final int venueId)
    {
        return new SymbolLister(symbols, venueId, refusals::add);
    }
}
