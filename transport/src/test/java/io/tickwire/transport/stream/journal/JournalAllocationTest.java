package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalAllocationTest
{
    private static final int MESSAGES = 400_000;
    private static final int MOST_BYTES = 64 * 1024;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    @Test
    void shouldAllocateNothingForMessages() throws IOException
    {
        final UnsafeBuffer trade = new UnsafeBuffer(Written.trade(1, 0, 1, 1, 1).bytes);
        try (JournalWriter writer = JournalWriter.create(directory, 1 << 23, 1 << 26))
        {
            writer.beginRun(0);
            for (int g = 0; g < MESSAGES; g++)
            {
                writer.append(g, 1, g, trade, StreamHead.LENGTH, trade.capacity() - StreamHead.LENGTH);
            }
        }
        final Count count = new Count();
        read(count);
        final long allocated = read(count);

        assertEquals(2 * MESSAGES, count.messages);
        assertTrue(allocated < MOST_BYTES, () -> allocated + " bytes for " + MESSAGES + " messages");
    }

    private long read(final Count count) throws IOException
    {
        try (Journal journal = Journal.open(directory); JournalReader reader = journal.reader())
        {
            // What a run costs at its beginning is not a message's.
            reader.poll(count, 1);
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            while (reader.poll(count, 1_000) > 0)
            {
                continue;
            }

            return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
    }

    private static final class Count implements JournalHandler
    {
        private long messages;

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        {
            messages++;
        }

        @Override
        public void onRun(final Run run)
        {
            assertEquals(1, run.epoch());
        }

        @Override
        public void onDamage(final Damage damage)
        {
            throw new AssertionError(damage.describe());
        }
    }
}
