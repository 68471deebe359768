package io.tickwire.client.wire;

/**
 * A message that is none.
 * Thread: client
 */
public final class WireException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong.
     */
    public WireException(final String message)
    {
        super(message);
    }
}
