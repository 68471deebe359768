package io.tickwire.client.lane;

import io.tickwire.client.sbe.NameKind;
import io.tickwire.client.sbe.QuoteDecoder;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a reader was told, checked as it comes: each number once, in order, with the values that it should have.
 * Thread: strategy
 */
final class Told implements LaneHandler
{
    private static final long NONE = -1;

    private final List<String> events = new ArrayList<>();
    private final List<LossCause> causes = new ArrayList<>();
    private long first = NONE;
    private long next = NONE;
    private long quotes;
    private long lost;
    private long lostBehindFirst;

    List<String> events()
    {
        return events;
    }

    List<LossCause> causes()
    {
        return causes;
    }

    long first()
    {
        return first;
    }

    /** The number that is next. */
    long next()
    {
        return next;
    }

    long quotes()
    {
        return quotes;
    }

    long lost()
    {
        return lost;
    }

    /** How many were lost behind the first tick. */
    long lostBehindFirst()
    {
        return lostBehindFirst;
    }

    /** Numbers begin anew. */
    void forget()
    {
        next = NONE;
    }

    @Override
    public void onQuote(final StreamHead head, final QuoteDecoder quote)
    {
        final long g = head.g();
        first = first == NONE ? g : first;
        if (next != NONE)
        {
            assertEquals(next, g, () -> "the next tick after " + events);
        }
        assertEquals(g, quote.head().exchangeTime());
        assertEquals(g * 31, quote.bidPrice());
        assertEquals(~g, quote.askQuantity());
        next = g + 1;
        quotes++;
    }

    @Override
    public void onLoss(final long epoch, final long from, final long to, final LossCause cause)
    {
        assertTrue(from <= to, () -> from + " to " + to);
        if (next != NONE)
        {
            assertEquals(next, from, () -> "a loss begins where the ticks end: " + events);
        }
        next = to + 1;
        lost += to - from + 1;
        lostBehindFirst += first == NONE ? 0 : to - from + 1;
        causes.add(cause);
        events.add("lost " + from + "-" + to + " " + cause);
    }

    @Override
    public void onRun(final long epoch, final long startTimeNs)
    {
        events.add("run");
    }

    @Override
    public void onRunEnd(final long epoch, final long endTimeNs)
    {
        events.add("end");
    }

    @Override
    public void onSymbol(final int id, final String name, final int priceExponent, final int quantityExponent)
    {
        events.add("symbol " + id + " " + name);
    }

    @Override
    public void onName(final NameKind kind, final int id, final String name)
    {
        events.add(kind + " " + id + " " + name);
    }

    @Override
    public void onLive(final boolean isLive)
    {
        events.add(isLive ? "live" : "not live");
    }
}
