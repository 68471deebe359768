package io.tickwire.transport.shard;

import io.tickwire.transport.session.ServerFrames;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeflatedFramesTest
{
    private static final int MIN_BYTES = 100;
    private static final int FIN_AND_RSV1 = 0xC0;

    private final ServerCounters counters = new ServerCounters();
    private final DeflatedFrames deflated = new DeflatedFrames(new Compression(true, MIN_BYTES, 1, false), counters);
    private final UnsafeBuffer ring = new UnsafeBuffer(new byte[1 << 20]);
    private final FrameHeader header = new FrameHeader();

    @AfterEach
    void end()
    {
        deflated.end();
        deflated.end();
    }

    /** From each form of header to each shorter one. */
    @ParameterizedTest
    @ValueSource(ints = {100, 125, 126, 300, 5_000, 40_000, 65_279})
    void shouldDeflateAFrame(final int length) throws DataFormatException
    {
        final byte[] payload = compressible(length);
        final int frameBytes = put(0, payload, true);
        final int place = deflated.ofRing(ring, 0, frameBytes);

        assertEquals(FIN_AND_RSV1 | 1, deflated.slab().bytes().getByte(place) & 0xFF);
        assertArrayEquals(payload, inflate(place));
        assertTrue(deflated.lengthAt(place) < frameBytes);
    }

    @Test
    void shouldLetDeflatedFramesStandTogetherAsInTheRing() throws DataFormatException
    {
        int at = 0;
        int expected = 0;
        for (int i = 0; i < 20; i++)
        {
            final byte[] payload = compressible(100 + 20 * i);
            final int frameBytes = put(at, payload, i % 2 == 0);
            final int place = deflated.ofRing(ring, at, frameBytes);
            assertEquals(expected, place);
            assertArrayEquals(payload, inflate(place));
            expected += deflated.lengthAt(place);
            at += frameBytes;
        }
    }

    @Test
    void shouldDeflateAFrameOfTheRingOnce()
    {
        final int frameBytes = put(64, compressible(500), true);
        final int place = deflated.ofRing(ring, 64, frameBytes);
        for (int i = 0; i < 100; i++)
        {
            assertEquals(place, deflated.ofRing(ring, 64, frameBytes));
        }
        deflated.publishCounts();

        assertEquals(1, counters.get(ServerCounter.FRAMES_DEFLATED));
        assertEquals(500, counters.get(ServerCounter.BYTES_BEFORE_DEFLATE));
        assertEquals(deflated.lengthAt(place) - 2, counters.get(ServerCounter.BYTES_AFTER_DEFLATE));
        assertEquals(0, counters.get(ServerCounter.FRAMES_NOT_DEFLATED));
    }

    @Test
    void shouldForgetTheRingWithTheBatch() throws DataFormatException
    {
        deflated.ofRing(ring, 0, put(0, compressible(500), true));
        deflated.clear();
        final byte[] next = compressible(600);
        next[0] = 'x';

        assertArrayEquals(next, inflate(deflated.ofRing(ring, 0, put(0, next, true))));
    }

    @Test
    void shouldForgetTheRingWithATurnThatFailed() throws DataFormatException
    {
        deflated.ofRing(ring, 0, put(0, compressible(500), true));
        deflated.beginTurn();
        final byte[] next = compressible(600);

        assertArrayEquals(next, inflate(deflated.ofRing(ring, 0, put(0, next, true))));
    }

    @Test
    void shouldLeaveAsItIsWhatIsShortOrDoesNotGetShorter()
    {
        assertEquals(DeflatedFrames.PLAIN, deflated.ofRing(ring, 0, put(0, compressible(MIN_BYTES - 1), true)));
        final byte[] random = new byte[4_000];
        new Random(7692).nextBytes(random);
        assertEquals(DeflatedFrames.PLAIN, deflated.ofRing(ring, 200, put(200, random, false)));
        deflated.publishCounts();

        assertEquals(0, counters.get(ServerCounter.FRAMES_DEFLATED));
        assertEquals(0, counters.get(ServerCounter.FRAMES_NOT_DEFLATED));
    }

    @Test
    void shouldDeflateNoMoreInATurnThanItMay()
    {
        final int each = 1_000;
        final int most = DeflatedFrames.TURN_BYTES / (each + DeflatedFrames.FRAME_COST_BYTES);
        for (int turn = 1; turn <= 3; turn++)
        {
            deflated.beginTurn();
            for (int i = 0; i < 100; i++)
            {
                final int at = 2_000 * i;
                final int place = deflated.ofRing(ring, at, put(at, compressible(each), true));
                assertEquals(i < most, place != DeflatedFrames.PLAIN);
            }
            deflated.publishCounts();
            assertEquals(turn * most, counters.get(ServerCounter.FRAMES_DEFLATED));
            assertEquals(turn * (100 - most), counters.get(ServerCounter.FRAMES_NOT_DEFLATED));
            deflated.clear();
        }
    }

    /** Turns that fail leave what they deflated, and there is an end to that. */
    @Test
    void shouldNotRunOutOfRoom()
    {
        for (int turn = 0; turn < 100; turn++)
        {
            deflated.beginTurn();
            for (int i = 0; i < 60; i++)
            {
                final byte[] payload = new byte[1_000];
                new Random(i).nextBytes(payload);
                Arrays.fill(payload, 0, 50, (byte)0);
                deflated.ofRing(ring, 2_000 * i, put(2_000 * i, payload, false));
            }
        }
    }

    private int put(final int at, final byte[] payload, final boolean isText)
    {
        final int headerBytes = header.headerBytes(payload.length);
        header.seal(ring, at, payload.length, isText);
        ring.putBytes(at + headerBytes, payload);

        return headerBytes + payload.length;
    }

    private byte[] inflate(final int place) throws DataFormatException
    {
        final UnsafeBuffer bytes = deflated.slab().bytes();
        final int headerBytes = ServerFrames.headerLength(bytes, place);
        final byte[] input = new byte[deflated.lengthAt(place) - headerBytes + 4];
        bytes.getBytes(place + headerBytes, input, 0, input.length - 4);
        input[input.length - 2] = -1;
        input[input.length - 1] = -1;
        final Inflater inflater = new Inflater(true);
        inflater.setInput(input);
        final byte[] out = new byte[1 << 17];
        final int count = inflater.inflate(out);
        assertEquals(0, inflater.getRemaining());
        inflater.end();

        return Arrays.copyOf(out, count);
    }

    private static byte[] compressible(final int length)
    {
        final byte[] payload = new byte[length];
        for (int i = 0; i < length; i++)
        {
            payload[i] = (byte)('a' + i * i % 7);
        }

        return payload;
    }
}
