package io.tickwire.engine.capture;

import java.io.IOException;

/**
 * One connection's events, in the order in which they were recorded.
 * Thread: any
 */
abstract class CaptureSource implements AutoCloseable
{
    protected final CaptureEvent event;

    CaptureSource(final int connection)
    {
        event = new CaptureEvent(connection);
    }

    final CaptureEvent event()
    {
        return event;
    }

    /**
     * Go to the next event.
     *
     * @return whether there is one.
     */
    abstract boolean next() throws IOException;

    /** How many bytes of its file have been read. */
    abstract long readBytes();

    @Override
    public abstract void close() throws IOException;
}
