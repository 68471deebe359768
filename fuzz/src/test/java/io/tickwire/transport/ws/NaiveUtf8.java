package io.tickwire.transport.ws;

import io.tickwire.fuzz.Texts;

import java.util.Arrays;

/**
 * What the JDK says of the beginnings of texts.
 */
final class NaiveUtf8
{
    /** What begins a character is ended by the least or the greatest bytes that end any. */
    private static final byte[][] TAILS = {
        {}, {(byte)0x80}, {(byte)0xBF}, {(byte)0x80, (byte)0x80}, {(byte)0xBF, (byte)0xBF},
        {(byte)0x80, (byte)0x80, (byte)0x80}, {(byte)0xBF, (byte)0xBF, (byte)0xBF}};

    private NaiveUtf8()
    {
    }

    /**
     * Whether something can follow that makes it a text.
     */
    static boolean isBeginning(final byte[] bytes)
    {
        for (final byte[] tail : TAILS)
        {
            final byte[] whole = Arrays.copyOf(bytes, bytes.length + tail.length);
            System.arraycopy(tail, 0, whole, bytes.length, tail.length);
            if (Texts.orNull(whole) != null)
            {
                return true;
            }
        }

        return false;
    }
}
