package io.tickwire.transport.http;

/**
 * A handshake that is not one, or asks for what is not spoken here.
 * Thread: any
 */
final class HandshakeRefusedException extends Exception
{
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of HTTP.
     */
    HandshakeRefusedException(final int status, final String message)
    {
        super(message, null, false, false);
        this.status = status;
    }

    int status()
    {
        return status;
    }
}
