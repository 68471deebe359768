package io.tickwire.transport.tls;

/**
 * There is no certificate to begin with, or one that can not be used. The message is one line, and names the setting.
 * Thread: any
 */
public final class TlsException extends Exception
{
    private static final long serialVersionUID = 1L;

    TlsException(final String message)
    {
        super(message);
    }

    TlsException(final String message, final Throwable cause)
    {
        super(message + ": " + cause.getMessage(), cause);
    }
}
