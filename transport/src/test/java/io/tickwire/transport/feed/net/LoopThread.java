package io.tickwire.transport.feed.net;

import io.tickwire.engine.ring.WaitProfile;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A loop and its thread, and what it was told went wrong.
 */
final class LoopThread implements AutoCloseable
{
    private static final long PATIENCE_S = 60;

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final NetLoop loop;
    private final Thread thread;

    private LoopThread(final WaitProfile profile)
    {
        try
        {
            loop = NetLoop.open("feed-test", SystemEpochNanoClock.INSTANCE, profile, errors::add);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        thread = new Thread(loop, "feed-test");
        thread.start();
    }

    static LoopThread start()
    {
        return new LoopThread(WaitProfile.ECO);
    }

    static LoopThread start(final WaitProfile profile)
    {
        return new LoopThread(profile);
    }

    NetLoop loop()
    {
        return loop;
    }

    Thread thread()
    {
        return thread;
    }

    /** What listeners and tasks threw. */
    List<Throwable> errors()
    {
        return errors;
    }

    /** Have the loop's thread do something, and wait for what comes of it. */
    <T> T call(final Supplier<T> task)
    {
        final CompletableFuture<T> result = new CompletableFuture<>();
        if (!loop.execute(() -> complete(result, task)))
        {
            throw new AssertionError("the loop takes nothing");
        }

        return await(result);
    }

    void run(final Runnable task)
    {
        call(() ->
        {
            task.run();

            return true;
        });
    }

    WebSocketLink connect(final LinkTarget target, final LinkListener listener)
    {
        return call(() -> loop.connect(target, listener));
    }

    static <T> T await(final CompletableFuture<T> result)
    {
        try
        {
            return result.get(PATIENCE_S, TimeUnit.SECONDS);
        }
        catch (final Exception ex)
        {
            throw new AssertionError("nothing came of it", ex);
        }
    }

    private static <T> void complete(final CompletableFuture<T> result, final Supplier<T> task)
    {
        try
        {
            result.complete(task.get());
        }
        catch (final RuntimeException | AssertionError ex)
        {
            result.completeExceptionally(ex);
        }
    }

    /** End it, with all that it holds. */
    @Override
    public void close()
    {
        loop.close();
        try
        {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
        if (thread.isAlive())
        {
            throw new AssertionError("the loop does not end");
        }
    }
}
