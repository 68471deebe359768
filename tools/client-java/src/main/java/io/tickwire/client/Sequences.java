package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;
import io.tickwire.client.view.UpdateView;
import io.tickwire.client.wire.Update;
import io.tickwire.client.wire.Views;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The rules of sequences, one for all streams: what is told, what is passed over, when a state is asked for anew. What
 * {@code tools/conformance/README.md} has under 3 and 4.
 * Thread: client
 */
final class Sequences
{
    private static final long RESYNC_NS = TimeUnit.SECONDS.toNanos(1);

    private final Streams streams;
    private final Subscriptions subscriptions;
    private final Listeners listeners;
    private final Counts counts;
    private final Consumer<Map<String, Object>> sender;
    private Views views;

    Sequences(
        final Streams streams,
        final Subscriptions subscriptions,
        final Listeners listeners,
        final Counts counts,
        final Consumer<Map<String, Object>> sender)
    {
        this.streams = streams;
        this.subscriptions = subscriptions;
        this.listeners = listeners;
        this.counts = counts;
        this.sender = sender;
    }

    void show(final Update update)
    {
        views = new Views(update);
    }

    void onUpdate(final Update update, final long nowNs)
    {
        final StreamState stream = (StreamState)update.stream();
        final long seq = update.mantissa(Field.SEQ);
        final long pseq = update.mantissa(Field.PSEQ);
        subscriptions.attach(stream);
        final boolean isState = stream.book == null ? pseq == 0 : pseq == 0 || views.book().isSnapshot();
        if (seq == UpdateView.NONE || seq < 0)
        {
            listeners.error("invalid_message", "a message without a sequence: " + stream, null);
            return;
        }
        if (!isState && seq <= stream.last)
        {
            counts.duplicates++;
            return;
        }
        if (stream.book != null && !isState && !isNext(stream, pseq, nowNs))
        {
            return;
        }
        if (stream.isEvent() && !isState && stream.last >= 0 && seq > stream.last + 1 &&
            subscriptions.isRaw(stream))
        {
            gap(stream, stream.last + 1, seq - 1, "unannounced");
        }
        stream.last = seq;
        if (stream.book != null && !apply(stream, update, nowNs))
        {
            return;
        }
        stream.status = StreamStatus.LIVE;
        stream.hasAskedResync = false;
        if (stream.channel() == Channel.PRICE)
        {
            stream.price = update.number(Field.PRICE);
        }
        listeners.tell(stream);
    }

    private boolean isNext(final StreamState stream, final long pseq, final long nowNs)
    {
        if (stream.status == StreamStatus.RECOVERING)
        {
            if (!stream.hasAskedResync || nowNs - stream.resyncNs >= RESYNC_NS)
            {
                resync(stream, nowNs);
            }
            return false;
        }
        if (pseq != stream.last)
        {
            recover(stream, nowNs);
            return false;
        }

        return true;
    }

    private void recover(final StreamState stream, final long nowNs)
    {
        stream.book.clear();
        stream.status = StreamStatus.RECOVERING;
        if (!stream.hasAskedResync || nowNs - stream.resyncNs >= RESYNC_NS)
        {
            resync(stream, nowNs);
        }
    }

    private void resync(final StreamState stream, final long nowNs)
    {
        stream.hasAskedResync = true;
        stream.resyncNs = nowNs;
        counts.resyncs++;
        final Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "resync");
        message.put("channel", stream.channel().wireName());
        message.put("symbol", stream.symbol());
        if (!stream.venue().isEmpty())
        {
            message.put("venue", stream.venue());
        }
        sender.accept(message);
    }

    private boolean apply(final StreamState stream, final Update update, final long nowNs)
    {
        final boolean isGood = stream.book.apply(views.book());
        final long checksum = update.mantissa(Field.CHECKSUM);
        if (!isGood)
        {
            listeners.error("invalid_message", "a level that is none: " + stream, null);
        }
        else if (checksum != UpdateView.NONE && subscriptions.wantsChecksum(stream) &&
            checksum != stream.book.checksum())
        {
            listeners.error("checksum", "a book's checksum is wrong: " + stream, null);
        }
        else
        {
            return true;
        }
        recover(stream, nowNs);

        return false;
    }

    /** The server says what will not come. */
    void onGap(final StreamState stream, final long from, final long to, final String reason)
    {
        if (to <= stream.last)
        {
            return;
        }
        subscriptions.attach(stream);
        counts.gaps++;
        counts.missed += to - Math.max(from, stream.last + 1) + 1;
        stream.last = to;
        tell(new Gap(stream.channel(), stream.symbol(), stream.venue(), from, to, reason), stream);
    }

    void gap(final StreamState stream, final long from, final long to, final String reason)
    {
        counts.gaps++;
        counts.missed += from < 0 ? 0 : to - from + 1;
        tell(new Gap(stream.channel(), stream.symbol(), stream.venue(), from, to, reason), stream);
    }

    private void tell(final Gap gap, final StreamState stream)
    {
        listeners.tell(stream.handles, listener -> listener.onGap(gap));
    }

    void onStale(final Channel channel, final String symbol, final String venue, final String reason)
    {
        for (final StreamState stream : streams.all())
        {
            if (stream.channel() == channel && (symbol.isEmpty() || symbol.equals(stream.symbol())) &&
                (venue.isEmpty() || venue.equals(stream.venue())) && stream.status == StreamStatus.LIVE)
            {
                stream.status = StreamStatus.STALE;
            }
        }
        listeners.tell(
            subscriptions.of(channel), listener -> listener.onStale(channel, symbol, venue, reason));
    }

    /** The connection is gone. */
    void onClose()
    {
        for (final StreamState stream : streams.all())
        {
            stream.status = StreamStatus.STALE;
            stream.hasAskedResync = false;
        }
        streams.forgetNumbers();
    }

    /** What was numbered before has other numbers now. */
    void onEpoch()
    {
        for (final StreamState stream : streams.all())
        {
            final boolean hadLast = stream.last >= 0;
            stream.last = StreamState.NOTHING_KNOWN;
            if (stream.book != null)
            {
                stream.book.clear();
                stream.status = StreamStatus.RECOVERING;
            }
            else if (hadLast && stream.isEvent())
            {
                subscriptions.attach(stream);
                gap(stream, StreamState.NOTHING_KNOWN, StreamState.NOTHING_KNOWN, "unrecoverable");
            }
        }
    }

    /** A stream of a subscription that was granted. */
    void onSubscribed(final StreamState stream, final long seq, final boolean isRecovered)
    {
        if (!stream.isEvent() || !subscriptions.isRaw(stream))
        {
            return;
        }
        if (stream.last < 0)
        {
            stream.last = seq;
        }
        else if (!isRecovered && seq > stream.last)
        {
            final long from = stream.last + 1;
            stream.last = seq;
            gap(stream, from, seq, "unrecoverable");
        }
    }
}
