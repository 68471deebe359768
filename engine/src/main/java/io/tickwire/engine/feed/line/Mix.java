package io.tickwire.engine.feed.line;

/**
 * Spreads a long's bits over all of another one's, and no two longs to the same: MurmurHash3's finalizer.
 * Thread: any
 */
final class Mix
{
    private Mix()
    {
    }

    static long of(final long value)
    {
        long mixed = value + 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CE_B9FE_1A85_EC53L;

        return mixed ^ mixed >>> 33;
    }
}
