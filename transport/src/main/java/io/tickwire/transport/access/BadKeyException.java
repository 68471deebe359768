package io.tickwire.transport.access;

/**
 * A file of keys that can not be used. The message says what is wrong with it and how to mend it, and nothing of keys.
 * Thread: any
 */
public final class BadKeyException extends Exception
{
    private static final long serialVersionUID = 1L;

    public BadKeyException(final String message)
    {
        super(message);
    }

    public BadKeyException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
