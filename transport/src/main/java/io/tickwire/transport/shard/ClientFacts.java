package io.tickwire.transport.shard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A connection as administrators see it.
 * Thread: io-<n>
 */
final class ClientFacts
{
    private ClientFacts()
    {
    }

    static Map<String, Object> of(final Client client, final long nowNs)
    {
        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("connection", client.session().name());
        facts.put("address", client.session().client().text());
        facts.put("principal", client.principal().isNamed() ? client.principal().name() : null);
        facts.put("endpoint", client.session().endpoint().path());
        facts.put("encoding", client.session().encoding().name().toLowerCase(Locale.ROOT));
        facts.put("subscriptions", client.entries().size() + client.topics().size());
        facts.put("streams", client.streams());
        facts.put("queued_bytes", client.outbox().queuedBytes());
        facts.put("age_seconds", TimeUnit.NANOSECONDS.toSeconds(nowNs - client.openedNs()));

        return facts;
    }
}
