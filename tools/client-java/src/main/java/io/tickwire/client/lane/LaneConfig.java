package io.tickwire.client.lane;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a reader needs to know.
 *
 * @param handler         what is told of ticks; null where only messages are wanted.
 * @param messages        is told of each message as it is; null where that is not wanted.
 * @param aeron           the server's {@code stream.directory}, or Aeron's folder in it; null: that of the one server
 *                        on this machine that has chosen one itself.
 * @param journal         the server's journal, or null: then what this reader misses is lost to it.
 * @param start           where to begin.
 * @param measuresLatency whether {@link LaneReader#latency()} is kept: some 40 ns a tick.
 * @param driverTimeoutMs after so long without a sign of life the server is taken for dead, from 500 to 60,000.
 * Thread: any
 */
public record LaneConfig(
    LaneHandler handler,
    LaneMessageHandler messages,
    Path aeron,
    Path journal,
    LaneStart start,
    boolean measuresLatency,
    long driverTimeoutMs)
{
    private static final LaneHandler DEAF = new LaneHandler()
    {
    };
    private static final long DEFAULT_DRIVER_TIMEOUT_MS = 3_000;
    private static final long MIN_DRIVER_TIMEOUT_MS = 500;
    private static final long MAX_DRIVER_TIMEOUT_MS = 60_000;

    /**
     * Checks the values.
     */
    public LaneConfig
    {
        Objects.requireNonNull(start, "start");
        if (driverTimeoutMs < MIN_DRIVER_TIMEOUT_MS || driverTimeoutMs > MAX_DRIVER_TIMEOUT_MS)
        {
            throw new IllegalArgumentException("driverTimeoutMs must be from " + MIN_DRIVER_TIMEOUT_MS + " to " +
                MAX_DRIVER_TIMEOUT_MS + ": driverTimeoutMs=" + driverTimeoutMs);
        }
        handler = handler == null ? DEAF : handler;
    }

    /**
     * Live, without a journal, of the one server on this machine.
     */
    public static LaneConfig of(final LaneHandler handler)
    {
        return of(null, handler);
    }

    /**
     * Live, without a journal.
     */
    public static LaneConfig of(final Path aeron, final LaneHandler handler)
    {
        return new LaneConfig(handler, null, aeron, null, LaneStart.live(), false, DEFAULT_DRIVER_TIMEOUT_MS);
    }

    /**
     * With what is missed out of the server's journal.
     */
    public LaneConfig withJournal(final Path journal)
    {
        return new LaneConfig(handler, messages, aeron, journal, start, measuresLatency, driverTimeoutMs);
    }

    /**
     * From another place on.
     */
    public LaneConfig from(final LaneStart start)
    {
        return new LaneConfig(handler, messages, aeron, journal, start, measuresLatency, driverTimeoutMs);
    }

    /**
     * With each message as it is.
     */
    public LaneConfig withMessages(final LaneMessageHandler messages)
    {
        return new LaneConfig(handler, messages, aeron, journal, start, measuresLatency, driverTimeoutMs);
    }

    /**
     * With figures of how old ticks are.
     */
    public LaneConfig withLatency()
    {
        return new LaneConfig(handler, messages, aeron, journal, start, true, driverTimeoutMs);
    }

    /**
     * With another time after which the server is taken for dead.
     */
    public LaneConfig withDriverTimeoutMs(final long driverTimeoutMs)
    {
        return new LaneConfig(handler, messages, aeron, journal, start, measuresLatency, driverTimeoutMs);
    }
}
