package io.tickwire.engine.feed.json;

/**
 * The canonical text of a UUID: 36 characters.
 * Thread: any
 */
public final class UuidText
{
    public static final int LENGTH = 36;

    private static final MalformedMessageException NO_UUID = new MalformedMessageException("a UUID expected");
    private static final String FORM = "00000000-0000-0000-0000-000000000000";
    private static final int MIDDLE = 18;

    private UuidText()
    {
    }

    /** The first 64 bits. */
    public static long high(final byte[] text, final int offset)
    {
        return bits(text, offset, 0, MIDDLE);
    }

    /** The last 64 bits. */
    public static long low(final byte[] text, final int offset)
    {
        return bits(text, offset, MIDDLE, LENGTH);
    }

    private static long bits(final byte[] text, final int offset, final int from, final int to)
    {
        long bits = 0;
        for (int i = from; i < to; i++)
        {
            final byte character = text[offset + i];
            if (FORM.charAt(i) == '0')
            {
                final int digit = Character.digit(character, 16);
                if (digit < 0)
                {
                    throw NO_UUID;
                }
                bits = bits << 4 | digit;
            }
            else if (character != '-')
            {
                throw NO_UUID;
            }
        }

        return bits;
    }
}
