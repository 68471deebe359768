package io.tickwire.transport.ingest;

import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.WireForm;

import java.nio.ByteBuffer;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A publisher's map; of the first byte, one bit chooses JSON or msgpack, one whether whole numbers are mantissas. It is
 * refused with a code, or its good ticks become a frame in SBE that is good from its first byte to its last.
 */
public final class MapTicksFuzz
{
    private static final Publisher PUBLISHER = new Publisher();
    private static final MapTicks TICKS =
        new MapTicks(PUBLISHER.names, PUBLISHER.checks, Publisher.MAX_TICK_BYTES);
    private static final TickFrameDecoder DECODER = new TickFrameDecoder();

    private MapTicksFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        if (data.length == 0)
        {
            return;
        }

        final ByteBuffer payload = ByteBuffer.wrap(Arrays.copyOfRange(data, 1, data.length));
        try
        {
            switch (TICKS.kindOf(payload, (data[0] & 1) == 0 ? WireForm.JSON : WireForm.MSGPACK))
            {
                case TICK -> assertGood(payload, (data[0] & 2) != 0);
                case DEFINITION -> TICKS.definition(payload).apply(PUBLISHER.grants);
                default ->
                {
                    // What any client may send is for the reader of commands.
                }
            }
        }
        catch (final BadCommandException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
    }

    private static void assertGood(final ByteBuffer payload, final boolean isScaled) throws BadCommandException
    {
        final Refusals refusals = new Refusals();
        TICKS.read(payload, isScaled, PUBLISHER.grants, refusals, Publisher.NOW_NS);
        assertEquals(0, payload.position());
        assertEquals(TICKS.accepted() == 0, TICKS.length() == 0);
        if (TICKS.length() == 0)
        {
            return;
        }

        DECODER.wrap(TICKS.frame(), 0, TICKS.length());
        assertTrue(DECODER.count() >= TICKS.accepted());
        while (DECODER.next())
        {
            assertNull(PUBLISHER.checks.faultOf(DECODER, PUBLISHER.grants, Publisher.NOW_NS));
        }
    }
}
