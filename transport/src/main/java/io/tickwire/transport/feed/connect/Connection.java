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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection to a venue, and those that follow it when it ends: opens it, keeps it alive, gives it up where it
 * brings nothing. There is at most one link at a time.
 * Thread: feed-<venue>
 */
final class Connection implements LinkListener
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final long FIRST_WAIT_MS = 250;
    private static final int GOING_AWAY = 1001;

    private final VenueContext context;
    private final String name;
    private final FeedDecoder decoder;
    private final Consumer<Connection> speaking;
    private final Backoff backoff;
    private final Outgoing outgoing;
    private final Subscriptions subscriptions;

    private WebSocketLink link;
    private Conversation conversation;
    private LoopTimer reopening;
    private LoopTimer keepAlive;
    private boolean isOpen;
    private boolean isGivenUp;
    private boolean isEnded;
    private long openedNs;
    private boolean hasHeard;
    private long heardNs;
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
        subscriptions = new Subscriptions(context, name, wanted, outgoing, this::replace);
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
        return isOpen && subscriptions.areUp();
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
        return subscriptions.streams();
    }

    /** Since when it is open. */
    long openedNs()
    {
        return openedNs;
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
        conversation.onControl(message, new String(buffer, offset, length, StandardCharsets.UTF_8), subscriptions);
    }

    /**
     * Have a stream begin anew, so that it brings its snapshot.
     */
    void restart(final StreamState state, final long nowNs)
    {
        if (isOpen)
        {
            subscriptions.restart(state, nowNs);
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
        if (hasHeard)
        {
            hasHeard = false;
            heardNs = nowNs;
        }
        subscriptions.lookAfter(nowNs);
        lookAfterSilence(nowNs);
    }

    @Override
    public void onOpen()
    {
        final long nowNs = System.nanoTime();
        isOpen = true;
        openedNs = nowNs;
        heardNs = nowNs;
        leaving = null;
        context.stats().increment(ConnectCounter.CONNECTS);
        LOGGER.info("feed.connected connection={} address={} streams={}", name, link, subscriptions.streams().size());
        decoder.onConnected();
        conversation.begin(outgoing::last);
        subscriptions.begin(conversation, nowNs);
        if (conversation.keepAliveMs() > 0)
        {
            keepAlive();
        }
    }

    @Override
    public void onMessage(
        final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        hasHeard = true;
        speaking.accept(this);
        decoder.onMessage(buffer, offset, length, receiveTimeNs);
    }

    @Override
    public void onPong()
    {
        hasHeard = true;
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
        subscriptions.end(System.nanoTime());
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

    private void open()
    {
        if (link != null)
        {
            // It was ended, and is not over yet.
            reopening = context.loop().schedule(TimeUnit.MILLISECONDS.toNanos(FIRST_WAIT_MS), this::open);
        }
        else if (!isEnded)
        {
            conversation = context.protocol().newConversation();
            final List<VenueStream> wanted = subscriptions.streams().stream().map(StreamState::stream).toList();
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
