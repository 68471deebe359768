package io.tickwire.engine.capture;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Binary frames, each behind its time of receipt and its length:
 * {@code int64 LE nanos | int32 LE length | frame}.
 * Thread: any
 */
final class SbeSource extends CaptureSource
{
    static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    private final FrameInput input;

    SbeSource(final int connection, final FrameInput input)
    {
        super(connection);
        this.input = input;
    }

    @Override
    boolean next() throws IOException
    {
        if (!input.read(HEAD_BYTES))
        {
            return false;
        }
        final long timeNs = input.view().getLong(0, ByteOrder.LITTLE_ENDIAN);
        final int length = input.view().getInt(Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        input.require(length);
        event.set(CaptureEvent.Kind.RECEIVED, timeNs).bytes(input.buffer(), 0, length);

        return true;
    }

    @Override
    long readBytes()
    {
        return input.readBytes();
    }

    @Override
    public void close() throws IOException
    {
        input.close();
    }
}
