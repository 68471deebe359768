package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each topic of a request is answered by itself. An error has the whole request with it, and names the topic or the
 * symbol; where it does not, and the request has several, it is not known which one was meant.
 * Thread: feed-<venue>
 */
final class BitmexTalk extends Talk
{
    private static final long PING_MS = 20_000;
    private static final int TOO_MANY_REQUESTS = 429;

    BitmexTalk(final VenueLimits limits)
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
        requests().take(id);
        final ObjectNode message = object().put("op", isSubscription ? "subscribe" : "unsubscribe");
        message.set("args", list(streams, VenueStream::name));

        return message;
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        if (message.has("error"))
        {
            onError(message, message.path("error").asText(), replies);
        }
        else if (message.path("success").asBoolean())
        {
            final boolean isSubscription = message.has("subscribe");
            grant(
                0, isSubscription, asked(message.path(isSubscription ? "subscribe" : "unsubscribe").asText()), replies);
        }
    }

    private void onError(final JsonNode message, final String reason, final Replies replies)
    {
        if (message.path("status").asInt() == TOO_MANY_REQUESTS || tellsTooFast(reason))
        {
            replies.tooFast(reason);
            return;
        }

        final List<VenueStream> streams = new ArrayList<>();
        final JsonNode args = message.path("request").path("args");
        args.forEach(arg -> Optional.ofNullable(asked(arg.asText())).ifPresent(streams::add));
        final List<VenueStream> topics =
            streams.stream().filter(stream -> args.size() == 1 || names(reason, stream.name())).toList();
        final List<VenueStream> those = topics.isEmpty() ?
            streams.stream().filter(stream -> names(reason, stream.venueSymbol())).toList() : topics;
        if (those.isEmpty())
        {
            replies.failed(reason);
        }
        final boolean isSubscription = "subscribe".equals(message.path("request").path("op").asText());
        those.forEach(stream -> refuse(isSubscription, stream, reason, replies));
    }
}
