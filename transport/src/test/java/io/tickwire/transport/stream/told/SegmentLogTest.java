package io.tickwire.transport.stream.told;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The log against a map of what was written, over runs, and with files that are torn or damaged.
 */
class SegmentLogTest
{
    private static final int RUNS = 4;
    private static final int STEPS = 300;

    @TempDir
    Path folder;
    private final Map<Long, byte[]> written = new TreeMap<>();
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldReadWhatWasWrittenInAnyOrderOverRuns(final long seed) throws IOException
    {
        random = new Random(seed);
        for (int run = 0; run < RUNS; run++)
        {
            try (SegmentLog log = SegmentLog.open(folder))
            {
                assertAllRead(log);
                log.roll();
                for (int i = 0; i < STEPS; i++)
                {
                    step(log);
                }
                log.flush();
                assertAllRead(log);
            }
        }
        try (SegmentLog log = SegmentLog.open(folder))
        {
            assertAllRead(log);
            assertAllVisited(log);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotBelieveARecordOfWhichAnyByteWasChanged(final long seed) throws IOException
    {
        random = new Random(seed);
        final List<Long> positions = writeSome();
        final long hit = positions.get(random.nextInt(positions.size()));
        final int size = SegmentLog.HEADER + written.get(hit).length;
        flip(hit + random.nextInt(size));
        try (SegmentLog log = SegmentLog.open(folder))
        {
            for (final long position : positions)
            {
                final int expected = position == hit ? -1 : padded(written.get(position));
                assertEquals(expected, log.read(position), "at " + position);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGoOnBehindWhatIsTorn(final long seed) throws IOException
    {
        random = new Random(seed);
        final List<Long> positions = writeSome();
        final long last = positions.get(positions.size() - 1);
        try (FileChannel file = FileChannel.open(folder.resolve("0.told"), StandardOpenOption.WRITE))
        {
            file.truncate(last + 1 + random.nextInt(SegmentLog.HEADER + written.get(last).length - 1));
        }
        written.remove(last);
        try (SegmentLog log = SegmentLog.open(folder))
        {
            assertEquals(-1, log.read(last));
            log.roll();
            assertTrue(log.base() > last, "a new file begins behind what is torn");
            append(log);
            log.flush();
            assertAllRead(log);
            assertEquals(last, log.visit(0, this::assertRecord));
        }
    }

    private List<Long> writeSome() throws IOException
    {
        try (SegmentLog log = SegmentLog.open(folder))
        {
            log.roll();
            for (int i = 0; i < 50; i++)
            {
                append(log);
            }
        }

        return new ArrayList<>(written.keySet());
    }

    private void step(final SegmentLog log) throws IOException
    {
        switch (random.nextInt(20))
        {
            case 0 -> log.roll();
            case 1, 2 -> log.flush();
            default -> append(log);
        }
    }

    private void append(final SegmentLog log) throws IOException
    {
        final byte[] payload = new byte[1 + random.nextInt(random.nextBoolean() ? 100 : SegmentLog.MAX_PAYLOAD)];
        random.nextBytes(payload);
        final UnsafeBuffer buffer = log.begin();
        buffer.putBytes(log.offset(), payload);
        written.put(log.end(payload.length), payload);
    }

    private void assertAllRead(final SegmentLog log) throws IOException
    {
        final List<Long> positions = new ArrayList<>(written.keySet());
        Collections.shuffle(positions, random);
        for (final long position : positions)
        {
            final int length = log.read(position);
            assertRecord(position, log.found(), log.foundOffset(position), length);
        }
    }

    private void assertAllVisited(final SegmentLog log) throws IOException
    {
        final List<Long> visited = new ArrayList<>();
        for (final long segment : log.segments().keySet())
        {
            assertEquals(SegmentLog.NONE, log.visit(segment, (position, buffer, offset, length) ->
            {
                visited.add(position);
                assertRecord(position, buffer, offset, length);
            }));
        }
        assertEquals(new ArrayList<>(written.keySet()), visited);
    }

    private void assertRecord(final long position, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] expected = written.get(position);
        assertEquals(padded(expected), length, "at " + position);
        final byte[] found = new byte[length];
        buffer.getBytes(offset, found);
        assertArrayEquals(expected, Arrays.copyOf(found, expected.length), "at " + position);
    }

    private static int padded(final byte[] payload)
    {
        return payload.length + 7 & -8;
    }

    private void flip(final long position) throws IOException
    {
        final Path file = folder.resolve("0.told");
        assertTrue(Files.exists(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, position);
            octet.put(0, (byte)(octet.get(0) ^ 1 << random.nextInt(8)));
            channel.write(octet.rewind(), position);
        }
    }
}
