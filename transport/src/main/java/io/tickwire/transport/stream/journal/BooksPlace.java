package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.sbe.KeyframeEndDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Where to read from for whole books, as the messages of a run tell it one after another: from its beginning, or from
 * where the last round of keyframes began.
 * Thread: any, one at a time
 */
final class BooksPlace
{
    private long g;

    BooksPlace(final long g)
    {
        this.g = g;
    }

    /** Of the tick to read from, or {@link TimeIndex#NO_BOOKS}. */
    long g()
    {
        return g;
    }

    /**
     * @param offset of the stream's head.
     */
    void onMessage(final int template, final DirectBuffer buffer, final int offset, final long headG)
    {
        if (template == KeyframeEndDecoder.TEMPLATE_ID)
        {
            g = buffer.getLong(
                offset + MessageFrame.BLOCK + KeyframeEndDecoder.fromEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        }
        else if (template == StreamStartDecoder.TEMPLATE_ID)
        {
            g = headG;
        }
    }
}
