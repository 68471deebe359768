package io.tickwire.transport.access;

/**
 * A token that opens nothing. Why is for logs and counters: who showed it is told no more than that it does not.
 * Thread: any
 */
public final class RefusedTokenException extends Exception
{
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public RefusedTokenException(final Reason reason)
    {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /**
     * What is wrong with a token.
     * Thread: any
     */
    public enum Reason
    {
        /** It is no token, or lacks what one must have. */
        MALFORMED,

        /** Its algorithm is none of those that are allowed for its key. */
        ALGORITHM,

        /** No key is known by its name. */
        UNKNOWN_KEY,

        /** It is not signed with the key that it names. */
        SIGNATURE,

        EXPIRED,

        NOT_YET_VALID,

        /** It was made for another server. */
        AUDIENCE,

        /** It was made by somebody else. */
        ISSUER
    }

    public Reason reason()
    {
        return reason;
    }
}
