package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Events are objects; data and signs of life are lists. The venue is asked to number all messages of the connection,
 * and to send checksums of books. A stream is asked for by what it is, and ended by the number that it came by.
 * Thread: feed-<venue>
 */
final class BitfinexTalk extends Talk
{
    private static final long PING_MS = 30_000;
    private static final int NUMBERED = 65_536;
    private static final int CHECKSUMS = 131_072;

    private static final int RECONNECT = 20_051;
    private static final int MAINTENANCE_BEGINS = 20_060;
    private static final int MAINTENANCE_ENDED = 20_061;
    private static final int ALREADY_SUBSCRIBED = 10_301;
    private static final int NOT_READY = 11_000;

    private final Map<String, Long> channelIds = new HashMap<>();
    private final Map<Long, VenueStream> byChannelId = new HashMap<>();

    BitfinexTalk(final VenueLimits limits)
    {
        super(limits, PING_MS);
    }

    @Override
    public void begin(final Consumer<String> messages)
    {
        messages.accept(object().put("event", "conf").put("flags", NUMBERED | CHECKSUMS).toString());
    }

    @Override
    public String keepAlive()
    {
        return object().put("event", "ping").put("cid", requests().nextId()).toString();
    }

    @Override
    ObjectNode request(final long id, final boolean isSubscription, final List<VenueStream> streams)
    {
        final VenueStream stream = streams.get(0);
        if (!isSubscription)
        {
            requests().take(id);
            final Long channelId = channelIds.get(stream.name());

            return channelId == null ? null : object().put("event", "unsubscribe").put("chanId", channelId);
        }

        final String channel = channel(stream);
        final ObjectNode message = object().put("event", "subscribe").put("channel", channel);
        switch (channel)
        {
            case BitfinexProtocol.BOOK -> message
                .put("symbol", subject(stream))
                .put("prec", "P0")
                .put("freq", "F0")
                .put("len", "250");
            case BitfinexProtocol.CANDLES, BitfinexProtocol.STATUS -> message.put("key", subject(stream));
            default -> message.put("symbol", subject(stream));
        }

        return message.put("subId", id);
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null || !message.isObject())
        {
            return;
        }

        switch (message.path("event").asText())
        {
            case "info" -> onInfo(message, replies);
            case "subscribed" -> onSubscribed(message, replies);
            case "unsubscribed" ->
            {
                final VenueStream stream = byChannelId.remove(message.path("chanId").asLong());
                if (stream != null)
                {
                    channelIds.remove(stream.name());
                    replies.ended(stream);
                }
            }
            case "error" -> onError(message, replies);
            default ->
            {
            }
        }
    }

    private void onInfo(final JsonNode message, final Replies replies)
    {
        final String reason = message.path("msg").asText();
        switch (message.path("code").asInt())
        {
            case RECONNECT, MAINTENANCE_ENDED -> replies.leaving(reason);
            case MAINTENANCE_BEGINS -> replies.failed(reason);
            default ->
            {
                if (message.path("platform").path("status").asInt(1) == 0)
                {
                    replies.failed("maintenance");
                }
            }
        }
    }

    private void onSubscribed(final JsonNode message, final Replies replies)
    {
        final VenueStream stream = streamOf(message);
        if (stream != null)
        {
            channelIds.put(stream.name(), message.path("chanId").asLong());
            byChannelId.put(message.path("chanId").asLong(), stream);
            grant(id(message.path("subId")), true, stream, replies);
        }
    }

    private void onError(final JsonNode message, final Replies replies)
    {
        final int code = message.path("code").asInt();
        final String reason = message.path("code").asText() + ' ' + message.path("msg").asText();
        final VenueStream stream = streamOf(message);
        final long id = id(message.path("subId"));
        if (code == NOT_READY)
        {
            replies.tooFast(reason);
        }
        else if (code == ALREADY_SUBSCRIBED && stream != null)
        {
            grant(id, true, stream, replies);
        }
        else if (stream != null && requests().get(id) == null && !tellsTooFast(reason))
        {
            replies.refused(stream, reason);
        }
        else
        {
            refuse(id, any -> true, reason, replies);
        }
    }

    /** What was asked for is repeated in what is answered. */
    private VenueStream streamOf(final JsonNode message)
    {
        return asked(message.path("channel").asText() + '/' +
            message.path("symbol").asText(message.path("key").asText()));
    }
}
