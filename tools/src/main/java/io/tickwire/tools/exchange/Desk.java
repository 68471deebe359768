package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Speaks the protocol of a venue, as its documents say: it takes subscriptions, answers them, knows whose a recorded
 * message is, and keeps the state of now for who comes late. It has no sockets and no clock.
 * Thread: market-<venue>
 */
abstract class Desk
{
    private static final int TOO_MANY_REQUESTS = 429;

    protected final Survey survey;
    private final String venue;
    private Market market;

    /**
     * @param survey of what was recorded.
     */
    Desk(final String venue, final Survey survey)
    {
        this.venue = venue;
        this.survey = survey;
    }

    final void attach(final Market attached)
    {
        market = attached;
    }

    final String venue()
    {
        return venue;
    }

    final Market market()
    {
        return market;
    }

    /** See what there is, before anything is told: each event of the recording, once. */
    abstract void learn(Recorded event);

    /** Tell something that is due now to whom it concerns. */
    abstract void onRecorded(Recorded event);

    /** Whether there is a WebSocket of this path. */
    abstract boolean accepts(Request request);

    /** A client has connected. Most venues say nothing before they are asked. */
    void onOpen(final Session session)
    {
    }

    /**
     * A client has sent a message.
     *
     * @param message missing where it is no JSON.
     */
    abstract void onText(Session session, String text, JsonNode message);

    /** A second has passed. Most venues say nothing by themselves. */
    void onSecond(final Session session, final long nowMs)
    {
    }

    /** The recording begins: nothing is known of the market. */
    abstract void forget();

    /** A client asks too much in a second by this message. */
    abstract void onTooFast(Session session, JsonNode message);

    /** A client is gone. */
    void onGone(final Session session)
    {
    }

    /** Answer a request, now or when there is something to answer. */
    void onGet(final Request request, final CompletableFuture<Answer> reply)
    {
        final String listed = survey.answer(request);
        final String made = listed == null ? instruments(request) : listed;
        reply.complete(made == null ? Answer.notFound() : Answer.of(made));
    }

    /** Whether a request is for the state of a book. */
    boolean isSnapshot(final Request request)
    {
        return false;
    }

    /** The list of instruments, where none was recorded; null: it is not asked for. */
    abstract String instruments(Request request);

    /** What it answers by REST to who asks too much in a second. */
    Answer tooFast()
    {
        return new Answer(TOO_MANY_REQUESTS, "{\"error\":\"too many requests\"}");
    }

    /** Where the checksum stands, as group 1; null: it has none. */
    Pattern checksum()
    {
        return null;
    }

    /** End a connection as the venue does when it is too old. */
    void disconnect(final Session session)
    {
        session.close(Session.GOING_AWAY, "going away");
    }

    /** Whether a fault refuses a subscription. */
    final boolean isRefused(final Session session, final String stream)
    {
        return !market.faults()
            .next(FaultAction.On.SUBSCRIPTION, session.line(), stream, market.timeNs()).isEmpty();
    }

    /** Note that a client has a stream from now on. */
    final void subscribe(final Session session, final String stream, final int number)
    {
        session.streams().put(stream, number);
        market.onSubscribed();
    }

    /** Tell a message to all who have its stream. */
    final void tell(final String stream, final String text)
    {
        tell(stream, session -> text);
    }

    /**
     * @param text for each of them; null: nothing.
     */
    final void tell(final String stream, final Function<Session, String> text)
    {
        for (final Session session : market.sessions())
        {
            if (!session.isClosed() && session.streams().containsKey(stream))
            {
                final String message = text.apply(session);
                if (message != null)
                {
                    market.delivery().send(session, stream, Message.of(message));
                }
            }
        }
    }

    /** Tell a message of bytes to all who have its stream. */
    final void tell(final String stream, final byte[] binary)
    {
        for (final Session session : market.sessions())
        {
            if (session.streams().containsKey(stream))
            {
                market.delivery().send(session, stream, Message.of(binary));
            }
        }
    }

    final void tellSnapshot(final Session session, final String stream, final Supplier<String> maker)
    {
        market.delivery().sendSnapshot(session, stream, maker);
    }

    /** The newest message of a stream, for who comes late. */
    static void tellNewest(final Session session, final Map<String, String> newest, final String stream)
    {
        final String message = newest.get(stream);
        if (message != null)
        {
            session.sendText(message);
        }
    }
}
