package io.tickwire.engine.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CaptureVenuesTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldTellByAddresses() throws IOException
    {
        final CaptureVenues venues = of("wss://stream.bybit.com/v5/public/spot <-> 1.0\n1.1: {}\n", null);

        assertEquals(List.of("bybit-spot", "bybit"), venues.all());
        assertEquals("bybit-spot", venues.of("wss://stream.bybit.com/v5/public/spot"));
        assertEquals("bybit", venues.of("wss://stream.bybit.com/v5/public/linear"));
    }

    @Test
    void shouldTellKindsOfFuturesByMessages() throws IOException
    {
        final String quote =
            "{\"e\":\"bookTicker\",\"s\":\"BTCUSD_PERP\",%s\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}\n";

        assertEquals("binance-coinm", of(String.format(quote, "\"ps\":\"BTCUSD\","), null).of(null));
        assertEquals("binance-usdm", of(String.format(quote, ""), null).of(null));
    }

    @Test
    void shouldBelieveWhoeverNamesAVenue() throws IOException
    {
        assertEquals("binance-coinm", of("{}\n", "binance-coinm").of(null));
        assertEquals("kraken", of("{}\n", "kraken2").of(null));
        assertThrows(IllegalArgumentException.class, () -> of("{}\n", "mars"));
    }

    private CaptureVenues of(final String text, final String name) throws IOException
    {
        return CaptureVenues.of(List.of(Files.writeString(folder.resolve("capture"), text)), null, name);
    }
}
