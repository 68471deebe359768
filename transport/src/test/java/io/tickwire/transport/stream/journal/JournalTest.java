package io.tickwire.transport.stream.journal;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A journal that Aeron Archive has written, read by its files.
 */
class JournalTest
{
    private static final long EPOCH = 1_700_000_000_000L;
    private static final int SYMBOLS = 20;

    @TempDir
    private static Path directory;
    private static final List<Written> WRITTEN = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException
    {
        try (ArchivedJournal journal = new ArchivedJournal(directory))
        {
            final Random random = new Random(1);
            long g = 0;
            for (int run = 0; run < 3; run++)
            {
                journal.begin();
                g = TestRuns.write(journal, random, EPOCH, g, 3_000, SYMBOLS, WRITTEN);
                journal.end();
            }
        }
    }

    @Test
    void shouldReadAllThatWasWritten() throws IOException
    {
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            final Received received = Received.all(reader);

            assertEquals(List.of(), received.damages);
            assertEquals(3, received.runs.size());
            assertMessages(WRITTEN, received, 0);
            assertEquals(journal.runs(), received.runs);
        }
    }

    @Test
    void shouldReadTheSameWithoutChecksums() throws IOException
    {
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader().withoutChecksums())
        {
            assertMessages(WRITTEN, Received.all(reader), 0);
        }
    }

    @Test
    void shouldSayWhatIsThereOfEachRun() throws IOException
    {
        try (Journal journal = Journal.open(directory))
        {
            final List<Run> runs = journal.runs();

            assertEquals(3, runs.size());
            for (final Run run : runs)
            {
                final List<Written> ticks = WRITTEN.stream()
                    .filter(written -> written.recordingId == run.recordingId() && written.isTick()).toList();
                final Written first = ticks.get(0);
                final Written last = ticks.get(ticks.size() - 1);
                assertEquals(EPOCH, run.epoch());
                assertEquals(first.g, run.firstG());
                assertEquals(last.g, run.lastG());
                assertEquals(TestRuns.timeNs(first.g), run.firstReceiveTimeNs());
                assertEquals(TestRuns.timeNs(last.g), run.lastReceiveTimeNs());
                assertTrue(run.isClean());
                assertEquals(
                    WRITTEN.stream().filter(written -> written.recordingId == run.recordingId())
                        .mapToLong(written -> written.end).max().orElseThrow(),
                    run.stopPosition());
            }
        }
    }

    @Test
    void shouldLookOnceAtRunsThatHaveEndedUnlessSomethingOfThemIsPurged(@TempDir final Path folder) throws IOException
    {
        try (ArchivedJournal archived = new ArchivedJournal(folder))
        {
            archived.begin();
            final long g = TestRuns.write(archived, new Random(2), EPOCH, 0, 3_000, SYMBOLS, new ArrayList<>());
            archived.end();
            archived.begin();
            try (Journal journal = Journal.open(folder))
            {
                final Run ended = journal.runs().get(0);
                assertSame(ended, journal.runs().get(0));

                final Written next = Written.trade(EPOCH, g, TestRuns.timeNs(g), 1, 1);
                archived.write(next, false);
                archived.awaitRecorded();
                assertEquals(g, journal.runs().get(1).lastG());
                archived.write(Written.trade(EPOCH, g + 1, TestRuns.timeNs(g + 1), 1, 1), false);
                archived.awaitRecorded();
                assertEquals(g + 1, journal.runs().get(1).lastG());

                archived.purge(ended.recordingId(), 1);
                final Run rest = journal.runs().get(0);
                assertTrue(rest.firstG() > ended.firstG() && rest.startPosition() > 0, rest.toString());
                assertEquals(ended.lastG(), rest.lastG());
            }
        }
    }

    @Test
    void shouldBeginAtAnyTickWithWhatItsIdsMean() throws IOException
    {
        try (Journal journal = Journal.open(directory))
        {
            for (int i = 0; i < WRITTEN.size() - SYMBOLS; i += 97)
            {
                final Written wanted = WRITTEN.get(i);
                try (JournalReader reader = journal.readerAt(EPOCH, wanted.g))
                {
                    assertBeginsAt(firstAtOrAfter(wanted.g), reader);
                }
            }
        }
    }

    @Test
    void shouldBeginAtATime() throws IOException
    {
        try (Journal journal = Journal.open(directory))
        {
            for (int i = 0; i < WRITTEN.size() - SYMBOLS; i += 211)
            {
                final Written wanted = WRITTEN.get(i);
                try (JournalReader reader = journal.readerAtTime(TestRuns.timeNs(wanted.g)))
                {
                    assertBeginsAt(firstAtOrAfter(wanted.g), reader);
                }
            }
        }
    }

    /** Over the ends of runs, too. An index has an entry each 256 KiB, which are at most so many messages. */
    @Test
    void shouldFindTheTimeOfSoManyTicksBefore() throws IOException
    {
        final long most = 2L * TimeIndex.SPACING / 64;
        try (Journal journal = Journal.open(directory))
        {
            for (int i = 0; i < WRITTEN.size() - SYMBOLS; i += 211)
            {
                final long g = WRITTEN.get(i).g;
                for (final long ticks : new long[]{0, 100, 2_500, 5_000, 20_000})
                {
                    final long timeNs = journal.timeBefore(TestRuns.timeNs(g), ticks);
                    final long found = timeNs == 0 ? 0 : (timeNs - TestRuns.timeNs(0)) / 1_000_000;
                    assertTrue(found <= Math.max(0, g - ticks) && found >= g - ticks - most,
                        g + " less " + ticks + " found " + found);
                }
            }
        }
    }

    @Test
    void shouldFindNothingBehindTheEndAndAllBeforeTheBeginning() throws IOException
    {
        try (Journal journal = Journal.open(directory))
        {
            final long last = WRITTEN.get(WRITTEN.size() - 1).g;
            try (
                JournalReader behind = journal.readerAt(EPOCH, last + 1);
                JournalReader later = journal.readerAt(EPOCH + 1, 0);
                JournalReader before = journal.readerAt(EPOCH - 1, 5))
            {
                assertEquals(0, behind.poll(new Received(), 10));
                assertEquals(0, later.poll(new Received(), 10));
                assertMessages(WRITTEN, Received.all(before), 0);
            }
        }
    }

    @Test
    void shouldRefuseAFolderThatIsNoJournal(@TempDir final Path empty)
    {
        final JournalException ex = assertThrows(JournalException.class, () -> Journal.open(empty));

        assertTrue(ex.getMessage().contains(empty.toString()), ex.getMessage());
    }

    private static Written firstAtOrAfter(final long g)
    {
        final Written tick =
            WRITTEN.stream().filter(written -> written.g >= g && written.isTick()).findFirst().orElseThrow();

        return WRITTEN.stream().filter(written -> written.g >= g && written.recordingId == tick.recordingId)
            .findFirst().orElseThrow();
    }

    private static void assertBeginsAt(final Written first, final JournalReader reader)
    {
        final Received received = Received.all(reader);
        int skipped = 0;
        while (received.positions.get(skipped + 1) == first.position)
        {
            skipped++;
        }
        final int from = WRITTEN.indexOf(first);

        assertEquals(List.of(), received.damages);
        final long known = WRITTEN.subList(0, from + 1).stream()
            .filter(written -> written.recordingId == first.recordingId)
            .filter(written -> MessageFrame.isDefinition(written.template))
            .map(written -> List.of(written.template, ByteBuffer.wrap(written.bytes, 24, 20)))
            .distinct().count();
        assertEquals(known, skipped);
        assertMessages(WRITTEN.subList(from, WRITTEN.size()), received, skipped);
        assertFalse(received.runs.isEmpty());
    }

    private static void assertMessages(final List<Written> expected, final Received received, final int skipped)
    {
        assertEquals(expected.size(), received.messages.size() - skipped);
        for (int i = 0; i < expected.size(); i++)
        {
            assertArrayEquals(expected.get(i).bytes, received.messages.get(i + skipped));
            assertEquals(expected.get(i).position, received.positions.get(i + skipped));
        }
    }
}
