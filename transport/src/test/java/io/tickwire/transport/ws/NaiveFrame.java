package io.tickwire.transport.ws;

import org.agrona.DirectBuffer;

/**
 * What a client reads of a frame's header, bit by bit in the order of RFC 6455, section 5.2.
 */
public record NaiveFrame(
    boolean fin, int reserved, int opcode, boolean isMasked, int headerBytes, long payloadBytes, boolean isShortest)
{
    public static final int TEXT = 1;
    public static final int BINARY = 2;

    public static NaiveFrame read(final DirectBuffer buffer, final int offset)
    {
        final int first = buffer.getByte(offset) & 0xFF;
        final int second = buffer.getByte(offset + 1) & 0xFF;
        long length = second % 128;
        int at = 2;
        boolean isShortest = true;
        if (length == 126)
        {
            length = bigEndian(buffer, offset + 2, 2);
            at = 4;
            isShortest = length > 125;
        }
        else if (length == 127)
        {
            length = bigEndian(buffer, offset + 2, 8);
            at = 10;
            isShortest = length > 65535;
        }

        return new NaiveFrame(first / 128 == 1, first / 16 % 8, first % 16, second / 128 == 1, at, length, isShortest);
    }

    private static long bigEndian(final DirectBuffer buffer, final int offset, final int bytes)
    {
        long value = 0;
        for (int i = 0; i < bytes; i++)
        {
            value = value * 256 + (buffer.getByte(offset + i) & 0xFF);
        }

        return value;
    }
}
