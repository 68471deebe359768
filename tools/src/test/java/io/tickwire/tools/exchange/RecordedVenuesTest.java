package io.tickwire.tools.exchange;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Real recordings: who subscribes at the beginning is told what was recorded, byte for byte; and who comes at the end
 * is told a state that the engine's decoder makes the same books of as of the whole recording.
 */
class RecordedVenuesTest
{
    @TempDir
    private Path folder;

    /**
     * A recording.
     *
     * @param file      of the messages.
     * @param others    of the answers to requests.
     * @param path      of the WebSocket.
     * @param subscribe what to send.
     * @param data      which of the recorded messages are market data.
     * @param snapshots which are enough to make the books of, when they come late.
     * @param books     requests for books, by symbol; empty: they come by the connection.
     * Thread: any
     */
    record Recording(
        String venue,
        String file,
        List<String> others,
        String path,
        List<String> subscribe,
        String data,
        String snapshots,
        List<String> books)
    {
        List<Path> files()
        {
            final List<Path> files = new ArrayList<>();
            others.forEach(other -> files.add(Scene.data().resolve(other)));
            files.add(Scene.data().resolve(file));

            return files;
        }

        @Override
        public String toString()
        {
            return venue + " " + file;
        }
    }

    static Stream<Recording> recordings()
    {
        return Stream.of(
            new Recording("binance", "binance/spot_btcusdt_20240808.gz", List.of(), "/binance/stream", List.of("""
                {"method":"SUBSCRIBE","params":["btcusdt@trade","btcusdt@bookTicker","btcusdt@depth@100ms"],"id":7}"""),
                "\"stream\"", "nothing", List.of("BTCUSDT /binance/api/v3/depth?symbol=BTCUSDT&limit=5000")),
            new Recording("binance-usdm", "binance/cryptofeed_usdm_2021-07-22/BINANCE_FUTURES.ws.1.0.gz",
                List.of("binance/cryptofeed_usdm_2021-07-22/BINANCE_FUTURES.http.0.0.gz"),
                "/binance-usdm/stream?streams=sushiusdt@aggTrade/sushiusdt@depth@100ms/sushiusdt@kline_1m/" +
                "sushiusdt@bookTicker", List.of(), "^.\"stream\":\"sushiusdt", "nothing",
                List.of("SUSHIUSDT /binance-usdm/fapi/v1/depth?symbol=SUSHIUSDT&limit=5000")),
            new Recording("kraken", "kraken_v2/kraken_minagbp_d25_resync_20260818.ndjson", List.of(), "/kraken/v2",
                List.of("""
                {"method":"subscribe","params":{"channel":"book","symbol":["MINA/GBP"],"depth":25},"req_id":3}"""),
                "\"channel\":\"book\",\"type\"", "\"snapshot\"", List.of()),
            new Recording("coinbase", "coinbase_exchange/COINBASE.ws.28.0.first60pct.gz", List.of(), "/coinbase/",
                List.of("""
                {"type":"subscribe","product_ids":["SKL-BTC","BAND-GBP","YFI-BTC"],\
                "channels":["level2","matches","ticker"]}"""),
                "\"product_id\":\"(SKL-BTC|BAND-GBP|YFI-BTC)\"", "\"snapshot\"", List.of()),
            new Recording("coinbase-advanced", "agpl_origin/coinbase_advanced/COINBASE.first60pct.jsonl.gz", List.of(),
                "/coinbase-advanced/",
                Stream.of("level2", "market_trades", "candles", "ticker")
                    .map(channel -> """
                        {"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channel":"%s"}""".formatted(channel))
                    .toList(),
                "\"channel\":\"(l2_data|market_trades|candles|ticker)\"", "\"subscriptions\":.*\"ticker\"", List.of()),
            new Recording("okx", "okx/OKX.ws.1.0.gz", List.of(), "/okx/ws/v5/public", List.of("""
                {"op":"subscribe","args":[{"channel":"books-l2-tbt","instId":"UNI-USD-SWAP"},\
                {"channel":"trades","instId":"UNI-USD-SWAP"}]}"""),
                "\"(books-l2-tbt|trades)\",\"instId\":\"UNI-USD-SWAP\".,.*\"data\"", "\"snapshot\"", List.of()),
            new Recording("bybit", "agpl_origin/bybit_v5/BYBIT.first60pct.jsonl.gz", List.of(),
                "/bybit/v5/public/linear", List.of("""
                {"op":"subscribe","args":["orderbook.200.SOLUSDT","publicTrade.SOLUSDT","tickers.SOLUSDT"]}"""),
                "\"(orderbook.200|publicTrade|tickers).SOLUSDT\"", "\"tickers", List.of()),
            new Recording("bitfinex", "bitfinex/BITFINEX.ws.11.0.gz", List.of(), "/bitfinex/ws/2", List.of("""
                {"event":"conf","flags":65536}""", """
                {"event":"subscribe","channel":"book","symbol":"tBFTUSD","prec":"P0","freq":"F0","len":"25"}"""),
                "^.(232954|1001),\\[", "^.\\d+,\\[\\[", List.of()),
            new Recording("bitstamp", "bitstamp/BITSTAMP.ws.1.0.gz", List.of("bitstamp/BITSTAMP.http.0.0.gz"),
                "/bitstamp/", List.of("""
                {"event":"bts:subscribe","data":{"channel":"diff_order_book_ethusd"}}""", """
                {"event":"bts:subscribe","data":{"channel":"live_trades_ethusd"}}"""),
                "\"(diff_order_book|live_trades)_ethusd\",\"event\":\"[dt]", "nothing",
                List.of("ethusd /bitstamp/api/v2/order_book/ethusd/")),
            new Recording("deribit", "deribit/DERIBIT.ws.1.0.gz", List.of(), "/deribit/ws/api/v2", List.of("""
                {"jsonrpc":"2.0","id":5,"method":"public/subscribe","params":{"channels":\
                ["book.BTC-24SEP21-8000-P.raw","ticker.BTC-24SEP21-8000-P.raw"]}}"""),
                "\"channel\":\"(book|ticker).BTC-24SEP21-8000-P.raw\"", "\"ticker", List.of()),
            new Recording("bitmex", "bitmex/BITMEX.ws.1.0.gz", List.of(), "/bitmex/realtime", List.of("""
                {"op":"subscribe","args":["orderBookL2:XBTUSD","trade:XBTUSD","quote:XBTUSD"]}"""),
                "\"table\":.*\"symbol\":\"XBTUSD\"", "\"quote\",\"action", List.of()),
            new Recording("kraken-v1", "kraken_v1/KRAKEN.ws.50.0.gz", List.of(), "/kraken-v1/", List.of("""
                {"event":"subscribe","pair":["XMR/USD","ADA/XBT"],"subscription":{"name":"book","depth":1000}}"""),
                "\"(XMR/USD|ADA/XBT)\"\\]$", "\"as\"", List.of()));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void shouldTellWhatWasRecorded(final Recording recording) throws IOException
    {
        assumeTrue(Files.isDirectory(Scene.data()), "no recordings at " + Scene.data());
        final List<String> expected = Scene.recorded(recording.files().get(recording.files().size() - 1),
            Pattern.compile(recording.data()));

        try (Scene scene = new Scene(recording.files(), options -> options.pace("max", "told", false)))
        {
            final VenueClient early = scene.connect(recording.path());
            recording.subscribe().forEach(early::send);
            scene.go();
            final Pattern data = Pattern.compile(recording.data());
            final List<String> told = early.await(expected.size(), message -> data.matcher(message).find());
            for (int i = 0; i < expected.size(); i++)
            {
                assertEquals(bare(expected.get(i)), bare(told.get(i)), "message " + i);
            }
            scene.awaitEnd(recording.venue());
            assertEquals(expected.size(), early.messages(message -> data.matcher(message).find()).size());

            assertLate(scene, recording);
        }
    }

    static Stream<Recording> recordingsWithBooks()
    {
        return recordings().filter(recording -> recording.books().isEmpty());
    }

    /** Who comes in the middle has the same book at the end. */
    @ParameterizedTest
    @MethodSource("recordingsWithBooks")
    void shouldTellWhoComesInBetween(final Recording recording) throws IOException
    {
        assumeTrue(Files.isDirectory(Scene.data()), "no recordings at " + Scene.data());
        final Pattern data = Pattern.compile(recording.data());
        final List<String> expected = Scene.recorded(recording.files().get(recording.files().size() - 1), data);

        try (Scene scene = new Scene(recording.files(), options -> options.pace("20", "told", false)))
        {
            final VenueClient early = scene.connect(recording.path());
            recording.subscribe().forEach(early::send);
            scene.go();
            early.await(expected.size() / 2, message -> data.matcher(message).find());
            final VenueClient late = scene.connect(recording.path());
            recording.subscribe().forEach(late::send);
            scene.awaitEnd(recording.venue());
            late.flush();

            final Path told = Scene.write(folder, "told", String.join("\n", late.messages()) + "\n");
            Scene.assertSameBooks(recording.files(), told, recording.venue());
        }
    }

    /** Without what is each connection's own: numbers of messages and of channels. */
    private static String bare(final String message)
    {
        return message.replaceFirst("\"sequence_num\":\\d+", "").replaceFirst("^\\[\\d+,(.*),\\d+\\]$", "[$1]");
    }

    private void assertLate(final Scene scene, final Recording recording) throws IOException
    {
        final Path told = folder.resolve("told");
        final StringBuilder text = new StringBuilder();
        if (recording.books().isEmpty())
        {
            final VenueClient late = scene.connect(recording.path());
            recording.subscribe().forEach(late::send);
            final Pattern snapshots = Pattern.compile(recording.snapshots());
            late.await(message -> snapshots.matcher(message).find());
            final VenueClient last = scene.connect(recording.path());
            recording.subscribe().forEach(last::send);
            last.await(message -> snapshots.matcher(message).find());
            late.messages().forEach(message -> text.append(message).append('\n'));
        }
        for (final String book : recording.books())
        {
            final String path = book.substring(book.indexOf(' ') + 1);
            text.append("https://x").append(path).append(" -> 1.0: ").append(scene.get(path)).append('\n');
        }
        Files.writeString(told, text);
        Scene.assertSameBooks(recording.files(), told, recording.venue());
    }
}
