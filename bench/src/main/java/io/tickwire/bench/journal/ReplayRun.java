package io.tickwire.bench.journal;

import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.status.ServerHealth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server whose only feed is a journal, as fast as the ring and the pipeline take it; nobody reads what comes of it.
 * Thread: any
 */
final class ReplayRun
{
    private static final String SOURCE = "bench";
    private static final String FEED = "feed.replay";
    private static final Pattern TOLD = Pattern.compile("told=(?<told>\\d+) lost=(?<lost>\\d+)");
    private static final Pattern ENDED = Pattern.compile("^at its end.*" + TOLD.pattern());
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MOST_NS = TimeUnit.MINUTES.toNanos(30);

    private ReplayRun()
    {
    }

    /**
     * @param range settings of the replay behind the folder, such as {@code ;to=1750000004000}; empty: all of it.
     */
    static Map<String, Object> of(final Path journal, final String range) throws IOException
    {
        try (TickwireServer server = new TickwireServer(config(journal, range)))
        {
            server.start();
            final long startNs = System.nanoTime();
            final long before = number(await(server, startNs, TOLD), "told");
            final long fromNs = System.nanoTime();
            final Matcher end = await(server, startNs, ENDED);
            final double seconds = (System.nanoTime() - fromNs) / (double)TimeUnit.SECONDS.toNanos(1);
            final Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("ticks", number(end, "told"));
            figures.put("lost", number(end, "lost"));
            figures.put("perSecond", (number(end, "told") - before) / seconds);

            return figures;
        }
        catch (final StartException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    /** Wait until the feed says this of itself. */
    private static Matcher await(final TickwireServer server, final long startNs, final Pattern pattern)
        throws IOException
    {
        while (true)
        {
            final ServerHealth.Component feed = server.health().components().get(FEED);
            final Matcher matcher = pattern.matcher(feed.details());
            if (matcher.find())
            {
                return matcher;
            }
            if (System.nanoTime() - startNs > MOST_NS)
            {
                throw new IOException("the replay does not end: " + feed);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static long number(final Matcher matcher, final String name)
    {
        return Long.parseLong(matcher.group(name));
    }

    /** Of a server that only replays. */
    static ServerConfig config(final Path journal, final String range) throws IOException
    {
        try
        {
            return new ConfigLoader(Map.of())
                .set("server.listeners=127.0.0.1:0", SOURCE)
                .set("tls.listeners=", SOURCE)
                .set("server.data=", SOURCE)
                .set("feed.simulation.enabled=false", SOURCE)
                .set("feed.replay.journal=" + journal.toAbsolutePath() + ";speed=max" + range, SOURCE)
                .load()
                .config();
        }
        catch (final ConfigException ex)
        {
            throw new IOException(String.join("; ", ex.errors()), ex);
        }
    }
}
