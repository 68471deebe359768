package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.json.JsonReader;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BitmexInstrumentsTest
{
    @Test
    void shouldNamePerpetualsAndSpotByTheirPairs()
    {
        final String body = """
            [{"symbol":"XBTUSD","rootSymbol":"XBT","state":"Open","typ":"FFWCSX","underlying":"XBT",
              "quoteCurrency":"USD","tickSize":0.5,"lotSize":100},
             {"symbol":"XBTU21","state":"Open","typ":"FFCCSX","underlying":"XBT","quoteCurrency":"USD","tickSize":0.5,
              "lotSize":100},
             {"symbol":"XBT_USDT","state":"Open","typ":"spot","underlying":"XBT","quoteCurrency":"USDT",
              "tickSize":0.5,"lotSize":0.01},
             {"symbol":"TRXU21","state":"Unlisted","typ":"FFCCSX","tickSize":1e-10,"lotSize":100}]""";
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        final List<Listing> listings = new ArrayList<>();
        new Bitmex().newInstrumentReader()
            .read(Arrays.copyOf(bytes, bytes.length + JsonReader.PADDING), 0, bytes.length, listings::add);

        assertEquals(
            List.of(
                new Listing("XBTUSD", "BTCUSD-PERP", -1, 0),
                new Listing("XBTU21", "XBTU21", -1, 0),
                new Listing("XBT_USDT", "BTCUSDT", -1, -2)),
            listings);
    }
}
