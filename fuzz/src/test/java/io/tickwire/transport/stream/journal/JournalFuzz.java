package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A segment file, an index and a file of names that are any bytes: the first byte says how many of the others are the
 * index and the names, the rest is the segment. All is read to its end; a message is one whose checksum is right at the
 * place where it stands, and positions, numbers and pieces that are lost go on without a step back.
 */
public final class JournalFuzz
{
    private static final int SEGMENT = 64 * 1024;
    private static final int HEADER = 32;
    private static final int MOST_POLLS = 100_000;
    private static final Recording RECORDING =
        new Recording(0, JournalFiles.TICKS_STREAM_ID, 0, Recording.NONE, 0, SEGMENT, SEGMENT, 0);

    private JournalFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data) throws IOException
    {
        if (data.length < 1)
        {
            return;
        }
        final int split = Math.min(data.length, 1 + (data[0] & 0xFF));
        final byte[] aside = Arrays.copyOfRange(data, 1, split);
        final byte[] segment = Arrays.copyOf(Arrays.copyOfRange(data, split, data.length), SEGMENT);
        final Path directory = Files.createTempDirectory("journal-fuzz");
        try
        {
            write(directory, aside, segment);
            readAll(directory, segment);
            readIndexes(aside);
        }
        finally
        {
            delete(directory);
        }
    }

    private static void write(final Path directory, final byte[] aside, final byte[] segment) throws IOException
    {
        Files.createDirectories(JournalFiles.archive(directory));
        Files.createDirectories(JournalFiles.index(directory));
        RecordingCatalogFile.write(JournalFiles.archive(directory), List.of(RECORDING));
        Files.write(RECORDING.segment(JournalFiles.archive(directory), 0), segment);
        Files.write(JournalFiles.timeIndex(directory, 0), aside);
        Files.write(JournalFiles.names(directory, 0), aside);
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

    private static void readAll(final Path directory, final byte[] segment) throws IOException
    {
        try (Journal journal = Journal.open(directory))
        {
            final Checks all = new Checks(segment);
            try (JournalReader reader = journal.reader().finite())
            {
                all.read(reader);
            }
            for (final long g : new long[]{0, all.lastG / 2, all.lastG, Long.MAX_VALUE})
            {
                try (JournalReader reader = journal.readerAt(all.epoch, g))
                {
                    new Checks(segment).read(reader);
                }
                try (JournalReader reader = journal.readerAtTime(g))
                {
                    new Checks(segment).read(reader);
                }
            }
        }
    }

    private static void readIndexes(final byte[] aside)
    {
        final TimeIndex index = TimeIndex.of(ByteBuffer.wrap(aside));
        for (int i = 1; i < index.size(); i++)
        {
            assertTrue(index.position(i) > index.position(i - 1));
            assertTrue(index.g(i) >= index.g(i - 1));
            assertTrue(index.lastBelowG(index.g(i)) < i);
        }
        NamesFile.of(ByteBuffer.wrap(aside)).forEach((buffer, offset, length) ->
        {
            assertTrue(offset + length <= aside.length);
            assertTrue(MessageFrame.isDefinition(buffer, offset, length));
        });
    }

    /**
     * Looks at what is told of a segment.
     */
    private static final class Checks implements JournalHandler
    {
        private final byte[] segment;
        private long position = -1;
        private long lastG;
        private long epoch;
        private long lost;

        Checks(final byte[] segment)
        {
            this.segment = segment;
        }

        void read(final JournalReader reader)
        {
            int polls = 0;
            while (reader.poll(this, 10) > 0)
            {
                assertTrue(++polls < MOST_POLLS);
            }
        }

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        {
            assertTrue(head.position() >= position);
            position = head.position();
            lastG = head.g();
            epoch = head.epoch();
            final int at = (int)head.position() + HEADER;
            final byte[] message = new byte[length];
            buffer.getBytes(offset, message);
            if (!Arrays.equals(
                message, Arrays.copyOfRange(segment, at + StreamHead.LENGTH, at + StreamHead.LENGTH + length)))
            {
                assertTrue(MessageFrame.isDefinition(MessageFrame.template(buffer, offset - StreamHead.LENGTH)));
                return;
            }
            final int aligned = StreamHead.LENGTH + length + HEADER - 1 & -HEADER;
            final CRC32C crc = new CRC32C();
            crc.update(segment, at, aligned);
            assertEquals(
                (int)crc.getValue(),
                Integer.reverseBytes(ByteBuffer.wrap(segment).getInt((int)head.position() + 12)));
        }

        @Override
        public void onRun(final Run run)
        {
            assertEquals(0, run.recordingId());
        }

        @Override
        public void onDamage(final Damage damage)
        {
            assertTrue(damage.fromPosition() >= lost && damage.toPosition() >= damage.fromPosition());
            assertTrue(damage.describe().length() < 500);
            lost = damage.toPosition();
        }
    }
}
