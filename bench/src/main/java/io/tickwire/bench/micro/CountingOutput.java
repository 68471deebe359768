package io.tickwire.bench.micro;

import java.io.OutputStream;

/**
 * Counts what is written, and keeps the last byte so that all is used.
 */
final class CountingOutput extends OutputStream
{
    private int length;
    private int last;

    void clear()
    {
        length = 0;
    }

    int length()
    {
        return length;
    }

    @Override
    public void write(final int octet)
    {
        last = octet;
        length++;
    }

    @Override
    public void write(final byte[] bytes, final int from, final int count)
    {
        last = bytes[from + count - 1];
        length += count;
    }
}
