package io.tickwire.engine.capture;

import java.io.IOException;

/**
 * A capture can not be read: the message names the file, where in it, and why.
 * Thread: any
 */
public final class CaptureException extends IOException
{
    private static final long serialVersionUID = 1;

    CaptureException(final String message)
    {
        super(message);
    }

    CaptureException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
