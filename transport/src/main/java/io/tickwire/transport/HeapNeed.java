package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.SimulatedMarket;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What stays in the heap of a server, at the least, by what it is configured to know. The heap is small as it comes,
 * since nothing of a client and no tick is in it; symbols are.
 * <p>
 * Not counted is what only venues know: which symbols a pattern means, and how many levels their books have.
 *
 * @param symbols       at a venue each.
 * @param startBytes    with all symbols known and a book of twenty levels each, before the first trade.
 * @param tradedBytes   once each of them was traded all the time for a day.
 * Thread: any
 */
public record HeapNeed(long symbols, long startBytes, long tradedBytes)
{
    private static final long MIB = 1 << 20;
    private static final long STEP_MIB = 64;
    private static final long DAY_SECONDS = TimeUnit.DAYS.toSeconds(1);

    // Measured on 2026-11-28, JDK 17, after a full collection: 25.2 MB with 1 symbol, 45.5 with 3,000, 126 with 15,000.
    private static final long SERVER_BYTES = 25_000_000;
    private static final long KNOWN_BYTES = 6_700;
    // The same with 3,000 that are traded: signals, and what conflation and candles keep beside the candles themselves.
    private static final long TRADED_BYTES = 7_000;

    /**
     * That of a server which is configured so.
     */
    public static HeapNeed of(final ServerConfig config)
    {
        final long symbols = symbols(config.feed());
        final long seriesBytes = config.engine().market().seriesBytes(DAY_SECONDS);

        return new HeapNeed(
            symbols,
            SERVER_BYTES + symbols * KNOWN_BYTES,
            SERVER_BYTES + symbols * (KNOWN_BYTES + TRADED_BYTES + seriesBytes));
    }

    /**
     * Why there is no use in the server's start; empty: there is.
     *
     * @param roomBytes  for what stays.
     * @param youngBytes of the heap besides.
     */
    public Optional<String> refusal(final long roomBytes, final long youngBytes)
    {
        return startBytes <= roomBytes ? Optional.empty() : Optional.of(
            "the heap is too small: " + symbols + " symbols at venues take " + mib(startBytes) + " MiB of it, and " +
            mib(tradedBytes) + " once they were traded for a day, and it has " + mib(roomBytes) +
            " for what stays: " + remedy(youngBytes));
    }

    /**
     * Why the server may end by and by; empty: not by the symbols that are known.
     *
     * @param roomBytes  for what stays.
     * @param youngBytes of the heap besides.
     */
    public Optional<String> warning(final long roomBytes, final long youngBytes)
    {
        return tradedBytes <= roomBytes ? Optional.empty() : Optional.of(
            symbols + " symbols at venues take up to " + mib(tradedBytes) + " MiB of the heap once they were traded " +
            "for a day, and it has " + mib(roomBytes) + " for what stays: " + remedy(youngBytes));
    }

    private String remedy(final long youngBytes)
    {
        final long heapMib = (mib(tradedBytes + youngBytes) / STEP_MIB + 1) * STEP_MIB;

        return "set TICKWIRE_JAVA_OPTS=-Xmx" + heapMib + "m (and what bounds the process, such as MemoryMax, with " +
            "it), or fewer symbols (feed.simulation.symbols, feed.venues)";
    }

    private static long mib(final long bytes)
    {
        return (bytes + MIB - 1) / MIB;
    }

    private static long symbols(final FeedSettings feed)
    {
        final SimulatedMarket market = feed.simulation().market();
        final long simulated =
            feed.simulation().isEnabled() ? (long)market.symbols() * market.venues().size() : 0;

        return simulated + feed.venues().stream()
            .map(FeedSpec::symbols)
            .mapToLong(symbols -> symbols.stream().filter(symbol -> symbol.indexOf('*') < 0).count())
            .sum();
    }
}
