package io.tickwire.transport.clients;

import io.tickwire.transport.Patience;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What happens to a client, kept in order.
 */
final class Events
{
    private final List<JsonNode> events = new ArrayList<>();
    private final Consumer<JsonNode> check;
    private AssertionError failure;
    private boolean isOver;
    private int taken;

    /**
     * @param check is shown every message that comes.
     */
    Events(final Consumer<JsonNode> check)
    {
        this.check = check;
    }

    void add(final JsonNode event)
    {
        AssertionError wrong = null;
        try
        {
            if (event.path("event").asString().equals("message") && event.path("message").isObject())
            {
                check.accept(event.path("message"));
            }
        }
        catch (final AssertionError ex)
        {
            wrong = ex;
        }
        synchronized (this)
        {
            failure = failure == null ? wrong : failure;
            events.add(event);
            notifyAll();
        }
    }

    synchronized void fail(final AssertionError error)
    {
        failure = error;
        notifyAll();
    }

    /**
     * Nothing more will come.
     */
    synchronized void end()
    {
        isOver = true;
        notifyAll();
    }

    synchronized List<JsonNode> all()
    {
        return List.copyOf(events);
    }

    synchronized void requireNoFailure()
    {
        if (failure != null)
        {
            // Anew, for it may be thrown again where the first is on its way.
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /**
     * The next that fits after those that were taken, waited for.
     */
    synchronized JsonNode await(final Predicate<JsonNode> isIt, final String what)
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Patience.LIMIT_MS);
        int looked = taken;
        while (true)
        {
            for (; looked < events.size(); looked++)
            {
                if (isIt.test(events.get(looked)))
                {
                    taken = looked + 1;

                    return events.get(looked);
                }
            }
            requireNoFailure();
            final long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            if (leftMs <= 0 || isOver)
            {
                throw new AssertionError("no " + what + " came; after " + taken + " taken there were " +
                    events.subList(taken, Math.min(events.size(), taken + 20)));
            }
            waitFor(leftMs);
        }
    }

    private void waitFor(final long atMostMs)
    {
        try
        {
            wait(atMostMs);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
