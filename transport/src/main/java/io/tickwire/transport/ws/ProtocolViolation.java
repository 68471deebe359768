package io.tickwire.transport.ws;

/**
 * A client's bytes that end its connection.
 * Thread: any
 */
public final class ProtocolViolation extends Exception
{
    private static final long serialVersionUID = 1;

    private final CloseCode code;

    public ProtocolViolation(final CloseCode code, final String message)
    {
        super(message, null, false, false);
        this.code = code;
    }

    public CloseCode code()
    {
        return code;
    }
}
