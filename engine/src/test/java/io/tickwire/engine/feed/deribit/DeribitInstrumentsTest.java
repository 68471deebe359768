package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.json.JsonReader;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DeribitInstrumentsTest
{
    @Test
    void shouldNamePerpetualsAndSpotByTheirPairs()
    {
        final List<Listing> listings = read("""
            {"jsonrpc":"2.0","result":[
             {"tick_size":0.5,"settlement_period":"perpetual","min_trade_amount":10,"kind":"future","is_active":true,
              "instrument_name":"BTC-PERPETUAL","counter_currency":"USD","contract_size":10,"base_currency":"BTC"},
             {"tick_size":0.0005,"tick_size_steps":[{"above_price":0.005,"tick_size":5.0e-4},
              {"above_price":0.0,"tick_size":1.0e-4}],"settlement_period":"month","min_trade_amount":0.1,
              "kind":"option","is_active":true,"instrument_name":"BTC-25MAR22-30000-C","counter_currency":"USD",
              "contract_size":1.0,"base_currency":"BTC"},
             {"tick_size":0.01,"settlement_period":null,"min_trade_amount":0.0001,"kind":"spot","is_active":true,
              "instrument_name":"ETH_BTC","counter_currency":"BTC","contract_size":0.0001,"base_currency":"ETH"},
             {"tick_size":0.5,"kind":"future","is_active":false,"instrument_name":"BTC-OLD"}],"usIn":1}""");

        assertEquals(
            List.of(
                new Listing("BTC-PERPETUAL", "BTCUSD-PERP", -1, 0),
                new Listing("BTC-25MAR22-30000-C", "BTC-25MAR22-30000-C", -4, -1),
                new Listing("ETH_BTC", "ETHBTC", -2, -4)),
            listings);
    }

    private static List<Listing> read(final String body)
    {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        final List<Listing> listings = new ArrayList<>();
        new Deribit().newInstrumentReader()
            .read(Arrays.copyOf(bytes, bytes.length + JsonReader.PADDING), 0, bytes.length, listings::add);

        return listings;
    }
}
