package io.tickwire.client.wire;

import io.tickwire.client.view.Field;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

/**
 * Texts of the wire become names, at any place of a buffer, up to its last byte.
 */
class NamesTest
{
    private static final int TIMES = 50_000;
    private static final int MAX_LENGTH = 20;

    private final Random random = new Random(7);
    private final MsgpackScanner scanner = new MsgpackScanner();

    @Test
    void shouldFindEachFieldAndNoOther()
    {
        for (final Field field : Field.values())
        {
            read(field.wireName());
            assertSame(field, Names.field(scanner));
            for (final String other : new String[] {field.wireName() + "x", field.wireName() + "\0", "x"})
            {
                read(other);
                assertNull(Names.field(scanner), other);
            }
        }
        read("");
        assertNull(Names.field(scanner));
    }

    @Test
    void shouldGiveTheSameStringForTheSameText()
    {
        final Names names = new Names();
        final Map<String, String> known = new HashMap<>();
        for (int i = 0; i < TIMES; i++)
        {
            final String text = "s".repeat(random.nextInt(MAX_LENGTH)) + (char)('a' + random.nextInt(3)) +
                "\0".repeat(random.nextInt(2));
            read(text);
            final String name = names.of(scanner);
            assertEquals(text, name);
            assertSame(known.computeIfAbsent(text, key -> name), name);
        }
    }

    /** With noise before it, and behind it or not. */
    private void read(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final byte[] all = new byte[1 + bytes.length + random.nextInt(9)];
        random.nextBytes(all);
        all[0] = (byte)(0xa0 | bytes.length);
        System.arraycopy(bytes, 0, all, 1, bytes.length);
        scanner.wrap(new UnsafeBuffer(all), 0, random.nextBoolean() ? all.length : 1 + bytes.length);
        assertEquals(Scanner.TEXT, scanner.next());
    }
}
