package io.tickwire.tools.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.tools.exchange.Exchange;
import io.tickwire.tools.exchange.ExchangeOptions;
import io.tickwire.transport.feed.FeedSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * What a client has at the end, through sockets all the way, is what somebody else's program made of the recording.
 */
class FeedsEndToEndTest
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SHOWN = 10;

    /** So that what is asked for again and again need not be waited for long. */
    private static final long RECONNECT_MS = 1_000;
    private static final String SPOT = "spot:";

    /** One recording of each venue. */
    private static final List<String> ALL = List.of(
        "binance_spot_2021-08-14", "binance_usdm_2021-07-22", "bitfinex_2021-04-17", "bitmex_2021-07-22",
        "bitstamp_2022-01-05", "bybit_v5_first60pct", "coinbase_advanced_first60pct", "coinbase_exchange_first60pct",
        "deribit_2021-07-22", "kraken_v1_2021-04-17", "kraken_v2_minagbp_resync", "okx_2022-02-27_books-l2-tbt");

    @ParameterizedTest
    @CsvSource({
        "binance_spot_btcusdt_20240808, binance",
        "binance_spot_2021-10-12, binance",
        "binance_cm_btcusd_perp_20240808, binance-coinm", "bitstamp_2022-01-05, bitstamp"})
    void shouldTellWhatOneVenueTold(final String id, final String venue) throws Exception
    {
        check(List.of(id), venue, "200", "", "");
    }

    @Test
    void shouldTellWhatAllVenuesTold() throws Exception
    {
        check(ALL, null, "10", "", "");
    }

    @Test
    void shouldTellTheSameOverTlsDeflatedAndInFragments(@TempDir final Path folder) throws Exception
    {
        final String id = "binance_spot_2021-10-12";
        final ExchangeOptions recordings = ExchangeOptions.of(Recordings.files(id), null, "binance");
        try (Exchange exchange = new Exchange(
            recordings.at(0, 0).pace("20", "told", false).frames(100, true), notice -> { }))
        {
            exchange.launch(progress -> { });
            final Path certificate = Files.writeString(folder.resolve("exchange.pem"), exchange.certificate());
            final String secure = exchange.feed("binance")
                .replace("ws://", "wss://")
                .replace("http://", "https://")
                .replace(":" + exchange.port(), ":" + exchange.tlsPort());
            try (VenueServer server = VenueServer.start(exchange, List.of(secure), links ->
                new FeedSettings.Links(links.silenceMs(), links.reconnectMs(), List.of(certificate), links.proxy()));
                MarketClient client = MarketClient.connect(server.port()))
            {
                tell(List.of(id), true, exchange, server, client);
            }
        }
    }

    /**
     * Where a message that is missing shows by itself: by its number, or a checksum. Not so fast that a line which lost
     * one is still away when the other begins to lose some.
     */
    @Test
    void shouldTellTheWholeStreamOfTwoLinesWithDifferentFaults() throws Exception
    {
        check(List.of(
            "binance_usdm_2021-07-22", "bybit_v5_first60pct", "coinbase_advanced_first60pct", "deribit_2021-07-22",
            "kraken_v1_2021-04-17", "okx_2022-02-27_books-l2-tbt"), null, "2", """
            every 40 drop 1 line=1 until=8s
            every 40 drop 1 line=2 from=12s
            every 30 duplicate line=2 until=8s
            every 70 duplicate line=1 from=12s
            every 90 reorder line=1 from=3s until=8s
            at 9s cut line=1
            at 20s close line=2
            """, ";lines=2");
    }

    @Test
    void shouldHaveTheRightBooksAtTheEndWhateverWentWrong() throws Exception
    {
        check(ALL, null, "5", """
            every 60 drop 1 venue=binance
            every 60 drop 1 venue=binance-usdm
            every 60 drop 1 venue=bybit
            every 60 drop 1 venue=coinbase-advanced
            every 60 drop 1 venue=deribit
            every 60 drop 1 venue=kraken-v1
            every 60 drop 1 venue=okx
            every 200 reorder venue=okx
            every 300 checksum venue=okx
            every 300 checksum venue=kraken-v1
            every 50 duplicate venue=binance
            every 200 garbage
            at 4s cut
            at 9s close
            at 14s disconnect
            at 6s late 1s venue=binance
            """, "");
    }

    /**
     * Let venues tell what was recorded, and wait until a client has what came of it.
     *
     * @param onlyVenue null: the recordings tell.
     * @param faults    with any, and one line, trades may be lost.
     */
    private static void check(
        final List<String> ids, final String onlyVenue, final String speed, final String faults, final String options)
        throws Exception
    {
        final List<Path> files = new ArrayList<>();
        ids.forEach(id -> files.addAll(Recordings.files(id)));
        final ExchangeOptions recordings = ExchangeOptions.of(files, null, onlyVenue);
        final boolean isWhole = faults.isEmpty() || !options.isEmpty();
        try (Exchange exchange = new Exchange(
            recordings.pace(speed, "told", false).faults("test", faults, 1), notice -> { }))
        {
            exchange.launch(progress -> { });
            final List<String> feeds =
                exchange.venues().stream().map(venue -> exchange.feed(venue) + options).toList();
            try (VenueServer server = VenueServer.start(exchange, feeds, links ->
                new FeedSettings.Links(links.silenceMs(), RECONNECT_MS, links.trust(), links.proxy()));
                MarketClient client = MarketClient.connect(server.port()))
            {
                tell(ids, isWhole, exchange, server, client);
                final Map<String, Long> done = new HashMap<>();
                Recordings.parse(exchange.faults()).path("faults").forEach(fault ->
                    done.merge(fault.path("fault").asText(), fault.path("done").asLong(), Long::sum));
                assertEquals(faults.lines().count(), done.size());
                assertFalse(done.containsValue(0L), done.toString());
            }
        }
    }

    private static void tell(
        final List<String> ids,
        final boolean hasTrades,
        final Exchange exchange,
        final VenueServer server,
        final MarketClient client) throws Exception
    {
        await("all venues up", () -> server.isUp() ? List.of() : List.of(server.health().toString()));
        exchange.go();
        await("the end", () -> exchange.isOver() ? List.of() : List.of("progress " + exchange.progress()));
        for (final String id : ids)
        {
            await(id, () -> differences(id, hasTrades, exchange, server, client));
        }
        assertEquals(List.of(), client.troubles());
    }

    /** What is to become true. */
    @FunctionalInterface
    interface Differences
    {
        List<String> look() throws Exception;
    }

    static void await(final String what, final Differences differences) throws Exception
    {
        final long fromNs = System.nanoTime();
        List<String> found = differences.look();
        while (!found.isEmpty())
        {
            if (System.nanoTime() - fromNs > PATIENCE_NS)
            {
                throw new AssertionError(what + ": " + found.subList(0, Math.min(SHOWN, found.size())));
            }
            LockSupport.parkNanos(POLL_NS);
            found = differences.look();
        }
    }

    private static List<String> differences(
        final String id,
        final boolean hasTrades,
        final Exchange exchange,
        final VenueServer server,
        final MarketClient client)
        throws Exception
    {
        final String venueOfAll = venueOf(id, exchange);
        final List<String> found = new ArrayList<>();
        for (final Map.Entry<String, JsonNode> entry : Recordings.expected(id).properties())
        {
            // Some results name a depth behind the symbol, and a market before it.
            final String venue = entry.getKey().startsWith(SPOT) ? venueOfAll + "-spot" : venueOfAll;
            final String venueSymbol = entry.getKey().replaceFirst("^" + SPOT, "").replaceFirst("@.*", "");
            final String symbol = server.names(venue).get(venueSymbol);
            final String what = venue + ' ' + entry.getKey() + " (" + symbol + ')';
            compareBook(what, entry.getValue().path("book"), client.book(symbol, venue), found);
            if (hasTrades)
            {
                compareTrades(what, entry.getValue().path("trades"), client.trades(symbol, venue), found);
            }
        }
        if (!found.isEmpty())
        {
            found.add(server.counts(venueOfAll).toString());
        }

        return found;
    }

    private static String venueOf(final String id, final Exchange exchange)
    {
        return exchange.venues().stream()
            .filter(venue -> id.startsWith(spelled(venue)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(id + " of " + exchange.venues()));
    }

    /** As the names of recordings have it. */
    private static String spelled(final String venue)
    {
        return switch (venue)
        {
            case "binance" -> "binance_spot";
            case "binance-coinm" -> "binance_cm";
            case "bybit" -> "bybit_v5";
            case "coinbase" -> "coinbase_exchange";
            case "kraken" -> "kraken_v2";
            default -> venue.replace('-', '_');
        };
    }

    static void compareBook(
        final String what, final JsonNode expected, final JsonNode book, final List<String> found)
    {
        if (expected.path("live").asBoolean() && book == null)
        {
            found.add(what + " has no book");
        }
        else if (expected.path("live").asBoolean())
        {
            compareSide(what + " bids", expected.path("top10_bids"), book.path("bids"), found);
            compareSide(what + " asks", expected.path("top10_asks"), book.path("asks"), found);
        }
    }

    private static void compareSide(
        final String what, final JsonNode expected, final JsonNode side, final List<String> found)
    {
        for (int i = 0; i < Math.max(expected.size(), side.size()); i++)
        {
            final JsonNode level = expected.path(i);
            if (!isSame(level.path(0), side.path(i).path("price")) ||
                !isSame(level.path(1), side.path(i).path("quantity")))
            {
                found.add(what + "[" + i + "] is " + side.path(i) + ", not " + level);
                return;
            }
        }
    }

    private static boolean isSame(final JsonNode expected, final JsonNode value)
    {
        return expected.isTextual() && value.isNumber() &&
            new BigDecimal(expected.asText()).compareTo(value.decimalValue()) == 0;
    }

    static void compareTrades(
        final String what, final JsonNode expected, final MarketClient.Trades trades, final List<String> found)
    {
        if (!expected.isMissingNode() && (expected.path("count").asLong() != trades.count() ||
            expected.path("aggressor_buy").asLong() != trades.buys() ||
            new BigDecimal(expected.path("sum_qty").asText()).compareTo(trades.quantity()) != 0 ||
            new BigDecimal(expected.path("sum_notional").asText()).compareTo(trades.notional()) != 0))
        {
            found.add(what + " has " + trades.count() + " trades of " + trades.quantity() + ", " + trades.buys() +
                " bought, not " + expected);
        }
    }
}
