package io.tickwire.transport.ws;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * How permessage-deflate is granted and used.
 *
 * @param isEnabled    whether it is granted to clients that offer it.
 * @param minBytes     of a message of ours that is deflated; shorter ones go as they are.
 * @param level        of zlib, 1 to 9.
 * @param keepsContext whether a client may deflate with what it said before, at the cost of 32 KiB for it.
 * Thread: any
 */
public record Compression(boolean isEnabled, int minBytes, int level, boolean keepsContext)
{
    private static final int MAX_MIN_BYTES = 1 << 16;
    private static final int MAX_LEVEL = 9;

    public Compression
    {
        requireRange("compression.minBytes", minBytes, 0, MAX_MIN_BYTES);
        requireRange("compression.level", level, 1, MAX_LEVEL);
    }

    /**
     * What holds where nothing is set.
     */
    public static Compression defaults()
    {
        return new Compression(true, 128, 1, false);
    }
}
