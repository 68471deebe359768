package io.tickwire.transport.access;

/**
 * A claim that is not what it must be. The message is for the log, and for who wrote a file.
 * Thread: any
 */
final class BadClaimException extends Exception
{
    private static final long serialVersionUID = 1L;

    BadClaimException(final String message)
    {
        super(message, null, false, false);
    }
}
