package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.StreamLookup;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * All streams of a client, found by number or by names without garbage. They outlive connections; numbers do not.
 * Thread: client
 */
final class Streams implements StreamLookup
{
    private static final int MAX_STREAMS = 1 << 18;

    private final Long2ObjectHashMap<StreamState> bySid = new Long2ObjectHashMap<>();
    private final List<StreamState> all = new ArrayList<>();
    private StreamState[] slots = new StreamState[256];

    List<StreamState> all()
    {
        return all;
    }

    @Override
    public StreamState find(final long sid)
    {
        return bySid.get(sid);
    }

    @Override
    public StreamState find(
        final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        final StreamState known = get(channel, symbol, venue, intervalSeconds);
        if (known != null || all.size() == MAX_STREAMS)
        {
            return known;
        }
        final StreamState stream = new StreamState(channel, symbol, venue, intervalSeconds);
        all.add(stream);
        if (2 * all.size() > slots.length)
        {
            slots = new StreamState[2 * slots.length];
            // Another view of a book stands behind the first, and is found through it.
            all.forEach(this::place);
        }
        else
        {
            place(stream);
        }

        return stream;
    }

    /** Null: not known. */
    StreamState get(final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        int slot = hash(channel, symbol, venue, intervalSeconds) & slots.length - 1;
        while (slots[slot] != null && !is(slots[slot], channel, symbol, venue, intervalSeconds))
        {
            slot = slot + 1 & slots.length - 1;
        }

        return slots[slot];
    }

    /** The stream of a view of a book: the one that its names lead to, where that is of no other, or one beside it. */
    StreamState view(final StreamState first, final BookDepth view)
    {
        StreamState stream = first;
        while (stream.view != null && !stream.view.equals(view))
        {
            if (stream.other == null)
            {
                if (all.size() == MAX_STREAMS)
                {
                    return stream;
                }
                stream.other = new StreamState(first.channel(), first.symbol(), first.venue(), 0);
                all.add(stream.other);
            }
            stream = stream.other;
        }
        stream.view = view;

        return stream;
    }

    void number(final StreamState stream, final long sid, final int priceExponent, final int quantityExponent)
    {
        stream.tell(sid, priceExponent, quantityExponent);
        bySid.put(sid, stream);
    }

    /** Another connection has other numbers, maybe. */
    void forgetNumbers()
    {
        bySid.clear();
    }

    private void place(final StreamState stream)
    {
        int slot = hash(stream.channel(), stream.symbol(), stream.venue(), stream.intervalSeconds()) &
            slots.length - 1;
        while (slots[slot] != null)
        {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = stream;
    }

    private static boolean is(
        final StreamState stream,
        final Channel channel,
        final String symbol,
        final String venue,
        final int intervalSeconds)
    {
        return stream.channel() == channel && stream.intervalSeconds() == intervalSeconds &&
            stream.symbol().equals(symbol) && stream.venue().equals(venue);
    }

    private static int hash(
        final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        final int hash = ((channel.ordinal() * 31 + symbol.hashCode()) * 31 + venue.hashCode()) * 31 + intervalSeconds;

        return hash ^ hash >>> 9 ^ hash >>> 18;
    }
}
