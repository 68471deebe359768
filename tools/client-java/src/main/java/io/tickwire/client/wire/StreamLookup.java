package io.tickwire.client.wire;

import io.tickwire.client.view.Channel;

/**
 * Knows the streams of a connection.
 * Thread: client
 */
public interface StreamLookup
{
    /** Null: not known. */
    StreamInfo find(long sid);

    /**
     * A stream by its names, new where it is not known; null where there are too many.
     */
    StreamInfo find(Channel channel, String symbol, String venue, int intervalSeconds);
}
