package io.tickwire.client;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Is told of one connection, on the thread of its loop.
 * Thread: client
 */
public interface ConnectionListener
{
    /** The handshake is done. */
    default void onOpen()
    {
    }

    /**
     * A message.
     *
     * @param opcode    1: text, 2: binary.
     * @param buffer    valid until this returns.
     * @param receiveNs when it was read, of {@link System#nanoTime}.
     */
    void onFrame(int opcode, UnsafeBuffer buffer, int offset, int length, long receiveNs);

    /** A ping of ours was answered. */
    default void onPong(final long roundTripNs)
    {
    }

    /**
     * It is over, or never began.
     *
     * @param code 1006: without a word; of a handshake that was refused for good its status: 400, 401, 403.
     */
    default void onClose(final int code, final String reason)
    {
    }

    /** Time goes on: some 20 times a second. */
    default void onTime(final long nowNs)
    {
    }
}
