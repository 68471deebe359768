package io.tickwire.transport.feed;

import io.tickwire.transport.feed.venue.FeedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
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

    @Test
    void shouldReadGroupsLineByLine()
    {
        final FeedSpec spec =
            FeedSpec.parse("deribit-sbe:*;groups=239.0.0.1:6100+239.0.0.2:6101/eth1,239.0.1.1:6100/lo");

        assertEquals(2, spec.groups().size());
        assertEquals(
            List.of(new InetSocketAddress("239.0.0.1", 6100), new InetSocketAddress("239.0.0.2", 6101)),
            spec.groups().get(0).groups());
        assertEquals("eth1", spec.groups().get(0).networkInterface());
        assertEquals("lo", spec.groups().get(1).networkInterface());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "binance:*",
        "deribit-sbe:*;groups=239.0.0.1:6100/lo",
        "deribit-sbe:btc*;groups=239.0.0.1:6100+239.0.0.1:6101/eth1,[ff15:0:0:0:0:0:0:1]:6100/enp3s0.2",
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
        "binance:a;rest=https://x y   | Illegal character",
        "a:*;groups=                       | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.1:6100         | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.1/lo           | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.256:1/lo       | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=venue.example:1/lo     | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=[:::]:1/lo             | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.1:1+/lo        | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.1:1/lo,        | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=239.0.0.1:1/           | must be GROUP:PORT/INTERFACE such as",
        "a:*;groups=10.0.0.1:1/lo          | from 224.0.0.0 to 239.255.255.255",
        "a:*;groups=239.0.0.1:0/lo         | its port from 1 to 65535: 239.0.0.1:0",
        "a:*;groups=239.0.0.1:70000/lo     | its port from 1 to 65535: 239.0.0.1:70000",
        "a:*;groups=239.0.0.1:1+239.0.0.1:1/lo                     | a line has a group twice",
        "a:*;groups=239.0.0.1:1/lo,239.0.0.1:1/lo                  | each another one",
        "a:*;groups=239.0.0.1:1/a,239.0.0.1:1/b,239.0.0.1:1/c,239.0.0.1:1/d,239.0.0.1:1/e | 1 to 4 lines",
        "a:*;groups=239.0.0.1:1/lo;lines=2                         | bring all that there is",
        "a:*;channels=book;groups=239.0.0.1:1/lo                   | bring all that there is",
        "a:*;rest=https://x;groups=239.0.0.1:1/lo                  | bring all that there is"})
    void shouldRefuseWhatItCanNotRead(final String text, final String why)
    {
        final Exception ex = assertThrows(IllegalArgumentException.class, () -> FeedSpec.parse(text));

        assertTrue(ex.getMessage().contains(why), ex.getMessage());
    }
}
