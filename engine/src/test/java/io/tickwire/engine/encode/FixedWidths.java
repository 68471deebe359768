package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Where the values of fixed width stand in a msgpack message, and all that is not in them. */
final class FixedWidths
{
    private static final int FLOAT64 = 0xcb;
    private static final int UINT64 = 0xcf;
    private static final int INT64 = 0xd3;
    private static final int STR8 = 0xd9;
    private static final int UUID_BYTES = 36;

    private final byte[] rest;
    private final Map<Integer, Integer> leadByOffset = new TreeMap<>();

    FixedWidths(final byte[] bytes, final int offset, final int length) throws IOException
    {
        rest = Arrays.copyOfRange(bytes, offset, offset + length);
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(rest.clone()))
        {
            final boolean isMap = unpacker.getNextFormat().getValueType().isMapType();
            final int values = isMap ? 2 * unpacker.unpackMapHeader() : unpacker.unpackArrayHeader();
            for (int i = 0; i < values; i++)
            {
                final int at = (int)unpacker.getTotalReadBytes();
                unpacker.skipValue();
                blank(at, (int)unpacker.getTotalReadBytes());
            }
            assertEquals(length, unpacker.getTotalReadBytes());
        }
    }

    /** The lead byte of each value that is patched, by its offset. */
    Map<Integer, Integer> leadByOffset()
    {
        return leadByOffset;
    }

    /** The message with nothing where it is patched. */
    byte[] rest()
    {
        return rest;
    }

    private void blank(final int at, final int end)
    {
        final int lead = rest[at] & 0xff;
        if (lead == FLOAT64 || lead == UINT64 || lead == INT64)
        {
            assertEquals(at + 1 + Long.BYTES, end);
            leadByOffset.put(at, lead);
            Arrays.fill(rest, at + 1, end, (byte)0);
        }
        else if (lead == STR8 && end - at == UUID_BYTES + 2 && rest[at + 2 + 8] == '-')
        {
            Arrays.fill(rest, at + 2, end, (byte)0);
        }
    }
}
