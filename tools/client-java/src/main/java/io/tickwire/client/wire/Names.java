package io.tickwire.client.wire;

import io.tickwire.client.view.Field;
import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;
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
    private static final byte[][] FIELD_BYTES = new byte[FIELD_SLOTS][];
    private static final Field[] FIELDS = new Field[FIELD_SLOTS];

    static
    {
        for (final Field field : Field.values())
        {
            final byte[] bytes = field.wireName().getBytes(StandardCharsets.US_ASCII);
            int slot = hash(bytes) & FIELD_SLOTS - 1;
            while (FIELDS[slot] != null)
            {
                slot = slot + 1 & FIELD_SLOTS - 1;
            }
            FIELDS[slot] = field;
            FIELD_BYTES[slot] = bytes;
        }
    }

    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] names = new String[SLOTS];
    private int size;

    /** The field that the scanner's text names; null: none. */
    static Field field(final Scanner in)
    {
        int slot = hash(in.text, in.textOffset, in.textLength) & FIELD_SLOTS - 1;
        while (FIELDS[slot] != null && !in.isText(FIELD_BYTES[slot]))
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
        int slot = hash(in.text, in.textOffset, in.textLength) & SLOTS - 1;
        while (names[slot] != null && !in.isText(bytes[slot]))
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
            Arrays.fill(bytes, null);
            size = 1;
            slot = hash(in.text, in.textOffset, in.textLength) & SLOTS - 1;
        }
        bytes[slot] = new byte[in.textLength];
        in.text.getBytes(in.textOffset, bytes[slot]);
        names[slot] = in.textValue();

        return names[slot];
    }

    private static int hash(final DirectBuffer text, final int offset, final int length)
    {
        int hash = length;
        for (int i = 0; i < length; i++)
        {
            hash = hash * 31 + text.getByte(offset + i);
        }

        return spread(hash);
    }

    private static int hash(final byte[] text)
    {
        int hash = text.length;
        for (final byte octet : text)
        {
            hash = hash * 31 + octet;
        }

        return spread(hash);
    }

    private static int spread(final int hash)
    {
        return hash ^ hash >>> 7 ^ hash >>> 16;
    }
}
