package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A request is of one channel and many symbols, and each symbol is answered by itself.
 * Thread: feed-<venue>
 */
final class KrakenTalk extends Talk
{
    KrakenTalk(final VenueLimits limits)
    {
        super(limits, KrakenProtocol.PING_MS);
    }

    @Override
    public String keepAlive()
    {
        return object().put("method", "ping").put("req_id", requests().nextId()).toString();
    }

    /** One ticker tells of each change of the best levels, the other of trades only. */
    @Override
    String kind(final VenueStream stream)
    {
        return stream.channel().name();
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object();
        message.put("method", isSubscription ? "subscribe" : "unsubscribe");
        final ObjectNode params = message.putObject("params");
        params.put("channel", channel(streams.get(0)));
        params.set("symbol", list(streams, Talk::subject));
        switch (streams.get(0).channel())
        {
            case BOOK -> params.put("depth", KrakenProtocol.BOOK_DEPTH);
            case QUOTES -> params.put("event_trigger", "bbo");
            case CANDLES -> params.put("interval", 1);
            default ->
            {
            }
        }
        if (isSubscription)
        {
            params.put("snapshot", streams.get(0).channel() != FeedChannel.TRADES);
        }

        return message.put("req_id", id);
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        if ("status".equals(message.path("channel").asText()))
        {
            if ("maintenance".equals(message.path("data").path(0).path("system").asText()))
            {
                replies.failed("maintenance");
            }
        }
        else if (message.has("error"))
        {
            final String symbol = message.path("symbol").asText();
            final String reason = message.path("error").asText();
            refuse(
                id(message.path("req_id")),
                stream -> symbol.equals(stream.venueSymbol()) || names(reason, stream.venueSymbol()),
                reason,
                replies);
        }
        else if (message.path("success").asBoolean())
        {
            final JsonNode result = message.path("result");
            grant(
                id(message.path("req_id")),
                "subscribe".equals(message.path("method").asText()),
                asked(result.path("channel").asText() + '/' + result.path("symbol").asText()),
                replies);
        }
    }
}
