package io.tickwire.transport.protocol;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandMemoryTest
{
    private static final int MESSAGES = 64;
    private static final int NAMES = 40;
    private static final int NAME_LENGTH = 25_000;
    private static final long MAX_KEPT_BYTES = 8L << 20;

    /** 64 MB of names that nobody sends twice. */
    @Test
    void shouldKeepNoNamesOfMessages() throws BadCommandException
    {
        final CommandReader reader = new CommandReader(1);
        read(reader, 0);
        final long before = usedBytes();
        for (int i = 1; i <= MESSAGES; i++)
        {
            read(reader, i);
        }
        final long kept = usedBytes() - before;

        assertTrue(kept < MAX_KEPT_BYTES, () -> "kept=" + kept);
        read(reader, MESSAGES + 1);
    }

    private static void read(final CommandReader reader, final int number) throws BadCommandException
    {
        final StringBuilder message = new StringBuilder("{\"type\":\"ping\"");
        for (int i = 0; i < NAMES; i++)
        {
            message.append(",\"").append(number).append('.').append(i).append("x".repeat(NAME_LENGTH)).append("\":0");
        }
        reader.read(ByteBuffer.wrap(message.append('}').toString().getBytes(StandardCharsets.UTF_8)), WireForm.JSON);
    }

    private static long usedBytes()
    {
        System.gc();
        final Runtime runtime = Runtime.getRuntime();

        return runtime.totalMemory() - runtime.freeMemory();
    }
}
