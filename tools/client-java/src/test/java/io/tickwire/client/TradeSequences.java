package io.tickwire.client;

import java.util.HashMap;
import java.util.Map;

/**
 * Trades as they come: whether any is missing.
 */
final class TradeSequences
{
    private final Map<String, Long> last = new HashMap<>();
    private final StringBuilder holes = new StringBuilder();
    private int count;

    synchronized void add(final String symbol, final String venue, final long seq)
    {
        final Long before = last.put(symbol + "@" + venue, seq);
        if (before != null && seq != before + 1)
        {
            holes.append(symbol).append('@').append(venue).append(' ').append(before).append(" to ").append(seq)
                .append('\n');
        }
        count++;
    }

    synchronized int count()
    {
        return count;
    }

    /** Empty: nothing is missing, and nothing came twice. */
    synchronized String holes()
    {
        return holes.toString();
    }
}
