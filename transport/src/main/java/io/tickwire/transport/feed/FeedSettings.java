package io.tickwire.transport.feed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * Where ticks come from.
 *
 * @param simulation a market that is made up.
 * @param venues     what to have of exchanges.
 * @param cores      that the venues' threads are pinned to, in order; empty: not pinned.
 * @param links      how to be connected to them.
 * @param replay     what is replayed of journals.
 * Thread: any
 */
public record FeedSettings(
    Simulation simulation, List<FeedSpec> venues, List<Integer> cores, Links links, Replay replay)
{
    public FeedSettings
    {
        venues = List.copyOf(venues);
        cores = List.copyOf(cores);
        if (!cores.isEmpty() && !venues.isEmpty() && cores.size() != venues.size())
        {
            throw new IllegalArgumentException(
                "feed.cores must name one for each of the " + venues.size() + " venues, or none: feed.cores=" + cores);
        }
        if (venues.stream().map(FeedSpec::venue).distinct().count() != venues.size())
        {
            throw new IllegalArgumentException(
                "feed.venues must name each venue once, with all its symbols: feed.venues=" + venues);
        }
    }

    /**
     * The simulated feed.
     *
     * @param isEnabled whether there is one.
     * @param market    that it simulates.
     * Thread: any
     */
    public record Simulation(boolean isEnabled, SimulatedMarket market)
    {
    }

    /**
     * How to be connected to venues.
     *
     * @param silenceMs   after which a book that used to change is not believed any more.
     * @param reconnectMs that is waited at the most before the next attempt to connect.
     * @param trust       files of certificates that are believed besides those of the JVM.
     * @param proxy       a proxy for all of it, {@code host:port}, with {@code user:password@} before it where it asks.
     * Thread: any
     */
    public record Links(long silenceMs, long reconnectMs, List<Path> trust, Optional<String> proxy)
    {
        private static final long MAX_MS = 3_600_000;

        public Links
        {
            trust = List.copyOf(trust);
            requireRange("feed.links.silenceMs", silenceMs, 100, MAX_MS);
            requireRange("feed.links.reconnectMs", reconnectMs, 10, MAX_MS);
        }

        /**
         * What is so where nothing is set.
         */
        public static Links defaults()
        {
            return new Links(30_000, 30_000, List.of(), Optional.empty());
        }
    }

    /**
     * What is replayed of journals.
     *
     * @param feed      in place of all other feeds; nothing: none.
     * @param sessions  so many clients at the most have a replay of their own at a time.
     * @param warmMs    before a time that is jumped to, so much is taken in for the state of the market.
     * @param warmTicks and not more than these.
     * Thread: any
     */
    public record Replay(Optional<ReplaySpec> feed, int sessions, long warmMs, long warmTicks)
    {
        /** There are no more sessions than these. */
        public static final int MAX_SESSIONS = 256;

        /** A day. */
        public static final long MAX_WARM_MS = 86_400_000;

        /** Some 40 minutes of a fast core. */
        public static final long MAX_WARM_TICKS = 10_000_000_000L;

        public Replay
        {
            requireRange("feed.replay.sessions", sessions, 0, MAX_SESSIONS);
            requireRange("feed.replay.warmMs", warmMs, 0, MAX_WARM_MS);
            requireRange("feed.replay.warmTicks", warmTicks, 0, MAX_WARM_TICKS);
        }

        /**
         * What is so where nothing is set.
         */
        public static Replay defaults()
        {
            return new Replay(Optional.empty(), 4, 300_000, 1_000_000);
        }
    }

    /**
     * A simulated market, and no venue.
     */
    public static FeedSettings defaults()
    {
        return simulated(SimulatedMarket.defaults());
    }

    /**
     * This market alone.
     */
    public static FeedSettings simulated(final SimulatedMarket market)
    {
        return new FeedSettings(
            new Simulation(true, market), List.of(), List.of(), Links.defaults(), Replay.defaults());
    }

    /**
     * This replay alone.
     */
    public static FeedSettings replayed(final ReplaySpec replay)
    {
        final Replay defaults = Replay.defaults();

        return none().with(
            new Replay(Optional.of(replay), defaults.sessions, defaults.warmMs, defaults.warmTicks));
    }

    /**
     * No feed at all.
     */
    public static FeedSettings none()
    {
        return of();
    }

    /**
     * These venues alone.
     */
    public static FeedSettings of(final FeedSpec... venues)
    {
        return new FeedSettings(
            new Simulation(false, SimulatedMarket.defaults()),
            List.of(venues),
            List.of(),
            Links.defaults(),
            Replay.defaults());
    }

    /**
     * The same, connected otherwise.
     */
    public FeedSettings with(final Links links)
    {
        return new FeedSettings(simulation, venues, cores, links, replay);
    }

    /**
     * The same, replaying otherwise.
     */
    public FeedSettings with(final Replay replay)
    {
        return new FeedSettings(simulation, venues, cores, links, replay);
    }
}
