package io.tickwire.transport.http;

import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a client is answered that does not come in.
 */
class UpgradeHandlerTest
{
    private static final int ATTEMPTS = 3;

    private final ServerCounters counters = new ServerCounters();
    private final Identities identities = new Identities(
        null, Principal.NOBODY, Principal.NOBODY, Limits.defaults().identity(), counters);
    private final UpgradeHandler handler = new UpgradeHandler(
        new UpgradeHandler.Places(List.of(), null, true),
        new ConnectionGate(new Limits.Connections(1, 1, ATTEMPTS, 86_400_000)),
        identities,
        new Credentials(identities, false),
        new Sessions(),
        counters,
        new UpgradeHandler.Rules(Limits.defaults(), Compression.defaults()),
        null);
    private final Listeners server = new Listeners(
        new EntryHandler(exchange -> handler.handle(exchange, Endpoint.GENERAL), Network.open(), counters),
        1,
        Limits.defaults(),
        Network.open(),
        counters);

    @BeforeEach
    void start() throws Listeners.NotOpenedException
    {
        server.open(InetAddress.getLoopbackAddress().getHostAddress(), 0, false);
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @Test
    void shouldSayWhichVersionIsSpoken() throws IOException
    {
        final String answer = ask("HTTP/1.1", "Sec-WebSocket-Version: 8");

        assertTrue(answer.startsWith("HTTP/1.1 426 "), answer);
        assertTrue(answer.contains("\r\nSec-WebSocket-Version: 13\r\n"), answer);
        assertTrue(answer.endsWith("Sec-WebSocket-Version must be 13: 8\n"), answer);
        assertEquals(1, counters.get(ServerCounter.HANDSHAKES_REFUSED));
    }

    @Test
    void shouldSayWhatIsWrongWithTheKey() throws IOException
    {
        final String answer = ask("HTTP/1.1", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.endsWith("Sec-WebSocket-Key must be 16 bytes in base64: short\n"), answer);
        assertEquals(1, counters.get(ServerCounter.HANDSHAKES_REFUSED));
    }

    @Test
    void shouldRefuseHttp10() throws IOException
    {
        final String answer = ask("HTTP/1.0", "Sec-WebSocket-Version: 13");

        assertTrue(answer.contains(" 400 "), answer);
        assertTrue(answer.endsWith("a handshake needs HTTP/1.1: HTTP/1.0\n"), answer);
    }

    @Test
    void shouldSayWhenToComeAgainAfterTooManyAttempts() throws IOException
    {
        for (int i = 0; i < ATTEMPTS; i++)
        {
            assertTrue(ask("HTTP/1.1").startsWith("HTTP/1.1 426 "));
        }
        final String answer = ask("HTTP/1.1");

        assertTrue(answer.startsWith("HTTP/1.1 429 "), answer);
        assertTrue(answer.contains("\r\nRetry-After: 28"), answer);
        assertTrue(answer.contains("too many connection attempts: come again in 28"), answer);
        assertEquals(1, counters.get(ServerCounter.ATTEMPTS_REFUSED));
        assertEquals(ATTEMPTS, counters.get(ServerCounter.HANDSHAKES_REFUSED));
    }

    @Test
    void shouldLetNobodyInWhileItGoesDown() throws IOException
    {
        handler.drain();
        final String answer = ask("HTTP/1.1", "Sec-WebSocket-Version: 13");

        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("\r\nRetry-After: 1\r\n"), answer);
        assertTrue(answer.endsWith("the server is going down\n"), answer);
    }

    private String ask(final String protocol, final String... headers) throws IOException
    {
        final InetSocketAddress address = server.addresses().get(0);
        try (Socket socket = new Socket(address.getAddress(), address.getPort()))
        {
            final String request = "GET /ws " + protocol + "\r\nHost: here\r\nUpgrade: websocket\r\n" +
                "Connection: Upgrade, close\r\n" + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") +
                "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
