package io.tickwire.transport.ws;

import java.nio.ByteBuffer;

/**
 * What a connection's reader does with what a client sends.
 * Thread: io-<n>
 */
public interface FrameListener
{
    /**
     * A whole message, its fragments put together.
     *
     * @param payload its bytes, from position to limit, until this returns.
     */
    void onMessage(boolean isText, ByteBuffer payload) throws ProtocolViolation;

    /**
     * @param payload at most 125 bytes, until this returns.
     */
    void onPing(ByteBuffer payload) throws ProtocolViolation;

    void onPong() throws ProtocolViolation;

    /**
     * The client closes; nothing comes after it.
     *
     * @param code that it gave, or 1005 where it gave none.
     */
    void onClose(int code);
}
