package io.tickwire.tools.exchange;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is on its way to the clients of a venue: where it is too much, time stands still until they have taken some of
 * it; who takes nothing for too long is let go.
 * Thread: market-<venue>
 */
final class Backlog
{
    private static final long MAX_QUEUED_BYTES = 8 << 20;
    private static final long MAX_SLOW_MS = 10_000;

    private final String venue;
    private final Consumer<String> notices;
    private long fullSinceMs;

    Backlog(final String venue, final Consumer<String> notices)
    {
        this.venue = venue;
        this.notices = notices;
    }

    boolean isFull(final List<Session> sessions, final long nowMs)
    {
        boolean isFull = false;
        for (final Session session : sessions)
        {
            isFull |= isSlow(session);
        }
        if (!isFull)
        {
            fullSinceMs = nowMs;
        }
        else if (nowMs - fullSinceMs > MAX_SLOW_MS)
        {
            for (final Session session : sessions)
            {
                if (isSlow(session))
                {
                    notices.accept(venue + ": line " + session.line() + " takes nothing, and is let go");
                    session.abort();
                }
            }
        }

        return isFull;
    }

    private static boolean isSlow(final Session session)
    {
        return !session.isClosed() && session.queuedBytes() > MAX_QUEUED_BYTES;
    }
}
