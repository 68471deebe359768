package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.sbe.FeedState;

/**
 * Why a stream's state can not be trusted.
 * Thread: any
 */
enum StaleReason
{
    /** The venue can not be reached. */
    DISCONNECTED("disconnected"),

    /** The feed says so: a sequence or a checksum of the venue is wrong, or it has fallen silent. */
    FEED("feed"),

    /** A part of the book was lost before it reached the engine. */
    FEED_LOSS("feed_loss"),

    /** The best bid is not below the best ask. */
    CROSSED("crossed"),

    /** A replay goes on at another time. */
    SEEK("seek");

    private final byte[] text;

    StaleReason(final String text)
    {
        this.text = Messages.ascii(text);
    }

    /**
     * The reason that a feed gives.
     */
    static StaleReason of(final FeedState state)
    {
        return switch (state)
        {
            case DISCONNECTED -> DISCONNECTED;
            case LOSS -> FEED_LOSS;
            default -> FEED;
        };
    }

    byte[] text()
    {
        return text;
    }
}
