package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A message is of one channel, and so is its answer, which names it.
 * Thread: feed-<venue>
 */
final class BitstampTalk extends Talk
{
    private static final long HEARTBEAT_MS = 30_000;

    BitstampTalk(final VenueLimits limits)
    {
        super(limits, HEARTBEAT_MS);
    }

    @Override
    public String keepAlive()
    {
        return object().put("event", "bts:heartbeat").toString();
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        requests().take(id);
        final ObjectNode message = object().put("event", isSubscription ? "bts:subscribe" : "bts:unsubscribe");
        message.putObject("data").put("channel", streams.get(0).name());

        return message;
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        final VenueStream stream = asked(message.path("channel").asText());
        switch (message.path("event").asText())
        {
            case "bts:subscription_succeeded" -> grant(0, true, stream, replies);
            case "bts:unsubscription_succeeded" -> grant(0, false, stream, replies);
            case "bts:request_reconnect" -> replies.leaving("bts:request_reconnect");
            case "bts:error" -> onError(stream, message.path("data").path("message").asText(), replies);
            default ->
            {
            }
        }
    }

    private static void onError(final VenueStream stream, final String reason, final Replies replies)
    {
        if (tellsTooFast(reason))
        {
            replies.tooFast(reason);
        }
        else if (stream == null)
        {
            replies.failed(reason);
        }
        else
        {
            replies.refused(stream, reason);
        }
    }
}
