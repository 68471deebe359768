package io.tickwire.transport.shard;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import org.agrona.collections.IntHashSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a client's subscriptions when it is somebody else: those of which the new one may not have all end,
 * and the client is told; the others go on, and what only the new one may have joins their patterns.
 * Thread: io-<n>
 */
final class IdentityChange
{
    private static final long NEVER_LOOKED_AT = -1;

    private final Catalog catalog;
    private final Subscriber subscriber;
    private final Outlet outlet;

    IdentityChange(final Catalog catalog, final Subscriber subscriber, final Outlet outlet)
    {
        this.catalog = catalog;
        this.subscriber = subscriber;
        this.outlet = outlet;
    }

    /**
     * See to the subscriptions of a client that has become another.
     */
    void onChanged(final Client client)
    {
        final Map<String, List<String>> ended = new LinkedHashMap<>();
        for (final Entry entry : new ArrayList<>(client.entries()))
        {
            if (mayKeep(client, entry))
            {
                entry.listingsVersion(NEVER_LOOKED_AT);
            }
            else
            {
                subscriber.end(client, entry);
                ended.computeIfAbsent(entry.channel().wireName(), name -> new ArrayList<>()).add(entry.pattern());
            }
        }
        for (final String topic : new ArrayList<>(client.topics()))
        {
            if (!client.principal().is(Role.READER) || !Rights.mayHave(client.principal().entitlements(), topic))
            {
                subscriber.end(client, topic);
                ended.put(topic, List.of());
            }
        }
        ended.forEach((channel, symbols) -> tell(client, channel, symbols));
        client.listingsVersion(NEVER_LOOKED_AT);
    }

    private boolean mayKeep(final Client client, final Entry entry)
    {
        final Entitlements entitlements = client.principal().entitlements();
        if (!client.principal().is(Role.READER) || !Rights.mayHave(entitlements, entry.channel()))
        {
            return false;
        }
        final IntHashSet allowed = new IntHashSet();
        catalog.streamsOf(
            entry.channel(),
            entry.variant(),
            entry.pattern(),
            entry.wish().venues(),
            entitlements,
            allowed::add);

        return entry.links().values().stream().allMatch(link -> allowed.contains(link.streamId()));
    }

    private void tell(final Client client, final String channel, final List<String> symbols)
    {
        outlet.tellWrong(
            client,
            ErrorCode.FORBIDDEN,
            "who this client is now may not have all of it: channel=" + channel + " symbols=" + symbols);
        outlet.tell(client, Reply.of("unsubscribed").with("channel", channel).with("symbols", symbols));
    }
}
