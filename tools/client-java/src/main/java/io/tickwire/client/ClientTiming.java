package io.tickwire.client;

/**
 * When to give up, and when to come back.
 *
 * @param connectTimeoutMs from the first packet to the open connection.
 * @param pingMs           a ping after so long, to measure and to be heard.
 * @param deadMs           after so long without anything received the connection is dead.
 * @param reconnects       whether to come back by itself.
 * @param firstBackoffMs   the bound of the first random wait; it doubles with each attempt.
 * @param maxBackoffMs     its bound.
 * @param fixedBackoffMs   where positive: always wait this long instead.
 * Thread: any
 */
public record ClientTiming(
    long connectTimeoutMs,
    long pingMs,
    long deadMs,
    boolean reconnects,
    long firstBackoffMs,
    long maxBackoffMs,
    long fixedBackoffMs)
{
    private static final ClientTiming DEFAULTS = new ClientTiming(10_000, 15_000, 45_000, true, 100, 30_000, 0);

    /**
     * Checks the values.
     */
    public ClientTiming
    {
        check("connectTimeoutMs", connectTimeoutMs);
        check("pingMs", pingMs);
        check("deadMs", deadMs);
        check("firstBackoffMs", firstBackoffMs);
        check("maxBackoffMs", maxBackoffMs);
        if (fixedBackoffMs < 0)
        {
            throw new IllegalArgumentException("fixedBackoffMs must not be negative: fixedBackoffMs=" + fixedBackoffMs);
        }
    }

    /** As the protocol recommends. */
    public static ClientTiming defaults()
    {
        return DEFAULTS;
    }

    /** Without coming back. */
    public ClientTiming withoutReconnect()
    {
        return new ClientTiming(
            connectTimeoutMs, pingMs, deadMs, false, firstBackoffMs, maxBackoffMs, fixedBackoffMs);
    }

    /** Always after the same time. */
    public ClientTiming withFixedBackoffMs(final long fixedBackoffMs)
    {
        return new ClientTiming(
            connectTimeoutMs, pingMs, deadMs, reconnects, firstBackoffMs, maxBackoffMs, fixedBackoffMs);
    }

    /** With other bounds of silence. */
    public ClientTiming withPingMs(final long pingMs, final long deadMs)
    {
        return new ClientTiming(
            connectTimeoutMs, pingMs, deadMs, reconnects, firstBackoffMs, maxBackoffMs, fixedBackoffMs);
    }

    private static void check(final String name, final long value)
    {
        if (value < 1 || value > 86_400_000)
        {
            throw new IllegalArgumentException(name + " must be from 1 to 86400000: " + name + "=" + value);
        }
    }
}
