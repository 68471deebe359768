package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.FeedProbe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A script at a decoder, whose requests it hears, and what the decoder's ticks say beside what is true.
 */
public final class ScriptRun
{
    private static final int SLOTS = 1 << 8;

    private final VenueScript script;
    private final FeedProbe probe;
    private final List<ScriptEvent> delivered = new ArrayList<>();
    private int heard;
    private int connections;

    public ScriptRun(final VenueScript script)
    {
        this.script = script;
        this.probe = new FeedProbe(script.venue(), SLOTS);
        script.connected();
    }

    public FeedProbe probe()
    {
        return probe;
    }

    public ScriptEvent next()
    {
        return script.next();
    }

    /** So many events come as they are. */
    public ScriptRun play(final int events)
    {
        for (int i = 0; i < events; i++)
        {
            deliver(script.next());
        }

        return this;
    }

    /** An event comes, and what the decoder asks for is heard. */
    public void deliver(final ScriptEvent event)
    {
        delivered.add(event);
        deliver(probe, event);
        while (heard < probe.requests.size())
        {
            final String request = probe.requests.get(heard++);
            if (request.startsWith("reconnect "))
            {
                reconnect();
            }
            else if (script.books.containsKey(request.substring("snapshot ".length())))
            {
                script.requested(request.substring("snapshot ".length()));
            }
        }
    }

    /** Where an answer was lost, it is asked for again. */
    public void askAgain(final ScriptEvent lost)
    {
        if (lost.answerFor() != null)
        {
            script.requested(lost.answerFor());
        }
    }

    /** The connection goes, and another one comes. */
    public void reconnect()
    {
        probe.reconnect();
        connections++;
        script.connected();
    }

    /** How many connections came after the first. */
    public int connections()
    {
        return connections;
    }

    public List<ScriptEvent> delivered()
    {
        return delivered;
    }

    public static void deliver(final FeedProbe probe, final ScriptEvent event)
    {
        if (event.answerFor() == null)
        {
            probe.bytes(event.bytes());
        }
        else
        {
            probe.answer(event.answerFor(), event.bytes());
        }
    }

    /** Whether the book is live; if so it must be this one. */
    public boolean isLive(final String symbol, final ModelBook.Levels levels, final String when)
    {
        final FeedProbe.NaiveBook book = probe.book(symbol);
        if (book.isLive)
        {
            assertEquals(levels.bids(), new HashMap<>(book.bids), () -> when + ": bids of " + symbol);
            assertEquals(levels.asks(), new HashMap<>(book.asks), () -> when + ": asks of " + symbol);
        }

        return book.isLive;
    }

    /**
     * Go on until each book has been told again, which must be right wherever it is live from then on; in the end all
     * are.
     */
    public void mustRecover(final int events, final String when)
    {
        final Set<String> told = new HashSet<>();
        final Map<String, ModelBook.Levels> last = new HashMap<>();
        for (int i = 0; i < events; i++)
        {
            final ScriptEvent event = script.next();
            deliver(event);
            // After an answer the book may still lack what was lost before it, until the next change shows that.
            if (event.symbol() != null && event.answerFor() == null)
            {
                told.add(event.symbol());
                last.put(event.symbol(), event.levels());
                isLive(event.symbol(), event.levels(), when);
            }
        }
        assertEquals(script.books.keySet(), told, when);
        last.forEach((symbol, levels) ->
            assertTrue(isLive(symbol, levels, when), () -> when + ": not live again: " + symbol));
    }
}
