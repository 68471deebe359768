package io.tickwire.transport.ws;

import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FrameHeaderTest
{
    private static final int CAPACITY = 64;
    private static final byte UNTOUCHED = 0x5A;
    private static final int RANDOM_FRAMES = 1_000_000;
    private static final int SEED = 6455;

    private final FrameHeader header = new FrameHeader();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);

    @ParameterizedTest
    @CsvSource({
        "0, 2", "1, 2", "124, 2", "125, 2",
        "126, 4", "127, 4", "128, 4", "255, 4", "256, 4", "32767, 4", "32768, 4", "65534, 4", "65535, 4",
        "65536, 10", "65537, 10", "1048576, 10", "16777216, 10", "2147483647, 10"})
    void shouldUseTheShortestFormOfTheLength(final int payloadBytes, final int headerBytes)
    {
        assertEquals(headerBytes, header.headerBytes(payloadBytes));
        for (final boolean isText : new boolean[]{true, false})
        {
            header.seal(buffer, 0, payloadBytes, isText);

            assertEquals(expected(headerBytes, payloadBytes, isText), NaiveFrame.read(buffer, 0));
        }
    }

    /** The first three are the examples of RFC 6455, section 5.7. */
    @ParameterizedTest
    @CsvSource({
        "5, true, 8105",
        "256, false, 827e0100",
        "65536, false, 827f0000000000010000",
        "0, true, 8100",
        "0, false, 8200",
        "125, false, 827d",
        "126, true, 817e007e",
        "65535, true, 817effff",
        "2147483647, true, 817f000000007fffffff"})
    void shouldWriteTheseBytes(final int payloadBytes, final boolean isText, final String hex)
    {
        header.seal(buffer, 0, payloadBytes, isText);

        final byte[] bytes = new byte[header.headerBytes(payloadBytes)];
        buffer.getBytes(0, bytes);
        assertEquals(hex, HexFormat.of().formatHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 1 << 20, Integer.MAX_VALUE})
    void shouldTouchNothingAround(final int payloadBytes)
    {
        final int headerBytes = header.headerBytes(payloadBytes);
        final List<MutableDirectBuffer> buffers = List.of(
            buffer, new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY)), new ExpandableArrayBuffer(CAPACITY));
        for (final MutableDirectBuffer any : buffers)
        {
            for (int offset = 0; offset <= CAPACITY - headerBytes; offset++)
            {
                any.setMemory(0, CAPACITY, UNTOUCHED);
                header.seal(any, offset, payloadBytes, false);

                assertEquals(expected(headerBytes, payloadBytes, false), NaiveFrame.read(any, offset));
                assertUntouched(any, 0, offset);
                assertUntouched(any, offset + headerBytes, CAPACITY);
            }
        }
    }

    @Test
    void shouldBeReadByTheNaiveReaderAsWritten()
    {
        final Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_FRAMES; i++)
        {
            final int payloadBytes = random.nextInt() >>> 1 >>> random.nextInt(31);
            final int offset = random.nextInt(CAPACITY - FrameSealer.MAX_HEADER_BYTES);
            final boolean isText = random.nextBoolean();
            header.seal(buffer, offset, payloadBytes, isText);

            final NaiveFrame frame = NaiveFrame.read(buffer, offset);
            if (!expected(header.headerBytes(payloadBytes), payloadBytes, isText).equals(frame))
            {
                throw new AssertionError("seed=" + SEED + " i=" + i + " payloadBytes=" + payloadBytes + " " + frame);
            }
        }
    }

    @Test
    void shouldNotShrinkAsPayloadsGrow()
    {
        int before = header.headerBytes(0);
        for (long payloadBytes = 1; payloadBytes <= Integer.MAX_VALUE; payloadBytes += 1 + (payloadBytes >>> 17))
        {
            final int headerBytes = header.headerBytes((int)payloadBytes);
            assertTrue(headerBytes >= before && headerBytes <= FrameSealer.MAX_HEADER_BYTES, "at " + payloadBytes);
            before = headerBytes;
        }
    }

    @Test
    void shouldRefuseALengthThatIsNone()
    {
        assertThrows(AssertionError.class, () -> header.headerBytes(-1));
        assertThrows(AssertionError.class, () -> header.seal(buffer, 0, -1, true));
    }

    @Test
    void shouldAllocateNothing()
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        sealAll();
        threads.getThreadAllocatedBytes(threadId);
        final long before = threads.getThreadAllocatedBytes(threadId);
        sealAll();

        assertEquals(0, threads.getThreadAllocatedBytes(threadId) - before);
    }

    private void sealAll()
    {
        for (int payloadBytes = 0; payloadBytes < 1 << 17; payloadBytes++)
        {
            header.seal(buffer, header.headerBytes(payloadBytes), payloadBytes, (payloadBytes & 1) == 0);
        }
    }

    private static NaiveFrame expected(final int headerBytes, final int payloadBytes, final boolean isText)
    {
        final int opcode = isText ? NaiveFrame.TEXT : NaiveFrame.BINARY;
        return new NaiveFrame(true, 0, opcode, false, headerBytes, payloadBytes, true);
    }

    private static void assertUntouched(final MutableDirectBuffer any, final int from, final int to)
    {
        final byte[] bytes = new byte[to - from];
        any.getBytes(from, bytes);
        final byte[] untouched = new byte[to - from];
        Arrays.fill(untouched, UNTOUCHED);

        assertEquals(HexFormat.of().formatHex(untouched), HexFormat.of().formatHex(bytes));
    }
}
