package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Headers of the PROXY protocol, in pieces of all sizes, with something behind them that must be left alone.
 */
class ProxyHeaderTest
{
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String TCP4 = "cb007109" + "c0000201" + "dc04" + "01bb";
    private static final String TCP6 =
        "20010db8000000000000000000000005" + "20010db8000000000000000000000001" + "dc04" + "01bb";
    private static final byte[] BEHIND = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443, 203.0.113.9, 56324",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535",
        "PROXY TCP6 2001:db8::5 2001:db8::1 0 443, 2001:db8:0:0:0:0:0:5, 0",
        "PROXY TCP6 ::ffff:203.0.113.9 ::1 56324 443, 203.0.113.9, 56324",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535," +
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 65535"})
    void shouldReadLines(final String line, final String address, final int port) throws Exception
    {
        for (int piece = 1; piece < 120; piece++)
        {
            assertSource(address, port, read(bytes(line + "\r\n"), piece));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "PROXY UNKNOWN", "PROXY UNKNOWN ", "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535"})
    void shouldTakeWhatAProxyDoesNotKnow(final String line) throws Exception
    {
        assertNull(read(bytes(line + "\r\n"), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1", "proxy TCP4 203.0.113.9 192.0.2.1 1 2", "PROXY  TCP4 203.0.113.9 192.0.2.1 1 2",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1", "PROXY TCP4 203.0.113.9 192.0.2.1 1 2 ", "PROXY UDP4 1.1.1.1 2.2.2.2 1 2",
        "PROXY TCP4 203.0.113.9  192.0.2.1 1 2", "PROXY TCP4 203.0.113 192.0.2.1 1 2", "PROXY UNKNOWNS",
        "PROXY TCP4 203.0.113.09 192.0.2.1 1 2", "PROXY TCP4 2001:db8::5 192.0.2.1 1 2", "PROXY TCP4",
        "PROXY TCP6 203.0.113.9 192.0.2.1 1 2", "PROXY TCP4 localhost 192.0.2.1 1 2", "PROXY ", "PROXY\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 65536 2", "PROXY TCP4 203.0.113.9 192.0.2.1 01 2",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1 -2", "PROXY TCP4 203.0.113.9 192.0.2.1 1 2\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1 2\r", "PROXY TCP4 203.0.113.9 192.0.2.1 1 2\rX",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1 99999"})
    void shouldRefuseOtherLines(final String line)
    {
        for (int piece = 1; piece < 20; piece++)
        {
            final int size = piece;
            assertThrows(ProxyHeader.MalformedException.class, () -> read(bytes(line + "\r\n"), size));
        }
    }

    @Test
    void shouldRefuseALineWithoutAnEnd()
    {
        assertThrows(ProxyHeader.MalformedException.class, () -> read(bytes("PROXY UNKNOWN " + "x".repeat(94)), 5));
        assertThrows(
            ProxyHeader.MalformedException.class, () -> read(bytes("PROXY UNKNOWN " + "x".repeat(92) + "\r\n"), 5));
    }

    @ParameterizedTest
    @CsvSource({
        "21, 11, 000c, " + TCP4 + ", 203.0.113.9",
        "21, 11, 0010, " + TCP4 + "04000100, 203.0.113.9",
        "21, 21, 0024, " + TCP6 + ", 2001:db8:0:0:0:0:0:5",
        "21, 00, 0000, '', ",
        "21, 00, 0003, 040000, ",
        "21, 31, 0002, 2f61, ",
        "21, 12, 000c, " + TCP4 + ", ",
        "20, 00, 0000, '', ",
        "20, 11, 000c, " + TCP4 + ", ",
        "20, 21, 0000, '', "})
    void shouldReadVersion2(
        final String command, final String family, final String length, final String rest, final String address)
        throws Exception
    {
        final byte[] header = HexFormat.of().parseHex(SIGNATURE + command + family + length + rest);
        for (int piece = 1; piece <= header.length; piece++)
        {
            final InetSocketAddress source = read(header, piece);
            if (address == null)
            {
                assertNull(source);
            }
            else
            {
                assertSource(address, 0xdc04, source);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "11, 11, 000c", "31, 11, 000c", "22, 11, 000c", "21, 41, 000c", "21, 13, 000c", "21, 11, 000b", "21, 21, 0023",
        "21, 11, 0ff1", "21, 00, ffff", "20, 00, 0ff1"})
    void shouldRefuseOtherHeaders(final String command, final String family, final String length)
    {
        final byte[] header = HexFormat.of().parseHex(SIGNATURE + command + family + length + "00".repeat(0xFFFF));
        assertThrows(ProxyHeader.MalformedException.class, () -> read(header, 7));
    }

    @Test
    void shouldPassOverWhatIsLong() throws Exception
    {
        final String tlvs = "04" + "0fe1" + "00".repeat(0xFE1);
        final byte[] header = HexFormat.of().parseHex(SIGNATURE + "2111" + "0ff0" + TCP4 + tlvs);
        for (final int piece : new int[]{1, 100, 512})
        {
            assertSource("203.0.113.9", 0xdc04, read(header, piece));
        }
    }

    @Test
    void shouldBeSureOfWhateverComes()
    {
        final Random random = new Random(3);
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] header = random.nextBoolean() ?
                bytes("PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n") :
                HexFormat.of().parseHex(SIGNATURE + "2111000f" + TCP4 + "040000");
            for (int k = random.nextInt(3); k >= 0; k--)
            {
                header[random.nextInt(header.length)] = (byte)random.nextInt();
            }
            try
            {
                final ProxyHeader reader = new ProxyHeader();
                int at = 0;
                while (at < header.length && reader.lacking() > 0)
                {
                    final int count = Math.min(header.length - at, 1 + random.nextInt(reader.lacking()));
                    reader.take(ByteBuffer.wrap(header, at, count));
                    at += count;
                }
                assertTrue(reader.lacking() > 0 || at == header.length || header[at - 1] == '\n' || at >= 16);
            }
            catch (final ProxyHeader.MalformedException ex)
            {
                assertTrue(ex.getMessage().length() > 10);
            }
        }
    }

    private static void assertSource(final String address, final int port, final InetSocketAddress source)
    {
        assertEquals(address, source.getAddress().getHostAddress());
        assertEquals(port, source.getPort());
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static InetSocketAddress read(final byte[] bytes, final int piece) throws ProxyHeader.MalformedException
    {
        final ByteBuffer in = ByteBuffer.allocate(bytes.length + BEHIND.length).put(bytes).put(BEHIND).flip();
        final ProxyHeader header = new ProxyHeader();
        while (header.lacking() > 0)
        {
            if (in.remaining() == 0)
            {
                throw new AssertionError("it wants more than there is");
            }
            final int count = Math.min(in.remaining(), Math.min(piece, header.lacking()));
            header.take(in.slice(in.position(), count));
            in.position(in.position() + count);
        }
        final byte[] rest = new byte[in.remaining()];
        in.get(rest);
        assertArrayEquals(BEHIND, rest);

        return header.source();
    }
}
