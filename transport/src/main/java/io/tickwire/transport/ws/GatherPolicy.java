package io.tickwire.transport.ws;

/**
 * Where messages are gathered that do not come whole.
 *
 * @param room       for what is gathered on all connections together.
 * @param keptBytes  memory of so many bytes at the most is kept for the next message; 0: it is let go with each
 *                   message, so that a connection that is idle has none.
 * @param spareBytes that are there behind a message.
 * Thread: any
 */
public record GatherPolicy(GatherRoom room, int keptBytes, int spareBytes)
{
    static GatherPolicy lettingGo(final GatherRoom room)
    {
        return new GatherPolicy(room, 0, 0);
    }
}
