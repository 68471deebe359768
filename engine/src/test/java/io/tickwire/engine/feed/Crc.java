package io.tickwire.engine.feed;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The checksum that venues send with their books, of the text that they make it from.
 */
public final class Crc
{
    private Crc()
    {
    }

    public static long of(final String text)
    {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));

        return crc.getValue();
    }
}
