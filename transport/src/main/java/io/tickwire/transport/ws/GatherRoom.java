package io.tickwire.transport.ws;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the messages may take that are under way on all connections together: many that are never ended are
 * more than a server has, though each of them is within its own bound.
 * Thread: any
 */
public final class GatherRoom
{
    /** As much as they like. */
    public static final GatherRoom UNBOUNDED = new GatherRoom(Long.MAX_VALUE, () -> { });

    private final long maxBytes;
    private final Runnable onRefused;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param onRefused runs each time that there is no room.
     */
    public GatherRoom(final long maxBytes, final Runnable onRefused)
    {
        this.maxBytes = maxBytes;
        this.onRefused = onRefused;
    }

    void take(final int bytes) throws ProtocolViolation
    {
        if (taken.addAndGet(bytes) > maxBytes)
        {
            taken.addAndGet(-bytes);
            onRefused.run();

            throw new ProtocolViolation(
                CloseCode.POLICY_VIOLATION, "too many messages are under way here: send it again later");
        }
    }

    void release(final int bytes)
    {
        taken.addAndGet(-bytes);
    }
}
