package io.tickwire.transport.stream;

import org.agrona.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes wrong within Aeron: counted, and each kind of it logged once. What it says while it is being closed is not
 * news.
 * Thread: any
 */
final class AeronErrors implements ErrorHandler
{
    private static final Logger LOGGER = LoggerFactory.getLogger(AeronErrors.class);
    private static final int MAX_KINDS = 64;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean isClosing;
    private volatile String last = "";

    @Override
    public void onError(final Throwable error)
    {
        if (isClosing)
        {
            return;
        }

        count.incrementAndGet();
        last = String.valueOf(error.getMessage());
        final String kind = error.getClass().getName() + ": " + error.getMessage();
        if (logged.size() < MAX_KINDS && logged.add(kind))
        {
            LOGGER.warn("aeron.error", error);
        }
    }

    /**
     * The archive answers a request once more, since what that began has failed: it has told of it already.
     */
    void onLateAnswer(final Throwable answer)
    {
        LOGGER.debug("aeron.late_answer", answer);
    }

    long count()
    {
        return count.get();
    }

    /**
     * What the last one said.
     */
    String last()
    {
        return last;
    }

    /**
     * What comes from now on is of the end.
     */
    void close()
    {
        isClosing = true;
    }
}
