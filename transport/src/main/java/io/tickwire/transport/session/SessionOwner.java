package io.tickwire.transport.session;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.ws.CloseCode;

/**
 * What a session's shard does with what its reader sees. All of it on the shard's thread.
 * Thread: io-<n>
 */
public interface SessionOwner
{
    /**
     * The connection begins.
     */
    void onOpened(Session session);

    void onCommand(Session session, Command command);

    /**
     * A token was good.
     *
     * @param id        of the message that it came in; null: it gave none.
     * @param principal that the connection is of from now on.
     */
    void onAuthenticated(Session session, Object id, Principal principal);

    /**
     * A message was not understood, or was one too many.
     */
    void onRejected(Session session, Reply error);

    /**
     * The reader answers by itself.
     */
    void onReply(Session session, Reply reply);

    /**
     * @param payload to be echoed.
     */
    void onPing(Session session, byte[] payload);

    /**
     * The client closes.
     *
     * @param code that it gave.
     */
    void onPeerClose(Session session, int code);

    /**
     * The client's bytes end its connection.
     */
    void onViolation(Session session, CloseCode code, String reason);

    /**
     * The socket has room again.
     */
    void onRoom(Session session);

    /**
     * The connection is no more.
     */
    void onGone(Session session);
}
