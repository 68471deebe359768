package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MsgpackMapWriterTest
{
    private static final long SEED = 20261202L;
    private static final int MAPS = 60_000;
    private static final int ROOM = SeededMaps.MAX_FIELDS * MapWriter.MAX_FIELD_BYTES * 20;
    private static final int LONGEST_BYTES = 65_534;

    private final MapWriter maps = new MsgpackMapWriter(false);
    private final MapWriter compact = new MsgpackMapWriter(true);
    private final MsgpackReadBack readBack = new MsgpackReadBack(false);
    private GuardedBuffer guarded = new GuardedBuffer(ROOM);

    @Test
    void shouldShowTheFieldsThatItWasTold() throws IOException
    {
        final SeededMaps seeded = new SeededMaps(SEED);
        for (int i = 0; i < MAPS; i++)
        {
            assertShows(seeded.next(), i);
        }
    }

    @Test
    void shouldShowTheLongestTextAndTheEmptyOne() throws IOException
    {
        guarded = new GuardedBuffer(LONGEST_BYTES * 7);
        final SeededMaps seeded = new SeededMaps(SEED + 1);
        assertShows(seeded.of(""), 0);
        for (final int bytes : new int[]{31, 32, 255, 256, 0x7fff, 0x8000, LONGEST_BYTES})
        {
            assertShows(seeded.of("x".repeat(bytes)), bytes);
        }
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
        maps.begin(buffer, 0, WireName.of("gap"), 7, 0);
        assertArrayEquals(
            new byte[]{(byte)0x81, (byte)0xa4, 't', 'y', 'p', 'e', (byte)0xa3, 'g', 'a', 'p'},
            Arrays.copyOf(buffer.byteArray(), maps.end()));

        compact.begin(buffer, 0, WireName.of("gap"), 7, 0);
        assertArrayEquals(new byte[]{(byte)0x91, 7}, Arrays.copyOf(buffer.byteArray(), compact.end()));
    }

    private void assertShows(final SeededMaps.SeededMap map, final int number) throws IOException
    {
        try
        {
            final int offset = guarded.offset(number);
            final int mapLength = map.write(maps, guarded.buffer(), offset);
            assertTrue(mapLength <= map.maxBytes(), "length=" + mapLength);
            readBack.assertMap(guarded.bytes(), offset, mapLength, map.type().toString(), map.fields());
            guarded.assertTouchedOnly(offset, offset + mapLength);

            final int length = map.write(compact, guarded.buffer(), offset);
            assertTrue(length <= map.maxBytes(), "length=" + length);
            assertCompact(map, offset, length);
            guarded.assertTouchedOnly(offset, offset + length);
        }
        catch (final RuntimeException | IOException | AssertionError ex)
        {
            throw new AssertionError("seed=" + SEED + " number=" + number + " map=" + map, ex);
        }
    }

    private void assertCompact(final SeededMaps.SeededMap map, final int offset, final int length)
        throws IOException
    {
        if (map.code() < 0)
        {
            readBack.assertMap(guarded.bytes(), offset, length, map.type().toString(), map.fields());
        }
        else
        {
            readBack.assertArray(guarded.bytes(), offset, length, map.code(), map.fields());
        }
    }
}
