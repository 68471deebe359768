package io.tickwire.transport;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedFeed;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.ServerCounter;

import java.util.List;

/**
 * A server whose clients are soon slow, with a market of one venue that can be made to stand still.
 */
final class SlowServer implements AutoCloseable
{
    static final int SMALL_BYTES = 4_096;
    static final long NEVER_MS = 3_600_000;

    private static final int QUIET_LOOKS = 60;

    private final TestServer server;

    private SlowServer(final TestServer server)
    {
        this.server = server;
    }

    /**
     * A server where nobody is closed for being slow, and only bytes make a client slow.
     */
    static SlowServer patient(final int symbols, final int ticksPerSecond, final int highWaterBytes)
    {
        return start(
            symbols, ticksPerSecond, new Limits.Slow(highWaterBytes, NEVER_MS, NEVER_MS, NEVER_MS, 2 * SMALL_BYTES));
    }

    static SlowServer start(final int symbols, final int ticksPerSecond, final Limits.Slow slow)
    {
        return start(symbols, ticksPerSecond, slow, 64L << 20);
    }

    static SlowServer start(
        final int symbols, final int ticksPerSecond, final Limits.Slow slow, final long residueBytes)
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha"), symbols, ticksPerSecond, 0);

        return new SlowServer(TestServer.start(config -> config
            .with(config.limits().with(slow).with(new Limits.Messages(0, 1_000, 0, 1 << 16, 1_024, 4_096, 65_536)))
            .with(new ServerConfig.Shards(1, List.of(), residueBytes, 32L << 20, 0, 250, 60_000))
            .with(FeedSettings.simulated(market))));
    }

    TestServer server()
    {
        return server;
    }

    int port()
    {
        return server.port();
    }

    EgressShard shard()
    {
        return server.server().shards().get(0);
    }

    SimulatedFeed feed()
    {
        return (SimulatedFeed)server.server().feeds().get(0);
    }

    long count(final ServerCounter counter)
    {
        return server.server().counters().get(counter);
    }

    long count(final EngineCounter counter)
    {
        return server.server().engine().counters().total(counter);
    }

    void await(final ServerCounter counter, final long atLeast)
    {
        Patience.await(
            () -> counter + " is " + count(counter) + ", not " + atLeast, () -> count(counter) >= atLeast);
    }

    /**
     * Let the market stand still, and wait until all of it is told.
     */
    void standStill()
    {
        feed().pause();
        final long[] seen = {-1, 0};
        Patience.await("nothing to tell", () ->
        {
            final long told = count(EngineCounter.FRAMES_ENCODED) + count(ServerCounter.FRAMES_DELIVERED) +
                count(ServerCounter.BYTES_WRITTEN) + count(EngineCounter.TICKS_APPLIED);
            seen[1] = told == seen[0] ? seen[1] + 1 : 0;
            seen[0] = told;

            return seen[1] > QUIET_LOOKS;
        });
    }

    /**
     * Have something done by the shard, and wait for it.
     */
    void onShard(final Runnable task)
    {
        final boolean[] isDone = new boolean[1];
        shard().proxy().offer(() ->
        {
            task.run();
            synchronized (isDone)
            {
                isDone[0] = true;
            }
        });
        Patience.await("the shard's task", () ->
        {
            synchronized (isDone)
            {
                return isDone[0];
            }
        });
    }

    static String subscribe(final String channel, final String more)
    {
        return "{\"type\":\"subscribe\",\"symbols\":[\"BTCUSDT\"],\"channel\":\"" + channel + "\"" + more + "}";
    }

    @Override
    public void close()
    {
        server.close();
    }
}
