package io.tickwire.engine.pipeline;

/**
 * A private channel of an account. Its messages are encoded from the tick as it passes, and not kept.
 * Thread: pipeline-<k>
 */
final class PrivateStream extends Stream
{
    PrivateStream(final int streamId)
    {
        super(streamId);
    }
}
