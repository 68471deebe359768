package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Venues whose messages are bytes.
 */
class BinaryVenuesTest
{
    private static final int PACKETS = 200;
    private static final int PATIENCE_MS = 90_000;

    @Test
    void shouldTellBinancesFrames() throws IOException
    {
        final Path file = Scene.data().resolve("sbe/binance/btcusdt_stream_transcoded.sbe.gz");
        assumeTrue(Files.exists(file), "no recordings at " + Scene.data());
        final List<String> expected = Scene.recordedBytes(file);
        try (Scene scene = new Scene(List.of(file), options -> options))
        {
            final VenueClient client = scene.connect("/binance-sbe/stream").send(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"btcusdt@bestBidAsk\"," +
                "\"btcusdt@depth\",\"btcusdt@depth20\"],\"id\":1}");

            assertEquals(expected, client.await(expected.size(), message -> !message.startsWith("{")));
            assertEquals("{\"result\":null,\"id\":1}", client.messages().get(0));
            final JsonNode book = Json.read(scene.get("/binance-sbe/api/v3/depth?symbol=BTCUSDT&limit=1"));
            // As of the last change in the recording, by somebody else's program.
            assertEquals(50093301578L, book.path("lastUpdateId").asLong());
            assertEquals("[[\"61758.92\",\"1.47129\"]]", book.path("bids").toString());
            assertEquals("[[\"61758.93\",\"5.52538\"]]", book.path("asks").toString());
            assertEquals("0.01", Json.read(scene.get("/binance-sbe/api/v3/exchangeInfo"))
                .path("symbols").path(0).path("filters").path(0).path("tickSize").asText());
        }
    }

    @Test
    void shouldSendDeribitsDatagramsToEachGroup() throws IOException
    {
        final Path file =
            Scene.data().resolve("sbe/deribit_multicast/sample_capture_v1_6.first3000packets.pcapng.gz");
        assumeTrue(Files.exists(file), "no recordings at " + Scene.data());
        final List<String> expected = Scene.recordedBytes(file).subList(0, PACKETS);
        try (MulticastSocket one = group("239.255.77.1");
            MulticastSocket two = group("239.255.77.2");
            Scene scene = new Scene(List.of(file), options -> options
                .pace("20", "told", false)
                .faults("script", "at 1ms drop line=2", 1)
                .multicast(List.of("239.255.77.1:" + one.getLocalPort(), "239.255.77.2:" + two.getLocalPort()))))
        {
            scene.exchange().go();
            final DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
            int missing = 0;
            for (int i = 0; i < PACKETS; i++)
            {
                one.receive(packet);
                assertEquals(expected.get(i), hex(packet), "line 1, packet " + i);
                if (i < PACKETS - 1)
                {
                    two.receive(packet);
                    missing += hex(packet).equals(expected.get(i + missing)) ? 0 : 1;
                    assertEquals(expected.get(i + missing), hex(packet), "line 2, packet " + i);
                }
            }
            assertEquals(1, missing);
            assertEquals(1, scene.done(0));
        }
    }

    private static String hex(final DatagramPacket packet)
    {
        return HexFormat.of().formatHex(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
    }

    private static MulticastSocket group(final String address) throws IOException
    {
        final MulticastSocket socket = new MulticastSocket(0);
        socket.setReceiveBufferSize(1 << 22);
        socket.setSoTimeout(PATIENCE_MS);
        socket.joinGroup(new InetSocketAddress(address, 0),
            NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));

        return socket;
    }
}
