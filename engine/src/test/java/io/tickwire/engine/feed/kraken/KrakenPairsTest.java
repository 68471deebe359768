package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.ListingProbe;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KrakenPairsTest
{
    private static final String ASSET_PAIRS = """
        {"error":[],"result":{"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT\\/USD","pair_decimals":1,"lot_decimals":8,
         "fees":[[0,0.26]],"status":"online"},"ADAXDG":{"wsname":"ADA/XDG","pair_decimals":6,"lot_decimals":8},
         "OLD":{"wsname":"OLD/USD","pair_decimals":1,"lot_decimals":8,"status":"cancel_only"},
         "DARK":{"altname":"DARK.d","pair_decimals":1,"lot_decimals":8}}}""";

    @Test
    void shouldReadAssetPairsForEitherProtocol()
    {
        assertEquals(
            List.of("BTC/USD=BTCUSD -1 -8", "ADA/DOGE=ADADOGE -6 -8"), ListingProbe.read(new Kraken(), ASSET_PAIRS));
        assertEquals(
            List.of("XBT/USD=BTCUSD -1 -8", "ADA/XDG=ADADOGE -6 -8"), ListingProbe.read(new KrakenV1(), ASSET_PAIRS));
    }

    @Test
    void shouldReadTheInstrumentChannel()
    {
        assertEquals(
            List.of("EUR/USD=EURUSD -5 -8"),
            ListingProbe.read(new Kraken(), """
                {"channel":"instrument","type":"snapshot","data":{"assets":[{"id":"USD"}],"pairs":[
                 {"symbol":"EUR/USD","base":"EUR","quote":"USD","status":"online","price_increment":0.00001,
                  "qty_increment":0.00000001},
                 {"symbol":"X/USD","status":"delisted","price_increment":1,"qty_increment":1}]}}"""));
    }
}
