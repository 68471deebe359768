package io.tickwire.transport.http;

import io.tickwire.transport.session.Session;
import io.tickwire.transport.shard.EgressShard;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The connections that there are, by their numbers, and which shard has each.
 * Thread: any
 */
public final class Sessions
{
    private final ConcurrentSkipListMap<Long, Held> byId = new ConcurrentSkipListMap<>();

    /**
     * A connection and who looks after it.
     * Thread: any
     */
    record Held(Session session, EgressShard shard)
    {
    }

    void add(final Session session, final EgressShard shard)
    {
        byId.put(session.id(), new Held(session, shard));
    }

    void remove(final Session session)
    {
        byId.remove(session.id());
    }

    /**
     * One of them, or null.
     */
    Held get(final long id)
    {
        return byId.get(id);
    }

    /**
     * Those that follow a number, which need not be one.
     */
    List<Held> after(final long id, final int atMost)
    {
        return byId.tailMap(id, false).values().stream().limit(atMost).toList();
    }
}
