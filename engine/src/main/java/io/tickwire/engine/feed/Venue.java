package io.tickwire.engine.feed;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One protocol of an exchange. Each has a package of its own and a line in
 * {@code META-INF/services/io.tickwire.engine.feed.Venue}.
 * Thread: any
 */
public interface Venue
{
    /** Lower case, such as {@code binance-usdm}. */
    String name();

    /** Other names that it goes by. */
    default Set<String> aliases()
    {
        return Set.of();
    }

    /** Names of the kinds of messages that its decoder tells apart and counts: {@code trade}, {@code book:update}. */
    List<String> kinds();

    /**
     * A decoder for one connection.
     */
    FeedDecoder newDecoder(VenueFeed feed);

    /**
     * A reader of the venue's list of what it trades.
     */
    InstrumentReader newInstrumentReader();

    /**
     * Tells what its binary messages say.
     *
     * @throws UnsupportedOperationException where all of them are text.
     */
    default FrameDescriber newFrameDescriber()
    {
        throw new UnsupportedOperationException("all messages are text: venue=" + name());
    }

    /**
     * The venue of a name or an alias.
     *
     * @throws IllegalArgumentException where there is none.
     */
    static Venue of(final String name)
    {
        return ServiceLoader.load(Venue.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(venue -> venue.name().equals(name) || venue.aliases().contains(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(
                "no such venue: venue=" + name + ", venues=" + names()));
    }

    /** The names of all venues, sorted. */
    static List<String> names()
    {
        return ServiceLoader.load(Venue.class).stream()
            .map(provider -> provider.get().name())
            .sorted()
            .collect(Collectors.toUnmodifiableList());
    }
}
