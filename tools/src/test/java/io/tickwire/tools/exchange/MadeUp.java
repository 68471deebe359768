package io.tickwire.tools.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Recordings that were never made.
 * Thread: any
 */
final class MadeUp
{
    /** So many messages a second. */
    static final int RATE = 100;

    private MadeUp()
    {
    }

    /** Coinbase's: a snapshot, and then matches, which are numbered from 1 on and 10 ms from each other. */
    static Path coinbase(final Path folder, final int matches) throws IOException
    {
        final StringBuilder text = new StringBuilder("wss://ws-feed.exchange.coinbase.com <-> 1.0\n");
        text.append("1.0: {\"type\":\"snapshot\",\"product_id\":\"A-B\",\"asks\":[[\"2.00\",\"1.0\"]],")
            .append("\"bids\":[[\"1.00\",\"1.0\"]]}\n");
        for (int i = 1; i <= matches; i++)
        {
            text.append(String.format(Locale.ROOT, "%.2f: ", 1 + (double)i / RATE)).append(match(i)).append('\n');
        }

        return Scene.write(folder, "coinbase.cf", text.toString());
    }

    static String match(final int id)
    {
        return "{\"type\":\"match\",\"trade_id\":" + id + ",\"side\":\"sell\",\"size\":\"1\",\"price\":\"1.50\"," +
            "\"product_id\":\"A-B\",\"sequence\":" + id + ",\"time\":\"2021-04-17T16:43:43.677370Z\"}";
    }

    /** Kraken's, protocol 2: a book of depth 25, and then changes of it, 10 ms from each other. */
    static Path kraken(final Path folder, final int changes) throws IOException
    {
        final KrakenBook book = new KrakenBook("A/B", 25);
        final StringBuilder levels = new StringBuilder();
        for (int i = 0; i < 25; i++)
        {
            levels.append(i == 0 ? "" : ",").append("{\"price\":").append(100 - i).append(".5,\"qty\":1.25000000}");
        }
        change(book, "{\"symbol\":\"A/B\",\"bids\":[" + levels + "],\"asks\":[{\"price\":101.5,\"qty\":2.00000000}]," +
            "\"timestamp\":\"2026-08-24T22:21:58.343688Z\"}");
        final StringBuilder text = new StringBuilder("wss://ws.kraken.com/v2 <-> 1.0\n1.0: ")
            .append(book.snapshot(25)).append('\n');
        for (int i = 1; i <= changes; i++)
        {
            final String bids = "{\"price\":" + (100 - i % 30) + ".5,\"qty\":" + i % 3 + ".50000000}";
            final String entry = "{\"symbol\":\"A/B\",\"bids\":[" + bids + "],\"asks\":[],\"timestamp\":" +
                "\"2026-08-24T22:21:59.343688Z\"}";
            change(book, entry);
            final long checksum = Json.read(book.snapshot(25)).path("data").path(0).path("checksum").asLong();
            text.append(String.format(Locale.ROOT, "%.2f: ", 1 + (double)i / RATE))
                .append("{\"channel\":\"book\",\"type\":\"update\",\"data\":[")
                .append(entry.replace("\"timestamp\"", "\"checksum\":" + checksum + ",\"timestamp\""))
                .append("]}\n");
        }

        return Scene.write(folder, "kraken.cf", text.toString());
    }

    private static void change(final KrakenBook book, final String entry)
    {
        book.apply(List.of(Json.read(entry)), List.of());
    }
}
