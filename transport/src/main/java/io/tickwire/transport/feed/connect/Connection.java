package io.tickwire.transport.feed.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.transport.feed.net.LinkEnd;
import io.tickwire.transport.feed.net.LinkListener;
import io.tickwire.transport.feed.net.LoopTimer;
import io.tickwire.transport.feed.net.WebSocketLink;
import io.tickwire.transport.feed.venue.Conversation;
import io.tickwire.transport.feed.venue.VenueStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection to a venue, and those that follow it when it ends: opens it, asks for its streams until they come,
 * keeps it alive, gives it up where it brings nothing. There is at most one link at a time.
 * Thread: feed-<venue>
 */
final class Connection implements LinkListener, Conversation.Replies
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final long FIRST_WAIT_MS = 250;
    private static final long TOO_FAST_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_UNANSWERED = 3;
    private static final int GOING_AWAY = 1001;

    private final VenueContext context;
    private final String name;
    private final FeedDecoder decoder;
    private final Map<String, StreamState> streams = new LinkedHashMap<>();
    private final Consumer<Connection> speaking;
    private final Backoff backoff;
    private final Outgoing outgoing;

    private WebSocketLink link;
    private Conversation conversation;
    private LoopTimer reopening;
    private LoopTimer keepAlive;
    private boolean isOpen;
    private boolean isGivenUp;
    private boolean isEnded;
    private long openedNs;
    private long heardNs;
    private long askedNs;
    private String trouble = "not connected yet";
    private String leaving;

    /**
     * @param name     for logs: which of which line.
     * @param decoder  of what comes by it.
     * @param wanted   what it is to bring.
     * @param speaking is told whose message is read next.
     */
    Connection(
        final VenueContext context,
        final String name,
        final FeedDecoder decoder,
        final List<VenueStream> wanted,
        final Consumer<Connection> speaking)
    {
        this.context = context;
        this.name = name;
        this.decoder = decoder;
        this.speaking = speaking;
        backoff = new Backoff(context.random(), FIRST_WAIT_MS, context.links().reconnectMs());
        outgoing = new Outgoing(context.loop(), context.protocol().limits().messagesPerSecond(), this::send);
        wanted.forEach(stream -> streams.put(stream.name(), new StreamState(stream)));
    }

    /**
     * Begin. It may have been ended before.
     */
    void start()
    {
        isEnded = false;
        context.gate().pass(this::open);
    }

    /**
     * End, and do not begin anew.
     */
    void end()
    {
        isEnded = true;
        if (reopening != null)
        {
            reopening.cancel();
        }
        if (link != null)
        {
            link.close(GOING_AWAY, "");
        }
    }

    /**
     * Whether all of its streams come that the venue gives.
     */
    boolean isUp()
    {
        return isOpen && streams.values().stream().allMatch(
            state -> state.phase() == StreamState.Phase.ON || state.phase() == StreamState.Phase.REFUSED);
    }

    boolean isOpen()
    {
        return isOpen;
    }

    /** What is wrong, for people. */
    String trouble()
    {
        return isOpen ? "waiting for streams" : trouble;
    }

    FeedDecoder decoder()
    {
        return decoder;
    }

    Collection<StreamState> streams()
    {
        return streams.values();
    }

    /** Since when it is open. */
    long openedNs()
    {
        return openedNs;
    }

    /** When a byte came last; 0: never. */
    long heardNs()
    {
        return heardNs;
    }

    /**
     * Give the link up for a new one, once whoever is running now is done.
     */
    void replace(final String reason)
    {
        if (isOpen && leaving == null)
        {
            context.stats().increment(ConnectCounter.REPLACED);
            leaving = reason;
            context.loop().schedule(0, () -> giveUp(reason));
        }
    }

    /**
     * The venue asked whether anybody listens.
     */
    void answerTest()
    {
        final String answer = conversation.testAnswer();
        if (answer != null)
        {
            outgoing.first(answer);
        }
    }

    /**
     * A message came that is no market data.
     */
    void onControl(final byte[] buffer, final int offset, final int length)
    {
        JsonNode message = null;
        try
        {
            message = MAPPER.readTree(buffer, offset, length);
        }
        catch (final JsonProcessingException ex)
        {
            LOGGER.debug("feed.no_json connection={}", name);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        conversation.onControl(message, new String(buffer, offset, length, StandardCharsets.UTF_8), this);
    }

    /**
     * Have a stream begin anew, so that it brings its snapshot.
     */
    void restart(final StreamState state, final long nowNs)
    {
        if (isOpen && state.phase() == StreamState.Phase.ON)
        {
            state.turn(StreamState.Phase.ENDING, nowNs);
            conversation.unsubscribe(List.of(state.stream()), outgoing::last);
        }
    }

    /**
     * Look after it: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        if (!isOpen)
        {
            return;
        }
        if (backoff.failures() > 0 && isUp() && nowNs - openedNs > context.times().settledNs())
        {
            backoff.reset();
        }
        for (final StreamState state : streams.values())
        {
            if (state.isOverdue(StreamState.Phase.ENDING, nowNs, context.times().endNs()) ||
                state.isOverdue(StreamState.Phase.REFUSED, nowNs, context.times().againNs()))
            {
                state.turn(StreamState.Phase.WANTED, nowNs);
            }
        }
        lookAfterAnswers(nowNs);
        lookAfterSilence(nowNs);
        ask(nowNs);
    }

    @Override
    public void onOpen()
    {
        final long nowNs = System.nanoTime();
        isOpen = true;
        openedNs = nowNs;
        heardNs = nowNs;
        askedNs = 0;
        leaving = null;
        context.stats().increment(ConnectCounter.CONNECTS);
        LOGGER.info("feed.connected connection={} address={} streams={}", name, link, streams.size());
        decoder.onConnected();
        conversation.begin(outgoing::last);
        ask(nowNs);
        if (conversation.keepAliveMs() > 0)
        {
            keepAlive();
        }
    }

    @Override
    public void onMessage(
        final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        heardNs = System.nanoTime();
        speaking.accept(this);
        decoder.onMessage(buffer, offset, length, receiveTimeNs);
    }

    @Override
    public void onPong()
    {
        heardNs = System.nanoTime();
    }

    @Override
    public void onClosed(final LinkEnd end)
    {
        final boolean wasOpen = isOpen;
        link = null;
        isOpen = false;
        outgoing.clear();
        if (keepAlive != null)
        {
            keepAlive.cancel();
        }
        if (wasOpen)
        {
            speaking.accept(this);
            decoder.onDisconnected();
        }
        final long nowNs = System.nanoTime();
        streams.values().forEach(state -> state.turn(StreamState.Phase.WANTED, nowNs));
        final boolean isToBeReplaced = isGivenUp;
        isGivenUp = false;
        if (isEnded || end.cause() == LinkEnd.Cause.OWN && !isToBeReplaced)
        {
            return;
        }

        final String before = trouble;
        trouble = leaving == null ? end.reason() : leaving;
        if (!isToBeReplaced)
        {
            context.stats().increment(wasOpen ? ConnectCounter.DISCONNECTS : ConnectCounter.CONNECT_FAILURES);
        }
        final long waitNs =
            Math.max(backoff.nextNs(), TimeUnit.MILLISECONDS.toNanos(end.retryAfterMs()));
        if (wasOpen || !trouble.equals(before))
        {
            LOGGER.warn("feed.lost connection={} cause={} code={} again_in_ms={} reason={}",
                name, end.cause(), end.code(), TimeUnit.NANOSECONDS.toMillis(waitNs), trouble);
        }
        reopening = context.loop().schedule(waitNs, () -> context.gate().pass(this::open));
    }

    @Override
    public void accepted(final VenueStream stream)
    {
        final StreamState state = streams.get(stream.name());
        if (state != null && state.phase() == StreamState.Phase.ASKED)
        {
            state.turn(StreamState.Phase.ON, System.nanoTime());
        }
    }

    @Override
    public void ended(final VenueStream stream)
    {
        final StreamState state = streams.get(stream.name());
        if (state != null && state.phase() == StreamState.Phase.ENDING)
        {
            final long nowNs = System.nanoTime();
            state.turn(StreamState.Phase.WANTED, nowNs);
            ask(nowNs);
        }
    }

    @Override
    public void refused(final VenueStream stream, final String reason)
    {
        final StreamState state = streams.get(stream.name());
        if (state != null && state.phase() != StreamState.Phase.REFUSED)
        {
            state.turn(StreamState.Phase.REFUSED, System.nanoTime());
            context.stats().increment(ConnectCounter.REFUSED_STREAMS);
            LOGGER.warn("feed.refused connection={} stream={} reason={}", name, stream.name(), reason);
        }
    }

    @Override
    public void again(final VenueStream stream)
    {
        final StreamState state = streams.get(stream.name());
        if (state != null && state.phase() == StreamState.Phase.ASKED)
        {
            // Asked for by the next look, when all that was refused with it is known.
            state.turn(StreamState.Phase.WANTED, System.nanoTime());
        }
    }

    @Override
    public void tooFast(final String reason)
    {
        final long nowNs = System.nanoTime();
        context.stats().increment(ConnectCounter.TOO_FAST);
        LOGGER.warn("feed.too_fast connection={} reason={}", name, reason);
        outgoing.holdUntil(nowNs + TOO_FAST_NS + context.random().nextLong(TOO_FAST_NS));
        for (final StreamState state : streams.values())
        {
            if (state.phase() == StreamState.Phase.ASKED)
            {
                state.turn(StreamState.Phase.WANTED, nowNs);
            }
        }
    }

    @Override
    public void leaving(final String reason)
    {
        LOGGER.info("feed.leaving connection={} reason={}", name, reason);
        replace(reason);
    }

    @Override
    public void failed(final String reason)
    {
        context.stats().increment(ConnectCounter.VENUE_ERRORS);
        LOGGER.warn("feed.venue_error connection={} reason={}", name, reason);
    }

    private void open()
    {
        if (!isEnded)
        {
            conversation = context.protocol().newConversation();
            final List<VenueStream> wanted = streams.values().stream().map(StreamState::stream).toList();
            link = context.loop().connect(context.target(context.protocol().path(wanted)), this);
        }
    }

    private void giveUp(final String reason)
    {
        if (link != null)
        {
            isGivenUp = true;
            link.abort(reason);
        }
    }

    private void ask(final long nowNs)
    {
        final List<VenueStream> wanted = new ArrayList<>();
        for (final StreamState state : streams.values())
        {
            if (state.phase() == StreamState.Phase.WANTED)
            {
                wanted.add(state.stream());
                state.turn(StreamState.Phase.ASKED, nowNs);
            }
        }
        if (!wanted.isEmpty())
        {
            askedNs = nowNs;
            conversation.subscribe(wanted, outgoing::last);
        }
    }

    /** What is still to be sent is no reason to be impatient. */
    private void lookAfterAnswers(final long nowNs)
    {
        if (!outgoing.isEmpty())
        {
            askedNs = nowNs;
        }
        if (nowNs - askedNs < context.times().answerNs())
        {
            return;
        }
        for (final StreamState state : streams.values())
        {
            if (state.isOverdue(StreamState.Phase.ASKED, nowNs, context.times().answerNs()))
            {
                context.stats().increment(ConnectCounter.UNANSWERED);
                if (state.missAnswer() >= MAX_UNANSWERED)
                {
                    replace("no answer to a subscription: " + state.stream().name());
                    return;
                }
                state.turn(StreamState.Phase.WANTED, nowNs);
            }
        }
    }

    private void lookAfterSilence(final long nowNs)
    {
        final long patienceNs = Math.max(
            context.times().silentNs(), 2 * TimeUnit.MILLISECONDS.toNanos(conversation.keepAliveMs()));
        final long silentNs = nowNs - heardNs;
        if (silentNs > patienceNs + context.times().pongNs())
        {
            context.stats().increment(ConnectCounter.SILENT);
            giveUp("nothing came any more");
        }
        else if (silentNs > patienceNs)
        {
            link.ping();
        }
    }

    private void keepAlive()
    {
        final String message = conversation.keepAlive();
        if (message == null)
        {
            link.ping();
        }
        else
        {
            outgoing.last(message);
        }
        keepAlive = context.loop().schedule(
            TimeUnit.MILLISECONDS.toNanos(conversation.keepAliveMs()), this::keepAlive);
    }

    private void send(final String message)
    {
        if (link == null || !link.sendText(message))
        {
            giveUp("it does not take what is sent");
        }
    }
}
