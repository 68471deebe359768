package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A request is answered whole, by its number: one topic that does not exist is enough for all of it to be refused.
 * Pings are answered like requests.
 * Thread: feed-<venue>
 */
final class BybitTalk extends Talk
{
    private static final long PING_MS = 20_000;

    BybitTalk(final VenueLimits limits)
    {
        super(limits, PING_MS);
    }

    @Override
    public String keepAlive()
    {
        return object().put("req_id", Long.toString(requests().nextId())).put("op", "ping").toString();
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object();
        message.put("req_id", Long.toString(id));
        message.put("op", isSubscription ? "subscribe" : "unsubscribe");
        message.set("args", list(streams, VenueStream::name));

        return message;
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null || !message.has("success"))
        {
            return;
        }

        final Requests.Request request = requests().take(id(message.path("req_id")));
        if (message.path("success").asBoolean())
        {
            grant(request, replies);
        }
        else
        {
            refuse(request, message.path("ret_msg").asText(), VenueStream::name, replies);
        }
    }
}
