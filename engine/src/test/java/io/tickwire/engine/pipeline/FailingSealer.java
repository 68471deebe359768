package io.tickwire.engine.pipeline;

import io.tickwire.engine.TestSealer;
import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.MutableDirectBuffer;

/** A port that fails while it is told to. */
final class FailingSealer implements FrameSealer
{
    private final FrameSealer sealer = new TestSealer();
    private boolean isFailing;

    void fail(final boolean isFailing)
    {
        this.isFailing = isFailing;
    }

    @Override
    public int headerBytes(final int payloadBytes)
    {
        return sealer.headerBytes(payloadBytes);
    }

    @Override
    public void seal(
        final MutableDirectBuffer buffer, final int frameOffset, final int payloadBytes, final boolean isText)
    {
        if (isFailing)
        {
            throw new IllegalStateException("told to fail");
        }

        sealer.seal(buffer, frameOffset, payloadBytes, isText);
    }
}
