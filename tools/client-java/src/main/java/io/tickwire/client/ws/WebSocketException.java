package io.tickwire.client.ws;

/**
 * The server broke the protocol.
 * Thread: client
 */
public final class WebSocketException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * @param closeCode that says what is wrong.
     */
    public WebSocketException(final int closeCode, final String message)
    {
        super(message);
        this.closeCode = closeCode;
    }

    /** The code to close with. */
    public int closeCode()
    {
        return closeCode;
    }
}
