package io.tickwire.transport;

import io.tickwire.engine.RoleThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PinnedThreadsTest
{
    private final PinnedThreads threads = new PinnedThreads();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldRunAThreadOnExactlyItsCore(final int core) throws InterruptedException
    {
        ThreadStatus.assumeCores(0, 1);
        final String own = ThreadStatus.cores();

        assertEquals(Integer.toString(core), coresSeenBy(threads, core));
        assertEquals(own, ThreadStatus.cores(), "who makes and starts it stays where it is");
    }

    @Test
    void shouldGiveAPinnedThreadTheOtherCoresToo() throws InterruptedException
    {
        ThreadStatus.assumeCores(0, 1);
        final AtomicReference<Thread> made = new AtomicReference<>();
        final AtomicReference<String> seen = new AtomicReference<>();
        final Thread maker = threads.newThread("conductor", 1, () ->
            made.set(threads.newThread("io-0", 0, () -> seen.set(ThreadStatus.cores()))));
        maker.start();
        maker.join();
        made.get().start();
        made.get().join();

        assertEquals("0", seen.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, RoleThreads.ANY_CORE})
    void shouldMakeDaemonsNamedForTheirRoles(final int core)
    {
        final PinnedThreads anyMachine = new PinnedThreads(() -> UsableCores.of("0"));
        final Thread thread = anyMachine.newThread("io-3", core, () -> {});

        assertEquals("io-3", thread.getName());
        assertTrue(thread.isDaemon());
        assertEquals(Thread.State.NEW, thread.getState());
    }

    @Test
    void shouldNotPinWhereNoCoreIsGiven() throws InterruptedException
    {
        ThreadStatus.assumeCores(0);
        final PinnedThreads unasked = new PinnedThreads(() ->
        {
            throw new AssertionError("nobody is to be pinned");
        });

        assertEquals(ThreadStatus.cores(), coresSeenBy(unasked, RoleThreads.ANY_CORE));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, 5, 1023, 1024, Integer.MAX_VALUE})
    void shouldRefuseACoreThatCanNotBeUsed(final int core)
    {
        final PinnedThreads small = new PinnedThreads(() -> UsableCores.of("0-1,3-4"));

        final IllegalArgumentException refusal = assertThrows(
            IllegalArgumentException.class, () -> small.newThread("pipeline-0", core, () -> {}));

        assertEquals(
            "no thread can be pinned to this core: role=pipeline-0 core=" + core + " usable=0-1,3-4",
            refusal.getMessage());
    }

    @Test
    void shouldRefuseACoreThatTheMachineDoesNotHave()
    {
        ThreadStatus.assumeCores(0);
        final int absent = UsableCores.MAX_CORES - 1;

        final IllegalArgumentException refusal = assertThrows(
            IllegalArgumentException.class, () -> threads.newThread("pipeline-0", absent, () -> {}));

        assertEquals(
            "no thread can be pinned to this core: role=pipeline-0 core=1023 usable=" + ThreadStatus.cores(),
            refusal.getMessage());
    }

    @Test
    void shouldSayWhereNothingCanBePinned()
    {
        final PinnedThreads elsewhere = new PinnedThreads(() -> UsableCores.of(""));

        final IllegalArgumentException refusal = assertThrows(
            IllegalArgumentException.class, () -> elsewhere.newThread("io-0", 0, () -> {}));

        assertEquals("no thread can be pinned to this core: role=io-0 core=0 usable=none", refusal.getMessage());
    }

    @Test
    void shouldRunUnpinnedWithAWarningWhereTheCoreIsLost() throws InterruptedException
    {
        ThreadStatus.assumeCores(0);
        final PinnedThreads hopeful = new PinnedThreads(() -> UsableCores.of("0-1023"));
        final List<LogRecord> warnings = new ArrayList<>();
        final Logger log = Logger.getLogger(PinnedThreads.class.getName());
        final Handler handler = new Handler()
        {
            @Override
            public void publish(final LogRecord warning)
            {
                warnings.add(warning);
            }

            @Override
            public void flush()
            {
                // Nothing is kept back.
            }

            @Override
            public void close()
            {
                // Nothing is open.
            }
        };
        log.setUseParentHandlers(false);
        log.addHandler(handler);
        try
        {
            assertEquals(ThreadStatus.cores(), coresSeenBy(hopeful, UsableCores.MAX_CORES - 1));
        }
        finally
        {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }

        assertEquals(1, warnings.size());
        assertEquals(Level.WARNING, warnings.get(0).getLevel());
        assertEquals(
            "the core is lost, and the thread runs unpinned: role=io-0 core=1023", warnings.get(0).getMessage());
        assertFalse(warnings.get(0).getThrown().getMessage().isEmpty());
    }

    private static String coresSeenBy(final PinnedThreads threads, final int core) throws InterruptedException
    {
        final AtomicReference<String> seen = new AtomicReference<>();
        final Thread thread = threads.newThread("io-0", core, () -> seen.set(ThreadStatus.cores()));
        thread.start();
        thread.join();

        return seen.get();
    }
}
