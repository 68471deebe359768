package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.net.LoopTimer;
import io.tickwire.transport.feed.net.NetLoop;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is to be sent by a connection, no faster than its venue bears.
 * Thread: feed-<venue>
 */
final class Outgoing
{
    private final NetLoop loop;
    private final Consumer<String> sender;
    private final long gapNs;
    private final ArrayDeque<String> messages = new ArrayDeque<>();
    private LoopTimer timer;
    private long nextNs;

    Outgoing(final NetLoop loop, final int messagesPerSecond, final Consumer<String> sender)
    {
        this.loop = loop;
        this.sender = sender;
        gapNs = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
        nextNs = System.nanoTime();
    }

    /** Send it behind all others. */
    void last(final String message)
    {
        messages.addLast(message);
        proceed();
    }

    /** Send it before all others. */
    void first(final String message)
    {
        messages.addFirst(message);
        proceed();
    }

    /** Send nothing until then. */
    void holdUntil(final long untilNs)
    {
        messages.clear();
        nextNs = untilNs;
    }

    boolean isEmpty()
    {
        return messages.isEmpty();
    }

    /** Nothing of it is to be sent any more. */
    void clear()
    {
        messages.clear();
        if (timer != null)
        {
            timer.cancel();
            timer = null;
        }
    }

    private void proceed()
    {
        if (timer == null)
        {
            sendDue();
        }
    }

    private void sendDue()
    {
        timer = null;
        final long nowNs = System.nanoTime();
        while (!messages.isEmpty() && nextNs - nowNs <= 0)
        {
            nextNs = Math.max(nextNs, nowNs - gapNs) + gapNs;
            sender.accept(messages.pollFirst());
        }
        if (!messages.isEmpty())
        {
            timer = loop.schedule(nextNs - nowNs, this::sendDue);
        }
    }
}
