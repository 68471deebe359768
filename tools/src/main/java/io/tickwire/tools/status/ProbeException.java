package io.tickwire.tools.status;

/**
 * A server that could not be asked. The message says why and what to do, and stands for itself.
 * Thread: any
 */
public final class ProbeException extends Exception
{
    private static final long serialVersionUID = 1L;

    public ProbeException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
