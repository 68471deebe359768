package io.tickwire.transport.stream.told;

import java.io.IOException;
import java.time.Instant;

/**
 * Since when the log can not be written, why, and when it is to be tried again.
 * Thread: past, and any for {@link #sinceMs} and {@link #details}
 */
final class FailureTracker
{
    private static final long RETRY_MS = 5_000;

    private volatile Failure failure;
    private long retryMs;

    private record Failure(long sinceMs, String reason)
    {
    }

    boolean isFailed()
    {
        return failure != null;
    }

    /**
     * It failed, or failed again.
     *
     * @return whether it worked before.
     */
    boolean onFailure(final long nowMs, final IOException reason)
    {
        final Failure last = failure;
        failure = new Failure(last == null ? nowMs : last.sinceMs, reason.toString());
        retryMs = nowMs + RETRY_MS;

        return last == null;
    }

    void onSuccess()
    {
        failure = null;
    }

    boolean isRetryDue(final long nowMs)
    {
        return failure != null && nowMs - retryMs >= 0;
    }

    /**
     * Since when it fails; 0 where it does not.
     */
    long sinceMs()
    {
        final Failure last = failure;

        return last == null ? 0 : last.sinceMs;
    }

    /**
     * What there is to say of it; empty where it works.
     */
    String details()
    {
        final Failure last = failure;

        return last == null ? "" :
            "what clients are told is not kept since " + Instant.ofEpochMilli(last.sinceMs) + ": " + last.reason;
    }
}
