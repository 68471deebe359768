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
    private static final String ENDED = "at its end";
    private static final Pattern TOLD = Pattern.compile("told=(\\d+) lost=(\\d+)");
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MOST_NS = TimeUnit.MINUTES.toNanos(30);

    private ReplayRun()
    {
    }

    /**
     * @param what  is told of it.
     * @param range settings of the replay behind the folder, such as {@code ;to=1750000004000}; empty: all of it.
     */
    static Map<String, Object> of(final Path journal, final String range, final String what) throws IOException
    {
        try (TickwireServer server = new TickwireServer(config(journal, range)))
        {
            final long startNs = System.nanoTime();
            server.start();
            ServerHealth.Component feed = server.health().components().get(FEED);
            while (!feed.details().startsWith(ENDED) && System.nanoTime() - startNs < MOST_NS)
            {
                LockSupport.parkNanos(LOOK_NS);
                feed = server.health().components().get(FEED);
            }
            final double seconds = (System.nanoTime() - startNs) / (double)TimeUnit.SECONDS.toNanos(1);
            final Matcher told = TOLD.matcher(feed.details());
            if (!told.find() || !feed.details().startsWith(ENDED))
            {
                throw new IOException("the replay does not end: " + feed);
            }
            final Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("what", what);
            figures.put("ticks", Long.parseLong(told.group(1)));
            figures.put("lost", Long.parseLong(told.group(2)));
            figures.put("perSecond", Long.parseLong(told.group(1)) / seconds);

            return figures;
        }
        catch (final StartException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    private static ServerConfig config(final Path journal, final String range) throws IOException
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
