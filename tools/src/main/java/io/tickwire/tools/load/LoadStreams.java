package io.tickwire.tools.load;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.StreamInfo;
import io.tickwire.client.wire.StreamLookup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The streams of one connection, and the sequence that each has come to.
 * Thread: client
 */
final class LoadStreams implements StreamLookup
{
    private static final long NONE = -1;
    private static final int MAX_STREAMS = 65_536;

    private final Map<Key, Stream> byName = new HashMap<>();
    private final Map<Long, Stream> bySid = new HashMap<>();

    private record Key(Channel channel, String symbol, String venue, int intervalSeconds)
    {
    }

    /**
     * One of them.
     * Thread: client
     */
    static final class Stream extends StreamInfo
    {
        private long last = NONE;
        private long lastState = NONE;
        private boolean isRaw;
        private boolean isDelta;

        private Stream(final Key key)
        {
            super(key.channel, key.symbol, key.venue, key.intervalSeconds);
        }
    }

    @Override
    public StreamInfo find(final long sid)
    {
        return bySid.get(sid);
    }

    @Override
    public StreamInfo find(
        final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        return stream(new Key(channel, symbol, venue, intervalSeconds));
    }

    private Stream stream(final Key key)
    {
        final Stream known = byName.get(key);
        if (known != null || byName.size() == MAX_STREAMS)
        {
            return known;
        }
        final Stream stream = new Stream(key);
        byName.put(key, stream);

        return stream;
    }

    /** Private channels have no sequences, and are not looked at. */
    void onSubscribed(final Map<String, Object> message)
    {
        final Channel channel = Channel.of(text(message, "channel"));
        if (channel == null || channel.isPrivate())
        {
            return;
        }
        final List<?> sids = list(message, "sid");
        for (int i = 0; i < sids.size(); i++)
        {
            final Stream stream = stream(new Key(
                channel, textAt(message, "symbol", i), textAt(message, "venue", i),
                (int)number(message.get("interval"))));
            if (stream == null)
            {
                return;
            }
            final long sid = number(sids.get(i));
            stream.tell(sid, (int)numberAt(message, "px_exp", i), (int)numberAt(message, "qty_exp", i));
            bySid.put(sid, stream);
            stream.isRaw = !channel.isState() && "raw".equals(text(message, "class"));
            stream.isDelta = channel == Channel.BOOK && "delta".equals(text(message, "mode"));
            stream.last = stream.isRaw && stream.last == NONE ? numberAt(message, "seq", i) : stream.last;
        }
    }

    /**
     * Messages that will not come.
     *
     * @return how many.
     */
    long onGap(final Map<String, Object> message)
    {
        final Channel channel = Channel.of(text(message, "channel"));
        final Stream stream = channel == null || channel.isPrivate() ? null :
            stream(new Key(channel, text(message, "symbol"), text(message, "venue"), 0));
        final long to = number(message.get("to"));
        if (stream == null || to <= stream.last)
        {
            return 0;
        }
        final long missed = to - Math.max(stream.last + 1, number(message.get("from"))) + 1;
        stream.last = to;

        return missed;
    }

    /** Hold a message against the rules. */
    Verdict check(final StreamInfo info, final long sequence, final long previous)
    {
        if (!(info instanceof final Stream stream))
        {
            return Verdict.RIGHT;
        }
        final long last = stream.last;
        stream.last = sequence;
        if (stream.isDelta)
        {
            // A state has 0; so has the first change after a state that has none.
            return previous == 0 || previous == last ? Verdict.RIGHT : Verdict.BROKEN;
        }
        if (previous == 0)
        {
            stream.lastState = sequence;
        }
        if (previous == 0 || last == NONE || sequence == last + 1)
        {
            return Verdict.RIGHT;
        }
        if (sequence <= last)
        {
            // What is merged ends where it does for all, whoever was told the state meanwhile.
            return sequence == stream.lastState && !stream.isRaw ? Verdict.RIGHT : Verdict.REPEATED;
        }

        return stream.isRaw ? Verdict.JUMPED : Verdict.RIGHT;
    }

    /**
     * Whether a message follows the one before.
     * Thread: client
     */
    enum Verdict
    {
        RIGHT, REPEATED, JUMPED, BROKEN
    }

    private static String text(final Map<String, Object> message, final String name)
    {
        return message.get(name) instanceof final String text ? text : "";
    }

    private static List<?> list(final Map<String, Object> message, final String name)
    {
        return message.get(name) instanceof final List<?> list ? list : List.of();
    }

    private static String textAt(final Map<String, Object> message, final String name, final int index)
    {
        final List<?> list = list(message, name);

        return index < list.size() && list.get(index) instanceof final String text ? text : "";
    }

    private static long numberAt(final Map<String, Object> message, final String name, final int index)
    {
        final List<?> list = list(message, name);

        return index < list.size() ? number(list.get(index)) : 0;
    }

    private static long number(final Object value)
    {
        return value instanceof final Number number ? number.longValue() : 0;
    }
}
