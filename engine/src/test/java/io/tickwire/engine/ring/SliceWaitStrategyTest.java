package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a slice is an hour, only a wake-up ends a sleep within the time that a test has.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SliceWaitStrategyTest
{
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final long JOIN_MS = 20_000;
    private static final int ALL = Integer.MAX_VALUE;

    private final SampleTick sample = new SampleTick();
    private final List<Thread> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException
    {
        for (final Thread thread : started)
        {
            thread.interrupt();
            LockSupport.unpark(thread);
            thread.join(JOIN_MS);
        }
    }

    @Test
    void shouldBeWokenByAPublication() throws InterruptedException
    {
        final TickRing ring = newRing(new SliceWaitStrategy(0, HOUR_NS));
        final TickReader reader = ring.newReader();
        final AtomicInteger result = new AtomicInteger(-100);
        final Thread thread = start(() -> result.set(reader.poll((slot, sequence) -> { }, ALL)));
        awaitSleep(thread);

        sample.publish(newPublisher(ring), 1, 1);
        thread.join(JOIN_MS);

        assertFalse(thread.isAlive());
        assertEquals(1, result.get());
    }

    @Test
    void shouldBeWokenByHalt() throws InterruptedException
    {
        final TickReader reader = newRing(new SliceWaitStrategy(100, HOUR_NS)).newReader();
        final AtomicInteger slept = new AtomicInteger(-100);
        final AtomicInteger next = new AtomicInteger(-100);
        final Thread thread = start(() ->
        {
            slept.set(reader.poll((slot, sequence) -> { }, ALL));
            next.set(reader.poll((slot, sequence) -> { }, ALL));
        });
        awaitSleep(thread);

        reader.halt();
        thread.join(JOIN_MS);

        // The call that slept may still say that there was nothing; none after it does.
        assertFalse(thread.isAlive());
        assertTrue(slept.get() == 0 || slept.get() == TickReader.HALTED, "slept=" + slept.get());
        assertEquals(TickReader.HALTED, next.get());
    }

    @Test
    void shouldWakeAllWhoSleep() throws InterruptedException
    {
        final TickRing ring = newRing(new SliceWaitStrategy(0, HOUR_NS));
        final AtomicInteger read = new AtomicInteger();
        final List<Thread> sleepers = new ArrayList<>();
        for (int i = 0; i < 5; i++)
        {
            final TickReader reader = ring.newReader();
            sleepers.add(start(() -> read.addAndGet(reader.poll((slot, sequence) -> { }, ALL))));
        }
        for (final Thread sleeper : sleepers)
        {
            awaitSleep(sleeper);
        }

        sample.publish(newPublisher(ring), 1, 1);
        for (final Thread sleeper : sleepers)
        {
            sleeper.join(JOIN_MS);
            assertFalse(sleeper.isAlive());
        }
        assertEquals(5, read.get());
    }

    @Test
    void shouldSleepAgainAfterItWasWoken() throws InterruptedException
    {
        final TickRing ring = newRing(new SliceWaitStrategy(0, HOUR_NS));
        final TickReader reader = ring.newReader();
        final TickPublisher publisher = newPublisher(ring);
        final AtomicInteger read = new AtomicInteger();
        final Thread thread = start(() -> readUntilHalted(reader, read));
        for (int number = 1; number <= 100; number++)
        {
            awaitSleep(thread);
            assertEquals(number - 1, read.get());
            sample.publish(publisher, 1, number);
            while (read.get() < number)
            {
                Thread.onSpinWait();
            }
        }

        awaitSleep(thread);
        reader.halt();
        thread.join(JOIN_MS);
        assertFalse(thread.isAlive());
    }

    @Test
    void shouldBeWokenFromOutsideTheRing() throws InterruptedException
    {
        final WaitStrategy strategy = new SliceWaitStrategy(0, HOUR_NS);
        final TickReader reader = newRing(strategy).newReader();
        final AtomicInteger result = new AtomicInteger(-100);
        final Thread thread = start(() -> result.set(reader.poll((slot, sequence) -> { }, ALL)));
        awaitSleep(thread);

        strategy.signalAllWhenBlocking();
        thread.join(JOIN_MS);

        assertFalse(thread.isAlive());
        assertEquals(0, result.get());
    }

    @Test
    void shouldNotSleepWhileTheStageBeforeIsAtWork()
    {
        final TickRing ring = newRing(new SliceWaitStrategy(10, HOUR_NS));
        final TickReader second = ring.newReaderAfter(ring.newReader());
        sample.publish(newPublisher(ring), 1, 1);

        assertEquals(0, second.poll((slot, sequence) -> { }, ALL));
    }

    @Test
    void shouldNotSleepWhereThereIsATick()
    {
        final TickRing ring = newRing(new SliceWaitStrategy(0, HOUR_NS));
        final TickReader reader = ring.newReader();
        sample.publish(newPublisher(ring), 1, 1);

        assertEquals(1, reader.poll((slot, sequence) -> { }, ALL));
    }

    @Test
    void shouldNeverSleepWhereTheSliceIsNothing()
    {
        final TickReader reader = newRing(WaitProfile.PINNED.newWaitStrategy()).newReader();

        // A thread that parks uses its permit up, and would then have to wait for another one.
        LockSupport.unpark(Thread.currentThread());
        for (int i = 0; i < 1_000; i++)
        {
            assertEquals(0, reader.poll((slot, sequence) -> { }, ALL));
        }
        final long startNs = System.nanoTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
        assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(9));
    }

    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldReturnWithNothingWhenTheSliceIsOver(final WaitProfile profile)
    {
        final TickReader reader = newRing(profile.newWaitStrategy()).newReader();

        assertEquals(0, reader.poll((slot, sequence) -> { }, ALL));
    }

    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldReadInEachProfile(final WaitProfile profile) throws InterruptedException
    {
        final TickRing ring = newRing(profile.newWaitStrategy());
        final TickReader reader = ring.newReader();
        final AtomicInteger read = new AtomicInteger();
        final Thread thread = start(() -> readUntilHalted(reader, read));
        if (profile == WaitProfile.PINNED)
        {
            assertNull(LockSupport.getBlocker(thread));
        }
        else
        {
            awaitSleep(thread);
        }

        sample.publish(newPublisher(ring), 1, 1);
        while (read.get() == 0)
        {
            Thread.onSpinWait();
        }
        reader.halt();
        thread.join(JOIN_MS);

        assertFalse(thread.isAlive());
        assertEquals(1, read.get());
    }

    @Test
    void shouldMakeANewStrategyForEachRing()
    {
        for (final WaitProfile profile : WaitProfile.values())
        {
            assertFalse(profile.newWaitStrategy() == profile.newWaitStrategy());
        }
    }

    private static void readUntilHalted(final TickReader reader, final AtomicInteger read)
    {
        int count = 0;
        while (count >= 0)
        {
            read.addAndGet(count);
            count = reader.poll((slot, sequence) -> { }, ALL);
        }
    }

    private static void awaitSleep(final Thread thread)
    {
        while (!(LockSupport.getBlocker(thread) instanceof SliceWaitStrategy))
        {
            assertTrue(thread.isAlive());
            Thread.onSpinWait();
        }
    }

    private Thread start(final Runnable life)
    {
        final Thread thread = new Thread(life, "pipeline-test");
        thread.setDaemon(true);
        started.add(thread);
        thread.start();

        return thread;
    }

    private static TickRing newRing(final WaitStrategy strategy)
    {
        return new TickRing(8, 512, strategy);
    }

    private static TickPublisher newPublisher(final TickRing ring)
    {
        return new TickPublisher(
            ring, new CountingClock(), new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    }
}
