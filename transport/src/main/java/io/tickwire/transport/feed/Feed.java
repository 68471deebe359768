package io.tickwire.transport.feed;

import io.tickwire.engine.feed.FeedLag;
import io.tickwire.engine.feed.line.LineCounter;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.stats.HealthState;

import java.util.List;
import java.util.Map;

/**
 * A source of ticks, with threads of its own. Constructed idle; {@link #start} starts its threads, {@link #close} ends
 * them within a bound, and may be called again.
 * Thread: conductor
 */
public interface Feed extends AutoCloseable
{
    /**
     * What it is called in health, logs and metrics.
     */
    String name();

    /**
     * Start the threads.
     *
     * @throws IllegalArgumentException where something can not be had that is set for it; the reason names the setting.
     */
    void start();

    /**
     * How it is.
     */
    Health health();

    /**
     * What it counts, by the names that metrics have for it.
     */
    default Map<String, Long> counts()
    {
        return Map.of();
    }

    /**
     * What each of its redundant lines counts, where it has any.
     */
    default List<Map<LineCounter, Long>> lineCounts()
    {
        return List.of();
    }

    /**
     * How much later than the first one each of its lines told the same.
     */
    default List<StageTimer> lineTimers()
    {
        return List.of();
    }

    /**
     * How long its ticks took from their venues, by both clocks.
     */
    default FeedLag.Lag lag()
    {
        return FeedLag.Lag.NONE;
    }

    @Override
    void close();

    /**
     * How a feed is.
     *
     * @param state   whether ticks come as they should.
     * @param details for people: what is wrong, or how much comes.
     * Thread: any
     */
    record Health(HealthState state, String details)
    {
    }
}
