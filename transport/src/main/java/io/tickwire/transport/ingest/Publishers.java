package io.tickwire.transport.ingest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The publishers that are connected, and those that may come back: so many, and for so long. A publisher has one
 * connection; one that comes anew has the old one end, which applies what it has received and lets go.
 * Thread: any
 */
final class Publishers
{
    private final int limit;
    private final long expiryNs;
    // In the order in which they were let go or taken last.
    private final Map<PublisherRecord.Name, PublisherRecord> byName = new LinkedHashMap<>();

    Publishers(final IngestSettings settings)
    {
        limit = settings.publishers();
        expiryNs = TimeUnit.MILLISECONDS.toNanos(settings.expiryMs());
    }

    /**
     * A connection that has a publisher.
     * Thread: any
     */
    @FunctionalInterface
    interface Owner
    {
        /**
         * Another connection has come for the publisher: let go of it soon.
         */
        void supersede();
    }

    /**
     * What a call of {@link #take} came to.
     *
     * @param record  that belongs to the caller now; null: there is none to be had.
     * @param isInUse whether that is because another connection has yet to let go of it: ask again.
     * Thread: any
     */
    record Taken(PublisherRecord record, boolean isInUse)
    {
    }

    /**
     * Take a publisher's record for a connection.
     */
    synchronized Taken take(final PublisherRecord.Name name, final Owner owner, final long nowNs)
    {
        final PublisherRecord known = byName.get(name);
        if (known != null && known.owner != null)
        {
            known.owner.supersede();

            return new Taken(null, true);
        }
        byName.remove(name);
        evict(nowNs);
        final boolean isKnown = known != null && nowNs - known.freeSinceNs <= expiryNs;
        final PublisherRecord record =
            isKnown ? known : byName.size() < limit ? new PublisherRecord(name) : null;
        if (record != null)
        {
            record.owner = owner;
            byName.put(name, record);
        }

        return new Taken(record, false);
    }

    /**
     * The connection has no more use for its record.
     */
    synchronized void release(final PublisherRecord record, final long nowNs)
    {
        record.owner = null;
        record.freeSinceNs = nowNs;
        byName.remove(record.name());
        if (record.name().isLasting())
        {
            byName.put(record.name(), record);
        }
    }

    /**
     * How many are known.
     */
    synchronized int size()
    {
        return byName.size();
    }

    private void evict(final long nowNs)
    {
        final Iterator<PublisherRecord> oldest = byName.values().iterator();
        while (oldest.hasNext())
        {
            final PublisherRecord record = oldest.next();
            if (record.owner == null && (byName.size() >= limit || nowNs - record.freeSinceNs > expiryNs))
            {
                oldest.remove();
            }
        }
    }
}
