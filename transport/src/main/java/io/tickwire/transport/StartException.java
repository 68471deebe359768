package io.tickwire.transport;

/**
 * A server that can not start. The message is one line that names the setting, and says how to mend it.
 * Thread: any
 */
public final class StartException extends Exception
{
    private static final long serialVersionUID = 1L;

    public StartException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
