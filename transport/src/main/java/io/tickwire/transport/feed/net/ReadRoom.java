package io.tickwire.transport.feed.net;

import io.tickwire.engine.feed.json.JsonReader;

import java.nio.ByteBuffer;

/**
 * Where the sockets of a loop read into, one after the other: messages are handed over where they stand in it.
 * Thread: feed-<venue>
 */
final class ReadRoom
{
    static final int BYTES = 1 << 16;

    /** Behind its limit is what a reader of JSON may look at. */
    private final ByteBuffer buffer = ByteBuffer.wrap(new byte[BYTES + JsonReader.PADDING]);

    ByteBuffer buffer()
    {
        return buffer.clear().limit(BYTES);
    }
}
