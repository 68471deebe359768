package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

/**
 * Writes texts as UTF-8 that is always well-formed: half of a surrogate pair becomes U+FFFD.
 * Thread: any
 */
final class Utf8
{
    /** A character takes at most so many bytes. */
    static final int MAX_CHARACTER_BYTES = 4;

    private static final int REPLACEMENT = 0xfffd;
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;
    private static final int TAIL = 0x80;
    private static final int TAIL_BITS = 6;
    private static final int TAIL_MASK = 0x3f;
    private static final int LEAD_2 = 0xc0;
    private static final int LEAD_3 = 0xe0;
    private static final int LEAD_4 = 0xf0;

    private Utf8()
    {
    }

    /**
     * The character that begins at an index.
     */
    static int characterAt(final String text, final int index)
    {
        final int character = text.codePointAt(index);

        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE ? REPLACEMENT : character;
    }

    /**
     * How many bytes a text takes.
     */
    static int bytesOf(final String text)
    {
        int bytes = 0;
        for (int i = 0; i < text.length();)
        {
            final int character = characterAt(text, i);
            bytes += bytesOf(character);
            i += Character.charCount(character);
        }

        return bytes;
    }

    /**
     * Write a text.
     *
     * @return where it ends.
     */
    static int put(final MutableDirectBuffer buffer, final int offset, final String text)
    {
        int at = offset;
        for (int i = 0; i < text.length();)
        {
            final int character = characterAt(text, i);
            at = put(buffer, at, character);
            i += Character.charCount(character);
        }

        return at;
    }

    /**
     * Write a character.
     *
     * @return where it ends.
     */
    static int put(final MutableDirectBuffer buffer, final int offset, final int character)
    {
        int at = offset;
        switch (bytesOf(character))
        {
            case 1:
                buffer.putByte(at++, (byte)character);
                break;

            case 2:
                buffer.putByte(at++, (byte)(LEAD_2 | character >> TAIL_BITS));
                buffer.putByte(at++, tail(character, 0));
                break;

            case 3:
                buffer.putByte(at++, (byte)(LEAD_3 | character >> 2 * TAIL_BITS));
                buffer.putByte(at++, tail(character, 1));
                buffer.putByte(at++, tail(character, 0));
                break;

            default:
                buffer.putByte(at++, (byte)(LEAD_4 | character >> 3 * TAIL_BITS));
                buffer.putByte(at++, tail(character, 2));
                buffer.putByte(at++, tail(character, 1));
                buffer.putByte(at++, tail(character, 0));
                break;
        }

        return at;
    }

    private static int bytesOf(final int character)
    {
        return character < ONE_BYTE ? 1 : character < TWO_BYTES ? 2 :
            character < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : MAX_CHARACTER_BYTES;
    }

    private static byte tail(final int character, final int place)
    {
        return (byte)(TAIL | character >> place * TAIL_BITS & TAIL_MASK);
    }
}
