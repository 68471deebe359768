package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonMapWriterTest
{
    private static final long SEED = 20261201L;
    private static final int MAPS = 20_000;
    private static final int ROOM = SeededMaps.MAX_FIELDS * MapWriter.MAX_FIELD_BYTES * 20;
    private static final int LONGEST_BYTES = 65_534;

    private final MapWriter plain = new JsonMapWriter(false);
    private final MapWriter quoted = new JsonMapWriter(true);
    private final JsonReadBack plainReadBack = new JsonReadBack(false);
    private final JsonReadBack quotedReadBack = new JsonReadBack(true);
    private GuardedBuffer guarded = new GuardedBuffer(ROOM);

    @Test
    void shouldShowTheFieldsThatItWasTold() throws IOException
    {
        final SeededMaps maps = new SeededMaps(SEED);
        for (int i = 0; i < MAPS; i++)
        {
            assertShows(maps.next(), i);
        }
    }

    @Test
    void shouldShowTheLongestTextAndTheEmptyOne() throws IOException
    {
        guarded = new GuardedBuffer(LONGEST_BYTES * 7);
        final SeededMaps maps = new SeededMaps(SEED + 1);
        assertShows(maps.of(""), 0);
        assertShows(maps.of("x".repeat(LONGEST_BYTES)), 1);
        assertShows(maps.of("\u0000".repeat(LONGEST_BYTES)), 2);
        assertShows(maps.of("\"".repeat(LONGEST_BYTES)), 3);
    }

    @Test
    void shouldFitInTheRoomOfItsFields() throws IOException
    {
        assertShows(new SeededMaps(SEED + 2).ofLongest(), 0);
    }

    @Test
    void shouldShowAMapWithoutFields()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        plain.begin(buffer, 3, WireName.of("gap"), 7, 0);
        final int length = plain.end();
        assertEquals("{\"type\":\"gap\"}", new String(buffer.byteArray(), 3, length, StandardCharsets.UTF_8));
    }

    private void assertShows(final SeededMaps.SeededMap map, final int number) throws IOException
    {
        assertShows(plain, plainReadBack, map, number);
        assertShows(quoted, quotedReadBack, map, number);
    }

    private void assertShows(
        final MapWriter writer, final JsonReadBack readBack, final SeededMaps.SeededMap map, final int number)
        throws IOException
    {
        try
        {
            final int offset = guarded.offset(number);
            final int length = map.write(writer, guarded.buffer(), offset);
            assertTrue(length <= map.maxBytes(), "length=" + length);
            readBack.assertMap(guarded.bytes(), offset, length, map.type().toString(), map.fields());
            guarded.assertTouchedOnly(offset, offset + map.maxBytes());
        }
        catch (final RuntimeException | IOException | AssertionError ex)
        {
            throw new AssertionError("seed=" + SEED + " number=" + number + " map=" + map, ex);
        }
    }
}
