package io.tickwire.transport.feed.venue;

/**
 * What a venue bears.
 *
 * @param streamsPerConnection at the most.
 * @param streamsPerMessage    that can be subscribed to by one message.
 * @param messagesPerSecond    that one connection may send, pongs not counted.
 * @param lifetimeMs           after which it ends connections; 0: it does not.
 * @param maxMessageBytes      that it sends; inflated.
 * @param connects             attempts to connect.
 * @param snapshots            requests for books.
 * Thread: any
 */
public record VenueLimits(
    int streamsPerConnection,
    int streamsPerMessage,
    int messagesPerSecond,
    long lifetimeMs,
    int maxMessageBytes,
    Rate connects,
    Rate snapshots)
{
}
