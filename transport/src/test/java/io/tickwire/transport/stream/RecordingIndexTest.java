package io.tickwire.transport.stream;

import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.NamesFile;
import io.tickwire.transport.stream.journal.StreamHead;
import io.tickwire.transport.stream.journal.TimeIndex;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordingIndexTest
{
    private static final long RUN = 1;
    private static final long TIME_NS = 1_000_000_000_000L;

    @TempDir
    private Path folder;
    private final StreamCounters counters = new StreamCounters();
    private final RecordingMarks marks = new RecordingMarks();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[256]);

    @BeforeEach
    void makeFolder() throws IOException
    {
        Files.createDirectories(JournalFiles.index(folder));
        marks.onRun(RUN);
    }

    @Test
    void shouldNeverBeAheadOfTheRecording() throws IOException
    {
        try (RecordingIndex index = new RecordingIndex(folder, 3, counters))
        {
            marks.onTick(0, 10, TIME_NS);
            marks.onBatch(4_096, 20, true);
            marks.onTick(TimeIndex.SPACING, 30, TIME_NS + TimeIndex.SPACING_NS);
            marks.onBatch(TimeIndex.SPACING + 4_096, 40, true);

            index.begin(RUN, 0, false);
            marks.read(index);
            assertEquals(-1, index.recordedG());
            assertEquals(0, counters.get(StreamCounter.INDEX_ENTRIES));

            index.begin(RUN, TimeIndex.SPACING + 32, false);
            marks.read(index);
            assertEquals(20, index.recordedG());
            assertEquals(2, counters.get(StreamCounter.INDEX_ENTRIES));

            index.begin(RUN, TimeIndex.SPACING + 4_096, false);
            marks.read(index);
            assertEquals(40, index.recordedG());
        }

        final TimeIndex times = TimeIndex.read(JournalFiles.timeIndex(folder, 3));
        assertTrue(times.isWhole());
        assertEquals(2, times.size());
        assertEquals(30, times.g(1));
        assertEquals(TimeIndex.SPACING, times.position(1));
    }

    @Test
    void shouldHaveEachNameAndNoneOfAnotherRun() throws IOException
    {
        try (RecordingIndex index = new RecordingIndex(folder, 3, counters))
        {
            define(1);
            marks.onRun(RUN + 1);
            define(2);
            marks.onRun(RUN);
            define(3);
            index.begin(RUN, 0, false);
            marks.read(index);
        }

        final NamesFile names = NamesFile.read(JournalFiles.names(folder, 3));
        final long[] count = new long[1];
        names.forEach((buffer, offset, length) -> count[0]++);
        assertTrue(names.isWhole());
        assertEquals(2, count[0]);
    }

    @Test
    void shouldHaveNoNamesRatherThanNotAll() throws IOException
    {
        try (RecordingIndex index = new RecordingIndex(folder, 3, counters))
        {
            int id = 0;
            while (!marks.lacksNames(RUN))
            {
                define(id++);
            }
            index.begin(RUN, 0, marks.lacksNames(RUN));
            marks.read(index);
            assertEquals(1, counters.get(StreamCounter.INDEXES_LEFT_OUT));
        }

        assertFalse(Files.exists(JournalFiles.names(folder, 3)));
        assertTrue(Files.exists(JournalFiles.timeIndex(folder, 3)));
    }

    private void define(final int id)
    {
        final byte[] name = {'A'};
        new SymbolDefinitionEncoder()
            .wrapAndApplyHeader(message, StreamHead.LENGTH, new MessageHeaderEncoder())
            .symbolId(id)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8)
            .putName(name, 0, name.length);
        marks.onDefinition(
            message,
            StreamHead.LENGTH,
            MessageHeaderEncoder.ENCODED_LENGTH + SymbolDefinitionEncoder.BLOCK_LENGTH +
                SymbolDefinitionEncoder.nameHeaderLength() + name.length);
    }
}
