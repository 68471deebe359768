package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.transport.protocol.BadCommandException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Frames in SBE, whole, cut and changed. Agrona's bounds checks are on here, so that a byte that is read outside of a
 * frame is an exception.
 */
class TickFrameDecoderTest
{
    private static final int RUNS = 300_000;

    private final TickFrameDecoder decoder = new TickFrameDecoder();
    private final byte[] whole = new TickFrames(3, 4, -2, -8).begin(17)
        .trade(100, 1, 1).quote(99, 101).book(99, 101).order(1, "o-1").bytes();

    @Test
    void shouldGoThroughTheTicks() throws BadCommandException
    {
        decoder.wrap(new UnsafeBuffer(whole), 0, whole.length);

        assertEquals(17, decoder.sequence());
        assertEquals(4, decoder.count());
        assertTrue(decoder.next());
        assertEquals(TradeDecoder.TEMPLATE_ID, decoder.templateId());
        assertEquals(TradeDecoder.BLOCK_LENGTH, decoder.blockLength());
        assertTrue(decoder.next());
        assertEquals(QuoteDecoder.TEMPLATE_ID, decoder.templateId());
        assertTrue(decoder.next());
        assertTrue(decoder.next());
        assertEquals(whole.length, decoder.offset() + decoder.length());
        assertFalse(decoder.next());
    }

    @Test
    void shouldTakeAFrameWithoutANumber() throws BadCommandException
    {
        final byte[] bytes = new TickFrames(3, 4, -2, -8).begin().trade(1, 1, 1).bytes();

        assertEquals(
            TickFrameDecoder.NO_SEQUENCE, decoder.wrap(new UnsafeBuffer(bytes), 0, bytes.length).sequence());
        assertEquals(1, decoder.count());
    }

    /** A cut at the end of a tick leaves a frame of fewer ticks, any other cut none. */
    @Test
    void shouldRefuseAFrameThatIsCut() throws BadCommandException
    {
        int good = 0;
        for (int length = 0; length < whole.length; length++)
        {
            final byte[] cut = Arrays.copyOf(whole, length);
            try
            {
                decoder.wrap(new UnsafeBuffer(cut), 0, length);
                good++;
            }
            catch (final BadCommandException ex)
            {
                assertTrue(ex.getMessage().startsWith("not a frame of ticks in SBE: "), ex.getMessage());
            }
        }
        assertEquals(4, good);
    }

    @Test
    void shouldSurviveAnyBytes()
    {
        final Random random = new Random(20_261_127);
        for (int run = 0; run < RUNS; run++)
        {
            final byte[] bytes = changed(random);
            try
            {
                walk(bytes);
            }
            catch (final BadCommandException ex)
            {
                assertFalse(ex.getMessage().isEmpty());
            }
        }
    }

    @Test
    void shouldNameTheTickThatIsBroken()
    {
        final byte[] bytes = whole.clone();
        final int quote = 8 + 8 + 8 + TradeDecoder.BLOCK_LENGTH;
        bytes[quote + 2] = 14;

        assertTrue(assertThrows(BadCommandException.class, () -> walk(bytes)).getMessage()
            .contains("tick 1: publishers may not send this template: templateId=14"));
    }

    private byte[] changed(final Random random)
    {
        if (random.nextInt(4) == 0)
        {
            final byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);

            return bytes;
        }
        final byte[] bytes = Arrays.copyOf(whole, whole.length - (random.nextBoolean() ? 0 : random.nextInt(40)));
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            bytes[random.nextInt(bytes.length)] = (byte)random.nextInt();
        }

        return bytes;
    }

    private void walk(final byte[] bytes) throws BadCommandException
    {
        decoder.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        int ticks = 0;
        int end = 0;
        while (decoder.next())
        {
            ticks++;
            end = decoder.offset() + decoder.length();
        }
        assertEquals(decoder.count(), ticks);
        assertTrue(ticks == 0 || end == bytes.length);
    }
}
