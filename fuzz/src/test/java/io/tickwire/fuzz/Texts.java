package io.tickwire.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as the JDK decodes it.
 */
public final class Texts
{
    private Texts()
    {
    }

    /**
     * @return null where the bytes are no text.
     */
    public static String orNull(final byte[] bytes)
    {
        return orNull(bytes, 0, bytes.length);
    }

    /**
     * @return null where the bytes are no text.
     */
    public static String orNull(final byte[] bytes, final int from, final int length)
    {
        try
        {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        }
        catch (final CharacterCodingException ex)
        {
            return null;
        }
    }

    /**
     * A text as it is after it was written as UTF-8: half of a surrogate pair becomes U+FFFD.
     */
    public static String wellFormed(final String text)
    {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }
}
