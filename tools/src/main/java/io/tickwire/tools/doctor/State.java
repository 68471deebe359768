package io.tickwire.tools.doctor;

import java.util.Locale;

/**
 * How something of a machine is; the worse, the later.
 * Thread: any
 */
public enum State
{
    /** As it should be. */
    OK,

    /** Nothing can be said of it here. */
    UNKNOWN,

    /** It works, and could be better. */
    WARN,

    /** Not fit for what is planned. */
    BAD;

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
