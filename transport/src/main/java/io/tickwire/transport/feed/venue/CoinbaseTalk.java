package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests have no numbers. Each is answered in its turn, by all that the connection is subscribed to from then on, or
 * by an error, and then nothing of the request is.
 * Thread: feed-<venue>
 */
final class CoinbaseTalk extends Talk
{
    private static final String NOT_SUBSCRIBED = "failed to subscribe";

    /** What the venue calls its batches when it tells who has them. */
    private static final String BOOK_ANSWERED = "level2_50";

    CoinbaseTalk(final VenueLimits limits)
    {
        super(limits, 0);
    }

    @Override
    String kind(final VenueStream stream)
    {
        return channel(stream);
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object().put("type", isSubscription ? "subscribe" : "unsubscribe");
        message.set("product_ids", list(streams, Talk::subject));
        message.putArray("channels").add(channel(streams.get(0)));

        return message;
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        final String type = message.path("type").asText();
        if ("subscriptions".equals(type))
        {
            final Set<String> names = new HashSet<>();
            for (final JsonNode channel : message.path("channels"))
            {
                final String name = channel.path("name").asText();
                final String called = BOOK_ANSWERED.equals(name) ? CoinbaseProtocol.BOOK : name;
                channel.path("product_ids").forEach(product -> names.add(called + '/' + product.asText()));
            }
            answer(requests().takeOldest(), names, replies);
        }
        else if ("error".equals(type))
        {
            final String told = message.path("message").asText();
            final String reason = told + ": " + message.path("reason").asText();
            refuse(
                told.equalsIgnoreCase(NOT_SUBSCRIBED) ? requests().takeOldest() : null,
                reason,
                Talk::subject,
                replies);
        }
    }

    /**
     * A request was answered by all that is subscribed to.
     *
     * @param names of streams.
     */
    static void answer(final Requests.Request request, final Set<String> names, final Replies replies)
    {
        for (final VenueStream stream : request == null ? List.<VenueStream>of() : request.streams())
        {
            if (!request.isSubscription())
            {
                replies.ended(stream);
            }
            else if (names.contains(stream.name()))
            {
                replies.accepted(stream);
            }
            else
            {
                replies.again(stream);
            }
        }
    }
}
