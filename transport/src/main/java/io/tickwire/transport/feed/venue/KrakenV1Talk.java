package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A request is of one channel and many pairs, and each pair is answered by itself.
 * Thread: feed-<venue>
 */
final class KrakenV1Talk extends Talk
{
    KrakenV1Talk(final VenueLimits limits)
    {
        super(limits, KrakenProtocol.PING_MS);
    }

    @Override
    public String keepAlive()
    {
        return object().put("event", "ping").put("reqid", requests().nextId()).toString();
    }

    @Override
    String kind(final VenueStream stream)
    {
        return channel(stream);
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object();
        message.put("event", isSubscription ? "subscribe" : "unsubscribe");
        message.put("reqid", id);
        message.set("pair", list(streams, Talk::subject));
        final ObjectNode subscription = message.putObject("subscription");
        switch (streams.get(0).channel())
        {
            case BOOK -> subscription.put("name", "book").put("depth", KrakenProtocol.BOOK_DEPTH);
            case CANDLES -> subscription.put("name", "ohlc").put("interval", 1);
            default -> subscription.put("name", channel(streams.get(0)));
        }

        return message;
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        final String event = message.path("event").asText();
        final String status = message.path("status").asText();
        final String pair = message.path("pair").asText();
        final long id = id(message.path("reqid"));
        switch (event + ' ' + status)
        {
            case "systemStatus maintenance" -> replies.failed(status);
            case "subscriptionStatus subscribed", "subscriptionStatus unsubscribed" -> grant(
                id, "subscribed".equals(status), asked(message.path("channelName").asText() + '/' + pair), replies);
            case "subscriptionStatus error", "error ", "error error" -> refuse(
                id, stream -> pair.equals(stream.venueSymbol()), message.path("errorMessage").asText(), replies);
            default ->
            {
            }
        }
    }
}
