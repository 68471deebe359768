package io.tickwire.transport.log;

import java.util.logging.LogManager;

/**
 * The JDK's log manager, but that it does not take the log away while the server still ends: the JDK resets it as soon
 * as the process is told to end, beside those that have something to do then, and to say.
 * Thread: any
 */
public final class LastingLog extends LogManager
{
    private volatile boolean isHeld;

    void hold(final boolean isHeld)
    {
        this.isHeld = isHeld;
    }

    @Override
    public void reset()
    {
        if (!isHeld)
        {
            super.reset();
        }
    }
}
