package io.tickwire.transport.feed.net;

import io.tickwire.engine.ring.WaitProfile;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The life of a venue's thread: whatever of its sockets is ready is read, then what is due is done, then what others
 * gave it to do. A turn takes only so much of each, so that none keeps the others waiting.
 * Thread: feed-<venue>, but for {@link #execute}, {@link #offload} and {@link #close}
 */
public final class NetLoop implements Runnable, AutoCloseable
{
    private static final int MAX_TASKS = 1 << 12;
    private static final int TASKS_PER_TURN = 64;
    private static final int TIMERS_PER_TURN = 64;
    private static final long SPIN_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long MS_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_MS = 1_000;
    private static final long NO_ROOM_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final EpochNanoClock clock;
    private final WaitProfile profile;
    private final ErrorHandler errors;
    private final Offload offload;
    private final LoopTimers timers = new LoopTimers();
    private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
    private final Consumer<SelectionKey> ready = this::onReady;
    private final ReadRoom room = new ReadRoom();
    private final SecureRandom random = new SecureRandom();
    private final Set<SocketReader> sockets = new HashSet<>();
    private long workedNs;
    private boolean hasWorked;

    /** Written by any thread. */
    private final ManyToOneConcurrentArrayQueue<Runnable> tasks = new ManyToOneConcurrentArrayQueue<>(MAX_TASKS);
    private volatile boolean isStopped;
    private final AtomicBoolean isEnding = new AtomicBoolean();

    /** Written by the loop's thread, read by any. */
    private volatile Thread owner;
    private volatile boolean isOver;

    private NetLoop(
        final Selector selector,
        final String name,
        final EpochNanoClock clock,
        final WaitProfile profile,
        final ErrorHandler errors)
    {
        this.selector = selector;
        this.clock = clock;
        this.profile = profile;
        this.errors = errors;
        offload = new Offload(name);
    }

    /**
     * A loop, to be run by a thread of the caller's.
     *
     * @param name   of that thread; what it hands to others is done by threads that are named after it.
     * @param clock  for times of receipt.
     * @param errors is told of what listeners and tasks throw; the loop goes on.
     */
    public static NetLoop open(
        final String name, final EpochNanoClock clock, final WaitProfile profile, final ErrorHandler errors)
        throws IOException
    {
        return new NetLoop(Selector.open(), name, clock, profile, errors);
    }

    /**
     * Begin to open a link. Its listener is told later what became of it.
     */
    public WebSocketLink connect(final LinkTarget target, final LinkListener listener)
    {
        assertOwned();

        final WebSocketLink link = new WebSocketLink(this, target, listener);
        link.begin();

        return link;
    }

    /**
     * Listen to a group.
     *
     * @throws IOException where it can not be joined.
     */
    public MulticastSocket join(final MulticastGroup group, final DatagramListener listener) throws IOException
    {
        assertOwned();

        return new MulticastSocket(this, group, listener);
    }

    /**
     * Do something later.
     *
     * @param delayNs from now on; what is not above 0 is done in the next turn.
     */
    public LoopTimer schedule(final long delayNs, final Runnable task)
    {
        assertOwned();

        return timers.add(System.nanoTime() + delayNs, task);
    }

    /**
     * Have the loop do something, in the order in which it is told. Any thread calls this.
     *
     * @return false: it has too much to do, or is over, and will not do it.
     */
    public boolean execute(final Runnable task)
    {
        if (isOver || !tasks.offer(task))
        {
            return false;
        }
        if (Thread.currentThread() != owner)
        {
            selector.wakeup();
        }

        return true;
    }

    @Override
    public void run()
    {
        owner = Thread.currentThread();
        try
        {
            while (!isStopped)
            {
                turn(waitMs());
            }
        }
        catch (final IOException | RuntimeException ex)
        {
            errors.onError(ex);
        }
        finally
        {
            end();
        }
    }

    /**
     * Have {@link #run} end, and all that it holds with it: each link's listener is still told. Any thread calls this.
     * A loop that has not been run lets go of what it has at once, and must not be run then.
     */
    @Override
    public void close()
    {
        isStopped = true;
        if (owner == null)
        {
            end();
        }
        else
        {
            selector.wakeup();
        }
    }

    long receiveTimeNs()
    {
        return clock.nanoTime();
    }

    /** Where all sockets read into: what is in it has to be used up before another is read. */
    ReadRoom room()
    {
        return room;
    }

    /** A mask for a frame, which nobody can foretell. */
    int randomMask()
    {
        return random.nextInt();
    }

    byte[] randomBytes(final int count)
    {
        final byte[] bytes = new byte[count];
        random.nextBytes(bytes);

        return bytes;
    }

    Offload offload()
    {
        return offload;
    }

    SelectionKey register(final SelectableChannel channel, final int ops, final SocketReader reader)
        throws IOException
    {
        return channel.register(selector, ops, reader);
    }

    /** Until it is removed, it is told when the loop ends. */
    void add(final SocketReader socket)
    {
        sockets.add(socket);
    }

    void remove(final SocketReader socket)
    {
        sockets.remove(socket);
    }

    /** Do something when whoever is running now is done. */
    void defer(final Runnable task)
    {
        assertOwned();
        deferred.addLast(task);
    }

    /**
     * {@link #execute} for the loop's own helpers, whose answers must not be lost: they wait for room.
     */
    void executeSurely(final Runnable task)
    {
        while (!execute(task) && !isOver)
        {
            LockSupport.parkNanos(this, NO_ROOM_NS);
        }
    }

    /**
     * Keep what could not be done by whoever goes on.
     */
    public void onError(final Throwable error)
    {
        errors.onError(error);
    }

    boolean isOwned()
    {
        return owner == null || owner == Thread.currentThread();
    }

    private void assertOwned()
    {
        assert isOwned() : "called by " + Thread.currentThread().getName();
    }

    /**
     * @param waitMs 0: not at all.
     */
    private void turn(final long waitMs) throws IOException
    {
        hasWorked = false;
        if (waitMs == 0)
        {
            selector.selectNow(ready);
        }
        else
        {
            selector.select(ready, waitMs);
        }
        runTimers();
        runTasks();
        runDeferred();
        if (profile == WaitProfile.BALANCED && hasWorked)
        {
            workedNs = System.nanoTime();
        }
    }

    private long waitMs()
    {
        if (profile == WaitProfile.PINNED || !tasks.isEmpty())
        {
            return 0;
        }
        final long nowNs = System.nanoTime();
        final long untilNextNs = timers.untilNextNs(nowNs);
        if (untilNextNs <= 0 || profile == WaitProfile.BALANCED && nowNs - workedNs < SPIN_NS)
        {
            return 0;
        }

        // Rounded up: a timer may be late by less than a millisecond, and is not waited for by turning.
        return Math.min(IDLE_MS, (untilNextNs - 1) / MS_NS + 1);
    }

    private void onReady(final SelectionKey key)
    {
        if (!key.isValid())
        {
            // Whoever was told before it in this turn closed it.
            return;
        }
        hasWorked = true;
        final SocketReader reader = (SocketReader)key.attachment();
        try
        {
            reader.onReady(key.readyOps());
        }
        catch (final RuntimeException ex)
        {
            errors.onError(ex);
        }
    }

    private void runTimers()
    {
        final long nowNs = System.nanoTime();
        for (int i = 0; i < TIMERS_PER_TURN; i++)
        {
            final Runnable due = timers.takeDue(nowNs);
            if (due == null)
            {
                return;
            }
            run(due);
        }
    }

    private void runTasks()
    {
        for (int i = 0; i < TASKS_PER_TURN; i++)
        {
            final Runnable task = tasks.poll();
            if (task == null)
            {
                return;
            }
            run(task);
        }
    }

    private void runDeferred()
    {
        for (Runnable task = deferred.pollFirst(); task != null; task = deferred.pollFirst())
        {
            run(task);
        }
    }

    private void run(final Runnable task)
    {
        hasWorked = true;
        try
        {
            task.run();
        }
        catch (final RuntimeException ex)
        {
            errors.onError(ex);
        }
    }

    /** By the loop's thread, or by who closes a loop that has not been run: the first of both. */
    private void end()
    {
        if (!isEnding.compareAndSet(false, true))
        {
            return;
        }
        for (final SocketReader socket : List.copyOf(sockets))
        {
            socket.onLoopEnd();
        }
        isOver = true;
        runDeferred();
        offload.close();
        try
        {
            selector.close();
        }
        catch (final IOException ex)
        {
            errors.onError(ex);
        }
    }
}
