package io.tickwire.transport;

import io.tickwire.engine.RoleThreads;
import net.openhft.affinity.Affinity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Threads that are named for their roles, each kept on the core that is given for it.
 * <p>
 * Guarantees: a core that can not be used is refused before there is a thread; a thread is on its core before the first
 * instruction of its life. A core that is lost in between costs the pinning, with a warning, and not the role: the
 * kernel does no more for threads that are pinned already. Where no core is given, the library that pins is not loaded.
 * <p>
 * Assumes that threads are started by one that is not pinned: on Linux a thread starts on the cores of its starter.
 * Thread: any
 */
public final class PinnedThreads implements RoleThreads
{
    private static final Logger LOG = LoggerFactory.getLogger(PinnedThreads.class);

    private final Supplier<UsableCores> usableCores;

    public PinnedThreads()
    {
        this(UsableCores::ofProcess);
    }

    /**
     * @param usableCores asked each time a thread is to be pinned.
     */
    PinnedThreads(final Supplier<UsableCores> usableCores)
    {
        this.usableCores = usableCores;
    }

    /**
     * A daemon thread that is named for its role, and not yet started.
     *
     * @throws IllegalArgumentException where no thread of this process can be pinned to the core; it names those that
     *                                  one can be pinned to.
     */
    @Override
    public Thread newThread(final String role, final int core, final Runnable life)
    {
        if (core == ANY_CORE)
        {
            return daemon(role, life);
        }

        final UsableCores usable = usableCores.get();
        if (!usable.has(core))
        {
            throw new IllegalArgumentException(
                "no thread can be pinned to this core: role=" + role + " core=" + core + " usable=" + usable);
        }

        return daemon(role, () ->
        {
            pin(role, core);
            life.run();
        });
    }

    private static Thread daemon(final String role, final Runnable life)
    {
        final Thread thread = new Thread(life, role);
        thread.setDaemon(true);

        return thread;
    }

    private static void pin(final String role, final int core)
    {
        final BitSet mask = new BitSet(core + 1);
        mask.set(core);
        try
        {
            Affinity.setAffinity(mask);
        }
        catch (final IllegalStateException ex)
        {
            LOG.warn("the core is lost, and the thread runs unpinned: role={} core={}", role, core, ex);
        }
    }
}
