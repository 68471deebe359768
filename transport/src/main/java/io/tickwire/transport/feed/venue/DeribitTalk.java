package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * JSON-RPC: an answer has the number of its request, and names the channels that were taken; those that are not named
 * were not. The venue is asked to ask in turn whether anybody listens, and to tell of its maintenance.
 * Thread: feed-<venue>
 */
final class DeribitTalk extends Talk
{
    private static final int HEARTBEAT_SECONDS = 30;
    private static final String SUBSCRIBE = "public/subscribe";

    /** Too many requests, to be tried again, not available now, timed out. */
    private static final Set<Integer> LATER = Set.of(10_028, 10_040, 10_041, 10_047, 11_051, 13_028, 13_888);

    DeribitTalk(final VenueLimits limits)
    {
        super(limits, 0);
    }

    @Override
    public void begin(final Consumer<String> messages)
    {
        final ObjectNode heartbeat = call(requests().nextId(), "public/set_heartbeat");
        heartbeat.putObject("params").put("interval", HEARTBEAT_SECONDS);
        messages.accept(heartbeat.toString());
        final ObjectNode platform = call(requests().nextId(), SUBSCRIBE);
        platform.putObject("params").putArray("channels").add(DeribitProtocol.PLATFORM);
        messages.accept(platform.toString());
    }

    @Override
    public String testAnswer()
    {
        final ObjectNode test = call(requests().nextId(), "public/test");
        test.putObject("params");

        return test.toString();
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final ObjectNode message = call(id, isSubscription ? SUBSCRIBE : "public/unsubscribe");
        message.putObject("params").set("channels", list(streams, VenueStream::name));

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
            onError(id(message.path("id")), message.path("error"), replies);
        }
        else if (message.path("result").isArray())
        {
            onResult(requests().take(id(message.path("id"))), message.path("result"), replies);
        }
        else if (DeribitProtocol.PLATFORM.equals(message.path("params").path("channel").asText()) &&
            message.path("params").path("data").path("maintenance").asBoolean())
        {
            replies.leaving("maintenance");
        }
    }

    private static void onResult(final Requests.Request request, final JsonNode result, final Replies replies)
    {
        final Set<String> taken = new HashSet<>();
        result.forEach(channel -> taken.add(channel.asText()));
        for (final VenueStream stream : request == null ? List.<VenueStream>of() : request.streams())
        {
            if (!request.isSubscription())
            {
                replies.ended(stream);
            }
            else if (taken.contains(stream.name()))
            {
                replies.accepted(stream);
            }
            else
            {
                replies.refused(stream, "no such channel");
            }
        }
    }

    private void onError(final long id, final JsonNode error, final Replies replies)
    {
        final int code = error.path("code").asInt();
        final String reason = code + " " + error.path("message").asText() + ' ' + error.path("data").toString();
        final Requests.Request request = requests().take(id);
        if (LATER.contains(code))
        {
            replies.tooFast(reason);
        }
        else
        {
            refuse(request, reason, VenueStream::name, replies);
        }
    }

    private static ObjectNode call(final long id, final String method)
    {
        return object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    }
}
