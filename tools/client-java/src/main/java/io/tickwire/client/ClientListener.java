package io.tickwire.client;

import java.util.Map;

/**
 * Is told of all that a client hears, whoever subscribed to it, and of the connection.
 * Thread: client
 */
public interface ClientListener extends MarketListener
{
    /** A connection is open. */
    default void onOpen()
    {
    }

    /**
     * A connection has ended.
     *
     * @param reconnects whether the client comes back by itself.
     */
    default void onClose(final int code, final String reason, final boolean reconnects)
    {
    }

    /**
     * @param code    the server's; or {@code invalid_message}, {@code checksum}, {@code listener},
     *                {@code conflicting_view}, a close code that ends it.
     * @param details the server's message; null: there is none.
     */
    default void onError(final String code, final String message, final Map<String, Object> details)
    {
    }

    /** {@code server_status}, {@code heartbeat}, {@code slow}, {@code replay_status}: a map of the protocol. */
    default void onStatus(final String type, final Map<String, Object> message)
    {
    }

    /** Someone published. */
    default void onBroadcast(final String channel, final Object data, final Map<String, Object> message)
    {
    }

    /** Time goes on: some 20 times a second while there is a connection. */
    default void onTime(final long nowNs)
    {
    }
}
