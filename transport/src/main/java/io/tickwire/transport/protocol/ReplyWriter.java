package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

/**
 * Sketch.
 * Thread: any
 */
public final class ReplyWriter
{
    public int write(final Reply reply, final WireForm form, final MutableDirectBuffer out, final int offset)
    {
        return 0;
    }
}
