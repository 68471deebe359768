package io.tickwire.transport.stream.journal;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A journal to which anything was done, against the list of what was written: what does not stand in what was damaged
 * comes, in order, once; what is missing is told.
 */
class DamagedJournalTest
{
    private static final long EPOCH = 1_700_000_000_000L;
    private static final int SYMBOLS = 20;
    private static final int CASES = Integer.getInteger("tickwire.damaged.cases", 150);

    @TempDir
    private static Path original;
    private static final List<Written> WRITTEN = new ArrayList<>();

    @TempDir
    private Path copies;

    @BeforeAll
    static void write() throws IOException
    {
        try (ArchivedJournal journal = new ArchivedJournal(original))
        {
            long g = 0;
            for (int run = 0; run < 2; run++)
            {
                journal.begin();
                g = TestRuns.write(journal, new Random(run), EPOCH, g, 1_500, SYMBOLS, WRITTEN);
                journal.end();
            }
        }
    }

    @Test
    void shouldKeepWhatIsNotDamaged() throws IOException
    {
        for (int seed = 0; seed < CASES; seed++)
        {
            final Path copy = copies.resolve("j" + seed);
            copy(original, copy);
            final Vandal vandal = new Vandal(new Random(seed), copy);
            vandal.act();
            try (Journal journal = Journal.open(copy); JournalReader reader = journal.reader())
            {
                assertKept(Received.all(reader), vandal, "seed=" + seed + " " + vandal);
            }
            delete(copy);
        }
    }

    @Test
    void shouldBeginBehindDamageAsBefore() throws IOException
    {
        final Random random = new Random(99);
        for (int seed = 0; seed < CASES; seed++)
        {
            final Path copy = copies.resolve("k" + seed);
            copy(original, copy);
            final Vandal vandal = new Vandal(new Random(seed), copy);
            vandal.act();
            final Written first = WRITTEN.get(random.nextInt(WRITTEN.size() - SYMBOLS));
            try (Journal journal = Journal.open(copy); JournalReader reader = journal.readerAt(EPOCH, first.g))
            {
                assertSubsequence(Received.all(reader), first.g, vandal, "seed=" + seed + " " + vandal);
            }
            delete(copy);
        }
    }

    private static void assertKept(final Received received, final Vandal vandal, final String message)
    {
        int next = 0;
        for (int i = 0; i < received.messages.size(); i++)
        {
            final long position = received.positions.get(i);
            final long recording = received.recordings.get(i);
            if (isToldAtAPlace(received, i))
            {
                continue;
            }
            while (next < WRITTEN.size() &&
                !(WRITTEN.get(next).position == position && WRITTEN.get(next).recordingId == recording))
            {
                assertMissing(WRITTEN.get(next), received, vandal, message);
                next++;
            }
            assertTrue(next < WRITTEN.size(), () -> message + ": a message that was not written, or not here");
            assertArrayEquals(WRITTEN.get(next).bytes, received.messages.get(i), message);
            next++;
        }
        while (next < WRITTEN.size())
        {
            assertMissing(WRITTEN.get(next), received, vandal, message);
            next++;
        }
    }

    /**
     * Definitions that are told where reading begins have the position of the message that follows them.
     */
    private static boolean isToldAtAPlace(final Received received, final int i)
    {
        return i + 1 < received.messages.size() &&
            received.positions.get(i).equals(received.positions.get(i + 1)) &&
            received.recordings.get(i).equals(received.recordings.get(i + 1));
    }

    private static void assertMissing(
        final Written missing, final Received received, final Vandal vandal, final String message)
    {
        assertTrue(vandal.hasTouched(missing), () -> message + ": not damaged, but missing: g=" + missing.g +
            " at " + missing.position + " of " + missing.recordingId + "; " + received.damages);
        if (missing.isTick())
        {
            assertTrue(
                received.damages.stream().anyMatch(damage -> tells(damage, missing)),
                () -> message + ": not told: g=" + missing.g + "; " + received.damages);
        }
    }

    private static boolean tells(final Damage damage, final Written missing)
    {
        return damage.recordingId() == missing.recordingId &&
            (damage.fromG() == Damage.UNKNOWN || damage.fromG() <= missing.g) &&
            (damage.toG() == Damage.UNKNOWN || damage.toG() >= missing.g);
    }

    private static void assertSubsequence(
        final Received received, final long g, final Vandal vandal, final String message)
    {
        final List<byte[]> expected = new ArrayList<>();
        for (final Written written : WRITTEN)
        {
            if (written.g >= g && written.recordingId >= runOf(g) && !vandal.hasTouched(written))
            {
                expected.add(written.bytes);
            }
        }
        int next = 0;
        for (final byte[] bytes : received.messages)
        {
            if (next < expected.size() && Arrays.equals(expected.get(next), bytes))
            {
                next++;
            }
        }

        assertEquals(expected.size(), next, message + " from g=" + g);
        assertFalse(received.messages.isEmpty() && !expected.isEmpty(), message);
    }

    private static long runOf(final long g)
    {
        return WRITTEN.stream().filter(written -> written.isTick() && written.g >= g)
            .mapToLong(written -> written.recordingId).findFirst().orElseThrow();
    }

    private static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }

    /**
     * Does damage, and knows where.
     */
    private static final class Vandal
    {
        private static final int SEGMENT = 128 * 1024;

        private final Random random;
        private final Path journal;
        private final List<String> deeds = new ArrayList<>();
        private final List<long[]> touched = new ArrayList<>();

        Vandal(final Random random, final Path journal)
        {
            this.random = random;
            this.journal = journal;
        }

        void act() throws IOException
        {
            final int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++)
            {
                final int kind = random.nextInt(12);
                if (kind < 9)
                {
                    damageSegment(kind);
                }
                else if (kind == 9 && i == 0)
                {
                    // Together with segments, nothing would tell what was before the first and behind the last of them.
                    damageFile(RecordingCatalog.file(JournalFiles.archive(journal)), 1024);
                    return;
                }
                else
                {
                    final int id = random.nextInt(2);
                    damageFile(
                        kind == 10 ? JournalFiles.names(journal, id) : JournalFiles.timeIndex(journal, id),
                        Integer.MAX_VALUE);
                }
            }
        }

        boolean hasTouched(final Written message)
        {
            return touched.stream().anyMatch(range ->
                range[0] == message.recordingId && range[1] < message.end && range[2] > message.position);
        }

        @Override
        public String toString()
        {
            return deeds.toString();
        }

        private void damageSegment(final int kind) throws IOException
        {
            final List<Path> segments = new ArrayList<>();
            try (Stream<Path> files = Files.list(JournalFiles.archive(journal)))
            {
                files.filter(file -> file.toString().endsWith(".rec")).sorted().forEach(segments::add);
            }
            if (segments.isEmpty())
            {
                return;
            }
            final Path segment = segments.get(random.nextInt(segments.size()));
            final String[] name = segment.getFileName().toString().replace(".rec", "").split("-");
            final long id = Long.parseLong(name[0]);
            final long base = Long.parseLong(name[1]);
            if (kind == 0)
            {
                Files.delete(segment);
                touch("delete", id, base, 0, SEGMENT);
                return;
            }
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw"))
            {
                final int size = (int)file.length();
                final int at = size == 0 ? 0 : random.nextInt(size);
                switch (kind)
                {
                    case 1 ->
                    {
                        file.setLength(at);
                        touch("cut", id, base, at, SEGMENT - at);
                    }
                    case 2, 3 -> write(file, id, base, at & ~31, new byte[Math.min(size, 4096)]);
                    case 4 -> write(file, id, base, at, noise(1 + random.nextInt(10_000)));
                    case 5 -> copyOver(file, id, base, segments);
                    default -> flip(file, id, base, at);
                }
            }
        }

        private void flip(final RandomAccessFile file, final long id, final long base, final int at) throws IOException
        {
            final int start = random.nextBoolean() ? headerNear(id, base + at, base) : at;
            file.seek(start);
            final int old = file.read();
            if (old >= 0)
            {
                write(file, id, base, start, new byte[]{(byte)(old ^ 1 << random.nextInt(8))});
            }
        }

        private int headerNear(final long id, final long position, final long base)
        {
            for (final Written message : WRITTEN)
            {
                if (message.recordingId == id && message.position >= position && message.position < base + SEGMENT)
                {
                    return (int)(message.position - base) + random.nextInt(32);
                }
            }

            return (int)(position - base);
        }

        private void copyOver(
            final RandomAccessFile file, final long id, final long base, final List<Path> segments) throws IOException
        {
            final byte[] other = Files.readAllBytes(segments.get(random.nextInt(segments.size())));
            final int from = random.nextInt(Math.max(1, other.length)) & ~31;
            final byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + 20_000));
            write(file, id, base, random.nextInt(SEGMENT) & ~31, piece);
        }

        private void write(
            final RandomAccessFile file, final long id, final long base, final int at, final byte[] bytes)
            throws IOException
        {
            final int count = (int)Math.max(0, Math.min(bytes.length, file.length() - at));
            file.seek(at);
            file.write(bytes, 0, count);
            touch("write", id, base, at, count);
        }

        private byte[] noise(final int count)
        {
            final byte[] bytes = new byte[count];
            random.nextBytes(bytes);

            return bytes;
        }

        private void touch(final String deed, final long id, final long base, final int at, final int count)
        {
            deeds.add(deed + " recording=" + id + " from=" + (base + at) + " count=" + count);
            touched.add(new long[]{id, base + at, base + at + count});
        }

        private void damageFile(final Path file, final int within) throws IOException
        {
            if (!Files.exists(file))
            {
                return;
            }
            final byte[] bytes = Files.readAllBytes(file);
            final int what = random.nextInt(4);
            deeds.add("damage " + file.getFileName() + " " + what);
            if (what == 0)
            {
                Files.delete(file);
                return;
            }
            final int at = random.nextInt(Math.max(1, Math.min(bytes.length, within)));
            if (what == 1)
            {
                Files.write(file, Arrays.copyOf(bytes, at));
                return;
            }
            for (int i = 0; i < 1 + (what - 2) * 20 && at + i < bytes.length; i++)
            {
                bytes[at + i] ^= (byte)(1 << random.nextInt(8));
            }
            Files.write(file, bytes);
        }
    }
}
