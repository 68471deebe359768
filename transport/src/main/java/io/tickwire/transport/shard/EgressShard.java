package io.tickwire.transport.shard;

import io.tickwire.engine.Engine;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.session.SessionOwner;
import io.tickwire.transport.session.ShardProxy;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import org.agrona.collections.MutableInteger;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Owns what goes out to some of the connections: reads all frame rings, keeps their subscriptions, writes to their
 * sockets. One thread does all of it; nothing here is locked.
 * <p>
 * A shard that fails lets its connections go, so that their clients come back, and begins a new life with the next turn
 * of its thread. One that fails again and again says so, and does not begin anew: the server can not go on without it.
 * Thread: io-<n>
 */
public final class EgressShard implements Runnable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(EgressShard.class);
    private static final int TASK_CAPACITY = 1 << 14;
    private static final int MAX_FAILURES = 5;
    private static final long FAILURES_NS = TimeUnit.MINUTES.toNanos(1);

    private final int number;
    private final String role;
    private final Surroundings around;
    private final ReplayDriver replay;
    private final Runnable onLost;
    private final ShardProxy proxy;
    private final DemandProxy demand;
    private final MutableInteger lastNumber;
    private final StageTimer frameToWritten = new StageTimer("frame->written");
    private final long[] failuresNs = new long[MAX_FAILURES];
    private int failures;

    private volatile ShardLife life;
    private volatile boolean isStopping;
    private volatile boolean isAlive = true;

    /**
     * @param number which shard it is.
     * @param onLost runs once where the shard can not go on.
     */
    public EgressShard(final int number, final Surroundings around, final Runnable onLost)
    {
        this(number, "io-" + number, around, null, onLost);
    }

    /**
     * A shard that has an engine to itself, and makes its ticks.
     *
     * @param replay where they come from; it is closed when the thread ends.
     */
    public EgressShard(final String role, final Surroundings around, final ReplayDriver replay)
    {
        this(0, role, around, replay, () -> LOGGER.error("replay.failed role={}", role));
    }

    private EgressShard(
        final int number,
        final String role,
        final Surroundings around,
        final ReplayDriver replay,
        final Runnable onLost)
    {
        this.number = number;
        this.role = role;
        this.replay = replay;
        this.around = around;
        this.onLost = onLost;
        proxy = new ShardProxy(TASK_CAPACITY, around.counters());
        demand = new DemandProxy(around.engine().demand());
        lastNumber = new MutableInteger(number);
        life = newLife();
    }

    /**
     * What the shards of a server share.
     *
     * @param shards how many there are.
     * Thread: any
     */
    public record Surroundings(
        int shards,
        Engine engine,
        Catalog catalog,
        ServerFacts facts,
        ServerCounters counters,
        ShardSettings settings,
        FurtherPast past,
        EpochNanoClock epochClock)
    {
    }

    /**
     * The way to this shard. What is sent there runs on its thread, in whatever life that is then.
     */
    public ShardProxy proxy()
    {
        return proxy;
    }

    /**
     * Who looks after connections that begin now.
     */
    public SessionOwner owner()
    {
        return life.events();
    }

    public String role()
    {
        return role;
    }

    /**
     * How many connections it has.
     */
    public int connections()
    {
        return life.clients().size();
    }

    /**
     * How much it keeps for clients that do not keep up.
     */
    public long residueBytes()
    {
        return life.residueBytes();
    }

    /**
     * Whether its thread lives, or is yet to begin.
     */
    public boolean isAlive()
    {
        return isAlive;
    }

    public StageTimer frameToWritten()
    {
        return frameToWritten;
    }

    /**
     * End the thread, and with it the connections.
     */
    public void stop()
    {
        isStopping = true;
        proxy.wake();
    }

    /**
     * The life of its thread.
     */
    @Override
    public void run()
    {
        proxy.ownedBy(Thread.currentThread());
        try
        {
            boolean goesOn = live();
            while (goesOn)
            {
                life = newLife();
                goesOn = live();
            }
        }
        finally
        {
            isAlive = false;
            if (replay != null)
            {
                replay.close();
            }
            if (!isStopping)
            {
                onLost.run();
            }
        }
    }

    /**
     * Tell what a publisher says. Only this shard's thread calls this, as all that follow.
     */
    public void onBroadcast(final Broadcast broadcast)
    {
        life.topics().tell(broadcast);
    }

    /**
     * Gather candles of the past, as JSON.
     *
     * @param answer takes the result on this shard's thread; never called where the shard fails before.
     */
    public void onHistory(final HistoryQuery query, final Consumer<Map<String, Object>> answer)
    {
        life.histories().ask(query, WireForm.JSON, answer);
    }

    /**
     * Say something to all clients.
     */
    public void onTellAll(final Reply reply)
    {
        life.clients().tellAll(reply);
    }

    /**
     * Tell administrators of some connections.
     *
     * @param answer takes those that there still are, by their numbers, on this shard's thread.
     */
    public void onDescribe(final List<Session> sessions, final Consumer<Map<Long, Map<String, Object>>> answer)
    {
        answer.accept(life.clients().describe(sessions));
    }

    /**
     * Close one client, as an administrator wants it.
     */
    public void onDisconnect(final Session session)
    {
        final Client client = life.clients().openOf(session);
        if (client != null)
        {
            life.clients().close(client, CloseCode.POLICY_VIOLATION, "disconnected by an administrator");
        }
    }

    /**
     * Close all clients.
     */
    public void onCloseAll(final CloseCode code, final String reason)
    {
        life.clients().closeAll(code, reason);
    }

    private ShardLife newLife()
    {
        return new ShardLife(around, replay, proxy, demand, lastNumber, frameToWritten);
    }

    /**
     * @return whether another life is to follow.
     */
    private boolean live()
    {
        final ShardLife mine = life;
        try
        {
            mine.begin();
            while (!isStopping)
            {
                mine.turn();
            }

            return false;
        }
        catch (final RuntimeException | Error ex)
        {
            around.counters().increment(ServerCounter.SHARD_FAILURES);
            LOGGER.error("shard.failed shard={}", number, ex);

            return mayFail(System.nanoTime());
        }
        finally
        {
            mine.end();
        }
    }

    private boolean mayFail(final long nowNs)
    {
        final int place = failures++ % MAX_FAILURES;
        final boolean isOneTooMany = failures > MAX_FAILURES && nowNs - failuresNs[place] < FAILURES_NS;
        failuresNs[place] = nowNs;

        return !isOneTooMany;
    }
}
