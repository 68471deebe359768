package io.tickwire.tools.exchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How messages come: over TLS, in fragments, deflated; and HTTP.
 */
class FramingTest
{
    private static final String SUBSCRIBE = """
        {"type":"subscribe","product_ids":["A-B"],"channels":["matches"]}""";
    private static final int FIN = 0x80;
    private static final int DEFLATED = 0x40;

    @TempDir
    private Path folder;

    @Test
    void shouldSpeakTls() throws IOException, GeneralSecurityException, InterruptedException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, 10)), options -> options.at(0, 0)))
        {
            final HttpClient http =
                HttpClient.newBuilder().sslContext(trusting(scene.exchange().certificate())).build();
            final String place = "://localhost:" + scene.exchange().tlsPort() + "/coinbase/";
            try (VenueClient client = new VenueClient(http, "wss" + place))
            {
                client.send(SUBSCRIBE).await(10, message -> message.contains("\"match\""));
                assertEquals(MadeUp.match(10), client.messages().get(10));
            }
            final HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("https" + place + "products")).build(),
                HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.body().contains("\"A-B\""), answer.body());
        }
    }

    @Test
    void shouldFragment() throws IOException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, 10)), options -> options.frames(50, false));
            Raw raw = new Raw(scene.port(), "/coinbase/", ""))
        {
            // An error is a message of some 80 bytes.
            raw.send("{}");

            final byte[] first = raw.frame();
            final byte[] second = raw.frame();
            assertEquals(0x1, raw.firstOf(0));
            assertEquals(FIN, raw.firstOf(1));
            assertEquals(50, first.length);
            assertEquals("{\"type\":\"error\",\"message\":\"Malformed JSON\"," +
                "\"reason\":\"type must be subscribe or unsubscribe\"}",
                new String(first, StandardCharsets.UTF_8) + new String(second, StandardCharsets.UTF_8));
            scene.connect("/coinbase/").send(SUBSCRIBE).await(message -> message.equals(MadeUp.match(10)));
        }
    }

    @Test
    void shouldDeflate() throws IOException, DataFormatException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, 10)), options -> options.frames(0, true));
            Raw raw = new Raw(
                scene.port(), "/coinbase/", "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
        {
            assertTrue(raw.head().contains("Sec-WebSocket-Extensions: permessage-deflate"), raw.head());
            raw.send("{}");
            final byte[] frame = raw.frame();
            assertEquals(FIN | DEFLATED | 0x1, raw.firstOf(0));

            final Inflater inflater = new Inflater(true);
            inflater.setInput(frame);
            final byte[] text = new byte[1000];
            final int length = inflater.inflate(text);
            inflater.end();
            assertTrue(new String(text, 0, length, StandardCharsets.UTF_8).startsWith("{\"type\":\"error\""));
        }
    }

    @Test
    void shouldTellWhatThereIs() throws IOException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, 10)), options -> options))
        {
            assertEquals("[\"coinbase\"]", scene.get("/"));
            assertEquals(404, VenueClient.answer(scene.port(), "/mars/products").statusCode());
            assertEquals(404, VenueClient.answer(scene.port(), "/coinbase/dance").statusCode());
            assertEquals("coinbase:A-B;channels=trades,book;stream=ws://127.0.0.1:" + scene.port() +
                "/coinbase;rest=http://127.0.0.1:" + scene.port() + "/coinbase", scene.exchange().feed("coinbase"));
        }
    }

    @Test
    void shouldTellVenuesApartFileByFile() throws IOException
    {
        final String quote = "1000000000000000000 {\"e\":\"bookTicker\",\"u\":1,\"s\":\"%s\",%s\"b\":\"1.5\"," +
            "\"B\":\"1\",\"a\":\"2.5\",\"A\":\"1\"}\n";
        final Path usdm = Scene.write(folder, "usdm", String.format(quote, "BTCUSDT", ""));
        final Path coinm = Scene.write(folder, "coinm", String.format(quote, "BTCUSD_PERP", "\"ps\":\"BTCUSD\","));
        try (Scene scene = new Scene(List.of(usdm, coinm, MadeUp.coinbase(folder, 10)), options -> options))
        {
            assertEquals(List.of("binance-coinm", "binance-usdm", "coinbase"), scene.exchange().venues());
            final VenueClient client = scene.connect("/binance-coinm/ws/btcusd_perp@bookTicker");
            assertTrue(client.await(message -> true).contains("\"ps\":\"BTCUSD\""));
            assertTrue(scene.get("/binance-usdm/fapi/v1/exchangeInfo").contains("\"BTCUSDT\""));
        }
    }

    @Test
    void shouldBeginAgain() throws IOException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, 10)), options ->
            options.pace("max", "subscribed", true)))
        {
            for (int i = 0; i < 2; i++)
            {
                final VenueClient client = scene.connect("/coinbase/").send(SUBSCRIBE);
                client.await(10, message -> message.contains("\"match\""));
                assertEquals(1001, client.awaitEnd());
            }
        }
    }

    private static SSLContext trusting(final String certificate) throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("exchange", CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))));
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        return context;
    }

    /**
     * A WebSocket down to its bytes.
     * Thread: any
     */
    private static final class Raw implements AutoCloseable
    {
        private final Socket socket;
        private final DataInputStream in;
        private final StringBuilder head = new StringBuilder();
        private final List<Integer> firsts = new ArrayList<>();

        Raw(final int port, final String path, final String headers) throws IOException
        {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n" +
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (head.indexOf("\r\n\r\n") < 0)
            {
                head.append((char)in.readByte());
            }
            assertTrue(head.indexOf("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") > 0, head.toString());
        }

        String head()
        {
            return head.toString();
        }

        /** Masked by zeros, and shorter than 126 bytes. */
        void send(final String text) throws IOException
        {
            final byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            final byte[] frame = new byte[6 + payload.length];
            frame[0] = (byte)(FIN | 0x1);
            frame[1] = (byte)(0x80 | payload.length);
            System.arraycopy(payload, 0, frame, 6, payload.length);
            socket.getOutputStream().write(frame);
        }

        /** The payload of the next frame, which is shorter than 126 bytes. */
        byte[] frame() throws IOException
        {
            firsts.add(in.readUnsignedByte());
            final byte[] payload = new byte[in.readUnsignedByte()];
            in.readFully(payload);

            return payload;
        }

        int firstOf(final int index)
        {
            return firsts.get(index);
        }

        @Override
        public void close() throws IOException
        {
            socket.close();
        }
    }
}
