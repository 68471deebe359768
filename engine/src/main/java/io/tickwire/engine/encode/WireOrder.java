package io.tickwire.engine.encode;

import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Longs in the byte orders of the wire, in memory whose bounds the caller has checked: as a buffer names it, by
 * {@link UnsafeBuffer#byteArray} and an address from {@link UnsafeBuffer#addressOffset} on.
 * Thread: any
 */
final class WireOrder
{
    /** Whether memory has the order of msgpack by itself, rather than that of SBE. */
    static final boolean IS_NATIVE_BIG = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

    private WireOrder()
    {
    }

    static void putBig(final byte[] base, final long address, final long value)
    {
        UnsafeApi.putLong(base, address, IS_NATIVE_BIG ? value : Long.reverseBytes(value));
    }

    static void putBigShort(final byte[] base, final long address, final short value)
    {
        UnsafeApi.putShort(base, address, IS_NATIVE_BIG ? value : Short.reverseBytes(value));
    }

    static void putLittle(final byte[] base, final long address, final long value)
    {
        UnsafeApi.putLong(base, address, IS_NATIVE_BIG ? Long.reverseBytes(value) : value);
    }
}
