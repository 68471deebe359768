package io.tickwire.transport.feed.venue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for by one connection and has not been answered, by numbers that come once only. Bounded: of what is
 * never answered, the oldest is forgotten.
 * Thread: feed-<venue>
 */
final class Requests
{
    private static final int MAX_OPEN = 1024;

    private final Map<Long, Request> open = new LinkedHashMap<>()
    {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, Request> eldest)
        {
            return size() > MAX_OPEN;
        }
    };
    private long lastId;

    /**
     * One message that asks for streams, or for no more of them.
     * Thread: feed-<venue>
     */
    static final class Request
    {
        private final boolean isSubscription;
        private final Set<VenueStream> streams;

        private Request(final boolean isSubscription, final List<VenueStream> streams)
        {
            this.isSubscription = isSubscription;
            this.streams = new LinkedHashSet<>(streams);
        }

        boolean isSubscription()
        {
            return isSubscription;
        }

        /** Those that have not been answered. */
        List<VenueStream> streams()
        {
            return List.copyOf(streams);
        }
    }

    /** A number for what asks for no streams. */
    long nextId()
    {
        return ++lastId;
    }

    /** A number for a request. */
    long add(final boolean isSubscription, final List<VenueStream> streams)
    {
        open.put(++lastId, new Request(isSubscription, streams));

        return lastId;
    }

    /** A request that is not answered, or not wholly; null where there is none. */
    Request get(final long id)
    {
        return open.get(id);
    }

    /** Forget a request; null where there is none. */
    Request take(final long id)
    {
        return open.remove(id);
    }

    /** Forget the one that was made first; null where there is none. */
    Request takeOldest()
    {
        return open.isEmpty() ? null : open.remove(open.keySet().iterator().next());
    }

    /** A stream of a request was answered, and so was the request where it was the last. */
    void answered(final long id, final VenueStream stream)
    {
        final Request request = open.get(id);
        if (request != null && request.streams.remove(stream) && request.streams.isEmpty())
        {
            open.remove(id);
        }
    }
}
