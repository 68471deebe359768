package io.tickwire.transport.stream.journal;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalWriterTest
{
    private static final long EPOCH = 1_700_000_000_000L;

    @TempDir
    private Path directory;
    private final List<Written> written = new ArrayList<>();

    @Test
    void shouldWriteWhatIsReadAsTheSame() throws IOException
    {
        write(directory, 3, written);
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            final Received received = Received.all(reader);

            assertEquals(List.of(), received.damages);
            assertEquals(3, received.runs.size());
            assertEquals(written.size(), received.messages.size());
            for (int i = 0; i < written.size(); i++)
            {
                assertArrayEquals(written.get(i).bytes, received.messages.get(i));
            }
            for (final Recording recording : journal.recordings())
            {
                assertTrue(journal.names(recording).isWhole());
                assertTrue(journal.timeIndex(recording).isWhole());
                assertTrue(journal.timeIndex(recording).size() > 0);
            }
        }
    }

    @Test
    void shouldWriteWhatAeronArchiveGoesOnWith() throws IOException
    {
        final long g = write(directory, 2, written);
        try (ArchivedJournal archived = new ArchivedJournal(directory))
        {
            try (Journal journal = Journal.open(directory))
            {
                for (final Run run : journal.runs())
                {
                    assertEquals(run.stopPosition(), archived.stopPosition(run.recordingId()));
                }
            }
            archived.begin();
            assertEquals(2, archived.recordingId());
            TestRuns.write(archived, new Random(5), EPOCH, g, 500, 3, written);
            archived.end();
        }
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            final Received received = Received.all(reader);

            assertEquals(List.of(), received.damages);
            assertEquals(written.size(), received.messages.size());
        }
    }

    @Test
    void shouldRefuseAFolderThatHasAJournalAndLengthsThatCanNotBe() throws IOException
    {
        JournalWriter.create(directory, 1 << 16, 1 << 16).close();

        assertThrows(FileAlreadyExistsException.class, () -> JournalWriter.create(directory, 1 << 16, 1 << 16));
        final IllegalArgumentException ex = assertThrows(
            IllegalArgumentException.class, () -> JournalWriter.create(directory.resolve("x"), 1 << 17, 1 << 16));
        assertTrue(ex.getMessage().contains("termLength=131072 segmentLength=65536"), ex.getMessage());
    }

    @Test
    void shouldRefuseAMessageThatDoesNotFitIntoAFrame() throws IOException
    {
        try (JournalWriter writer = JournalWriter.create(directory, 1 << 16, 1 << 16))
        {
            writer.beginRun(0);
            assertThrows(
                IllegalArgumentException.class,
                () -> writer.append(0, EPOCH, 0, new UnsafeBuffer(new byte[1 << 16]), 0, 1 << 16));
        }
    }

    static long write(final Path directory, final int runs, final List<Written> written) throws IOException
    {
        long g = 0;
        try (JournalWriter writer = JournalWriter.create(directory, 1 << 16, 1 << 17))
        {
            for (int run = 0; run < runs; run++)
            {
                writer.beginRun(run);
                g = TestRuns.write(new Into(writer), new Random(run), EPOCH, g, 3_000, 20, written);
            }
        }

        return g;
    }

    /**
     * Hands messages to a writer.
     */
    private record Into(JournalWriter writer) implements TestRuns.Target
    {
        @Override
        public void write(final Written message, final boolean isNewName) throws IOException
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(message.bytes);
            final StreamHead head = new StreamHead().wrap(buffer, 0);
            writer.append(
                head.g(),
                head.epoch(),
                head.publishTimeNs(),
                buffer,
                StreamHead.LENGTH,
                message.bytes.length - StreamHead.LENGTH);
        }

        @Override
        public void abort(final int length)
        {
            assertTrue(length > 0);
        }
    }
}
