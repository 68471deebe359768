package io.tickwire.tools.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A venue: its one line of time, and who is connected to it. The recording's time goes on by the pace that was asked
 * for; what is put off by faults is due by that time, too, so that a run can be had again. Pings, heartbeats and limits
 * go by the clock on the wall. Where a client takes its messages slower than they come, time stands still for all: a
 * recording must not be lost to a queue that is full. Time that was lost, also to other processes, is not made up for.
 * Thread: market-<venue>, but for what says otherwise
 */
final class Market implements AutoCloseable
{
    static final long SECOND_MS = 1000;

    private static final long QUIET_MS = 1000;
    private static final long SLOW_WAIT_MS = 1;

    /** What is later than this puts off all that follows: nothing is told in a rush that was recorded apart. */
    private static final long MAX_LATE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Desk desk;
    private final Tape tape;
    private final Pace pace;
    private final Faults faults;
    private final Delivery delivery;
    private final Consumer<String> notices;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Agenda agenda = new Agenda();
    private final Backlog backlog;
    private final List<Session> sessions = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private boolean isRunning;
    private boolean isAtEnd;
    private long subscribedMs;
    private long beginNs;
    private long nowNs;
    private long startedNs;
    private long secondMs;
    private volatile boolean isClosed;
    private volatile double progress;
    private volatile boolean isOver;

    /**
     * @param notices gets what a person may want to know.
     */
    Market(
        final Desk desk, final Tape tape, final Pace pace, final Faults faults, final Consumer<String> notices)
    {
        this.desk = desk;
        this.tape = tape;
        this.pace = pace;
        this.faults = faults;
        this.notices = notices;
        this.backlog = new Backlog(desk.venue(), notices);
        this.delivery = new Delivery(this, faults, desk);
        this.thread = new Thread(this::work, "market-" + desk.venue());
        desk.attach(this);
    }

    void launch() throws IOException
    {
        tape.rewind();
        thread.start();
    }

    String venue()
    {
        return desk.venue();
    }

    Desk desk()
    {
        return desk;
    }

    Faults faults()
    {
        return faults;
    }

    /** How much of the recording is told, from 0 to 1; any thread. */
    double progress()
    {
        return progress;
    }

    /** Whether the recording has ended; any thread. */
    boolean isOver()
    {
        return isOver;
    }

    /** Begin, if that is waited for; any thread. */
    void go()
    {
        post(() ->
        {
            if (!isRunning)
            {
                isRunning = true;
                startedNs = System.nanoTime();
            }
        });
    }

    /** Have something done by the market's thread; any thread. */
    void post(final Runnable task)
    {
        tasks.add(task);
    }

    /** Answer a request; any thread. */
    void get(final Request request, final CompletableFuture<Answer> reply)
    {
        post(() ->
        {
            if (faults.isTooFast(0, timeNs(), wallMs()))
            {
                reply.complete(desk.tooFast());
                return;
            }
            final List<Fault> late =
                desk.isSnapshot(request) ? faults.next(FaultAction.On.SNAPSHOT, 0, "rest", timeNs()) : List.of();
            if (late.isEmpty())
            {
                desk.onGet(request, reply);
            }
            else
            {
                later(late.get(0).forNs(), () -> desk.onGet(request, reply));
            }
        });
    }

    /** The time of the recording, from its beginning. */
    long timeNs()
    {
        return nowNs - beginNs;
    }

    long wallMs()
    {
        return System.currentTimeMillis();
    }

    /** Do something when so much of the recording's time has passed. */
    void later(final long delayNs, final Runnable task)
    {
        agenda.add(nowNs + delayNs, task);
    }

    /** Who is connected. */
    List<Session> sessions()
    {
        return sessions;
    }

    Delivery delivery()
    {
        return delivery;
    }

    /** A client has subscribed to something. */
    void onSubscribed()
    {
        subscribedMs = wallMs();
    }

    void add(final Session session)
    {
        sessions.add(session);
    }

    /** Tell all that is recorded to somebody who asks for nothing; before {@link #launch}. */
    void join(final Wire wire, final String stream)
    {
        final Session session = new Session(wire, Frames.bare(), null, freeLine());
        session.streams().put(stream, 0);
        sessions.add(session);
        session.start(new byte[0], wallMs());
    }

    /** The lowest number that no open connection has. */
    int freeLine()
    {
        int line = 1;
        while (isTaken(line))
        {
            line++;
        }

        return line;
    }

    void remove(final Session session)
    {
        if (sessions.remove(session))
        {
            delivery.onGone(session);
            desk.onGone(session);
        }
        session.onGone();
    }

    @Override
    public void close() throws IOException
    {
        isClosed = true;
        post(() -> { });
        try
        {
            if (thread.isAlive())
            {
                ended.await(SECOND_MS, TimeUnit.MILLISECONDS);
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        tape.close();
    }

    private boolean isTaken(final int line)
    {
        return sessions.stream().anyMatch(session -> session.line() == line && !session.isClosed());
    }

    private void work()
    {
        try
        {
            startedNs = System.nanoTime();
            begin();
            while (!isClosed)
            {
                runTasks(tasks.poll());
                keepAlive();
                final long waitNs = backlog.isFull(sessions, wallMs()) ?
                    TimeUnit.MILLISECONDS.toNanos(SLOW_WAIT_MS) : advance();
                runTasks(waitNs > 0 ? tasks.poll(waitNs, TimeUnit.NANOSECONDS) : null);
            }
            sessions.forEach(session -> session.close(Session.GOING_AWAY, "the exchange ends"));
        }
        catch (final IOException ex)
        {
            notices.accept(desk.venue() + ": the recording can not be read: " + ex.getMessage());
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        finally
        {
            ended.countDown();
        }
    }

    private void begin()
    {
        final Recorded first = tape.peek();
        beginNs = first == null ? 0 : first.timeNs();
        nowNs = beginNs;
        isRunning = pace.start() == Pace.Start.NOW;
        isAtEnd = false;
        subscribedMs = 0;
        startedNs = System.nanoTime();
        delivery.clear();
        agenda.clear();
        desk.forget();
    }

    private void runTasks(final Runnable first)
    {
        if (first != null)
        {
            passTime();
        }
        for (Runnable task = first; task != null; task = tasks.poll())
        {
            task.run();
        }
    }

    /** Between two events the recording's time goes on, too. */
    private void passTime()
    {
        if (isRunning && !Double.isInfinite(pace.speed()))
        {
            final long passedNs = beginNs + (long)((System.nanoTime() - startedNs) * pace.speed());
            final Recorded next = tape.peek();
            nowNs = Math.max(nowNs, next == null ? passedNs : Math.min(passedNs, next.timeNs()));
        }
    }

    /** What is due each second by the clock on the wall. */
    private void keepAlive()
    {
        final long ms = wallMs();
        if (ms - secondMs < SECOND_MS)
        {
            return;
        }
        secondMs = ms;
        for (final Session session : List.copyOf(sessions))
        {
            if (!session.isClosed())
            {
                desk.onSecond(session, ms);
            }
        }
    }

    /**
     * Do the next thing that is due.
     *
     * @return how long there is nothing to do.
     */
    private long advance() throws IOException
    {
        if (!isRunning)
        {
            isRunning = pace.start() == Pace.Start.SUBSCRIBED && subscribedMs > 0 &&
                wallMs() - subscribedMs >= QUIET_MS;
            startedNs = System.nanoTime();

            return TimeUnit.MILLISECONDS.toNanos(isRunning ? 0 : SLOW_WAIT_MS * 10);
        }
        final Recorded next = tape.peek();
        if (next == null && !isAtEnd)
        {
            onEnd();
            return 0;
        }
        if (next == null && agenda.isEmpty())
        {
            return TimeUnit.MILLISECONDS.toNanos(SECOND_MS) / 2;
        }

        final boolean isDue = next == null || !agenda.isEmpty() && agenda.timeNs() <= next.timeNs();
        final long timeNs = isDue ? agenda.timeNs() : next.timeNs();
        final long waitNs = startedNs + (long)((timeNs - beginNs) / pace.speed()) - System.nanoTime();
        if (waitNs > 0)
        {
            return Math.min(waitNs, TimeUnit.MILLISECONDS.toNanos(SECOND_MS) / 10);
        }
        startedNs += Math.max(0, -waitNs - MAX_LATE_NS);
        nowNs = Math.max(nowNs, timeNs);
        if (isDue)
        {
            agenda.next().run();
        }
        else
        {
            desk.onRecorded(next);
            tape.advance();
            progress = tape.progress();
        }

        return 0;
    }

    private void onEnd() throws IOException
    {
        isAtEnd = true;
        if (pace.isLooped())
        {
            sessions.forEach(session -> session.close(Session.GOING_AWAY, "the recording begins again"));
            tape.rewind();
            begin();
            return;
        }
        later(0, delivery::flush);
        isOver = true;
        notices.accept(desk.venue() + ": the recording has ended; connections stay");
    }
}
