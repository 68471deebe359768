package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.Intervals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What is wanted of one channel.
 *
 * @param channel by the protocol's name; or a topic.
 * @param symbols names and patterns; none: all of the channel.
 * @param venues  none: all.
 * @param options other fields of {@code subscribe}: interval, depth, mode, checksum, snapshot, on_slow, max_age_us.
 * Thread: any
 */
public record Subscription(String channel, List<String> symbols, List<String> venues, Map<String, Object> options)
{
    private static final String RAW = "raw";
    private static final String INTERVAL = "interval";
    private static final int DEFAULT_CANDLE_SECONDS = 60;

    /**
     * Copies the values.
     */
    public Subscription
    {
        Objects.requireNonNull(channel, "channel");
        symbols = List.copyOf(symbols);
        venues = List.copyOf(venues);
        options = Map.copyOf(options);
    }

    /**
     * A channel's symbols at all venues.
     */
    public static Subscription of(final Channel channel, final String... symbols)
    {
        return new Subscription(channel.wireName(), List.of(symbols), List.of(), Map.of());
    }

    /**
     * A topic.
     */
    public static Subscription topic(final String name)
    {
        return new Subscription(name, List.of(), List.of(), Map.of());
    }

    /** At these venues only. */
    public Subscription at(final String... venues)
    {
        return new Subscription(channel, symbols, List.of(venues), options);
    }

    /** With a field of {@code subscribe}. */
    public Subscription with(final String name, final Object value)
    {
        final Map<String, Object> changed = new LinkedHashMap<>(options);
        changed.put(name, value);

        return new Subscription(channel, symbols, venues, changed);
    }

    /** A candle's size ({@code 1m}), or the least time between two messages ({@code 100ms}). */
    public Subscription every(final String interval)
    {
        return with(INTERVAL, interval);
    }

    /** Levels of a book. */
    public Subscription withDepth(final int depth)
    {
        return with("depth", depth);
    }

    /** A book as what changes in it. */
    public Subscription asDeltas()
    {
        return with("mode", "delta");
    }

    /** With checksums of books, which are verified. */
    public Subscription withChecksum()
    {
        return with("checksum", true);
    }

    /** Null: a topic. */
    Channel marketChannel()
    {
        return Channel.of(channel.toLowerCase(Locale.ROOT));
    }

    int intervalSeconds()
    {
        final Object interval = options.get(INTERVAL);

        return marketChannel() != Channel.CANDLE ? 0 :
            interval == null ? DEFAULT_CANDLE_SECONDS : Intervals.seconds(String.valueOf(interval));
    }

    /** Whether its messages are events, each by itself. */
    boolean isRawEvents()
    {
        final Channel market = marketChannel();

        return market != null && !market.isState() && !market.isPrivate() && !options.containsKey(INTERVAL) &&
            RAW.equals(options.getOrDefault("mode", RAW));
    }

    /** Whether a stream is asked for by what is no name of an alias. */
    static boolean isNamed(final String wanted, final String symbol)
    {
        final int length = wanted.length();

        return wanted.endsWith("*") ? symbol.regionMatches(true, 0, wanted, 0, length - 1) :
            wanted.equalsIgnoreCase(symbol);
    }

    static boolean isPattern(final String wanted)
    {
        return wanted.endsWith("*");
    }
}
