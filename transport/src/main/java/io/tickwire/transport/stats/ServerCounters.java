package io.tickwire.transport.stats;

import io.tickwire.transport.ws.CloseCode;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The server's counters, and its closes by reason.
 * Thread: any
 */
public final class ServerCounters
{
    private final Map<ServerCounter, LongAdder> counters = new EnumMap<>(ServerCounter.class);
    private final Map<CloseCode, LongAdder> closes = new EnumMap<>(CloseCode.class);

    public ServerCounters()
    {
        for (final ServerCounter counter : ServerCounter.values())
        {
            counters.put(counter, new LongAdder());
        }
        for (final CloseCode code : CloseCode.values())
        {
            closes.put(code, new LongAdder());
        }
    }

    public void increment(final ServerCounter counter)
    {
        counters.get(counter).increment();
    }

    public void add(final ServerCounter counter, final long count)
    {
        if (count != 0)
        {
            counters.get(counter).add(count);
        }
    }

    public long get(final ServerCounter counter)
    {
        return counters.get(counter).sum();
    }

    /**
     * A connection was closed by us.
     */
    public void countClose(final CloseCode code)
    {
        closes.get(code).increment();
    }

    /**
     * How many connections were closed by us for a reason.
     */
    public long closes(final CloseCode code)
    {
        return closes.get(code).sum();
    }
}
