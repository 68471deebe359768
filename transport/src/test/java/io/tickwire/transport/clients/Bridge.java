package io.tickwire.transport.clients;

import java.util.Map;

/**
 * The way to a client: what it is told to do.
 */
interface Bridge extends AutoCloseable
{
    /**
     * Do one thing: {@code send} a message, in the client's form; send a {@code text}, or the bytes of a {@code hex};
     * {@code ping} with a payload; {@code close} with a code.
     */
    void command(Map<String, ?> command);

    /**
     * End at once, as a crash would.
     */
    void kill();

    /**
     * The same, and wait for it.
     */
    @Override
    void close();
}
