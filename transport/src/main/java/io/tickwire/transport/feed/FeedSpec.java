package io.tickwire.transport.feed;

import io.tickwire.transport.feed.venue.FeedChannel;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What to have of a venue, as it is written: {@code binance:btcusdt,ethusdt;channels=trades,book;lines=2}.
 *
 * @param venue    the engine's name of it.
 * @param symbols  the venue's names or ours, in any case, whatever separates their parts; {@code *} stands for
 *                 anything.
 * @param channels that are wanted; empty: all that the venue has.
 * @param lines    connections that bring the same, of which the first to tell is believed.
 * @param stream   where the venue's WebSocket is, if not where it should be.
 * @param rest     likewise, its REST interface.
 * @param key      a file with the key that the venue wants to see.
 * Thread: any
 */
public record FeedSpec(
    String venue,
    List<String> symbols,
    Set<FeedChannel> channels,
    int lines,
    Optional<URI> stream,
    Optional<URI> rest,
    Optional<Path> key)
{
    /** So many lines at the most. */
    public static final int MAX_LINES = 4;

    /** What is allowed, for people. */
    public static final String FORM =
        "VENUE:SYMBOL,SYMBOL... such as binance:btcusdt,eth* with, behind semicolons, channels=trades,book... and " +
        "lines=1 to 4, stream=wss://..., rest=https://..., key=FILE";

    private static final String CHANNELS = "channels";
    private static final String LINES = "lines";
    private static final String STREAM = "stream";
    private static final String REST = "rest";
    private static final String KEY = "key";

    public FeedSpec
    {
        symbols = List.copyOf(symbols);
        channels = Set.copyOf(channels);
        if (!venue.matches("[a-z0-9-]{1,32}"))
        {
            throw new IllegalArgumentException("no name of a venue: " + venue);
        }
        if (symbols.isEmpty() || symbols.stream().anyMatch(String::isBlank))
        {
            throw new IllegalArgumentException("symbols must be named, or * for all: venue=" + venue);
        }
        if (lines < 1 || lines > MAX_LINES)
        {
            throw new IllegalArgumentException("lines must be 1 to " + MAX_LINES + ": lines=" + lines);
        }
        stream.ifPresent(uri -> requireScheme(STREAM, uri, "ws", "wss"));
        rest.ifPresent(uri -> requireScheme(REST, uri, "http", "https"));
    }

    /**
     * Read it as it is written.
     *
     * @throws IllegalArgumentException where it is not what {@link #FORM} says.
     */
    public static FeedSpec parse(final String text)
    {
        final String[] parts = text.split(";", -1);
        final int colon = parts[0].indexOf(':');
        if (colon < 1)
        {
            throw new IllegalArgumentException("symbols must be named behind a colon: " + text);
        }

        FeedSpec spec = new FeedSpec(
            parts[0].substring(0, colon),
            Arrays.asList(parts[0].substring(colon + 1).split(",", -1)),
            Set.of(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
        final List<String> seen = new ArrayList<>();
        for (final String part : Arrays.asList(parts).subList(1, parts.length))
        {
            final int equals = part.indexOf('=');
            if (equals < 1 || seen.contains(part.substring(0, equals)))
            {
                throw new IllegalArgumentException("no setting, or there twice: " + part);
            }
            seen.add(part.substring(0, equals));
            spec = spec.with(part.substring(0, equals), part.substring(equals + 1));
        }

        return spec;
    }

    /**
     * As {@link #parse} reads it.
     */
    @Override
    public String toString()
    {
        return venue + ':' + String.join(",", symbols) +
            (channels.isEmpty() ? "" : ';' + CHANNELS + '=' +
                channels.stream().sorted().map(FeedSpec::print).collect(Collectors.joining(","))) +
            (lines == 1 ? "" : ';' + LINES + '=' + lines) +
            print(STREAM, stream) + print(REST, rest) + print(KEY, key);
    }

    private FeedSpec with(final String name, final String value)
    {
        return switch (name)
        {
            case CHANNELS -> new FeedSpec(venue, symbols, channels(value), lines, stream, rest, key);
            case LINES -> new FeedSpec(venue, symbols, channels, number(value), stream, rest, key);
            case STREAM -> new FeedSpec(
                venue, symbols, channels, lines, Optional.of(value).map(URI::create), rest, key);
            case REST -> new FeedSpec(
                venue, symbols, channels, lines, stream, Optional.of(value).map(URI::create), key);
            case KEY -> new FeedSpec(venue, symbols, channels, lines, stream, rest, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException("no setting of a feed: " + name);
        };
    }

    private static Set<FeedChannel> channels(final String value)
    {
        final Set<FeedChannel> channels = EnumSet.noneOf(FeedChannel.class);
        for (final String name : value.split(",", -1))
        {
            channels.add(Arrays.stream(FeedChannel.values())
                .filter(channel -> print(channel).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such channel: " + name + ", channels are " +
                    Arrays.stream(FeedChannel.values()).map(FeedSpec::print).collect(Collectors.joining(", ")))));
        }

        return channels;
    }

    private static int number(final String value)
    {
        if (!value.matches("[0-9]{1,4}"))
        {
            throw new IllegalArgumentException("lines must be 1 to " + MAX_LINES + ": lines=" + value);
        }

        return Integer.parseInt(value);
    }

    private static void requireScheme(final String name, final URI uri, final String plain, final String secure)
    {
        final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals(plain) && !scheme.equals(secure) || uri.getHost() == null || uri.getQuery() != null)
        {
            throw new IllegalArgumentException(
                name + " must be an address that begins with " + plain + ":// or " + secure + "://, without a query: " +
                uri);
        }
    }

    private static String print(final FeedChannel channel)
    {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private static String print(final String name, final Optional<?> value)
    {
        final Function<Object, String> setting = any -> ';' + name + '=' + any;

        return value.map(setting).orElse("");
    }
}
