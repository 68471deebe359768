package io.tickwire.transport.protocol;

import java.nio.ByteBuffer;

/**
 * Sketch.
 * Thread: io-<n>
 */
public final class CommandReader
{
    public CommandReader(final int maxSymbols)
    {
    }

    public Command read(final ByteBuffer payload, final WireForm form) throws BadCommandException
    {
        throw new BadCommandException(ErrorCode.INTERNAL_ERROR, "sketch", null);
    }
}
