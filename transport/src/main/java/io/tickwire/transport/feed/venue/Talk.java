package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the conversations of all venues share: streams become messages, as few as may be, and what is answered is found
 * again by the number of its request or by the name of its stream. Whatever a venue answers, nothing here fails.
 * Thread: feed-<venue>
 */
abstract class Talk implements Conversation
{
    private static final long NO_ID = -1;

    private final int streamsPerMessage;
    private final long keepAliveMs;
    private final Requests requests = new Requests();

    /** All that were ever asked for by this connection, by name. */
    private final Map<String, VenueStream> asked = new HashMap<>();

    /**
     * @param keepAliveMs 0: WebSocket's own pings do.
     */
    Talk(final VenueLimits limits, final long keepAliveMs)
    {
        this.streamsPerMessage = limits.streamsPerMessage();
        this.keepAliveMs = keepAliveMs;
    }

    @Override
    public void begin(final Consumer<String> messages)
    {
    }

    @Override
    public final void subscribe(final List<VenueStream> streams, final Consumer<String> messages)
    {
        send(true, streams, messages);
    }

    @Override
    public final void unsubscribe(final List<VenueStream> streams, final Consumer<String> messages)
    {
        send(false, streams, messages);
    }

    @Override
    public String keepAlive()
    {
        return null;
    }

    @Override
    public final long keepAliveMs()
    {
        return keepAliveMs;
    }

    @Override
    public String testAnswer()
    {
        return null;
    }

    /**
     * A message that asks for streams, or for no more of them; they are of one {@link #kind}.
     *
     * @param id of the request, for venues that repeat it in what they answer.
     * @return null: there is nothing to ask for.
     */
    abstract ObjectNode request(long id, boolean isSubscription, List<VenueStream> streams);

    /** What streams must have in common to be asked for by one message. */
    String kind(final VenueStream stream)
    {
        return "";
    }

    final Requests requests()
    {
        return requests;
    }

    /** A stream that was asked for; null: none of this name was. */
    final VenueStream asked(final String name)
    {
        return asked.get(name);
    }

    /** All of a request is as was asked for. */
    static void grant(final Requests.Request request, final Replies replies)
    {
        if (request != null)
        {
            request.streams().forEach(stream -> grant(request.isSubscription(), stream, replies));
        }
    }

    /** A stream of a request is as was asked for. */
    final void grant(
        final long id, final boolean isSubscription, final VenueStream stream, final Replies replies)
    {
        if (stream != null)
        {
            requests.answered(id, stream);
            grant(isSubscription, stream, replies);
        }
    }

    /**
     * A stream of a request was not taken, whatever becomes of the others.
     *
     * @param isThat which one; where it is none, none of those was taken that were not answered.
     */
    final void refuse(
        final long id, final Predicate<VenueStream> isThat, final String reason, final Replies replies)
    {
        final Requests.Request request = requests.get(id);
        final List<VenueStream> those =
            request == null ? List.of() : request.streams().stream().filter(isThat).toList();
        if (those.isEmpty() || tellsTooFast(reason))
        {
            refuse(requests.take(id), reason, stream -> "", replies);
            return;
        }
        for (final VenueStream stream : those)
        {
            requests.answered(id, stream);
            refuse(request.isSubscription(), stream, reason, replies);
        }
    }

    /**
     * None of a request was taken. Those streams are refused that the venue names, which is why the others are to be
     * asked for again; or all of them, where it names none.
     *
     * @param word of a stream, by which the venue may name it.
     */
    static void refuse(
        final Requests.Request request,
        final String reason,
        final Function<VenueStream, String> word,
        final Replies replies)
    {
        if (tellsTooFast(reason))
        {
            replies.tooFast(reason);
            return;
        }
        if (request == null)
        {
            replies.failed(reason);
            return;
        }

        final List<VenueStream> streams = request.streams();
        final boolean isNamed = streams.stream().anyMatch(stream -> names(reason, word.apply(stream)));
        for (final VenueStream stream : streams)
        {
            if (!isNamed || names(reason, word.apply(stream)))
            {
                refuse(request.isSubscription(), stream, reason, replies);
            }
            else if (request.isSubscription())
            {
                replies.again(stream);
            }
        }
    }

    private static void grant(final boolean isSubscription, final VenueStream stream, final Replies replies)
    {
        if (isSubscription)
        {
            replies.accepted(stream);
        }
        else
        {
            replies.ended(stream);
        }
    }

    /** What is on already is on. */
    static void refuse(
        final boolean isSubscription, final VenueStream stream, final String reason, final Replies replies)
    {
        if (!isSubscription)
        {
            replies.failed(reason);
        }
        else if (reason.toLowerCase(Locale.ROOT).contains("already subscribed"))
        {
            replies.accepted(stream);
        }
        else
        {
            replies.refused(stream, reason);
        }
    }

    /** Whether a text has a word, and not as a part of a longer one. */
    static boolean names(final String text, final String word)
    {
        for (int at = text.indexOf(word); at >= 0 && !word.isEmpty(); at = text.indexOf(word, at + 1))
        {
            final int behind = at + word.length();
            if ((at == 0 || !isOfWord(text.charAt(at - 1))) &&
                (behind == text.length() || !isOfWord(text.charAt(behind))))
            {
                return true;
            }
        }

        return false;
    }

    private static boolean isOfWord(final char character)
    {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_';
    }

    /** Whether a venue's words mean that it was asked too often; they differ in how they are written. */
    static boolean tellsTooFast(final String reason)
    {
        final String lower = reason.toLowerCase(Locale.ROOT);

        return lower.contains("rate limit") || lower.contains("too many requests") || lower.contains("msg rate") ||
            lower.contains("rate_limit") || lower.contains("too_many_requests");
    }

    /** The number of a request, as a number or a text; none is known by what comes of anything else. */
    static long id(final JsonNode value)
    {
        return value.asLong(NO_ID);
    }

    static ObjectNode object()
    {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A list of these words of streams, in their order. */
    static ArrayNode list(final List<VenueStream> streams, final Function<VenueStream, String> word)
    {
        final ArrayNode list = JsonNodeFactory.instance.arrayNode();
        streams.forEach(stream -> list.add(word.apply(stream)));

        return list;
    }

    /** What stands before the slash of a name such as {@code book/BTC/USD}. */
    static String channel(final VenueStream stream)
    {
        return stream.name().substring(0, stream.name().indexOf('/'));
    }

    /** What stands behind it. */
    static String subject(final VenueStream stream)
    {
        return stream.name().substring(stream.name().indexOf('/') + 1);
    }

    private void send(final boolean isSubscription, final List<VenueStream> streams, final Consumer<String> messages)
    {
        final Map<String, List<VenueStream>> kinds = new LinkedHashMap<>();
        for (final VenueStream stream : streams)
        {
            asked.put(stream.name(), stream);
            kinds.computeIfAbsent(kind(stream), kind -> new ArrayList<>()).add(stream);
        }
        for (final List<VenueStream> kind : kinds.values())
        {
            for (int from = 0; from < kind.size(); from += streamsPerMessage)
            {
                final List<VenueStream> some = kind.subList(from, Math.min(kind.size(), from + streamsPerMessage));
                final ObjectNode message = request(requests.add(isSubscription, some), isSubscription, some);
                if (message != null)
                {
                    messages.accept(message.toString());
                }
            }
        }
    }
}
