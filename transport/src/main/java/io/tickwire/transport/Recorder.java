package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.StreamHost;
import io.tickwire.transport.ws.FrameHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server without sockets of its own: feeds, the engine, and the stream into a journal. The engine keeps all books,
 * and so asks venues anew for those that went wrong.
 * Thread: conductor
 */
public final class Recorder implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Recorder.class);
    private static final String RECORDED = "journal_recorded_sequence";
    private static final long CLOCK_NS = TimeUnit.SECONDS.toNanos(10);

    private final ServerConfig config;
    private final WallClock clock = new WallClock();
    private final RoleThreads roleThreads = new PinnedThreads();
    private final List<Feed> feeds = new ArrayList<>();
    private final StreamHost stream;
    private final Engine engine;
    private final long firstG;
    private long clockNs = System.nanoTime();
    private boolean isClosed;

    /**
     * @param config that names a journal.
     * @throws IllegalArgumentException where something can not be had as it is set; the reason names the setting.
     */
    public Recorder(final ServerConfig config)
    {
        this.config = config;
        stream = new StreamHost(config.stream());
        try
        {
            final Engine.Origin origin = stream.open(clock);
            firstG = origin.firstSequence();
            engine = new Engine(config.engine(), new FrameHeader(), Names.empty(), clock, roleThreads, origin);
            feeds.addAll(
                new FeedSetup(engine, new Listings(), clock, roleThreads).feeds(config.feed(), List.of()));
        }
        catch (final StreamException ex)
        {
            throw new IllegalArgumentException(ex.getMessage(), ex);
        }
        catch (final IllegalArgumentException ex)
        {
            stream.close();

            throw ex;
        }
    }

    /**
     * How it goes.
     *
     * @param ticks     that came, those of the time included.
     * @param symbols   of which any came.
     * @param bytes     that went into the journal.
     * @param recordedG of the last tick that is recorded; -1: none yet.
     * @param behind    how many ticks are not recorded yet.
     * @param trouble   what is not as it should be; empty: nothing.
     * Thread: any
     */
    public record Figures(long ticks, int symbols, long bytes, long recordedG, long behind, String trouble)
    {
    }

    /**
     * Begin to record.
     *
     * @throws StartException where that can not be; nothing is left running then.
     */
    public void start() throws StartException
    {
        try
        {
            engine.launch();
            stream.launch(engine, clock, roleThreads, config.server().name());
            feeds.forEach(Feed::start);
        }
        catch (final StreamException | IllegalArgumentException ex)
        {
            close();

            throw new StartException(ex.getMessage(), ex);
        }
    }

    /**
     * Keep the clock, and say how it goes. To be called each second or so.
     */
    public Figures tend()
    {
        final long nowNs = System.nanoTime();
        if (nowNs - clockNs >= CLOCK_NS)
        {
            clockNs = nowNs;
            clock.synchronize();
        }
        final long ticks = engine.counters().total(EngineCounter.TICKS_PUBLISHED);
        final long places = ticks + engine.counters().total(EngineCounter.TICKS_ABORTED);
        final long recordedG = stream.gauges().get(RECORDED).value();

        return new Figures(
            ticks,
            engine.names().symbols().size(),
            stream.counters().get(StreamCounter.BYTES),
            recordedG,
            Math.max(0, firstG + places - 1 - Math.max(recordedG, firstG - 1)),
            trouble());
    }

    /**
     * Stop the feeds, record what has come, and end; within a bound. Does nothing where that was done.
     */
    @Override
    public void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        feeds.forEach(feed -> end(feed::close));
        end(engine::close);
        end(stream::close);
    }

    private String trouble()
    {
        final List<String> troubles = new ArrayList<>();
        for (final Feed feed : feeds)
        {
            final Feed.Health health = feed.health();
            if (health.state() != HealthState.UP)
            {
                troubles.add(feed.name() + ": " + health.details());
            }
        }
        stream.parts().stream()
            .filter(part -> part.state() != HealthState.UP)
            .forEach(part -> troubles.add(part.name() + ": " + part.details()));

        return String.join("; ", troubles);
    }

    private static void end(final Runnable part)
    {
        try
        {
            part.run();
        }
        catch (final RuntimeException ex)
        {
            LOGGER.error("recorder.stop_failed", ex);
        }
    }
}
