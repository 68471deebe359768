package io.tickwire.engine.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A constant of up to 16 bytes of ASCII, written as two words: what is too much is overwritten by what follows.
 * Thread: any
 */
final class TextWords
{
    /** So many bytes are touched, whatever the length. */
    static final int TOUCHED_BYTES = 2 * Long.BYTES;

    private static final VarHandle WORD =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long low;
    private final long high;
    private final int length;

    private TextWords(final byte[] ascii)
    {
        final byte[] padded = Arrays.copyOf(ascii, TOUCHED_BYTES);
        low = (long)WORD.get(padded, 0);
        high = (long)WORD.get(padded, Long.BYTES);
        length = ascii.length;
    }

    /**
     * The words of a text.
     */
    static TextWords of(final String text)
    {
        final byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > TOUCHED_BYTES)
        {
            throw new IllegalArgumentException(
                "a text must not be longer than " + TOUCHED_BYTES + " bytes: text=" + text);
        }

        return new TextWords(ascii);
    }

    int length()
    {
        return length;
    }

    /**
     * Write the text, and maybe something behind it.
     *
     * @return where it ends.
     */
    int put(final byte[] bytes, final int offset)
    {
        WORD.set(bytes, offset, low);
        WORD.set(bytes, offset + Long.BYTES, high);

        return offset + length;
    }
}
