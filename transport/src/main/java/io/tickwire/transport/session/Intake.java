package io.tickwire.transport.session;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.ws.CloseCode;

import java.nio.ByteBuffer;

/**
 * Where the messages of a publisher's connection go before they are taken for commands. It may be full: then its reader
 * keeps what has come, and reads no more.
 * Thread: io-<n>
 */
public interface Intake
{
    /**
     * The connection begins.
     */
    void begin();

    /**
     * Take a message.
     *
     * @param payload its bytes, from position to limit, until this returns.
     * @return false where it is a command as all clients send them.
     * @throws BadCommandException where it is neither, or may not be.
     */
    boolean take(boolean isText, ByteBuffer payload) throws BadCommandException;

    /**
     * Whether it has to {@link #proceed} before it can take more.
     */
    boolean isFull();

    /**
     * Go on with what could not be done at once.
     */
    void proceed();

    /**
     * No more will come. What was taken is still done: it is over once it is not full.
     */
    void end();

    /**
     * The way back to the client.
     * Thread: io-<n>
     */
    interface Answers
    {
        /**
         * Who the client is, after the messages that were read.
         */
        Principal principal();

        void reply(Reply reply);

        /**
         * Close the connection; what it has sent so far is still taken.
         */
        void close(CloseCode code, String reason);
    }

    /**
     * Makes the intake of a connection.
     * Thread: io-<n>
     */
    @FunctionalInterface
    interface Factory
    {
        Intake newIntake(Session session, Answers answers);
    }
}
