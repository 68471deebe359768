package io.tickwire.transport.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The beginning of a connection: whether as much is read as lacks, or byte by byte, the same header or none, never a
 * byte behind it; and the client that it names is the one that stands there.
 */
public final class ProxyHeaderFuzz
{
    private static final String MALFORMED = "malformed";
    private static final String CUT_OFF = "cut off";
    private static final int MAX_BYTES = 4_096;

    private ProxyHeaderFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data) throws UnknownHostException
    {
        final String outcome = read(data, Integer.MAX_VALUE);
        assertEquals(outcome, read(data, 1));
        if (!MALFORMED.equals(outcome) && !CUT_OFF.equals(outcome))
        {
            assertEquals(data[0] == 'P' ? line(data) : binary(data), outcome);
        }
    }

    private static String read(final byte[] data, final int most)
    {
        final ProxyHeader header = new ProxyHeader();
        int at = 0;
        try
        {
            while (header.lacking() > 0)
            {
                final int length = Math.min(header.lacking(), most);
                assertTrue(header.lacking() <= ProxyHeader.MAX_LACKING && at + length <= MAX_BYTES);
                if (at + length > data.length)
                {
                    return most == 1 ? CUT_OFF : read(data, 1);
                }
                header.take(ByteBuffer.wrap(data, at, length));
                at += length;
            }
        }
        catch (final ProxyHeader.MalformedException ex)
        {
            return MALFORMED;
        }

        return at + " " + header.source();
    }

    private static String line(final byte[] data) throws UnknownHostException
    {
        final String all = new String(data, ISO_8859_1);
        final int end = all.indexOf("\r\n");
        final String[] words = all.substring(0, end).split(" ");
        final boolean isUnknown = "UNKNOWN".equals(words[1]);
        final InetSocketAddress source = isUnknown ? null :
            new InetSocketAddress(InetAddress.getByName(words[2]), Integer.parseInt(words[4]));

        return end + 2 + " " + source;
    }

    private static String binary(final byte[] data) throws UnknownHostException
    {
        final ByteBuffer fields = ByteBuffer.wrap(data);
        final int length = fields.getShort(14) & 0xFFFF;
        final int addressBytes = data[13] == 0x11 ? 4 : data[13] == 0x21 ? 16 : 0;
        final InetSocketAddress source = data[12] == 0x20 || addressBytes == 0 ? null : new InetSocketAddress(
            InetAddress.getByAddress(Arrays.copyOfRange(data, 16, 16 + addressBytes)),
            fields.getShort(16 + 2 * addressBytes) & 0xFFFF);

        return 16 + length + " " + source;
    }
}
