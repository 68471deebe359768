package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.NameTable;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Whose each venue is: a venue's books and sequences have one source. Those that were there before all publishers are
 * the server's own feeds'.
 * Thread: any
 */
final class VenueClaims
{
    private static final PublisherRecord FEED = new PublisherRecord(new PublisherRecord.Name("", "", ""));

    private final AtomicReferenceArray<PublisherRecord> owners = new AtomicReferenceArray<>(NameTable.MAX_VENUES);

    /**
     * @param venues that have feeds, the reserved one included.
     */
    VenueClaims(final NameTable venues)
    {
        for (int id = 0; id < venues.size(); id++)
        {
            owners.set(id, FEED);
        }
    }

    /**
     * Take a venue where nobody has it.
     *
     * @return whether it is the publisher's now.
     */
    boolean claim(final int venueId, final PublisherRecord publisher)
    {
        return owners.get(venueId) == publisher || owners.compareAndSet(venueId, null, publisher);
    }

    void release(final int venueId, final PublisherRecord publisher)
    {
        owners.compareAndSet(venueId, publisher, null);
    }
}
