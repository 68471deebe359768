package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.ListingProbe;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BitfinexPairsTest
{
    @Test
    void shouldNamePairsByTheirCurrencies()
    {
        assertEquals(
            List.of("tBTCUSD=BTCUSD -10 -8", "tIOTUST=IOTAUSDT -10 -8", "tAAVE:USD=AAVEUSD -10 -8",
                "tBTCF0:USTF0=BTCUSDT-PERP -10 -8"),
            ListingProbe.read(new Bitfinex(), """
                [["BTCUSD","IOTUST","AAVE:USD"],["BTCF0:USTF0"],
                 [["IOT","IOTA"],["UST","USDt"],["BTCF0","BTC"],["USTF0","USDt"]]]"""));
    }
}
