package io.tickwire.engine.encode;


/**
 * The canonical text of a UUID: 36 characters, lower case.
 * Thread: any
 */
final class Uuids
{
    static final int TEXT_BYTES = 36;

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int NIBBLE_BITS = 4;
    private static final int NIBBLE = 15;

    private Uuids()
    {
    }

    static void put(final byte[] bytes, final int offset, final long high, final long low)
    {
        int at = digits(bytes, offset, high, Long.SIZE, 8);
        at = digits(bytes, dash(bytes, at), high, 32, 4);
        at = digits(bytes, dash(bytes, at), high, 16, 4);
        at = digits(bytes, dash(bytes, at), low, Long.SIZE, 4);
        digits(bytes, dash(bytes, at), low, 48, 12);
    }

    private static int dash(final byte[] bytes, final int offset)
    {
        bytes[offset] = (byte)'-';

        return offset + 1;
    }

    private static int digits(
        final byte[] bytes, final int offset, final long bits, final int fromBit, final int count)
    {
        int shift = fromBit;
        for (int i = 0; i < count; i++)
        {
            shift -= NIBBLE_BITS;
            bytes[offset + i] = HEX[(int)(bits >>> shift) & NIBBLE];
        }

        return offset + count;
    }
}
