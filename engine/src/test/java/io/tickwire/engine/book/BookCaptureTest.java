package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.tickwire.engine.book.Captures.list;
import static io.tickwire.engine.book.Captures.map;
import static io.tickwire.engine.book.Captures.mantissa;
import static io.tickwire.engine.book.Captures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Books rebuilt from what venues really sent.
 */
class BookCaptureTest
{
    private static final int MAX_LEVELS = 10_000;

    private final Map<String, OrderBook> books = new HashMap<>();
    private final Map<String, int[]> decimals = new HashMap<>();
    private final BookChecksum checksum = new BookChecksum();
    private int priceExponent;
    private int quantityExponent;
    private int verified;

    @Test
    void shouldVerifyAllChecksumsOfKrakenV1() throws IOException
    {
        for (final String line : Captures.lines("kraken_v1/KRAKEN.ws.50.0.gz", "\"book-1000\""))
        {
            final String message = line.substring(line.indexOf(": ") + 2);
            if (message.startsWith("["))
            {
                onKraken1(list(Captures.parse(message)));
            }
        }

        assertEquals(4_269, verified);
        assertBooks("kraken_v1_2021-04-17");
    }

    @ParameterizedTest
    @CsvSource({
        "kraken_minagbp_d25_resync_20260818.ndjson, 25, 19, kraken_v2_minagbp_resync",
        "kraken_book_btcusd_d10_20260824.jsonl, 10, 4, kraken_v2_btcusd_d10_20260824",
        "docs_checksum_example.jsonl, 10, 1, kraken_v2_docs_example"})
    void shouldVerifyAllChecksumsOfKrakenV2(
        final String file, final int depth, final int count, final String expected) throws IOException
    {
        for (final String line : Captures.lines("kraken_v2/" + file, "\"checksum\""))
        {
            final Map<String, Object> read = map(Captures.parse(line));
            final Map<String, Object> message = read.containsKey("frame") ? map(read.get("frame")) : read;
            for (final Object data : list(message.get("data")))
            {
                onKraken2(map(data), message.get("type").equals("snapshot"), depth);
            }
        }

        assertEquals(count, verified);
        assertBooks(expected);
    }

    @Test
    void shouldVerifyAllChecksumsOfOkx() throws IOException
    {
        for (final String line : Captures.lines("okx/OKX.ws.1.0.gz", "\"checksum\""))
        {
            final Map<String, Object> message = map(Captures.parse(line.substring(line.indexOf(": ") + 2)));
            final OrderBook book = book((String)map(message.get("arg")).get("instId"));
            if (message.get("action").equals("snapshot"))
            {
                book.clear();
            }
            for (final Object value : list(message.get("data")))
            {
                final Map<String, Object> data = map(value);
                setAll(book, true, data.get("bids"));
                setAll(book, false, data.get("asks"));
                assertEquals(
                    Integer.parseInt((String)data.get("checksum")),
                    checksum.okx(book, priceExponent, quantityExponent));
                verified++;
            }
        }

        assertEquals(3_679, verified);
        assertBooks("okx_2022-02-27_books-l2-tbt");
    }

    @Test
    void shouldVerifyTheChecksumOfBitfinex() throws IOException
    {
        final OrderBook book = book("tXRPBTC");
        for (final String line : Captures.lines("bitfinex/xrpbtc_p0_checksum_example.jsonl", "[81757"))
        {
            final List<Object> message = list(Captures.parse(line));
            if (message.get(1).equals("cs"))
            {
                assertEquals(
                    Integer.parseInt((String)message.get(2)),
                    checksum.bitfinex(book, priceExponent, quantityExponent));
                verified++;
            }
            else
            {
                final List<Object> levels = list(message.get(1));
                for (final Object level : levels.get(0) instanceof List ? levels : List.of((Object)levels))
                {
                    final long amount = mantissa(text(level, 2), quantityExponent);
                    book.set(
                        amount > 0,
                        mantissa(text(level, 0), priceExponent),
                        text(level, 1).equals("0") ? 0 : Math.abs(amount));
                }
            }
        }

        assertEquals(1, verified);
        assertBooks("bitfinex_checksum_example");
    }

    @ParameterizedTest
    @CsvSource({
        "spot_btcusdt_20240808.gz, binance_spot_btcusdt_20240808, BTCUSDT",
        "usdm_btcusdt_20240808.gz, binance_usdm_btcusdt_20240808, BTCUSDT",
        "cm_btcusd_perp_20240808.gz, binance_cm_btcusd_perp_20240808, BTCUSD_PERP"})
    void shouldHaveTheTopThatBinanceTells(
        final String file, final String expected, final String symbol) throws IOException
    {
        final TreeMap<Long, Map<String, Object>> quotes = new TreeMap<>();
        final List<Map<String, Object>> depths = new ArrayList<>();
        Map<String, Object> snapshot = null;
        for (final String line : Captures.lines("binance/" + file, "bookTicker", "depthUpdate", "lastUpdateId"))
        {
            final Map<String, Object> message = map(Captures.parse(line.substring(line.indexOf(' ') + 1)));
            final Map<String, Object> data = message.containsKey("data") ? map(message.get("data")) : message;
            if (data.containsKey("lastUpdateId"))
            {
                snapshot = data;
            }
            else if (data.containsKey("U"))
            {
                depths.add(data);
            }
            else
            {
                quotes.put(Long.parseLong((String)data.get("u")), data);
            }
        }

        final OrderBook book = book(symbol);
        final long from = Long.parseLong((String)snapshot.get("lastUpdateId"));
        setAll(book, true, snapshot.get("bids"));
        setAll(book, false, snapshot.get("asks"));
        for (final Map<String, Object> depth : depths)
        {
            onBinanceDepth(book, depth, from, quotes);
        }

        final Map<String, Object> expectedBook = map(map(Captures.expectedSymbols(expected).get(symbol)).get("book"));
        assertEquals("0", expectedBook.get("bbo_differs_from_bookTicker"));
        assertEquals(expectedBook.get("bbo_equals_bookTicker"), Integer.toString(verified));
        assertBooks(expected);
    }

    private void onBinanceDepth(
        final OrderBook book,
        final Map<String, Object> depth,
        final long from,
        final TreeMap<Long, Map<String, Object>> quotes)
    {
        final long last = Long.parseLong((String)depth.get("u"));
        if (depth.containsKey("pu") ? last < from : last <= from)
        {
            return;
        }
        setAll(book, true, depth.get("b"));
        setAll(book, false, depth.get("a"));
        assertFalse(book.isCrossed());
        if (quotes.floorKey(last) != null && last < quotes.lastKey())
        {
            final Map<String, Object> quote = quotes.floorEntry(last).getValue();
            assertEquals(mantissa((String)quote.get("b"), priceExponent), book.bidPrice(0));
            assertEquals(mantissa((String)quote.get("B"), quantityExponent), book.bidQuantity(0));
            assertEquals(mantissa((String)quote.get("a"), priceExponent), book.askPrice(0));
            assertEquals(mantissa((String)quote.get("A"), quantityExponent), book.askQuantity(0));
            verified++;
        }
    }

    private void onKraken1(final List<Object> message)
    {
        final String symbol = (String)message.get(message.size() - 1);
        final OrderBook book = book(symbol);
        String sum = null;
        for (int i = 1; i < message.size() - 2; i++)
        {
            final Map<String, Object> part = map(message.get(i));
            if (part.containsKey("as"))
            {
                book.clear();
            }
            setKraken1(symbol, true, part.getOrDefault("bs", part.get("b")));
            setKraken1(symbol, false, part.getOrDefault("as", part.get("a")));
            sum = (String)part.getOrDefault("c", sum);
        }
        book.truncate(1_000);
        if (sum != null)
        {
            assertKraken(symbol, sum);
        }
    }

    private void setKraken1(final String symbol, final boolean isBid, final Object levels)
    {
        setAll(book(symbol), isBid, levels);
        for (final Object level : list(levels))
        {
            keepDecimals(symbol, text(level, 0), text(level, 1));
        }
    }

    private void onKraken2(final Map<String, Object> data, final boolean isSnapshot, final int depth)
    {
        final String symbol = (String)data.get("symbol");
        final OrderBook book = book(symbol);
        if (isSnapshot)
        {
            book.clear();
        }
        for (final String name : List.of("bids", "asks"))
        {
            for (final Object value : list(data.get(name)))
            {
                final String price = (String)map(value).get("price");
                final String quantity = (String)map(value).get("qty");
                keepDecimals(symbol, price, quantity);
                book.set(
                    name.equals("bids"), mantissa(price, priceExponent), mantissa(quantity, quantityExponent));
            }
        }
        book.truncate(depth);
        assertKraken(symbol, (String)data.get("checksum"));
    }

    private void assertKraken(final String symbol, final String sum)
    {
        final OrderBook book = book(symbol);
        final int[] places = decimals.get(symbol);
        assertEquals(
            Long.parseLong(sum),
            checksum.kraken(book, priceExponent, quantityExponent, places[0], places[1]));
        verified++;
    }

    private void keepDecimals(final String symbol, final String price, final String quantity)
    {
        decimals.putIfAbsent(symbol, new int[]{decimalsOf(price), decimalsOf(quantity)});
    }

    private static int decimalsOf(final String text)
    {
        return text.indexOf('.') < 0 ? 0 : text.length() - text.indexOf('.') - 1;
    }

    /**
     * The book of a symbol; from now on its exponents hold. OKX writes {@code 0.00000074435} and 10^11 of it,
     * and someone at Kraken asks 9,999,999,997 francs.
     */
    private OrderBook book(final String symbol)
    {
        priceExponent = symbol.contains("-") ? -11 : symbol.endsWith("/CHF") ? -5 : -9;
        quantityExponent = symbol.equals("ELON-USDT") ? 0 : -8;

        return books.computeIfAbsent(symbol, name -> new OrderBook(MAX_LEVELS));
    }

    private void setAll(final OrderBook book, final boolean isBid, final Object levels)
    {
        for (final Object level : list(levels))
        {
            book.set(isBid, mantissa(text(level, 0), priceExponent), mantissa(text(level, 1), quantityExponent));
        }
    }

    private void assertBooks(final String id) throws IOException
    {
        final Map<String, Object> symbols = Captures.expectedSymbols(id);
        int compared = 0;
        for (final Map.Entry<String, Object> symbol : symbols.entrySet())
        {
            final Map<String, Object> expected = map(map(symbol.getValue()).get("book"));
            final OrderBook book = book(symbol.getKey());
            assertEquals(expected.get("bid_levels"), Integer.toString(book.bids()));
            assertEquals(expected.get("ask_levels"), Integer.toString(book.asks()));
            final List<Object> bids = list(expected.get("top10_bids"));
            for (int i = 0; i < bids.size(); i++)
            {
                assertEquals(mantissa(text(bids.get(i), 0), priceExponent), book.bidPrice(i));
                assertEquals(mantissa(text(bids.get(i), 1), quantityExponent), book.bidQuantity(i));
            }
            final List<Object> asks = list(expected.get("top10_asks"));
            for (int i = 0; i < asks.size(); i++)
            {
                assertEquals(mantissa(text(asks.get(i), 0), priceExponent), book.askPrice(i));
                assertEquals(mantissa(text(asks.get(i), 1), quantityExponent), book.askQuantity(i));
            }
            compared++;
        }
        assertTrue(compared > 0);
    }
}
