package io.tickwire.transport.ingest;

/**
 * What is known of a publisher for as long as it may come back. Its number and venues belong to the connection that has
 * it; who that is, and since when nobody is, belongs to {@link Publishers}.
 * Thread: io-<n>
 */
final class PublisherRecord
{
    private final Name name;

    /** Of the last frame that was applied; 0: none was. */
    long lastSequence;

    /** Bit n stands for venue n, which it publishes for. */
    long venues;

    // Guarded by the publishers.
    Publishers.Owner owner;
    long freeSinceNs;

    PublisherRecord(final Name name)
    {
        this.name = name;
    }

    /**
     * By what a publisher comes back.
     *
     * @param principal  whose it is; empty: nobody's.
     * @param publisher  which of its principal's; empty: the only one.
     * @param connection of one that can not come back, since it is nobody's and has no name; else empty.
     * Thread: any
     */
    record Name(String principal, String publisher, String connection)
    {
        boolean isLasting()
        {
            return connection.isEmpty();
        }

        /**
         * As its publisher is told.
         */
        @Override
        public String toString()
        {
            return !isLasting() ? connection : publisher.isEmpty() ? principal : principal + '/' + publisher;
        }
    }

    Name name()
    {
        return name;
    }
}
