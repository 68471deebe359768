package io.tickwire.tools.load;

import io.tickwire.client.ClientLoop;
import io.tickwire.client.Connection;
import io.tickwire.client.ConnectionListener;
import io.tickwire.client.Encoding;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.UpdateView;
import io.tickwire.client.wire.StreamInfo;
import io.tickwire.client.wire.TreeWriter;
import io.tickwire.client.wire.Update;
import io.tickwire.client.wire.WireException;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One of many clients: connects, subscribes, reads as its kind does, and holds what comes against the rules.
 * Thread: client
 */
final class LoadClient implements ConnectionListener
{
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_LIFE_MS = 1_000;
    private static final long LONGEST_LIFE_MS = 3_000;
    private static final long BACKOFF_MS = 500;

    private final LoadPlan plan;
    private final LoadKind kind;
    private final LoadCounts counts;
    private final LoadClock clock;
    private final ClientLoop loop;
    private final LoadReader reader;
    private LoadStreams streams;
    private Connection connection;
    private boolean isOpen;
    private boolean isPaused;
    private boolean isLeaving;
    private int subscribed;
    private long dialedNs;
    private long resumeNs;
    private long leaveNs;
    private long dialNs;

    LoadClient(
        final LoadPlan plan, final LoadKind kind, final LoadCounts counts, final LoadClock clock, final ClientLoop loop,
        final LoadReader reader)
    {
        this.plan = plan;
        this.kind = kind;
        this.counts = counts;
        this.clock = clock;
        this.loop = loop;
        this.reader = reader;
    }

    void dial()
    {
        streams = new LoadStreams();
        subscribed = 0;
        isPaused = false;
        dialNs = 0;
        dialedNs = System.nanoTime();
        connection = loop.open(plan.config(), this);
    }

    /** Whoever is between two connections dials when it is time. */
    void poll(final long nowNs)
    {
        if (dialNs != 0 && nowNs - dialNs >= 0)
        {
            dial();
        }
    }

    void leave()
    {
        isLeaving = true;
        dialNs = 0;
        if (connection != null)
        {
            connection.abort();
        }
    }

    @Override
    public void onOpen()
    {
        isOpen = true;
        counts.open++;
        counts.opened++;
        counts.mostOpen = Math.max(counts.mostOpen, counts.open);
        final long nowNs = System.nanoTime();
        counts.connectUs.recordValue(Math.min(
            counts.connectUs.getHighestTrackableValue(), TimeUnit.NANOSECONDS.toMicros(nowNs - dialedNs)));
        leaveNs = nowNs + TimeUnit.MILLISECONDS.toNanos(
            ThreadLocalRandom.current().nextLong(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
        plan.channels().forEach(this::subscribe);
    }

    /** A message a channel, since only a book can have a mode. */
    private void subscribe(final String channel)
    {
        final Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "subscribe");
        message.put("channel", channel);
        message.put("symbols", plan.symbols());
        if (!plan.interval().isEmpty())
        {
            message.put("interval", plan.interval());
        }
        if (plan.isDelta() && Channel.BOOK.wireName().equals(channel))
        {
            message.put("mode", "delta");
        }
        final Encoding encoding = plan.config().encoding();
        final boolean isText = encoding == Encoding.JSON || encoding == Encoding.SBE;
        final TreeWriter writer = new TreeWriter();
        final int length = isText ? writer.writeJson(message) : writer.writeMsgpack(message);
        connection.send(isText ? TEXT : BINARY, writer.bytes(), length);
    }

    @Override
    public void onFrame(
        final int opcode, final UnsafeBuffer buffer, final int offset, final int length, final long receiveNs)
    {
        counts.messages++;
        counts.bytes += length;
        try
        {
            if (reader.read(streams, opcode == TEXT, buffer, offset, length))
            {
                if (reader.control() == null)
                {
                    onUpdate(reader.update(), receiveNs);
                }
                else
                {
                    onControl(reader.control());
                }
            }
        }
        catch (final WireException | IndexOutOfBoundsException ex)
        {
            counts.unreadable++;
        }
        if (kind == LoadKind.SLOW && !isPaused && subscribed > 0)
        {
            pause();
            resumeNs = receiveNs + SLOW_NS;
        }
    }

    private void onUpdate(final Update update, final long receiveNs)
    {
        final StreamInfo stream = update.stream();
        if (stream == null || update.seq() == UpdateView.NONE)
        {
            return;
        }
        final long previous = update.pseq() == UpdateView.NONE ? 0 : update.pseq();
        counts.onVerdict(streams.check(stream, update.seq(), previous));
        final long sentUs = plan.isFromIntake() ? update.receiveTimeUs() : update.sendTimeUs();
        // What was there before, and what a client leaves lying, says nothing of the server.
        if (sentUs != UpdateView.NONE && previous != 0 && (kind == LoadKind.READING || kind == LoadKind.RECONNECTING))
        {
            counts.onLatency(clock.us(receiveNs) - sentUs);
        }
    }

    private void onControl(final Map<String, Object> message)
    {
        switch (String.valueOf(message.get("type")))
        {
            case "subscribed" ->
            {
                streams.onSubscribed(message);
                subscribed++;
                if (kind == LoadKind.STALLED && subscribed == plan.channels().size())
                {
                    pause();
                }
            }
            case "gap" ->
            {
                final long missed = streams.onGap(message);
                counts.gaps += missed > 0 ? 1 : 0;
                counts.missed += missed;
            }
            case "slow" -> counts.slowWarnings++;
            case "error" -> counts.errors.merge(String.valueOf(message.get("code")), 1, Integer::sum);
            default ->
            {
                // Nothing that is counted.
            }
        }
    }

    private void pause()
    {
        isPaused = true;
        connection.pauseReading();
    }

    @Override
    public void onTime(final long nowNs)
    {
        if (kind == LoadKind.SLOW && isPaused && nowNs - resumeNs >= 0)
        {
            isPaused = false;
            connection.resumeReading();
        }
        else if (kind == LoadKind.RECONNECTING && isOpen && nowNs - leaveNs >= 0)
        {
            connection.abort();
        }
    }

    @Override
    public void onClose(final int code, final String reason)
    {
        counts.open -= isOpen ? 1 : 0;
        if (!isLeaving && !(isOpen && kind == LoadKind.RECONNECTING && code == Connection.NO_CLOSE))
        {
            final String why = (isOpen ? "" : "not connected: ") + code + (reason.isEmpty() ? "" : " " + reason);
            counts.closes.merge(why, 1, Integer::sum);
        }
        isOpen = false;
        if (!isLeaving)
        {
            dialNs = System.nanoTime() +
                TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextLong(BACKOFF_MS));
        }
    }
}
