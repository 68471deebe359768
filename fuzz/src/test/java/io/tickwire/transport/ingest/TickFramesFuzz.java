package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.fuzz.Texts;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A publisher's frame in SBE: refused whole, or ticks that follow each other from its first byte to its last. Of those
 * that are found good the texts are texts, since they stand in frames of JSON as they are. No byte outside is read:
 * Agrona looks at each.
 */
public final class TickFramesFuzz
{
    private static final Publisher PUBLISHER = new Publisher();
    private static final TickFrameDecoder DECODER = new TickFrameDecoder();
    private static final int HEADER = 8;

    private TickFramesFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final UnsafeBuffer frame = new UnsafeBuffer(data.clone());
        try
        {
            DECODER.wrap(frame, 0, data.length);
        }
        catch (final BadCommandException ex)
        {
            assertEquals(ErrorCode.INVALID_MESSAGE, ex.code());

            return;
        }

        int count = 0;
        int end = -1;
        while (DECODER.next())
        {
            assertTrue(end < 0 || end == DECODER.offset());
            end = DECODER.offset() + DECODER.length();
            count++;
            final String fault =
                PUBLISHER.checks.faultOf(DECODER, PUBLISHER.grants, Publisher.NOW_NS);
            if (fault == null)
            {
                assertGood(data);
            }
            else
            {
                assertTrue(!fault.isEmpty() && fault.length() < 500, fault);
            }
        }
        assertEquals(DECODER.count(), count);
        assertTrue(end < 0 || end == data.length);
        assertTrue(DECODER.sequence() >= 0);
    }

    private static void assertGood(final byte[] data)
    {
        assertTrue(DECODER.length() <= Publisher.MAX_TICK_BYTES);
        final byte[] tick = Arrays.copyOfRange(data, DECODER.offset(), DECODER.offset() + DECODER.length());
        int texts = switch (DECODER.templateId())
        {
            case OrderDecoder.TEMPLATE_ID -> 2;
            case ExecutionDecoder.TEMPLATE_ID -> 3;
            case AccountDecoder.TEMPLATE_ID, SignalDecoder.TEMPLATE_ID, FeedStatusDecoder.TEMPLATE_ID -> 1;
            default -> 0;
        };
        int at = HEADER + DECODER.blockLength();
        for (; texts > 0; texts--)
        {
            final int length = new UnsafeBuffer(tick).getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            assertNotNull(Texts.orNull(tick, at + 2, length));
            at += 2 + length;
        }
    }
}
