package io.tickwire.transport.feed.net;

import io.tickwire.engine.ring.WaitProfile;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Timers and tasks of a loop.
 */
class NetLoopTest
{
    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldDoThingsInTheOrderInWhichTheyAreDue(final WaitProfile profile)
    {
        try (LoopThread loop = LoopThread.start(profile))
        {
            final List<String> done = new ArrayList<>();
            final CompletableFuture<List<String>> all = new CompletableFuture<>();
            final long fromNs = System.nanoTime();
            loop.run(() ->
            {
                loop.loop().schedule(TimeUnit.MILLISECONDS.toNanos(300), () -> all.complete(done));
                loop.loop().schedule(TimeUnit.MILLISECONDS.toNanos(200), () -> done.add("second"));
                loop.loop().schedule(TimeUnit.MILLISECONDS.toNanos(100), () -> done.add("first"));
                loop.loop().schedule(-1, () -> done.add("at once"));
            });

            assertEquals(List.of("at once", "first", "second"), LoopThread.await(all));
            assertTrue(System.nanoTime() - fromNs >= TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    @Test
    void shouldNotDoWhatIsCancelled()
    {
        try (LoopThread loop = LoopThread.start())
        {
            final AtomicInteger done = new AtomicInteger();
            final CompletableFuture<Boolean> end = new CompletableFuture<>();
            loop.run(() ->
            {
                final LoopTimer early = loop.loop().schedule(1, done::incrementAndGet);
                early.cancel();
                final LoopTimer[] late = new LoopTimer[1];
                loop.loop().schedule(1, () ->
                {
                    late[0].cancel();
                    late[0].cancel();
                    early.cancel();
                });
                late[0] = loop.loop().schedule(2, done::incrementAndGet);
                loop.loop().schedule(TimeUnit.MILLISECONDS.toNanos(1), () -> end.complete(true));
            });

            assertTrue(LoopThread.await(end));
            assertEquals(0, done.get());
        }
    }

    @Test
    void shouldTakeOnlySoManyTasksAndDoThemInTheirOrder()
    {
        try (LoopThread loop = LoopThread.start())
        {
            final CountDownLatch isFull = new CountDownLatch(1);
            final List<Integer> done = new ArrayList<>();
            assertTrue(loop.loop().execute(() -> awaitQuietly(isFull)));
            int taken = 0;
            while (offers(loop, taken, done::add))
            {
                taken++;
            }
            isFull.countDown();
            final int last = taken;
            final CompletableFuture<Integer> count = new CompletableFuture<>();
            while (!loop.loop().execute(() -> count.complete(done.size())))
            {
                Thread.onSpinWait();
            }

            assertEquals(last, LoopThread.await(count));
            assertTrue(taken == (1 << 12) - 1 || taken == 1 << 12, "taken=" + taken);
            for (int i = 0; i < last; i++)
            {
                assertEquals(i, done.get(i));
            }
        }
    }

    @Test
    void shouldGoOnWhereATaskOrATimerFails()
    {
        try (LoopThread loop = LoopThread.start())
        {
            final CompletableFuture<Boolean> end = new CompletableFuture<>();
            assertTrue(loop.loop().execute(() ->
            {
                throw new IllegalStateException("on purpose");
            }));
            loop.run(() -> loop.loop().schedule(1, () ->
            {
                throw new IllegalStateException("on purpose");
            }));
            loop.run(() -> loop.loop().schedule(2, () -> end.complete(true)));

            assertTrue(LoopThread.await(end));
            assertEquals(2, loop.errors().size());
        }
    }

    @Test
    void shouldServeTimersWhileTasksNeverEnd()
    {
        try (LoopThread loop = LoopThread.start())
        {
            final AtomicBoolean isEnded = new AtomicBoolean();
            final CompletableFuture<Boolean> timer = new CompletableFuture<>();
            loop.run(() -> again(loop.loop(), isEnded));
            loop.run(() -> loop.loop().schedule(1_000, () -> timer.complete(true)));

            assertTrue(LoopThread.await(timer));
            isEnded.set(true);
        }
    }

    @Test
    void shouldTakeNothingWhenItIsOver() throws IOException
    {
        final LoopThread running = LoopThread.start();
        running.close();
        running.close();
        assertFalse(running.loop().execute(() -> { }));

        final NetLoop idle = NetLoop.open("idle", SystemEpochNanoClock.INSTANCE, WaitProfile.ECO, error -> { });
        idle.close();
        idle.close();
        assertFalse(idle.execute(() -> { }));
    }

    @Test
    void shouldBeCalledByItsThreadOnly()
    {
        try (LoopThread loop = LoopThread.start())
        {
            loop.run(() -> { });

            assertThrows(AssertionError.class, () -> loop.loop().schedule(1, () -> { }));
        }
    }

    private static boolean offers(final LoopThread loop, final int number, final Consumer<Integer> done)
    {
        return loop.loop().execute(() -> done.accept(number));
    }

    private static void again(final NetLoop loop, final AtomicBoolean isEnded)
    {
        if (!isEnded.get())
        {
            loop.execute(() -> again(loop, isEnded));
        }
    }

    private static void awaitQuietly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
