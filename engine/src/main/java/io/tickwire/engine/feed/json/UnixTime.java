package io.tickwire.engine.feed.json;

/**
 * Times as counts since 1970, in nanoseconds.
 * Thread: any
 */
public final class UnixTime
{
    private static final MalformedMessageException NO_TIME = new MalformedMessageException("no time since 1970");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private static final long FIRST_MICROS = 1_000_000_000_000_000L;

    private UnixTime()
    {
    }

    /**
     * @throws MalformedMessageException as {@link #ofMillis} does.
     */
    public static long ofSeconds(final long seconds)
    {
        return nanos(seconds, NANOS_PER_SECOND);
    }

    /**
     * @throws MalformedMessageException where it is below 0 or beyond what 63 bits of nanoseconds hold.
     */
    public static long ofMillis(final long millis)
    {
        return nanos(millis, NANOS_PER_MILLI);
    }

    /**
     * @throws MalformedMessageException as {@link #ofMillis} does.
     */
    public static long ofMicros(final long micros)
    {
        return nanos(micros, NANOS_PER_MICRO);
    }

    /**
     * A time of 16 digits is in microseconds, any shorter one in milliseconds.
     *
     * @throws MalformedMessageException as {@link #ofMillis} does.
     */
    public static long ofMillisOrMicros(final long time)
    {
        return time < FIRST_MICROS ? ofMillis(time) : ofMicros(time);
    }

    private static long nanos(final long count, final long unit)
    {
        if (count < 0 || count > Long.MAX_VALUE / unit)
        {
            throw NO_TIME;
        }

        return count * unit;
    }
}
