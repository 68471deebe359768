package io.tickwire.client.wire;

import io.tickwire.client.view.Field;

import java.util.Arrays;

/**
 * Names that come again and again, found by their bytes: a text of the wire becomes the same string each time, and that
 * of a field its {@link Field}, without garbage. Forgets all of them when it is full, so that nobody can make it grow.
 * Thread: client
 */
final class Names
{
    private static final int SLOTS = 1 << 14;
    private static final int MAX_NAMES = SLOTS / 2;
    private static final int MAX_NAME_BYTES = 256;
    private static final int FIELD_SLOTS = 256;
    private static final Token[] FIELD_TOKENS = new Token[FIELD_SLOTS];
    private static final Field[] FIELDS = new Field[FIELD_SLOTS];

    static
    {
        for (final Field field : Field.values())
        {
            final Token token = Token.of(field.wireName());
            int slot = token.hash() & FIELD_SLOTS - 1;
            while (FIELDS[slot] != null)
            {
                slot = slot + 1 & FIELD_SLOTS - 1;
            }
            FIELDS[slot] = field;
            FIELD_TOKENS[slot] = token;
        }
    }

    private final Token[] tokens = new Token[SLOTS];
    private final String[] names = new String[SLOTS];
    private int size;

    /** The field that the scanner's text names; null: none. */
    static Field field(final Scanner in)
    {
        int slot = Token.hash(in) & FIELD_SLOTS - 1;
        while (FIELDS[slot] != null && !FIELD_TOKENS[slot].is(in))
        {
            slot = slot + 1 & FIELD_SLOTS - 1;
        }

        return FIELDS[slot];
    }

    /** The scanner's text. */
    String of(final Scanner in)
    {
        if (in.textLength > MAX_NAME_BYTES)
        {
            return in.textValue();
        }
        int slot = Token.hash(in) & SLOTS - 1;
        while (names[slot] != null && !tokens[slot].is(in))
        {
            slot = slot + 1 & SLOTS - 1;
        }

        return names[slot] != null ? names[slot] : add(slot, in);
    }

    private String add(final int free, final Scanner in)
    {
        int slot = free;
        if (++size > MAX_NAMES)
        {
            Arrays.fill(names, null);
            Arrays.fill(tokens, null);
            size = 1;
            slot = Token.hash(in) & SLOTS - 1;
        }
        tokens[slot] = new Token(in);
        names[slot] = in.textValue();

        return names[slot];
    }
}
