package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The pipeline's end of a frame ring: frames of one length whose fields and bytes all follow from the frame's name.
 */
final class StressFrames
{
    private final FrameRing ring;
    private final int length;

    /**
     * @param length of each frame; a multiple of 8.
     */
    StressFrames(final FrameRing ring, final int length)
    {
        this.ring = ring;
        this.length = length;
    }

    /**
     * Write a frame, and commit it.
     *
     * @return false where there was no room.
     */
    boolean write(final int name)
    {
        final int offset = ring.claim(length);
        if (offset < 0)
        {
            return false;
        }

        final long seed = StressFeed.seed(name);
        final UnsafeBuffer buffer = ring.buffer();
        for (int i = 0; i < length; i += Long.BYTES)
        {
            buffer.putLong(offset + i, seed + i);
        }
        ring.slot()
            .is(FrameKind.DATA, name, Conflation.LATEST, Encoding.ofOrdinal(name % Encoding.COUNT))
            .covers(seed, ~seed)
            .timed(seed + 1, seed + 2);
        ring.commit(length);

        return true;
    }
}
