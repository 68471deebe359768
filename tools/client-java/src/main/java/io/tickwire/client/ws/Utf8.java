package io.tickwire.client.ws;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whether bytes are UTF-8, as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
 * Thread: any
 */
final class Utf8
{
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8()
    {
    }

    static boolean isValid(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        int at = offset;
        while (at < end)
        {
            if (end - at >= Long.BYTES && (buffer.getLong(at) & NOT_ASCII) == 0)
            {
                at += Long.BYTES;
            }
            else if (buffer.getByte(at) >= 0)
            {
                at++;
            }
            else
            {
                final int bytes = sequenceBytes(buffer, at, end);
                if (bytes == 0)
                {
                    return false;
                }
                at += bytes;
            }
        }

        return true;
    }

    /** How long the sequence of this character is; 0: it is none. */
    private static int sequenceBytes(final UnsafeBuffer buffer, final int at, final int end)
    {
        final int lead = buffer.getByte(at) & 0xff;
        final int bytes = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (bytes == 0 || end - at < bytes)
        {
            return 0;
        }
        for (int i = 1; i < bytes; i++)
        {
            if ((buffer.getByte(at + i) & 0xc0) != 0x80)
            {
                return 0;
            }
        }
        final int second = buffer.getByte(at + 1) & 0xff;
        final boolean isWrong = lead == 0xe0 && second < 0xa0 || lead == 0xed && second > 0x9f ||
            lead == 0xf0 && second < 0x90 || lead == 0xf4 && second > 0x8f;

        return isWrong ? 0 : bytes;
    }
}
