package io.tickwire.client;

/**
 * What is under a session: a connection, or a test's own.
 * Thread: client
 */
interface ClientLink
{
    /** Begin another connection. */
    void dial();

    /**
     * @return whether it was taken.
     */
    boolean send(int opcode, byte[] bytes, int length);

    void close(int code, String reason);

    /** A random number below the bound: how long to wait. */
    long jitter(long bound);
}
