package io.tickwire.transport.feed;

import io.tickwire.transport.feed.venue.FeedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FeedSpecTest
{
    @Test
    void shouldReadVenueAndSymbols()
    {
        final FeedSpec spec = FeedSpec.parse("binance:btcusdt,ethusdt");

        assertEquals("binance", spec.venue());
        assertEquals(List.of("btcusdt", "ethusdt"), spec.symbols());
        assertEquals(Set.of(), spec.channels());
        assertEquals(1, spec.lines());
        assertEquals(Optional.empty(), spec.stream());
    }

    @Test
    void shouldReadSettings()
    {
        final FeedSpec spec = FeedSpec.parse(
            "kraken:btc/usd;channels=trades,book;lines=2;stream=ws://localhost:9000/kraken;rest=http://[::1]:9000/k");

        assertEquals(Set.of(FeedChannel.TRADES, FeedChannel.BOOK), spec.channels());
        assertEquals(2, spec.lines());
        assertEquals(Optional.of(URI.create("ws://localhost:9000/kraken")), spec.stream());
        assertEquals(Optional.of(URI.create("http://[::1]:9000/k")), spec.rest());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "binance:*",
        "binance:btcusdt,eth*;channels=trades,quotes,book,ticker,candles,liquidations;lines=4",
        "kraken:btc/usd;stream=wss://localhost:9000/kraken;rest=https://localhost/x;key=/etc/key"})
    void shouldPrintWhatItReads(final String text)
    {
        assertEquals(text, FeedSpec.parse(text).toString());
        assertEquals(FeedSpec.parse(text), FeedSpec.parse(FeedSpec.parse(text).toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "binance                      | symbols must be named",
        "binance:                     | symbols must be named",
        ":btcusdt                     | symbols must be named behind",
        "binance:btcusdt,,ethusdt     | symbols must be named",
        "Binance:btcusdt              | no name of a venue",
        "binance:a;lines=0            | lines must be 1 to 4",
        "binance:a;lines=5            | lines must be 1 to 4",
        "binance:a;lines=x            | lines must be 1 to 4",
        "binance:a;lines=1;lines=2    | there twice",
        "binance:a;channels=price     | no such channel: price, channels are trades, quotes, book",
        "binance:a;speed=1            | no setting of a feed: speed",
        "binance:a;stream=http://x    | stream must be an address that begins with ws://",
        "binance:a;stream=wss:///x    | stream must be an address",
        "binance:a;rest=https://x/?a  | without a query",
        "binance:a;rest=https://x y   | Illegal character"})
    void shouldRefuseWhatItCanNotRead(final String text, final String why)
    {
        final Exception ex = assertThrows(IllegalArgumentException.class, () -> FeedSpec.parse(text));

        assertTrue(ex.getMessage().contains(why), ex.getMessage());
    }
}
