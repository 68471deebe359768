package io.tickwire.transport.protocol;

/**
 * A client's message that is not understood: it is answered with an error, not punished.
 * Thread: any
 */
public final class BadCommandException extends Exception
{
    private static final long serialVersionUID = 1;

    private final transient Object id;
    private final ErrorCode code;

    /**
     * @param id      of the message, where it was read so far; else null.
     * @param message for the client: names the value and what is allowed.
     */
    public BadCommandException(final ErrorCode code, final String message, final Object id)
    {
        super(message, null, false, false);
        this.code = code;
        this.id = id;
    }

    public ErrorCode code()
    {
        return code;
    }

    public Object id()
    {
        return id;
    }
}
