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
 * @param groups   of a venue that comes by multicast, line by line; nothing but symbols can be chosen of it.
 * Thread: any
 */
public record FeedSpec(
    String venue,
    List<String> symbols,
    Set<FeedChannel> channels,
    int lines,
    Optional<URI> stream,
    Optional<URI> rest,
    Optional<Path> key,
    List<MulticastLine> groups)
{
    /** So many lines at the most. */
    public static final int MAX_LINES = 4;

    /** What is allowed, for people. */
    public static final String FORM =
        "VENUE:SYMBOL,SYMBOL... such as binance:btcusdt,eth* with, behind semicolons, channels=trades,book... and " +
        "lines=1 to 4, stream=wss://..., rest=https://..., key=FILE; or groups=239.0.0.1:6100/eth1,...";

    private static final String CHANNELS = "channels";
    private static final String LINES = "lines";
    private static final String STREAM = "stream";
    private static final String REST = "rest";
    private static final String KEY = "key";
    private static final String GROUPS = "groups";

    public FeedSpec
    {
        symbols = List.copyOf(symbols);
        channels = Set.copyOf(channels);
        groups = List.copyOf(groups);
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
        if (groups.size() > MAX_LINES || Set.copyOf(groups).size() < groups.size())
        {
            throw new IllegalArgumentException(
                "groups must be 1 to " + MAX_LINES + " lines, each another one: groups=" + groups);
        }
        if (!groups.isEmpty() && (
            !channels.isEmpty() || lines > 1 || stream.isPresent() || rest.isPresent() || key.isPresent()))
        {
            throw new IllegalArgumentException("groups are lines, and bring all that there is: no channels, lines, " +
                "stream, rest or key can be set with them");
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
            Optional.empty(),
            List.of());
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
            print(STREAM, stream) + print(REST, rest) + print(KEY, key) +
            (groups.isEmpty() ? "" : ';' + GROUPS + '=' +
                groups.stream().map(MulticastLine::toString).collect(Collectors.joining(",")));
    }

    private FeedSpec with(final String name, final String value)
    {
        return switch (name)
        {
            case CHANNELS -> new FeedSpec(venue, symbols, channels(value), lines, stream, rest, key, groups);
            case LINES -> new FeedSpec(venue, symbols, channels, number(value), stream, rest, key, groups);
            case STREAM -> new FeedSpec(
                venue, symbols, channels, lines, Optional.of(value).map(URI::create), rest, key, groups);
            case REST -> new FeedSpec(
                venue, symbols, channels, lines, stream, Optional.of(value).map(URI::create), key, groups);
            case KEY -> new FeedSpec(
                venue, symbols, channels, lines, stream, rest, Optional.of(Path.of(value)), groups);
            case GROUPS -> new FeedSpec(venue, symbols, channels, lines, stream, rest, key, groups(value));
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

    private static List<MulticastLine> groups(final String value)
    {
        return Arrays.stream(value.split(",", -1)).map(MulticastLine::parse).toList();
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
