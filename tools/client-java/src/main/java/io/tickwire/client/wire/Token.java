package io.tickwire.client.wire;

import java.nio.charset.StandardCharsets;

/**
 * A text that is known, as words of eight bytes, the first byte lowest, and zeros behind its end: so that a text of the
 * wire is compared and hashed a word at a time.
 * Thread: any
 */
final class Token
{
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int HIGH = 40;

    private final long[] words;
    private final int length;

    Token(final Scanner in)
    {
        length = in.textLength;
        words = new long[(length + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < words.length; i++)
        {
            words[i] = in.word(i * Long.BYTES);
        }
    }

    private Token(final byte[] bytes)
    {
        length = bytes.length;
        words = new long[(length + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < length; i++)
        {
            words[i / Long.BYTES] |= (bytes[i] & 0xffL) << i % Long.BYTES * Byte.SIZE;
        }
    }

    static Token of(final String text)
    {
        return new Token(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether it is the text that was read last. */
    boolean is(final Scanner in)
    {
        if (in.textLength != length)
        {
            return false;
        }
        for (int i = 0; i < words.length; i++)
        {
            if (in.word(i * Long.BYTES) != words[i])
            {
                return false;
            }
        }

        return true;
    }

    int hash()
    {
        long hash = length;
        for (final long word : words)
        {
            hash = (hash ^ word) * SPREAD;
        }

        return (int)(hash >>> HIGH);
    }

    /** The {@link #hash} that the text that was read last has as a token. */
    static int hash(final Scanner in)
    {
        long hash = in.textLength;
        for (int i = 0; i < in.textLength; i += Long.BYTES)
        {
            hash = (hash ^ in.word(i)) * SPREAD;
        }

        return (int)(hash >>> HIGH);
    }
}
