package io.tickwire.transport.stats;

import java.util.Locale;

/**
 * How a part of the server is; the worse, the later.
 * Thread: any
 */
public enum HealthState
{
    /** As it should be. */
    UP,

    /** It works, but not as it should, or did not of late. */
    DEGRADED,

    /** It does not work. */
    DOWN;

    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
