package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.ListingProbe;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OkxInstrumentsTest
{
    @Test
    void shouldReadWhatIsTraded()
    {
        assertEquals(
            List.of("BTC-USDT=BTCUSDT -1 -8", "BTC-USD-SWAP=BTCUSD-PERP -1 0",
                "BTC-USD-220325-40000-C=BTC-USD-220325-40000-C -4 0"),
            ListingProbe.read(new Okx(), """
                {"code":"0","msg":"","data":[
                 {"instId":"BTC-USDT","instType":"SPOT","tickSz":"0.1","lotSz":"0.00000001","state":"live"},
                 {"instType":"SWAP","instId":"BTC-USD-SWAP","tickSz":"0.1","lotSz":"1","state":"live"},
                 {"instId":"BTC-USD-220325-40000-C","instType":"OPTION","tickSz":"0.0005","lotSz":"1","state":"live"},
                 {"instId":"NEW-USDT","instType":"SPOT","tickSz":"","lotSz":"","state":"preopen"}]}"""));
    }
}
