package io.tickwire.transport.shard;

import io.tickwire.engine.Engine;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.session.SessionOwner;
import io.tickwire.transport.session.ShardProxy;
import io.tickwire.transport.session.Slab;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Owns what goes out to some of the connections: reads all frame rings, keeps their subscriptions, writes to their
 * sockets. One thread does all of it; nothing here is locked.
 * Thread: io-<n>
 */
public final class EgressShard implements Runnable, SessionOwner
{
    private static final Logger LOGGER = LoggerFactory.getLogger(EgressShard.class);
    private static final int MAX_FRAMES = 256;
    private static final int MAX_TASKS = 256;
    private static final int TASK_CAPACITY = 1 << 14;
    private static final long UPKEEP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final int number;
    private final ShardSettings settings;
    private final ServerCounters counters;
    private final ServerFacts facts;
    private final Catalog catalog;
    private final ShardProxy proxy;
    private final CachedNanoClock clock = new CachedNanoClock();
    private final StageTimer frameToWritten = new StageTimer("frame->written");
    private final DemandProxy demand;
    private final Audiences audiences;
    private final Outlet outlet;
    private final Answers answers;
    private final SlowDelivery slow;
    private final Topics topics;
    private final Subscriber subscriber;
    private final CommandHandler commands;
    private final Upkeep upkeep;
    private final List<FrameReader> readers = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Clients clients;

    private volatile boolean isStopping;
    private volatile boolean isAlive = true;
    private long nextUpkeepNs;
    private long nextStatusNs;
    private long listingsVersion;

    /**
     * @param number which shard it is.
     * @param shards how many there are.
     */
    public EgressShard(
        final int number,
        final int shards,
        final Engine engine,
        final Catalog catalog,
        final ServerFacts facts,
        final ServerCounters counters,
        final ShardSettings settings,
        final EpochNanoClock epochClock)
    {
        this.number = number;
        this.settings = settings;
        this.counters = counters;
        this.facts = facts;
        this.catalog = catalog;
        proxy = new ShardProxy(TASK_CAPACITY, counters);
        demand = new DemandProxy(engine.demand());
        audiences = new Audiences(demand, number, shards);
        outlet = new Outlet(counters, clock, settings.residueBytes());
        answers = new Answers(
            outlet, engine.names(), counters, engine.config().market().candleSeconds(), engine.epoch());
        slow = new SlowDelivery(outlet, audiences, answers, engine.names(), counters, settings.limits().slow());
        topics = new Topics(outlet, counters, settings.limits().slow().highWaterBytes());
        subscriber = new Subscriber(
            catalog, audiences, answers, outlet, topics, facts, settings.limits().messages(), clock);
        clients = new Clients(outlet, subscriber, counters, clock);
        commands = new CommandHandler(
            outlet,
            subscriber,
            new Requests(outlet, audiences, catalog, facts, epochClock),
            facts);
        upkeep = new Upkeep(outlet, counters, settings);
        for (final FrameRing ring : engine.frames())
        {
            readers.add(ring.newReader());
            deliveries.add(new Delivery(
                audiences, outlet, slow, answers, epochClock, frameToWritten, new Slab(ring.buffer())));
        }
        listingsVersion = catalog.listings().version();
    }

    /**
     * The way to this shard.
     */
    public ShardProxy proxy()
    {
        return proxy;
    }

    public String role()
    {
        return "io-" + number;
    }

    /**
     * How many connections it has.
     */
    public int connections()
    {
        return clients.size();
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
        proxy.offer(() -> { });
    }

    /**
     * The life of its thread.
     */
    @Override
    public void run()
    {
        proxy.ownedBy(Thread.currentThread());
        clock.update(System.nanoTime());
        nextStatusNs = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.statusMs());
        try
        {
            int idleTurns = 0;
            while (!isStopping)
            {
                idleTurns = turn() > 0 ? 0 : idle(idleTurns);
            }
        }
        finally
        {
            isAlive = false;
            end();
        }
    }

    private int turn()
    {
        try
        {
            return doWork();
        }
        catch (final RuntimeException ex)
        {
            counters.increment(ServerCounter.SHARD_FAILURES);
            LOGGER.error("shard.failed shard={}", number, ex);

            return 1;
        }
    }

    /**
     * One turn: what clients want, what the market says, what time asks for.
     */
    private int doWork()
    {
        final long nowNs = System.nanoTime();
        clock.update(nowNs);
        int work = runTasks();
        work += demand.proceed();
        for (int i = 0; i < readers.size(); i++)
        {
            work += Math.max(0, readers.get(i).poll(deliveries.get(i), MAX_FRAMES));
        }
        work += outlet.flush();
        if (nowNs - nextUpkeepNs >= 0)
        {
            nextUpkeepNs = nowNs + UPKEEP_NS;
            lookAfterAll(nowNs);
            outlet.flush();
            outlet.publishCounts();
        }
        removeLost();

        return work;
    }

    private int runTasks()
    {
        int count = 0;
        for (Runnable task = proxy.poll(); task != null; task = count < MAX_TASKS ? proxy.poll() : null)
        {
            count++;
            task.run();
        }

        return count;
    }

    private int idle(final int turns)
    {
        if (settings.spins() < 0 || turns < settings.spins())
        {
            Thread.onSpinWait();

            return Math.max(0, turns + 1);
        }
        if (readers.size() == 1)
        {
            readers.get(0).await();
        }
        else if (proxy.isEmpty())
        {
            LockSupport.parkNanos(this, SLEEP_NS);
        }

        return turns;
    }

    private void lookAfterAll(final long nowNs)
    {
        final boolean isListed = catalog.listings().version() != listingsVersion;
        listingsVersion = catalog.listings().version();
        for (int i = clients.size() - 1; i >= 0; i--)
        {
            final Client client = clients.all().get(i);
            if (!client.isClosing())
            {
                lookAfter(client, nowNs);
                if (isListed)
                {
                    subscriber.joinListed(client);
                }
            }
            else if (upkeep.isCloseOverdue(client, nowNs))
            {
                clients.remove(client);
            }
        }
        if (settings.statusMs() > 0 && nowNs - nextStatusNs >= 0)
        {
            nextStatusNs = nowNs + TimeUnit.MILLISECONDS.toNanos(settings.statusMs());
            clients.tellAll(facts.status());
        }
    }

    private void lookAfter(final Client client, final long nowNs)
    {
        final CloseCode due = upkeep.closeDue(client, nowNs);
        if (due != null)
        {
            clients.close(client, due, due.reason());
        }
        else if (upkeep.isSilent(client, nowNs))
        {
            client.becomeBroadcast();
            topics.add(ChannelNames.BROADCAST, client);
            subscriber.joinMarket(client);
        }
    }

    /**
     * Close those that asked for it rather than miss something, and remove those whose sockets failed.
     */
    private void removeLost()
    {
        final List<Client> doomed = slow.doomed();
        for (int i = 0; i < doomed.size(); i++)
        {
            clients.close(doomed.get(i), CloseCode.SLOW_CONSUMER, CloseCode.SLOW_CONSUMER.reason());
        }
        doomed.clear();
        outlet.flush();
        clients.removeLost();
    }

    /**
     * A connection is this shard's from now on. Only this shard's thread calls this, as all that follow.
     */
    public void onOpened(final Session session)
    {
        final Client client = clients.add(session);
        if (session.isWelcome())
        {
            outlet.reply(client, facts.welcome(session));
        }
    }

    /**
     * Tell what a publisher says.
     */
    public void onBroadcast(final Broadcast broadcast)
    {
        topics.tell(broadcast);
    }

    /**
     * Ask the engine for a stream's state once.
     */
    public void onProbe(final Probe probe)
    {
        audiences.probe(probe);
    }

    /**
     * Say something to all clients.
     */
    public void onTellAll(final Reply reply)
    {
        clients.tellAll(reply);
    }

    /**
     * Close all clients.
     */
    public void onCloseAll(final CloseCode code, final String reason)
    {
        clients.closeAll(code, reason);
    }

    @Override
    public void onCommand(final Session session, final Command command)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            commands.onCommand(client, command);
        }
    }

    @Override
    public void onRejected(final Session session, final Reply error)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            outlet.reply(client, error);
        }
    }

    @Override
    public void onPing(final Session session, final byte[] payload)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            outlet.pong(client, payload);
        }
    }

    @Override
    public void onPeerClose(final Session session, final int code)
    {
        final Client client = clients.of(session);
        if (client != null)
        {
            clients.onPeerClose(client, code);
        }
    }

    @Override
    public void onViolation(final Session session, final CloseCode code, final String reason)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            clients.close(client, code, reason);
        }
    }

    @Override
    public void onRoom(final Session session)
    {
        final Client client = clients.of(session);
        if (client != null && outlet.onRoom(client) && client.isOwedSomething())
        {
            slow.settle(client);
        }
    }

    @Override
    public void onGone(final Session session)
    {
        final Client client = clients.of(session);
        if (client != null)
        {
            clients.remove(client);
        }
    }

    private void end()
    {
        // First let the rings go on without this shard, whatever else fails.
        readers.forEach(FrameReader::close);
        for (int i = clients.size() - 1; i >= 0; i--)
        {
            clients.remove(clients.all().get(i));
        }
        outlet.publishCounts();
    }
}
