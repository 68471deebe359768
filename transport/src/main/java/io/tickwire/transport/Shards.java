package io.tickwire.transport;

import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.thread.ThreadEnd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The server's shards, and their threads.
 * Thread: conductor
 */
final class Shards
{
    private final ServerConfig.Shards settings;
    private final RoleThreads roleThreads;
    private final List<EgressShard> shards = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * None yet: others want to know their list before they can be made.
     */
    Shards(final ServerConfig.Shards settings, final RoleThreads roleThreads)
    {
        this.settings = settings;
        this.roleThreads = roleThreads;
    }

    /**
     * Make those that are set.
     *
     * @param onFailure called where one can not go on.
     */
    void make(final EgressShard.Surroundings around, final Runnable onFailure)
    {
        for (int i = 0; i < settings.count(); i++)
        {
            shards.add(new EgressShard(i, around, onFailure));
        }
    }

    /**
     * Start their threads.
     *
     * @throws IllegalArgumentException where a core is named that no thread can be pinned to.
     */
    void launch()
    {
        final List<Integer> cores = settings.cores();
        for (final EgressShard shard : shards)
        {
            final int core = cores.isEmpty() ? RoleThreads.ANY_CORE : cores.get(threads.size());
            threads.add(roleThreads.newThread(shard.role(), core, shard));
        }
        threads.forEach(Thread::start);
    }

    /**
     * All that there are, as they come to be.
     */
    List<EgressShard> list()
    {
        return shards;
    }

    /**
     * Have each do something, on its own thread.
     */
    void onAll(final Consumer<EgressShard> task)
    {
        for (final EgressShard shard : shards)
        {
            shard.proxy().offer(() -> task.accept(shard));
        }
    }

    /**
     * Stop them, within a bound.
     */
    void stop()
    {
        shards.forEach(EgressShard::stop);
        threads.forEach(ThreadEnd::awaitOrLog);
    }
}
