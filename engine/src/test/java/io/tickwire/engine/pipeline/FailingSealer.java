package io.tickwire.engine.pipeline;

import io.tickwire.engine.TestSealer;
import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.MutableDirectBuffer;

/** A port that fails for frames with a certain text in them, while it is told to. */
final class FailingSealer implements FrameSealer
{
    private final FrameSealer sealer = new TestSealer();
    private String failing;

    /**
     * @param failing text of the frames to fail for: "" for all, null for none.
     */
    void failFor(final String failing)
    {
        this.failing = failing;
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
        final int offset = frameOffset + headerBytes(payloadBytes);
        if (failing != null && buffer.getStringWithoutLengthUtf8(offset, payloadBytes).contains(failing))
        {
            throw new IllegalStateException("told to fail");
        }

        sealer.seal(buffer, frameOffset, payloadBytes, isText);
    }
}
