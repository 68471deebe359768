package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.connect.StreamState.Phase;
import io.tickwire.transport.feed.venue.Conversation;
import io.tickwire.transport.feed.venue.VenueStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a connection is to bring: asked for until it is answered, again where that was of no use, and never faster than
 * the venue bears.
 * Thread: feed-<venue>
 */
final class Subscriptions implements Conversation.Replies
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Subscriptions.class);
    private static final long TOO_FAST_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_UNANSWERED = 3;

    private final VenueContext context;
    private final String name;
    private final Outgoing outgoing;
    private final Consumer<String> onUseless;
    private final Map<String, StreamState> streams = new LinkedHashMap<>();
    private Conversation conversation;
    private long askedNs;

    /**
     * @param name      of the connection, for logs.
     * @param wanted    what it is to bring.
     * @param onUseless is told why another connection is wanted.
     */
    Subscriptions(
        final VenueContext context,
        final String name,
        final List<VenueStream> wanted,
        final Outgoing outgoing,
        final Consumer<String> onUseless)
    {
        this.context = context;
        this.name = name;
        this.outgoing = outgoing;
        this.onUseless = onUseless;
        wanted.forEach(stream -> streams.put(stream.name(), new StreamState(stream)));
    }

    Collection<StreamState> streams()
    {
        return streams.values();
    }

    /**
     * Whether all streams come that the venue gives.
     */
    boolean areUp()
    {
        return streams.values().stream().allMatch(
            state -> state.phase() == Phase.ON || state.phase() == Phase.REFUSED);
    }

    /**
     * A connection is open: ask for all of it.
     */
    void begin(final Conversation over, final long nowNs)
    {
        conversation = over;
        ask(nowNs);
    }

    /**
     * The connection is no more.
     */
    void end(final long nowNs)
    {
        streams.values().forEach(state -> state.turn(Phase.WANTED, nowNs));
    }

    /**
     * Have a stream begin anew, so that it brings its snapshot.
     */
    void restart(final StreamState state, final long nowNs)
    {
        if (state.phase() == Phase.ON)
        {
            state.turn(Phase.ENDING, nowNs);
            conversation.unsubscribe(List.of(state.stream()), outgoing::last);
        }
    }

    /**
     * Look after it, while the connection is open: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        for (final StreamState state : streams.values())
        {
            if (state.isOverdue(Phase.ENDING, nowNs, context.times().endNs()) ||
                state.isOverdue(Phase.REFUSED, nowNs, context.times().againNs()))
            {
                state.turn(Phase.WANTED, nowNs);
            }
        }
        lookAfterAnswers(nowNs);
        ask(nowNs);
    }

    @Override
    public void accepted(final VenueStream stream)
    {
        turn(stream, Phase.ASKED, Phase.ON);
    }

    @Override
    public void ended(final VenueStream stream)
    {
        if (turn(stream, Phase.ENDING, Phase.WANTED))
        {
            ask(System.nanoTime());
        }
    }

    @Override
    public void refused(final VenueStream stream, final String reason)
    {
        final StreamState state = streams.get(stream.name());
        if (state != null && turn(stream, state.phase(), Phase.REFUSED))
        {
            context.stats().increment(ConnectCounter.REFUSED_STREAMS);
            LOGGER.warn("feed.refused connection={} stream={} reason={}", name, stream.name(), reason);
        }
    }

    /** It is asked for by the next look, when all that was refused with it is known. */
    @Override
    public void again(final VenueStream stream)
    {
        turn(stream, Phase.ASKED, Phase.WANTED);
    }

    @Override
    public void tooFast(final String reason)
    {
        final long nowNs = System.nanoTime();
        context.stats().increment(ConnectCounter.TOO_FAST);
        LOGGER.warn("feed.too_fast connection={} reason={}", name, reason);
        outgoing.holdUntil(nowNs + TOO_FAST_NS + context.random().nextLong(TOO_FAST_NS));
        streams.values().forEach(state -> turn(state.stream(), Phase.ASKED, Phase.WANTED));
    }

    @Override
    public void leaving(final String reason)
    {
        LOGGER.info("feed.leaving connection={} reason={}", name, reason);
        onUseless.accept(reason);
    }

    @Override
    public void failed(final String reason)
    {
        context.stats().increment(ConnectCounter.VENUE_ERRORS);
        LOGGER.warn("feed.venue_error connection={} reason={}", name, reason);
    }

    /**
     * @return whether it was in that phase.
     */
    private boolean turn(final VenueStream stream, final Phase from, final Phase to)
    {
        final StreamState state = streams.get(stream.name());
        final boolean isTurned = state != null && state.phase() == from && from != to;
        if (isTurned)
        {
            state.turn(to, System.nanoTime());
        }

        return isTurned;
    }

    private void ask(final long nowNs)
    {
        final List<VenueStream> wanted = new ArrayList<>();
        for (final StreamState state : streams.values())
        {
            if (state.phase() == Phase.WANTED)
            {
                wanted.add(state.stream());
                state.turn(Phase.ASKED, nowNs);
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
            if (state.isOverdue(Phase.ASKED, nowNs, context.times().answerNs()))
            {
                context.stats().increment(ConnectCounter.UNANSWERED);
                if (state.missAnswer() >= MAX_UNANSWERED)
                {
                    onUseless.accept("no answer to a subscription: " + state.stream().name());
                    return;
                }
                state.turn(Phase.WANTED, nowNs);
            }
        }
    }
}
