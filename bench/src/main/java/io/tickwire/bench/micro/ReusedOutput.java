package io.tickwire.bench.micro;

import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/**
 * Hands out the same buffer for each message.
 */
final class ReusedOutput implements MessageBufferOutput
{
    private final MessageBuffer buffer = MessageBuffer.allocate(8192);
    private int length;

    int length()
    {
        return length;
    }

    @Override
    public MessageBuffer next(final int minimumSize)
    {
        return buffer;
    }

    @Override
    public void writeBuffer(final int length)
    {
        this.length = length;
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length)
    {
        throw new UnsupportedOperationException("a message fits into the buffer");
    }

    @Override
    public void add(final byte[] bytes, final int offset, final int length)
    {
        throw new UnsupportedOperationException("a message fits into the buffer");
    }

    @Override
    public void flush()
    {
        // The bytes stand in the buffer until the next message.
    }

    @Override
    public void close()
    {
        // Nothing is held.
    }

    /**
     * The message that was written last.
     */
    byte[] bytes()
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes, 0, length);

        return bytes;
    }
}
