package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Requests have a number, and so have their answers: a result, which is null, or an error. A symbol that does not exist
 * is acknowledged like any other.
 * Thread: feed-<venue>
 */
final class BinanceTalk extends Talk
{
    private static final String SHUTDOWN = "serverShutdown";

    BinanceTalk(final VenueLimits limits)
    {
        super(limits, 0);
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object();
        message.put("method", isSubscription ? "SUBSCRIBE" : "UNSUBSCRIBE");
        message.set("params", list(streams, VenueStream::name));

        return message.put("id", id);
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null || !message.isObject())
        {
            return;
        }

        final JsonNode error = message.has("error") ? message.path("error") : message;
        if (SHUTDOWN.equals(message.path("data").path("e").asText(message.path("e").asText())))
        {
            replies.leaving(SHUTDOWN);
        }
        else if (error.has("code"))
        {
            refuse(
                requests().take(id(message.path("id"))),
                error.path("code").asText() + ' ' + error.path("msg").asText(),
                VenueStream::name,
                replies);
        }
        else if (message.has("result"))
        {
            grant(requests().take(id(message.path("id"))), replies);
        }
    }
}
