package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsLookUpTest
{
    private static final int KRAKEN = 1;
    private static final int BINANCE = 2;

    private final Symbols symbols = new Symbols();

    @ParameterizedTest
    @ValueSource(strings = {
        "btc", "BTC", "xbt", "BTCUSDT", "btcusdt", "BTC/USD", "btc/usd", "XBT/USD", "xbtusd", "Btc-Usd", "BTC_USD",
        "BTC:USD", "BTCUSD", "b-tcusd"})
    void shouldFindASymbolByAllItsNames(final String name)
    {
        symbols.define("ETH/USD", -2, -8);
        final Symbol bitcoin = symbols.define("BTC/USD", -2, -8);
        symbols.alias("BTCUSDT", "BTC/USD");
        assertEquals(bitcoin.id(), symbols.idOf(name));
        assertEquals(bitcoin.id(), symbols.idOf(new StringBuilder(name)));
        assertEquals(Optional.of(bitcoin), symbols.find(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "BTC USD", "BTCUSDC", "BTC/USDT", "BTC/", "b-t-c", "XBTUSDT", "/", "BT"})
    void shouldNotFindASymbolByOtherNames(final String name)
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.alias("BTCUSDT", "BTC/USD");
        assertEquals(-1, symbols.idOf(name));
        assertEquals(Optional.empty(), symbols.find(name));
    }

    @Test
    void shouldKnowBothNamesOfABaseWhicheverIsTheCanonicalOne()
    {
        final int bitcoin = symbols.define("XBT/USD", -2, -8).id();
        final int doge = symbols.define("XDG/EUR", -5, -8).id();
        assertEquals(bitcoin, symbols.idOf("btcusd"));
        assertEquals(bitcoin, symbols.idOf("BTC"));
        assertEquals(doge, symbols.idOf("DOGE/EUR"));
        assertEquals(doge, symbols.idOf("doge"));
        assertEquals(doge, symbols.idOf("xdg"));
    }

    @Test
    void shouldTakeOnlyABaseForABase()
    {
        symbols.define("ADA/XBT", -8, -8);
        assertEquals(Symbols.ABSENT, symbols.idOf("ADA/BTC"));
        assertEquals(Symbols.ABSENT, symbols.idOf("btc"));

        symbols.define("XBTC/USD", -2, -8);
        assertEquals(Symbols.ABSENT, symbols.idOf("BTCC/USD"));
        assertEquals(1, symbols.idOf("xbtc"));
    }

    @Test
    void shouldKeepABaseWithItsFirstSymbol()
    {
        symbols.define("BTC/EUR", -2, -8);
        symbols.define("BTC/USD", -2, -8);
        symbols.define("XBT/GBP", -2, -8);
        assertEquals(0, symbols.idOf("btc"));
        assertEquals(0, symbols.idOf("xbt"));
    }

    @Test
    void shouldKeepASqueezedNameWithItsFirstSymbol()
    {
        symbols.define("AB/C", -2, -8);
        symbols.define("A/BC", -2, -8);
        assertEquals(0, symbols.idOf("abc"));
        assertEquals(0, symbols.idOf("a-bc"));
        assertEquals(1, symbols.idOf("a/bc"));
    }

    @Test
    void shouldKeepABaseFromLaterSqueezedNames()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("B/TC", -2, -8);
        assertEquals(0, symbols.idOf("btc"));
        assertEquals(1, symbols.idOf("b-tc"));
    }

    @Test
    void shouldKeepASqueezedNameFromLaterBases()
    {
        symbols.define("B/TC", -2, -8);
        symbols.define("BTC/USD", -2, -8);
        assertEquals(0, symbols.idOf("btc"));
        assertEquals(1, symbols.idOf("btcusd"));
    }

    @Test
    void shouldPreferCanonicalNamesToDerivedOnes()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("btcusd", -2, -8);
        symbols.define("XBT", -2, -8);
        assertEquals(1, symbols.idOf("BTCUSD"));
        assertEquals(2, symbols.idOf("xbt"));
        assertEquals(0, symbols.idOf("btc-usd"));
        assertEquals(0, symbols.idOf("btc"));
    }

    @Test
    void shouldPreferExplicitAliasesToDerivedOnes()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("BTC/EUR", -2, -8);
        assertEquals(0, symbols.idOf("btc"));
        symbols.alias("BTC", "BTC/EUR");
        symbols.alias("btc-usd", "btc/eur");
        assertEquals(1, symbols.idOf("btc"));
        assertEquals(1, symbols.idOf("BTC-USD"));
        assertEquals(0, symbols.idOf("BTC_USD"));
        assertEquals(0, symbols.idOf("xbt"));
    }

    @Test
    void shouldTakeTheSameAliasAgain()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.alias("bitcoin", "BTC/USD");
        symbols.alias("Bitcoin", "btc/usd");
        symbols.alias("btc/usd", "BTC/USD");
        assertEquals(0, symbols.idOf("BITCOIN"));
        assertEquals(1, symbols.size());
    }

    @Test
    void shouldRefuseAnAliasOfAnotherSymbol()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("ETH/USD", -2, -8);
        symbols.alias("coin", "BTC/USD");
        assertRefused("alias already means another symbol: alias=COIN, symbol=BTC/USD, asked for=ETH/USD",
            () -> symbols.alias("COIN", "ETH/USD"));
        assertRefused("alias already means another symbol: alias=eth/usd, symbol=ETH/USD, asked for=BTC/USD",
            () -> symbols.alias("eth/usd", "BTC/USD"));
        assertEquals(0, symbols.idOf("coin"));
        assertEquals(1, symbols.idOf("eth/usd"));
    }

    @Test
    void shouldRefuseAnAliasOfAnUnknownSymbol()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.alias("coin", "BTC/USD");
        assertRefused("no symbol has this canonical name: name=ETH/USD", () -> symbols.alias("ether", "ETH/USD"));
        assertRefused("no symbol has this canonical name: name=coin", () -> symbols.alias("money", "coin"));
        assertRefused("no symbol has this canonical name: name=BTCUSD", () -> symbols.alias("money", "BTCUSD"));
        assertRefused("alias must have from 0 to 255 UTF-8 bytes: bytes=256",
            () -> symbols.alias("a".repeat(256), "BTC/USD"));
        assertEquals(Symbols.ABSENT, symbols.idOf("money"));
    }

    @Test
    void shouldRefuseACanonicalNameThatIsAnAlias()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.alias("BTCUSDT", "BTC/USD");
        assertRefused("name is already an alias: name=btcusdt, symbol=BTC/USD",
            () -> symbols.define("btcusdt", -2, -8));
        assertEquals(1, symbols.size());
        assertEquals(1, symbols.define("BTC/USDT", -2, -8).id());
        assertEquals(0, symbols.idOf("BTCUSDT"));
        assertEquals(1, symbols.idOf("BTC-USDT"));
    }

    @Test
    void shouldLetNamesOfSeparatorsOnlyBeFoundByThemselves()
    {
        symbols.define("", -2, -8);
        symbols.define("/", -2, -8);
        assertEquals(0, symbols.idOf(""));
        assertEquals(1, symbols.idOf("/"));
        assertEquals(Symbols.ABSENT, symbols.idOf("-"));
    }

    @Test
    void shouldKeepVenuesNamesApart()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("BTC/USDT", -2, -8);
        symbols.venueName(KRAKEN, "XBT/USD", "BTC/USD");
        symbols.venueName(BINANCE, "BTCUSD", "btc/usdt");
        assertEquals(0, symbols.idAtVenue(KRAKEN, "XBT/USD"));
        assertEquals(1, symbols.idAtVenue(BINANCE, new StringBuilder("BTCUSD")));
        assertEquals(Symbols.ABSENT, symbols.idAtVenue(KRAKEN, "BTCUSD"));
        assertEquals(Symbols.ABSENT, symbols.idAtVenue(KRAKEN, "BTC/USD"));
        assertEquals(Symbols.ABSENT, symbols.idAtVenue(0, "XBT/USD"));
        assertEquals(Symbols.ABSENT, symbols.idAtVenue(63, "XBT/USD"));
        assertEquals(0, symbols.idOf("BTCUSD"));
    }

    @Test
    void shouldPreferTheExactCaseOfAVenuesName()
    {
        symbols.define("PEPE/USD", -2, -8);
        symbols.define("KPEPE/USD", -2, -8);
        symbols.venueName(KRAKEN, "kPEPE", "PEPE/USD");
        symbols.venueName(KRAKEN, "KPEPE", "KPEPE/USD");
        assertEquals(0, symbols.idAtVenue(KRAKEN, "kPEPE"));
        assertEquals(1, symbols.idAtVenue(KRAKEN, "KPEPE"));
        assertEquals(0, symbols.idAtVenue(KRAKEN, "kpepe"));
    }

    @Test
    void shouldTellWhatAVenueCallsASymbol()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.venueName(BINANCE, "BTCUSDT", "BTC/USD");
        symbols.venueName(BINANCE, "BTCFDUSD", "BTC/USD");
        symbols.venueName(BINANCE, "BTCUSDT", "BTC/USD");
        assertEquals("BTCUSDT", symbols.nameAtVenue(0, BINANCE));
        assertEquals("BTC/USD", symbols.nameAtVenue(0, KRAKEN));
        assertEquals("BTC/USD", symbols.nameAtVenue(0, 63));
        assertEquals("BTC/USD", symbols.nameAtVenue(0, 0));
        assertEquals(0, symbols.idAtVenue(BINANCE, "BTCFDUSD"));

        symbols.venueName(KRAKEN, "XBT/USD", "BTC/USD");
        assertEquals("XBT/USD", symbols.nameAtVenue(0, KRAKEN));
        assertEquals("BTCUSDT", symbols.nameAtVenue(0, BINANCE));
    }

    @Test
    void shouldRefuseImpossibleVenueNames()
    {
        symbols.define("BTC/USD", -2, -8);
        symbols.define("ETH/USD", -2, -8);
        symbols.venueName(KRAKEN, "XBT", "BTC/USD");
        assertRefused(
            "venue already calls another symbol so: venueId=1, venueSymbol=XBT, symbol=BTC/USD, asked for=ETH/USD",
            () -> symbols.venueName(KRAKEN, "XBT", "ETH/USD"));
        assertRefused("no symbol has this canonical name: name=XBT", () -> symbols.venueName(KRAKEN, "X", "XBT"));
        assertRefused("venueSymbol must have from 0 to 255 UTF-8 bytes: bytes=256",
            () -> symbols.venueName(KRAKEN, "a".repeat(256), "BTC/USD"));
        assertRefused("venueId must be from 1 to 63: venueId=0", () -> symbols.venueName(0, "X", "BTC/USD"));
        assertRefused("venueId must be from 1 to 63: venueId=64", () -> symbols.venueName(64, "X", "BTC/USD"));
        assertRefused("venueId must be from 0 to 63: venueId=-1", () -> symbols.idAtVenue(-1, "X"));
        assertRefused("venueId must be from 0 to 63: venueId=64", () -> symbols.nameAtVenue(0, 64));
        assertRefused("no symbol has this id: id=2, ids=[0, 2)", () -> symbols.nameAtVenue(2, KRAKEN));
        assertEquals(0, symbols.idAtVenue(KRAKEN, "XBT"));
    }

    private static void assertRefused(final String message, final Executable call)
    {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
