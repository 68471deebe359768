package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.ListingProbe;
import io.tickwire.engine.feed.json.MalformedMessageException;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BinanceSymbolsTest
{
    private static final String FILTERS = """
        "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01","maxPrice":"1000000.00","tickSize":"%s"},
         {"stepSize":"%s","maxQty":"%s","filterType":"LOT_SIZE"},
         {"filterType":"MARKET_LOT_SIZE","minQty":"0.0","maxQty":"95.1","stepSize":"0.00000000"}]""";

    @Test
    void shouldHoldPricesOfSpotAsFinelyAsTheyAreWritten()
    {
        assertEquals(
            List.of("BTCUSDT=BTCUSDT -8 -8"),
            read(new BinanceSpot(), spot("BTCUSDT", "0.00001000", "9000.00000000")));
    }

    @Test
    void shouldLeaveRoomForVolumesOfADay()
    {
        assertEquals(
            List.of("SHIBUSDT=SHIBUSDT -8 -2"), read(new BinanceSpot(), spot("SHIBUSDT", "1.00", "46116860414.00")));
    }

    @Test
    void shouldListWhatIsTradedNow()
    {
        assertEquals(List.of(), read(new BinanceSpot(), spot("BTCUSDT", "0.1", "1").replace("TRADING", "BREAK")));
    }

    @Test
    void shouldNameContractsOfUsdm()
    {
        final String contract = """
            {"symbol":"%s","pair":"BTCUSDT","contractType":"%s","status":"TRADING","pricePrecision":2,
             "quantityPrecision":3,"baseAssetPrecision":8,"quotePrecision":8,%s}""";
        final String filters = FILTERS.formatted("0.10", "0.001", "1000");

        assertEquals(
            List.of("BTCUSDT=BTCUSDT-PERP -2 -3", "BTCUSDT_240927=BTCUSDT_240927 -2 -3"),
            read(
                new BinanceUsdm(),
                contract.formatted("BTCUSDT", "PERPETUAL", filters),
                contract.formatted("BTCUSDT_240927", "CURRENT_QUARTER", filters)));
    }

    @Test
    void shouldNameContractsOfCoinm()
    {
        assertEquals(
            List.of("BTCUSD_PERP=BTCUSD-PERP -1 0"),
            read(new BinanceCoinm(), """
                {"symbol":"BTCUSD_PERP","pair":"BTCUSD","contractType":"PERPETUAL","contractStatus":"TRADING",
                 "contractSize":100,"quantityPrecision":0,"pricePrecision":1,"baseAssetPrecision":8,
                 "quotePrecision":8,%s}""".formatted(FILTERS.formatted("0.1", "1", "1000000"))));
    }

    @Test
    void shouldRefuseAPrecisionThatIsNone()
    {
        final String list = spot("BTCUSDT", "0.1", "1").replace("\"quotePrecision\":8", "\"quotePrecision\":80");

        assertThrows(MalformedMessageException.class, () -> read(new BinanceSpot(), list));
    }

    private static String spot(final String symbol, final String lot, final String maxQuantity)
    {
        return """
            {"symbol":"%s","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quotePrecision":8,%s,
             "permissions":["SPOT"]}""".formatted(symbol, FILTERS.formatted("0.01", lot, maxQuantity));
    }

    private static List<String> read(final BinanceVenue venue, final String... symbols)
    {
        final String list = String.join(",", symbols);

        return ListingProbe.read(
            venue, "{\"timezone\":\"UTC\",\"rateLimits\":[{\"limit\":1}],\"symbols\":[" + list + "]}");
    }
}
