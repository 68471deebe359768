package io.tickwire.engine.encode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a message field by field, in one encoding: for messages that are rare, or not of fixed width. A message is
 * described once, against this, and comes out the same map in all encodings. Nothing here allocates.
 * Thread: pipeline-<k>
 */
public interface MapWriter
{
    /** Room that a field without a text may take at the most, its name of up to 32 bytes included. */
    int MAX_FIELD_BYTES = 96;

    /** A byte of text takes at most so many. */
    int MAX_TEXT_FACTOR = JsonText.MAX_ESCAPED_BYTES;

    /**
     * Begin a message.
     *
     * @param type   its type.
     * @param code   its number in the compact encoding, or -1 where it is a map there too.
     * @param fields how many follow.
     */
    void begin(UnsafeBuffer buffer, int offset, WireName type, int code, int fields);

    /**
     * A text in UTF-8.
     */
    void text(WireName name, DirectBuffer utf8, int offset, int length);

    /**
     * A text in UTF-8.
     */
    void text(WireName name, byte[] utf8);

    /**
     * An integer, or null for {@code Decimals.NULL}.
     */
    void integer(WireName name, long value);

    /**
     * A decimal, or null for the mantissa {@code Decimals.NULL}.
     */
    void decimal(WireName name, long mantissa, int exponent);

    /**
     * End the message.
     *
     * @return its length.
     */
    int end();
}
