package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Each argument of a request is answered by itself. The venue hangs up after 30 s in which nothing came by a
 * connection, unless it hears a {@code ping} that is no JSON.
 * Thread: feed-<venue>
 */
final class OkxTalk extends Talk
{
    private static final long PING_MS = 20_000;
    private static final String TOO_FREQUENT = "60014";
    private static final String UPGRADE = "64008";

    OkxTalk(final VenueLimits limits)
    {
        super(limits, PING_MS);
    }

    @Override
    public String keepAlive()
    {
        return "ping";
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = object();
        message.put("id", Long.toString(id));
        message.put("op", isSubscription ? "subscribe" : "unsubscribe");
        final ArrayNode args = message.putArray("args");
        for (final VenueStream stream : streams)
        {
            args.addObject()
                .put("channel", channel(stream))
                .put(stream.venueSymbol().isEmpty() ? "instType" : "instId", subject(stream));
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
        final long id = id(message.path("id"));
        switch (event)
        {
            case "subscribe", "unsubscribe" -> grant(
                id, "subscribe".equals(event), asked(nameOf(message.path("arg"))), replies);
            case "error", "channel-conn-count-error" -> onError(
                id, message.path("code").asText(), message.path("msg").asText(event), replies);
            case "notice" ->
            {
                if (UPGRADE.equals(message.path("code").asText()))
                {
                    replies.leaving(message.path("msg").asText());
                }
            }
            default ->
            {
            }
        }
    }

    /** The venue names what it does not have: {@code ...channel:trades,instId:NO-USDT doesn't exist}. */
    private void onError(final long id, final String code, final String reason, final Replies replies)
    {
        final String told = code + ' ' + reason;
        if (TOO_FREQUENT.equals(code))
        {
            replies.tooFast(told);
            return;
        }
        refuse(
            id, stream -> names(reason, channel(stream)) && names(reason, subject(stream)), told, replies);
    }

    private static String nameOf(final JsonNode argument)
    {
        return argument.path("channel").asText() + '/' +
            argument.path("instId").asText(argument.path("instType").asText());
    }
}
