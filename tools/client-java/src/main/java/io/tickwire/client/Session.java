package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.TreeWriter;
import io.tickwire.client.wire.UpdateReader;
import io.tickwire.client.wire.WireException;
import io.tickwire.client.ws.FrameParser;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client over as many connections as it takes: subscribes anew, resumes, backs off, keeps to the server's pace. Time
 * and bytes come from outside.
 * Thread: client
 */
final class Session implements ConnectionListener
{
    private static final int NORMAL = 1000;
    private static final int BURST = 20;
    private static final long TOKEN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_WAITING = 4_096;
    private static final int MAX_REQUESTS = 1_024;
    private static final long MAX_LATENCY_NS = TimeUnit.MINUTES.toNanos(1);

    final Counts counts = new Counts();
    final Listeners listeners = new Listeners(counts);
    final Streams streams = new Streams();
    final Subscriptions subscriptions = new Subscriptions();
    final Histogram roundTrips = new Histogram(MAX_LATENCY_NS, 3);

    private final ClientConfig config;
    private final ClientLink link;
    private final UpdateReader reader;
    private final Sequences sequences;
    private final TreeWriter writer = new TreeWriter();
    private final Queue<Map<String, Object>> waiting = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<Map<String, Object>>> requests = new HashMap<>();
    private Phase phase = Phase.IDLE;
    private int tokens = BURST;
    private long tokenNs;
    private long nowNs;
    private long dialNs;
    private long retryAfterMs;
    private long epoch;
    private long nextId = 1;
    private int attempt;

    /** Where a session is. */
    enum Phase
    {
        IDLE, DIALING, OPEN, WAITING, ENDED
    }

    Session(final ClientConfig config, final ClientLink link)
    {
        this.config = config;
        this.link = link;
        reader = new UpdateReader(streams, config.encoding() == Encoding.SBE);
        sequences = new Sequences(streams, subscriptions, listeners, counts, this::send);
        listeners.show(reader.update());
        sequences.show(reader.update());
    }

    Phase phase()
    {
        return phase;
    }

    /** The last one heard of; 0: none. */
    long epoch()
    {
        return epoch;
    }

    int waiting()
    {
        return waiting.size();
    }

    void start(final long nowNs)
    {
        this.nowNs = nowNs;
        tokenNs = nowNs;
        dial();
    }

    private void dial()
    {
        phase = Phase.DIALING;
        link.dial();
    }

    Handle subscribe(final Handle handle)
    {
        if (subscriptions.isConflicting(handle.subscription(), config.encoding().isNumbered()))
        {
            listeners.error(
                "conflicting_view", "a book is there that is not told from it: " + handle.subscription(), null);
            return handle;
        }
        final Map<String, Object> message = subscriptions.add(handle);
        if (message != null && phase == Phase.OPEN)
        {
            message.put("id", nextId++);
            send(message);
        }

        return handle;
    }

    void unsubscribe(final Handle handle)
    {
        final Map<String, Object> message = subscriptions.remove(handle);
        if (message != null && phase == Phase.OPEN)
        {
            message.put("id", nextId++);
            send(message);
        }
    }

    CompletableFuture<Map<String, Object>> request(final Map<String, Object> message)
    {
        final CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        if (phase != Phase.OPEN || requests.size() >= MAX_REQUESTS)
        {
            answer.completeExceptionally(new IllegalStateException(
                phase == Phase.OPEN ? "too many requests are not answered" : "there is no connection"));
            return answer;
        }
        final long id = nextId++;
        final Map<String, Object> numbered = new LinkedHashMap<>(message);
        numbered.put("id", id);
        requests.put(id, answer);
        send(numbered);

        return answer;
    }

    /** At the server's pace: 10 a second, 20 at once. */
    void send(final Map<String, Object> message)
    {
        if (phase != Phase.OPEN)
        {
            return;
        }
        if (waiting.size() >= MAX_WAITING)
        {
            counts.dropped++;
            return;
        }
        waiting.add(message);
        sendWaiting();
    }

    private void sendWaiting()
    {
        while (tokens > 0 && !waiting.isEmpty() && phase == Phase.OPEN)
        {
            tokens--;
            final Map<String, Object> message = waiting.poll();
            final boolean isBinary = config.encoding().isBinary();
            final int length = isBinary ? writer.writeMsgpack(message) : writer.writeJson(message);
            link.send(isBinary ? FrameParser.BINARY : FrameParser.TEXT, writer.bytes(), length);
        }
    }

    void close()
    {
        if (phase == Phase.ENDED)
        {
            return;
        }
        final boolean isConnected = phase == Phase.OPEN || phase == Phase.DIALING;
        final boolean wasOpen = phase == Phase.OPEN;
        phase = Phase.ENDED;
        failRequests();
        if (isConnected)
        {
            link.close(NORMAL, "");
        }
        if (wasOpen)
        {
            sequences.onClose();
            listeners.tell(listener -> listener.onClose(NORMAL, "", false));
        }
    }

    @Override
    public void onOpen()
    {
        phase = Phase.OPEN;
        tokens = BURST;
        counts.reconnects += counts.opens++ > 0 ? 1 : 0;
        for (final Map<String, Object> message : subscriptions.again(streams, epoch))
        {
            message.put("id", nextId++);
            send(message);
        }
        listeners.tell(ClientListener::onOpen);
    }

    @Override
    public void onFrame(
        final int opcode, final UnsafeBuffer buffer, final int offset, final int length, final long receiveNs)
    {
        nowNs = receiveNs;
        counts.bytes += length;
        final boolean isKnown;
        try
        {
            isKnown = reader.read(opcode == FrameParser.TEXT, buffer, offset, length);
        }
        catch (final WireException | IndexOutOfBoundsException | IllegalArgumentException ex)
        {
            listeners.error("invalid_message", "a frame that can not be read: " + ex.getMessage(), null);
            return;
        }
        counts.messages++;
        attempt = 0;
        if (!isKnown)
        {
            return;
        }
        final Map<String, Object> control = reader.control();
        if (control == null)
        {
            reader.update().arrivedAt(receiveNs);
            sequences.onUpdate(reader.update(), receiveNs);
        }
        else
        {
            try
            {
                onControl(control);
            }
            catch (final ClassCastException | IndexOutOfBoundsException ex)
            {
                listeners.error("invalid_message", "a message that can not be understood: " + control, null);
            }
        }
    }

    private void onControl(final Map<String, Object> message)
    {
        final String type = String.valueOf(message.get("type"));
        final Channel account = Channel.of(type);
        if (account != null)
        {
            final Handle[] handles =
                subscriptions.of(account, Values.text(message, "account"), Values.text(message, "venue"));
            listeners.account(handles, account, message);
            return;
        }
        switch (type)
        {
            case "welcome" -> epoch(Values.number(message, "epoch", 0));
            case "subscribed" -> onSubscribed(message);
            case "gap" -> onGap(message);
            case "stale" -> onStale(message);
            case "ping" -> send(Values.map("type", "pong"));
            case "response", "authenticated", "published", "pong", "unsubscribed" -> answer(message, null);
            case "expiring" -> renew();
            case "shutdown" -> retryAfterMs = Math.max(0, Values.number(message, "retry_after_ms", 0));
            case "error" -> onError(message);
            case "broadcast" -> listeners.tell(listener -> listener.onBroadcast(
                Values.text(message, "channel"), message.get("data"), message));
            case "server_status", "status", "heartbeat", "slow", "replay_status" ->
                listeners.tell(listener -> listener.onStatus(type, message));
            default ->
            {
                // caught_up, and whatever later servers say.
            }
        }
    }

    private void onSubscribed(final Map<String, Object> message)
    {
        epoch(Values.number(message, "epoch", 0));
        final Channel channel = Channel.of(Values.text(message, "channel"));
        if (channel == null || channel.isPrivate() || !message.containsKey("sid"))
        {
            return;
        }
        final List<Object> sids = Values.list(message, "sid");
        final List<Object> seqs = Values.list(message, "seq");
        final List<Object> symbols = Values.list(message, "symbol");
        final List<Object> venues = Values.list(message, "venue");
        final int interval = channel == Channel.CANDLE ? (int)Values.number(message, "interval", 0) : 0;
        final boolean isRecovered = Boolean.TRUE.equals(message.get("recovered"));
        subscriptions.learn(texts(Values.list(message, "symbols")), texts(symbols));
        for (int i = 0; i < sids.size(); i++)
        {
            final StreamState found = streams.find(
                channel,
                i < symbols.size() ? (String)symbols.get(i) : "",
                i < venues.size() ? (String)venues.get(i) : "",
                interval);
            if (found != null)
            {
                final StreamState stream = channel == Channel.BOOK && config.encoding().isNumbered() ?
                    streams.view(found, BookDepth.of(message)) : found;
                streams.number(
                    stream,
                    (long)sids.get(i),
                    exponent(Values.list(message, "px_exp"), i),
                    exponent(Values.list(message, "qty_exp"), i));
                sequences.onSubscribed(stream, (long)seqs.get(i), isRecovered);
            }
        }
        answer(message, null);
    }

    private static int exponent(final List<Object> exponents, final int index)
    {
        return index < exponents.size() ? Math.max(-18, Math.min(18, (int)(long)exponents.get(index))) : 0;
    }

    private static List<String> texts(final List<Object> values)
    {
        final List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add((String)value));

        return texts;
    }

    private void epoch(final long told)
    {
        if (told != 0 && told != epoch)
        {
            final boolean isOther = epoch != 0;
            epoch = told;
            if (isOther)
            {
                sequences.onEpoch();
            }
        }
    }

    private void onGap(final Map<String, Object> message)
    {
        final Channel channel = Channel.of(Values.text(message, "channel"));
        if (channel == null || channel.isPrivate())
        {
            final String account = Values.text(message, "account");
            listeners.tell(subscriptions.of(channel, account, ""), listener -> listener.onGap(new Gap(
                channel, account, "", Values.number(message, "from", -1),
                Values.number(message, "to", -1), Values.text(message, "reason"))));
            return;
        }
        final StreamState stream = streams.find(
            channel, Values.text(message, "symbol"), Values.text(message, "venue"), 0);
        if (stream != null)
        {
            sequences.onGap(
                stream, Values.number(message, "from", -1), Values.number(message, "to", -1),
                Values.text(message, "reason"));
        }
    }

    private void onStale(final Map<String, Object> message)
    {
        final Channel channel = Channel.of(Values.text(message, "channel"));
        if (channel != null)
        {
            sequences.onStale(
                channel, Values.text(message, "symbol"), Values.text(message, "venue"),
                Values.text(message, "reason"));
        }
    }

    private void onError(final Map<String, Object> message)
    {
        final String code = Values.text(message, "code");
        answer(message, new IllegalStateException(code + ": " + Values.text(message, "message")));
        listeners.error(code, Values.text(message, "message"), message);
    }

    private void answer(final Map<String, Object> message, final Exception failure)
    {
        final CompletableFuture<Map<String, Object>> answer =
            message.get("id") instanceof Long id ? requests.remove(id) : null;
        if (answer != null && failure != null)
        {
            answer.completeExceptionally(failure);
        }
        else if (answer != null)
        {
            answer.complete(message);
        }
    }

    private void renew()
    {
        if (config.renewsToken())
        {
            final String token = config.token().get();
            if (token != null)
            {
                send(Values.map("type", "auth", "token", token));
            }
        }
    }

    @Override
    public void onPong(final long roundTripNs)
    {
        roundTrips.recordValue(Math.max(0, Math.min(MAX_LATENCY_NS, roundTripNs)));
    }

    @Override
    public void onClose(final int code, final String reason)
    {
        if (phase == Phase.ENDED)
        {
            return;
        }
        final boolean wasOpen = phase == Phase.OPEN;
        final boolean comesBack = config.timing().reconnects() && comesBack(code);
        waiting.clear();
        failRequests();
        sequences.onClose();
        phase = comesBack ? Phase.WAITING : Phase.ENDED;
        if (comesBack)
        {
            dialNs = nowNs + TimeUnit.MILLISECONDS.toNanos(retryAfterMs + backoffMs());
            retryAfterMs = 0;
        }
        if (wasOpen)
        {
            listeners.tell(listener -> listener.onClose(code, reason, comesBack));
        }
        if (!comesBack && code != NORMAL)
        {
            listeners.error(String.valueOf(code), "the connection ended for good: " + reason, null);
        }
    }

    private long backoffMs()
    {
        final ClientTiming timing = config.timing();
        if (timing.fixedBackoffMs() > 0)
        {
            return timing.fixedBackoffMs();
        }
        final long bound = Math.min(timing.maxBackoffMs(), timing.firstBackoffMs() << Math.min(attempt++, 20));

        return link.jitter(bound);
    }

    private boolean comesBack(final int code)
    {
        return switch (code)
        {
            case 1001, 1005, 1006, 1011, 1012 -> true;
            case 4501 -> config.renewsToken();
            default -> code >= 4000 && code < 4500;
        };
    }

    private void failRequests()
    {
        final List<CompletableFuture<Map<String, Object>>> open = List.copyOf(requests.values());
        requests.clear();
        open.forEach(answer -> answer.completeExceptionally(new IllegalStateException("the connection has ended")));
    }

    /** Time goes on, with and without a connection. */
    void onLoopTime(final long nowNs)
    {
        this.nowNs = nowNs;
        while (tokens < BURST && nowNs - tokenNs >= TOKEN_NS)
        {
            tokens++;
            tokenNs += TOKEN_NS;
        }
        if (tokens == BURST)
        {
            tokenNs = nowNs;
        }
        sendWaiting();
        if (phase == Phase.WAITING && nowNs - dialNs >= 0)
        {
            dial();
        }
        listeners.tell(listener -> listener.onTime(nowNs));
    }
}
