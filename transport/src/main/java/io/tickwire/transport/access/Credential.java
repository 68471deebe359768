package io.tickwire.transport.access;

/**
 * What a token was found good by: the key that a JWT is signed with, or the record of an API key. It lives on while its
 * file is read again and still holds the same, and so tells a connection that came in by it when that is no longer so.
 * Thread: any
 */
public final class Credential
{
    /** Of those that came in by nothing that could be taken away. */
    public static final Credential LASTING = new Credential();

    private volatile State state = State.VALID;

    /**
     * What has become of it.
     * Thread: any
     */
    public enum State
    {
        /** It opens what it opened. */
        VALID,

        /** It opens something else. */
        CHANGED,

        /** It opens nothing. */
        WITHDRAWN
    }

    public State state()
    {
        return state;
    }

    /**
     * Have those go who came in by it.
     *
     * @param state which it is in from now on.
     */
    public void end(final State state)
    {
        this.state = state;
    }
}
