package io.tickwire.transport.shard;

import io.tickwire.engine.Engine;
import io.tickwire.engine.fanout.FrameReaders;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.ShardProxy;
import io.tickwire.transport.session.Slab;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import org.agrona.collections.MutableInteger;
import org.agrona.concurrent.CachedNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A shard from its beginning until it ends or fails: all that it knows, and the loop that does its work.
 * Thread: io-<n>
 */
final class ShardLife
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ShardLife.class);
    private static final int MAX_FRAMES = 256;
    private static final int MAX_TASKS = 256;
    private static final int MAX_REPLAYED_FRAMES = 64;
    private static final long HELD_BACK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int MAX_FAILED_TURNS = 16;
    private static final long NUDGE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int UPKEEP_SLICES = 10;
    private static final long UPKEEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ShardSettings settings;
    private final ReplayDriver replay;
    private final ServerCounters counters;
    private final ServerFacts facts;
    private final Catalog catalog;
    private final ShardProxy proxy;
    private final CachedNanoClock clock = new CachedNanoClock();
    private final DemandProxy demand;
    private final Histories histories;
    private final Outlet outlet;
    private final SlowDelivery slow;
    private final Topics topics;
    private final Subscriber subscriber;
    private final Upkeep upkeep;
    private final Clients clients;
    private final SessionEvents events;
    private final FrameReaders readers;
    private final List<Delivery> deliveries = new ArrayList<>();

    private int failedTurns;
    private long nextUpkeepNs;
    private long nextStatusNs;
    private long nextHeartbeatNs;
    private int nextClient = -1;

    /**
     * @param replay     where the ticks come from that this shard's thread makes; null: it makes none.
     * @param demand     the way to the engine, with what earlier lives left undone.
     * @param lastNumber that was given to a subscription.
     */
    ShardLife(
        final EgressShard.Surroundings around,
        final ReplayDriver replay,
        final ShardProxy proxy,
        final DemandProxy demand,
        final MutableInteger lastNumber,
        final StageTimer frameToWritten)
    {
        settings = around.settings();
        counters = around.counters();
        facts = around.facts();
        catalog = around.catalog();
        this.replay = replay;
        this.proxy = proxy;
        this.demand = demand;
        final Engine engine = around.engine();
        final Audiences audiences = new Audiences(demand, around.shards(), lastNumber);
        histories = new Histories(audiences, engine.names(), around.past(), proxy, around.epochClock());
        outlet = new Outlet(counters, clock, settings.residueBytes(), settings.compression());
        final Answers answers = new Answers(
            outlet, engine.names(), counters, engine.config().market().candleSeconds(), engine.epoch());
        slow = new SlowDelivery(
            outlet, audiences, answers, engine.names(), counters, clock, settings.limits().slow());
        topics = new Topics(outlet, counters, settings.limits().slow().highWaterBytes());
        subscriber = new Subscriber(
            catalog, audiences, answers, outlet, topics, settings.limits().messages(),
            new HeldRoom(settings.heldBytes()));
        clients = new Clients(outlet, subscriber, counters, clock);
        final CommandHandler commands = new CommandHandler(
            outlet,
            subscriber,
            new StreamResyncs(catalog, audiences, outlet, clock),
            new Requests(outlet, audiences, histories, catalog, facts, around.epochClock()),
            facts,
            new IdentityChange(catalog, subscriber, outlet),
            replay);
        events = new SessionEvents(clients, outlet, commands, slow, facts);
        upkeep = new Upkeep(outlet, counters, settings);
        readers = new FrameReaders(engine.frames());
        for (final FrameRing ring : engine.frames())
        {
            deliveries.add(new Delivery(
                audiences, outlet, slow, answers, around.epochClock(), frameToWritten, new Slab(ring.buffer())));
        }
    }

    SessionEvents events()
    {
        return events;
    }

    Clients clients()
    {
        return clients;
    }

    Topics topics()
    {
        return topics;
    }

    Histories histories()
    {
        return histories;
    }

    /**
     * How much is kept for clients that do not keep up. Any thread calls this.
     */
    long residueBytes()
    {
        return outlet.residueBytes();
    }

    void begin()
    {
        clock.update(System.nanoTime());
        nextHeartbeatNs = clock.nanoTime();
        nextStatusNs = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.statusMs());
        if (replay != null)
        {
            replay.open();
        }
    }

    /**
     * One turn: what clients want, what the market says, what time asks for. One that fails is counted, and survived;
     * not so a row of them.
     *
     */
    void turn()
    {
        try
        {
            final int work = doWork();
            failedTurns = 0;
            if (work == 0)
            {
                idle();
            }
        }
        catch (final RuntimeException ex)
        {
            if (++failedTurns > MAX_FAILED_TURNS)
            {
                throw ex;
            }
            counters.increment(ServerCounter.SHARD_ERRORS);
            LOGGER.error("shard.turn_failed", ex);
        }
    }

    /**
     * Let go of everything. First of the rings, which go on without this shard then, whatever else fails.
     */
    void end()
    {
        readers.close();
        events.end();
        clients.removeAll();
        outlet.publishCounts();
        outlet.end();
    }

    private int doWork()
    {
        final long nowNs = System.nanoTime();
        clock.update(nowNs);
        outlet.beginTurn();
        int work = runTasks();
        work += demand.proceed();
        work += replay == null ? deliver(MAX_FRAMES) : replay(nowNs);
        work += outlet.flush();
        if (nowNs - nextUpkeepNs >= 0)
        {
            nextUpkeepNs = nowNs + UPKEEP_NS;
            lookAfterSome(nowNs);
            slow.recall();
            outlet.flush();
            outlet.publishCounts();
        }
        removeLost();

        return work;
    }

    private int deliver(final int limit)
    {
        int work = 0;
        for (int i = 0; i < readers.size(); i++)
        {
            work += Math.max(0, readers.get(i).poll(deliveries.get(i), limit));
        }

        return work;
    }

    /**
     * Nothing is passed over for a client of a replay that is slow: frames stay in their ring then, and what fills it
     * stands still.
     */
    private int replay(final long nowNs)
    {
        final boolean mayTell = !clients.isAnyBackedUp();
        final int work = replay.doWork(mayTell);
        if (clients.size() > 0)
        {
            final Reply news = replay.news(nowNs);
            if (news != null)
            {
                tell(news, news);
            }
        }

        return work + (mayTell ? deliver(MAX_REPLAYED_FRAMES) : 0);
    }

    private void idle()
    {
        if (replay != null && clients.isAnyBackedUp())
        {
            LockSupport.parkNanos(this, HELD_BACK_NS);
        }
        else
        {
            readers.await();
        }
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

    /**
     * Look after some of the clients, all of them in so many turns, so that nobody's frames wait for ten thousand.
     */
    private void lookAfterSome(final long nowNs)
    {
        if (nextClient < 0)
        {
            nextClient = clients.size() - 1;
        }
        final int last = Math.max(0, nextClient - clients.size() / UPKEEP_SLICES);
        for (nextClient = Math.min(nextClient, clients.size() - 1); nextClient >= last; nextClient--)
        {
            final Client client = clients.all().get(nextClient);
            if (!client.isClosing())
            {
                lookAfter(client, nowNs);
            }
            else if (upkeep.isCloseOverdue(client, nowNs))
            {
                clients.remove(client);
            }
        }
        if (settings.statusMs() > 0 && nowNs - nextStatusNs >= 0)
        {
            nextStatusNs = nowNs + TimeUnit.MILLISECONDS.toNanos(settings.statusMs());
            tellStatus();
        }
        if (nowNs - nextHeartbeatNs >= 0)
        {
            nextHeartbeatNs = nowNs + TimeUnit.MILLISECONDS.toNanos(ShardSettings.HEARTBEAT_MS);
            topics.beat(System.currentTimeMillis());
        }
    }

    private void tellStatus()
    {
        tell(facts.status("server_status"), facts.status("status"));
    }

    private void tell(final Reply status, final Reply ofBroadcast)
    {
        for (int i = 0; i < clients.size(); i++)
        {
            final Client client = clients.all().get(i);
            if (!client.isClosing() && !client.principal().isNobody())
            {
                outlet.reply(client, client.isBroadcast() ? ofBroadcast : status);
            }
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
            joinBroadcast(client);
        }
        if (!client.isClosing())
        {
            subscriber.joinListed(client);
            nudge(client, nowNs);
        }
    }

    /**
     * A socket that has taken nothing for long is tried, whether or not we were told that it has room: a word that was
     * lost on the way must not be the end of a connection.
     */
    private void nudge(final Client client, final long nowNs)
    {
        final long stalledNs = client.outbox().stalledNs();
        if (stalledNs > NUDGE_NS && nowNs - client.nudgedNs() > NUDGE_NS)
        {
            client.nudged(nowNs);
            events.onRoom(client.session());
            if (client.outbox().stalledNs() < stalledNs)
            {
                LOGGER.debug("connection.room_untold id={} stalled_ms={}",
                    client.session().name(), TimeUnit.NANOSECONDS.toMillis(stalledNs));
            }
        }
    }

    private void joinBroadcast(final Client client)
    {
        client.becomeBroadcast();
        try
        {
            subscriber.joinBroadcast(client);
        }
        catch (final BadCommandException ex)
        {
            outlet.reject(client, ex.code(), ex.getMessage(), ex.id());
        }
    }

    /**
     * Refuse subscriptions that there is no room for, close those that asked for it rather than miss something, and
     * remove those whose sockets failed.
     */
    private void removeLost()
    {
        final List<SubscribeGroup> refused = slow.refused();
        for (int i = 0; i < refused.size(); i++)
        {
            counters.increment(ServerCounter.SUBSCRIPTIONS_WITHOUT_ROOM);
            subscriber.refuse(refused.get(i));
        }
        refused.clear();
        final List<Client> doomed = slow.doomed();
        for (int i = 0; i < doomed.size(); i++)
        {
            clients.close(doomed.get(i), CloseCode.SLOW_CONSUMER, CloseCode.SLOW_CONSUMER.reason());
        }
        doomed.clear();
        outlet.flush();
        clients.removeLost();
    }
}
