package io.tickwire.transport.stream.journal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reading while a journal is written, and the end of one whose process was killed.
 */
class TailingTest
{
    private static final long EPOCH = 1_700_000_000_000L;

    @TempDir
    private Path directory;
    private final List<Written> written = new ArrayList<>();
    private final Received received = new Received();
    private final AtomicLong recorded = new AtomicLong();
    private ArchivedJournal archived;
    private long g;

    @BeforeEach
    void begin() throws IOException
    {
        archived = new ArchivedJournal(directory);
        archived.begin();
        g = TestRuns.write(archived, new Random(7), EPOCH, 0, 10, 3, written);
        archived.awaitRecorded();
        recorded.set(archived.recordedPosition());
    }

    @Test
    void shouldFollowWhatThisProcessWritesAndTheNextRun() throws IOException
    {
        try (Journal journal = Journal.open(directory, archived.recordingId(), recorded::get);
            JournalReader reader = journal.reader())
        {
            follow(reader);
        }
    }

    @Test
    void shouldFollowWhatAnotherProcessWritesAndTheNextRun() throws IOException
    {
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            follow(reader);
        }
    }

    @Test
    void shouldTellATornTailOnlyWhereNothingMoreComes() throws IOException
    {
        archived.close();
        final Written last = written.get(written.size() - 1);
        forgetTheStop();
        try (RandomAccessFile file = segment(last))
        {
            file.seek(last.position + 40);
            file.write(1);
        }
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            drain(reader);
            assertEquals(List.of(), received.damages);
            assertEquals(written.size() - 1, received.messages.size());
        }
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader().finite())
        {
            final Received all = Received.all(reader);
            assertEquals(written.size() - 1, all.messages.size());
            assertEquals(1, all.damages.size());
            final Damage damage = all.damages.get(0);
            assertEquals(Damage.Reason.TORN_TAIL, damage.reason());
            assertEquals(last.position, damage.fromPosition());
            assertEquals(last.g, damage.fromG());
            assertEquals(Damage.UNKNOWN, damage.toG());
        }
    }

    @Test
    void shouldReadAFrameThatWasSeenBeforeItWasWhole() throws IOException
    {
        archived.close();
        final Written last = written.get(written.size() - 1);
        forgetTheStop();
        try (RandomAccessFile file = segment(last))
        {
            final byte[] whole = new byte[(int)(last.end - last.position)];
            file.seek(last.position);
            file.readFully(whole);
            file.seek(last.position + 36);
            file.write(new byte[whole.length - 36]);
            try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
            {
                drain(reader);
                assertEquals(written.size() - 1, received.messages.size());
                file.seek(last.position);
                file.write(whole);
                drain(reader);
                assertAllReceived();
            }
        }
    }

    private void follow(final JournalReader reader) throws IOException
    {
        drain(reader);
        assertAllReceived();
        for (int i = 0; i < 20; i++)
        {
            g = TestRuns.write(archived, new Random(i), EPOCH, g, 50, 3, written);
            archived.awaitRecorded();
            recorded.set(archived.recordedPosition());
            drain(reader);
            assertAllReceived();
        }
        archived.end();
        archived.begin();
        g = TestRuns.write(archived, new Random(100), EPOCH, g, 2_000, 3, written);
        archived.end();
        drain(reader);
        assertAllReceived();
        assertEquals(2, received.runs.size());
        archived.close();
    }

    private void drain(final JournalReader reader)
    {
        while (reader.poll(received, 64) > 0)
        {
            continue;
        }
    }

    private void assertAllReceived()
    {
        assertEquals(List.of(), received.damages);
        assertEquals(written.size(), received.messages.size());
        for (int i = 0; i < written.size(); i++)
        {
            assertArrayEquals(written.get(i).bytes, received.messages.get(i));
        }
    }

    private RandomAccessFile segment(final Written message) throws IOException
    {
        assertTrue(message.end < 128 * 1024);

        return new RandomAccessFile(JournalFiles.archive(directory).resolve("0-0.rec").toFile(), "rw");
    }

    /**
     * The catalog as a process leaves it that is killed.
     */
    private void forgetTheStop() throws IOException
    {
        final Recording recording = RecordingCatalog.read(
            JournalFiles.archive(directory), JournalFiles.TICKS_STREAM_ID).get(0);
        RecordingCatalogFile.write(JournalFiles.archive(directory), List.of(new Recording(
            recording.id(),
            recording.streamId(),
            recording.startPosition(),
            Recording.NONE,
            recording.initialTermId(),
            recording.termLength(),
            recording.segmentLength(),
            recording.startTimeMs())));
    }
}
