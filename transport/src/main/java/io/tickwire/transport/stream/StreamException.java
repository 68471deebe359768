package io.tickwire.transport.stream;

/**
 * The stream can not be had as it is set; the message names the setting.
 * Thread: any
 */
public final class StreamException extends Exception
{
    private static final long serialVersionUID = 1L;

    StreamException(final String message)
    {
        super(message);
    }

    StreamException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
