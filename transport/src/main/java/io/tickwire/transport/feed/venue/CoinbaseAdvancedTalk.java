package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * As Coinbase Exchange's, with a channel of heartbeats, without which the venue ends what is silent for a minute.
 * Thread: feed-<venue>
 */
final class CoinbaseAdvancedTalk extends Talk
{
    CoinbaseAdvancedTalk(final VenueLimits limits)
    {
        super(limits, 0);
    }

    @Override
    public void begin(final Consumer<String> messages)
    {
        requests().add(true, List.of());
        messages.accept(object().put("type", "subscribe").put("channel", "heartbeats").toString());
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

        return message.put("channel", channel(streams.get(0)));
    }

    @Override
    public void onControl(final JsonNode message, final String text, final Replies replies)
    {
        if (message == null)
        {
            return;
        }

        if ("subscriptions".equals(message.path("channel").asText()))
        {
            final Set<String> names = new HashSet<>();
            for (final JsonNode event : message.path("events"))
            {
                event.path("subscriptions").properties().forEach(channel -> channel.getValue().forEach(
                    product -> names.add(channel.getKey() + '/' + product.asText())));
            }
            CoinbaseTalk.answer(requests().takeOldest(), names, replies);
        }
        else if ("error".equals(message.path("type").asText()))
        {
            refuse(requests().takeOldest(), message.path("message").asText(), Talk::subject, replies);
        }
    }
}
