package io.tickwire.engine.feed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How names are written: their bytes, and which differences between two spellings do not count.
 * Thread: any
 */
final class Spelling
{
    /** A name has no more UTF-8 bytes than this. */
    static final int MAX_BYTES = 255;

    private static final String SEPARATORS = "/-_:";
    private static final List<List<String>> SAME_BASE = List.of(List.of("btc", "xbt"), List.of("doge", "xdg"));

    private Spelling()
    {
    }

    /**
     * The UTF-8 bytes of a name. Control characters may stand in it.
     *
     * @throws IllegalArgumentException where it is too long, or no Unicode text.
     */
    static byte[] utf8(final String what, final String name)
    {
        final ByteBuffer encoded;
        try
        {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
        }
        catch (final CharacterCodingException ex)
        {
            throw new IllegalArgumentException(what + " must have no unpaired surrogate: " + what + "=" + name, ex);
        }

        final byte[] bytes = new byte[encoded.remaining()];
        if (bytes.length > MAX_BYTES)
        {
            throw new IllegalArgumentException(
                what + " must have from 0 to " + MAX_BYTES + " UTF-8 bytes: bytes=" + bytes.length);
        }
        encoded.get(bytes);

        return bytes;
    }

    /**
     * The name in lower case, in every locale the same. Characters are folded one by one, which
     * {@code toLowerCase(Locale.ROOT)} does not do, so that the start of a name folds to the start of the folded name.
     */
    static String fold(final CharSequence name)
    {
        final StringBuilder folded = new StringBuilder(name.length());
        name.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);

        return folded.toString();
    }

    /**
     * The name without its separators.
     */
    static String squeeze(final String name)
    {
        final StringBuilder squeezed = new StringBuilder(name.length());
        name.chars().filter(ch -> !isSeparator(ch)).forEach(ch -> squeezed.append((char)ch));

        return squeezed.toString();
    }

    /**
     * What stands before the first separator: the base asset, or all of a name that has no separator.
     */
    static String base(final String name)
    {
        int end = 0;
        while (end < name.length() && !isSeparator(name.charAt(end)))
        {
            end++;
        }

        return name.substring(0, end);
    }

    /**
     * All that a folded base asset is called, itself included.
     */
    static List<String> synonyms(final String base)
    {
        for (final List<String> same : SAME_BASE)
        {
            if (same.contains(base))
            {
                return same;
            }
        }

        return List.of(base);
    }

    private static boolean isSeparator(final int ch)
    {
        return SEPARATORS.indexOf(ch) >= 0;
    }
}
