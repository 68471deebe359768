package io.tickwire.transport.ingest;

/**
 * A tick that is none, as its publisher is told; the others of its frame go on.
 * Thread: io-<n>
 */
final class TickFaultException extends Exception
{
    private static final long serialVersionUID = 1;

    TickFaultException(final String message)
    {
        super(message, null, false, false);
    }
}
