package io.tickwire.engine.capture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CaptureReaderTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldReadCf() throws IOException
    {
        final Path file = write("cf", """
            configuration: {"trades":["A"]}
            wss://venue/stream?streams=a@trade <-> 1618677816.8434298
            wss://venue/stream?streams=a@trade <- 1618677817.5: {"type":"subscribe"}
            1618677818: {"a": "x: y"}
            https://venue/api/v3/depth?symbol=AB&limit=5 -> 1618677819.000000001: {"bids":[]}
            https://venue/api/v2/order_book/abeur -> 1618677820.1: {}
            https://venue/products -> 1618677821.1: []
            1618677822.25: b'\\x00a\\n\\'\\xff'
            """);

        assertEquals(
            List.of(
                "CONNECTED 0 1618677816843429800 wss://venue/stream?streams=a@trade null []",
                "SENT 0 1618677817500000000 wss://venue/stream?streams=a@trade null [{\"type\":\"subscribe\"}]",
                "RECEIVED 0 1618677818000000000 wss://venue/stream?streams=a@trade null [{\"a\": \"x: y\"}]",
                "ANSWER 0 1618677819000000001 https://venue/api/v3/depth?symbol=AB&limit=5 AB [{\"bids\":[]}]",
                "ANSWER 0 1618677820100000000 https://venue/api/v2/order_book/abeur abeur [{}]",
                "ANSWER 0 1618677821100000000 https://venue/products null [[]]",
                "RECEIVED 0 1618677822250000000 wss://venue/stream?streams=a@trade null [\u0000a\n'\u00ff]"),
            read(null, file));
    }

    @Test
    void shouldMergeFilesByTime() throws IOException
    {
        final Path first = write("1", "1.5: a\n3: b\n");
        final Path second = write("2", "1: c\n3: d\n3.000000001: e\n");

        assertEquals(
            List.of("[c]", "[a]", "[b]", "[d]", "[e]"),
            read(CaptureFormat.CF, first, second).stream().map(line -> line.substring(line.indexOf('['))).toList());
    }

    @Test
    void shouldReadHft() throws IOException
    {
        final Path file = write("hft", """
            1723161253937085768 {"lastUpdateId":5,"bids":[],"asks":[]}
            1723161253937085769 {"stream":"ab@trade","data":{"e":"trade","s":"AB"}}
            """);

        assertEquals(
            List.of(
                "ANSWER 0 1723161253937085768 null AB [{\"lastUpdateId\":5,\"bids\":[],\"asks\":[]}]",
                "RECEIVED 0 1723161253937085769 null null " +
                    "[{\"stream\":\"ab@trade\",\"data\":{\"e\":\"trade\",\"s\":\"AB\"}}]"),
            read(null, file));
    }

    @Test
    void shouldReadConnectionsOfCfjEachInItsPlace() throws IOException
    {
        final Path file = write("cfj", """
            {"t":"header","format":2}
            {"t":"http","conn":"h","ts":1.0,"url":"https://venue/depth?symbol=AB","data":"{}"}
            {"t":"connect","conn":"w1","ts":2,"addr":"wss://one"}
            {"t":"recv","conn":"w1","ts":4.5,"data":"{\\"a\\":\\"\\u00e9\\"}"}
            {"t":"recv","conn":"w1","ts":6,"data":"late"}
            {"t":"connect","conn":"w2","ts":3,"addr":"wss://two"}
            {"data":"op","ts":3.5,"conn":"w2","t":"send"}
            {"t":"recv","conn":"w2","ts":5,"data":"[]"}
            """);

        assertEquals(
            List.of(
                "ANSWER 0 1000000000 https://venue/depth?symbol=AB AB [{}]",
                "CONNECTED 1 2000000000 wss://one null []",
                "CONNECTED 2 3000000000 wss://two null []",
                "SENT 2 3500000000 wss://two null [op]",
                "RECEIVED 1 4500000000 wss://one null [{\"a\":\"\u00c3\u00a9\"}]",
                "RECEIVED 2 5000000000 wss://two null [[]]",
                "RECEIVED 1 6000000000 wss://one null [late]"),
            read(null, file));
    }

    @Test
    void shouldTakeMessagesOfRxnsAsTheyStandThere() throws IOException
    {
        final Path file = write("rxns", """
            {"captured_at": "1970-01-01T00:00:10.5+00:00", "url": "wss://venue/v2"}
            {"rx_ns": 500, "dir": "tx", "frame": {"op": "sub"}}
            {"rx_ns": 700, "frame": {"price":0.50930100, "a":[ 1 ]}}
            """);

        assertEquals(
            List.of(
                "CONNECTED 0 10500000000 wss://venue/v2 null []",
                "SENT 0 10500000000 wss://venue/v2 null [{\"op\": \"sub\"}]",
                "RECEIVED 0 10500000200 wss://venue/v2 null [{\"price\":0.50930100, \"a\":[ 1 ]}]"),
            read(null, file));
    }

    @Test
    void shouldReadLines() throws IOException
    {
        final Path file = write("lines", "{\"a\":1}\r\n\n[2]");

        assertEquals(
            List.of("RECEIVED 0 1 null null [{\"a\":1}]", "RECEIVED 0 3 null null [[2]]"), read(null, file));
        assertEquals(CaptureFormat.LINES, CaptureFormat.of("bybit"));
    }

    @Test
    void shouldReadLinesOfAnyLength() throws IOException
    {
        final String longLine = '[' + "1,".repeat(200_000) + "1]";
        final Path file = write("lines", longLine + "\n[]\n" + longLine);

        final List<String> events = read(null, file);
        assertEquals("RECEIVED 0 1 null null [" + longLine + ']', events.get(0));
        assertEquals("RECEIVED 0 2 null null [[]]", events.get(1));
        assertEquals("RECEIVED 0 3 null null [" + longLine + ']', events.get(2));
    }

    @Test
    void shouldReadSbe() throws IOException
    {
        final ByteBuffer frames = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN)
            .putLong(7).putInt(9).put("binary 01".getBytes(StandardCharsets.US_ASCII))
            .putLong(8).putInt(0)
            .putLong(9).putInt(1).put((byte)'x');
        final Path file = write("sbe", Arrays.copyOf(frames.array(), frames.position()));

        assertEquals(
            List.of("RECEIVED 0 7 null null [binary 01]", "RECEIVED 0 8 null null []", "RECEIVED 0 9 null null [x]"),
            read(null, file));
        final Path cut = write("cut", Arrays.copyOf(frames.array(), 20));
        assertRefused("ends within a frame", CaptureFormat.SBE, cut);
    }

    @Test
    void shouldReadPayloadsOfPcapng() throws IOException
    {
        for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
        {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(block(order, PcapngSource.SECTION, ByteBuffer.allocate(16).order(order)
                .putInt(0x1A2B3C4D).putInt(1).putLong(-1)));
            out.write(block(order, 1, ByteBuffer.allocate(16).order(order)
                .putShort((short)1).putShort((short)0).putInt(0)
                .putShort((short)9).putShort((short)1).put((byte)9).put(new byte[3])));
            final byte[] packet = packet("hello");
            out.write(block(order, 6, ByteBuffer.allocate(20 + 48).order(order)
                .putInt(0).putInt(1).putInt(5).putInt(packet.length).putInt(packet.length).put(packet)));
            out.write(block(order, 5, ByteBuffer.allocate(8)));

            assertEquals(
                List.of("RECEIVED 0 " + ((1L << 32) + 5) + " null null [hello]"),
                read(null, write("pcap" + order, out.toByteArray())));
        }
    }

    @Test
    void shouldSayWhichFileIsWrongAndWhere() throws IOException
    {
        assertRefused("no such file", null, folder.resolve("nothing"));
        assertRefused("not a file but a folder", null, folder);
        assertRefused("is empty", null, write("empty", ""));
        assertRefused("can not be told", null, write("text", "hello\n"));
        assertRefused("line 2", CaptureFormat.HFT, write("hft", "1 {}\nhello\n"));
        assertRefused("line 1", CaptureFormat.CF, write("cf", "wss://venue 5 5\n"));
        assertRefused("line 1", CaptureFormat.CF, write("cf", "1.2.3: {}\n"));
        assertRefused("line 1", CaptureFormat.CFJ, write("cfj", "{\"t\":\"recv\",\"conn\":1}\n"));
        assertRefused("line 1", CaptureFormat.RXNS, write("rxns", "{\"frame\":{}\n"));
    }

    @Test
    void shouldSayThatGzipIsDamaged() throws IOException
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out))
        {
            for (int i = 0; i < 50_000; i++)
            {
                gzip.write(("{\"n\":" + i * 7919L + "}\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        final byte[] whole = out.toByteArray();
        final byte[] flipped = whole.clone();
        Arrays.fill(flipped, whole.length / 2, whole.length / 2 + 100, (byte)0xFF);

        assertEquals(50_000, read(null, write("whole.gz", whole)).size());
        assertRefused("cut off", CaptureFormat.LINES, write("cut.gz", Arrays.copyOf(whole, whole.length / 2)));
        assertRefused("damaged", CaptureFormat.LINES, write("flipped.gz", flipped));
    }

    @Test
    void shouldReadBytesAsPythonPrintsThem()
    {
        final byte[] text = "b'\\x00\\\\\\t\\r'".getBytes(StandardCharsets.US_ASCII);
        final PythonBytes literal = new PythonBytes();

        assertTrue(PythonBytes.isLiteral(text, 0, text.length));
        final int length = literal.read(text, 0, text.length);
        assertArrayEquals(new byte[] {0, '\\', '\t', '\r'}, Arrays.copyOf(literal.bytes(), length));
    }

    private static byte[] block(final ByteOrder order, final int type, final ByteBuffer body)
    {
        final int length = 12 + body.capacity();

        return ByteBuffer.allocate(length).order(order)
            .putInt(type).putInt(length).put(body.array()).putInt(length).array();
    }

    private static byte[] packet(final String payload)
    {
        return ByteBuffer.allocate(14 + 20 + 8 + payload.length())
            .put(new byte[12]).putShort((short)0x0800)
            .put((byte)0x45).put(new byte[8]).put((byte)17).put(new byte[10])
            .putInt(0).putShort((short)(8 + payload.length())).putShort((short)0)
            .put(payload.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static void assertRefused(final String message, final CaptureFormat format, final Path file)
    {
        final CaptureException ex = assertThrows(CaptureException.class, () -> read(format, file));
        assertTrue(ex.getMessage().contains(message), ex.getMessage());
        assertTrue(ex.getMessage().contains(file.toString()), ex.getMessage());
    }

    private static List<String> read(final CaptureFormat format, final Path... files) throws IOException
    {
        final List<String> events = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(List.of(files), format))
        {
            while (reader.next())
            {
                final CaptureEvent event = reader.event();
                events.add("%s %d %d %s %s [%s]".formatted(
                    event.kind(), event.connection(), event.timeNs(), event.url(), event.symbol(),
                    new String(event.buffer(), event.offset(), event.length(), StandardCharsets.ISO_8859_1)));
            }
            assertEquals(reader.totalBytes(), reader.readBytes());
        }

        return events;
    }

    private Path write(final String name, final String text) throws IOException
    {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(final String name, final byte[] bytes) throws IOException
    {
        return Files.write(folder.resolve(name), bytes);
    }
}
