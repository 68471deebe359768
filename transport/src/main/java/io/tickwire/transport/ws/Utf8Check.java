package io.tickwire.transport.ws;

import java.nio.ByteBuffer;

/**
 * Whether bytes that come in pieces are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. It
 * tells with the first byte that can not be right.
 * Thread: io-<n>
 */
public final class Utf8Check
{
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LAST_ASCII = 0x7F;
    private static final int CONTINUATION_MIN = 0x80;
    private static final int CONTINUATION_MAX = 0xBF;

    private int pending;
    private int lower = CONTINUATION_MIN;
    private int upper = CONTINUATION_MAX;

    public void reset()
    {
        pending = 0;
        lower = CONTINUATION_MIN;
        upper = CONTINUATION_MAX;
    }

    /**
     * Whether what came so far ends with a whole character.
     */
    public boolean isComplete()
    {
        return pending == 0;
    }

    /**
     * Take in bytes from a position to a limit, both absolute.
     *
     * @return false where they can not be UTF-8.
     */
    boolean accept(final ByteBuffer bytes, final int from, final int to)
    {
        int at = from;
        while (at < to)
        {
            if (pending == 0 && at + Long.BYTES <= to && (bytes.getLong(at) & HIGH_BITS) == 0)
            {
                at += Long.BYTES;
            }
            else if (!accept(bytes.get(at++) & 0xFF))
            {
                return false;
            }
        }

        return true;
    }

    /**
     * Take in a byte.
     *
     * @param value without a sign.
     * @return false where it can not be UTF-8.
     */
    public boolean accept(final int value)
    {
        if (pending == 0)
        {
            return value <= LAST_ASCII || begin(value);
        }
        if (value < lower || value > upper)
        {
            return false;
        }
        pending--;
        lower = CONTINUATION_MIN;
        upper = CONTINUATION_MAX;

        return true;
    }

    private boolean begin(final int value)
    {
        if (value >= 0xC2 && value <= 0xDF)
        {
            pending = 1;
        }
        else if (value >= 0xE0 && value <= 0xEF)
        {
            pending = 2;
            lower = value == 0xE0 ? 0xA0 : CONTINUATION_MIN;
            upper = value == 0xED ? 0x9F : CONTINUATION_MAX;
        }
        else if (value >= 0xF0 && value <= 0xF4)
        {
            pending = 3;
            lower = value == 0xF0 ? 0x90 : CONTINUATION_MIN;
            upper = value == 0xF4 ? 0x8F : CONTINUATION_MAX;
        }
        else
        {
            return false;
        }

        return true;
    }
}
