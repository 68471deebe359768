package io.tickwire.transport.protocol;

import java.util.Locale;

/**
 * What can be wrong with a message or a connection, as it stands in {@code error} messages.
 * Thread: any
 */
public enum ErrorCode
{
    /** Not a message: malformed, or a field is missing, or stands twice. */
    INVALID_MESSAGE,

    /** A symbol that is not known; the others still subscribe. */
    INVALID_SYMBOL,

    /** Too many messages, requests or connections. */
    RATE_LIMITED,

    /** The connection has all the subscriptions that it may have. */
    SUBSCRIPTION_LIMIT,

    /** Our own fault. */
    INTERNAL_ERROR,

    /** A message of a type that is not known. */
    UNKNOWN_TYPE,

    /** A channel that is not known. */
    INVALID_CHANNEL,

    /** A field's value is of the wrong kind, or out of its range. */
    INVALID_ARGUMENT,

    /** Subscribed already; {@code update} changes how. */
    ALREADY_SUBSCRIBED,

    /** Not subscribed. */
    NOT_SUBSCRIBED,

    /** Longer than a message may be. */
    MESSAGE_TOO_LARGE,

    /** A version of the protocol that is not spoken here. */
    UNSUPPORTED_VERSION,

    /** An encoding that is not spoken here. */
    UNSUPPORTED_ENCODING,

    /** Who asks is not known. */
    UNAUTHORIZED,

    /** Who asks may not have it. */
    FORBIDDEN,

    /** No authentication came in time. */
    AUTH_TIMEOUT,

    /** There are as many connections as there may be. */
    CONNECTION_LIMIT,

    /** The address may not connect. */
    IP_NOT_ALLOWED,

    /** A position that can not be gone on from. */
    UNRECOVERABLE_POSITION,

    /** Nothing can be replayed. */
    REPLAY_UNAVAILABLE,

    /** The connection does not take what it is sent. */
    SLOW_CONSUMER,

    /** The source of what was asked for is stale. */
    SOURCE_STALE,

    /** It exists, but can not be had now. */
    NOT_AVAILABLE,

    /** A tick of a publisher that was refused; the others of its frame go on. */
    INVALID_TICK,

    /** A publisher's frame whose number is not the next. */
    SEQUENCE_GAP;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName()
    {
        return wireName;
    }
}
