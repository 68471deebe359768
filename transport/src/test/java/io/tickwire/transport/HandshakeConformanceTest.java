package io.tickwire.transport;

import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * RFC 6455, section 4.2, over sockets.
 */
class HandshakeConformanceTest
{
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = EchoServer.start(Compression.defaults());
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/ws", "/ws/live", "/"})
    void shouldAcceptWhatIsOne(final String path)
    {
        try (EchoClient client = EchoClient.open(server.port(), path, ""))
        {
            assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", client.header("Sec-WebSocket-Accept"));
            assertEquals("websocket", client.header("Upgrade"));
            assertTrue("upgrade".equalsIgnoreCase(client.header("Connection")));
            assertNull(client.header("Sec-WebSocket-Extensions"));
            assertNull(client.header("Sec-WebSocket-Protocol"));
        }
    }

    /** What of a right request is put in another's place. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | GET | POST",
        "400 | GET | PUT",
        "400 | HTTP/1.1 | HTTP/1.0",
        "400 | Host: localhost# | ''",
        "400 | Host: localhost# | Host: localhost#Host: localhost#",
        "400 | Connection: Upgrade# | ''",
        "400 | Connection: Upgrade | Connection: close",
        "426 | Upgrade: websocket# | ''",
        "426 | Upgrade: websocket | Upgrade: h2c",
        "426 | Version: 13 | Version: 8",
        "426 | Version: 13 | Version: 14",
        "426 | Version: 13 | Version: 013",
        "426 | Version: 13 | Version: 13, 8",
        "426 | Sec-WebSocket-Version: 13# | ''",
        "400 | Sec-WebSocket-Version: 13# | Sec-WebSocket-Version: 13#Sec-WebSocket-Version: 13#",
        "400 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==# | ''",
        "400 | dGhlIHNhbXBsZSBub25jZQ== | ''",
        "400 | dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25jZQ",
        "400 | dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25j",
        "400 | dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25jZWVl",
        "400 | dGhlIHNhbXBsZSBub25jZQ== | !!!!!!!!!!!!!!!!!!!!!!==",
        "400 | Version: 13# | Version: 13#Sec-WebSocket-Extensions: permessage-deflate; a b#"})
    void shouldRefuseWhatIsNone(final int status, final String part, final String other)
    {
        final String request = RawSocket.request("/echo", "");
        final String changed = request.replace(part.replace("#", "\r\n"), other.replace("#", "\r\n"));
        assertTrue(!changed.equals(request), part);
        try (EchoClient client = EchoClient.ask(server.port(), changed))
        {
            assertEquals(status, client.status());
            if (status == 426)
            {
                assertEquals("13", client.header("Sec-WebSocket-Version"));
            }
        }
    }

    @Test
    void shouldNotCareForTheOrderAndCaseOfHeaders()
    {
        final String request = "GET /echo HTTP/1.1\r\n" + VERSION.toUpperCase(Locale.ROOT) +
            "connection: keep-alive, UPGRADE\r\nupgrade: WebSocket\r\n" +
            KEY.replace("Sec-WebSocket-Key", "sec-websocket-key") + "HOST: localhost\r\n\r\n";
        try (EchoClient client = EchoClient.ask(server.port(), request))
        {
            assertEquals(101, client.status());
        }
    }

    @Test
    void shouldReadExtensionsOfSeveralHeaders()
    {
        final String offers = "Sec-WebSocket-Extensions: foo; bar=\"baz\"\r\n" +
            "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=3\r\n" +
            "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=12\r\n";
        try (EchoClient client = EchoClient.open(server.port(), "/echo", offers))
        {
            assertTrue(client.header("Sec-WebSocket-Extensions").contains("server_max_window_bits=12"));
        }
    }
}
