package io.tickwire.transport.http;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.ws.Compression;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HandshakeTest
{
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int BAD_REQUEST = 400;
    private static final int UPGRADE_REQUIRED = 426;

    private final HeaderMap headers = new HeaderMap();
    private final HttpServerExchange exchange = new HttpServerExchange(null, headers, new HeaderMap(), 0);

    @BeforeEach
    void ask()
    {
        exchange.setRequestMethod(Methods.GET);
        exchange.setProtocol(Protocols.HTTP_1_1);
        headers.put(Headers.HOST, "localhost");
        headers.put(Headers.UPGRADE, "websocket");
        headers.put(Headers.CONNECTION, "Upgrade");
        headers.put(Headers.SEC_WEB_SOCKET_VERSION, "13");
        headers.put(Headers.SEC_WEB_SOCKET_KEY, KEY);
    }

    /** The example of RFC 6455, section 1.3. */
    @Test
    void shouldAnswerTheKey() throws HandshakeRefusedException
    {
        assertEquals(new Handshake(null, null, null, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", null), handshake());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "keep-alive, Upgrade | websocket",
        "UPGRADE | WebSocket",
        "upgrade , keep-alive | h2c, websocket"})
    void shouldTakeTokensInAnyCase(final String connection, final String upgrade) throws HandshakeRefusedException
    {
        headers.put(Headers.CONNECTION, connection);
        headers.put(Headers.UPGRADE, upgrade);

        assertTrue(Handshake.isAskedFor(exchange));
        assertNull(handshake().encoding());
    }

    @Test
    void shouldTakeTokensOfSeveralHeaders() throws HandshakeRefusedException
    {
        headers.put(Headers.CONNECTION, "keep-alive").add(Headers.CONNECTION, "Upgrade");

        assertNull(handshake().encoding());
    }

    @Test
    void shouldRefuseAnotherMethod()
    {
        exchange.setRequestMethod(Methods.POST);

        assertRefused(BAD_REQUEST, "a handshake is a GET: POST");
    }

    @Test
    void shouldRefuseHttp10()
    {
        exchange.setProtocol(Protocols.HTTP_1_0);

        assertRefused(BAD_REQUEST, "a handshake needs HTTP/1.1: HTTP/1.0");
    }

    @Test
    void shouldRefuseWhatDoesNotAskForAWebSocket()
    {
        headers.put(Headers.UPGRADE, "h2c");
        assertFalse(Handshake.isAskedFor(exchange));
        assertRefused(UPGRADE_REQUIRED, "Upgrade must have the token websocket: [h2c]");

        headers.remove(Headers.UPGRADE);
        assertFalse(Handshake.isAskedFor(exchange));
        assertRefused(UPGRADE_REQUIRED, "Upgrade must have the token websocket: null");
    }

    @Test
    void shouldRefuseAConnectionThatIsKept()
    {
        headers.put(Headers.CONNECTION, "keep-alive");
        assertRefused(BAD_REQUEST, "Connection must have the token Upgrade: [keep-alive]");

        headers.remove(Headers.CONNECTION);
        assertRefused(BAD_REQUEST, "Connection must have the token Upgrade: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "14", "013", "x"})
    void shouldAskForVersion13(final String version)
    {
        headers.put(Headers.SEC_WEB_SOCKET_VERSION, version);

        assertRefused(UPGRADE_REQUIRED, "Sec-WebSocket-Version must be 13: " + version);
    }

    @Test
    void shouldAskForAVersion()
    {
        headers.remove(Headers.SEC_WEB_SOCKET_VERSION);

        assertRefused(UPGRADE_REQUIRED, "Sec-WebSocket-Version must be 13: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZWQ=", "*GhlIHNhbXBsZSBub25jZQ=="})
    void shouldRefuseAKeyThatIsNone(final String key)
    {
        headers.put(Headers.SEC_WEB_SOCKET_KEY, key);

        assertRefused(BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64: " + key);
    }

    @Test
    void shouldRefuseToGoWithoutAKey()
    {
        headers.remove(Headers.SEC_WEB_SOCKET_KEY);

        assertRefused(BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
    void shouldRefuseASecondOfAHeaderThatMustBeOne(final String name)
    {
        headers.add(new HttpString(name), headers.getFirst(name));

        assertRefused(BAD_REQUEST, "a handshake has one header " + name);
    }

    @Test
    void shouldRefuseToGoWithoutAHost()
    {
        headers.remove(Headers.HOST);

        assertRefused(BAD_REQUEST, "a handshake has a header Host");
    }

    @Test
    void shouldRefuseAKeyWithoutItsPadding()
    {
        headers.put(Headers.SEC_WEB_SOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ");

        assertRefused(BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64: dGhlIHNhbXBsZSBub25jZQ");
    }

    @ParameterizedTest
    @CsvSource({
        "json, , true", "msgpack, , true", "compact, , false", "sbe, , false",
        "json, true, true", "sbe, true, true", "compact, true, true",
        "json, false, false", "sbe, false, false"})
    void shouldDeflateFastEncodingsOnlyWhereThatIsAskedFor(
        final String encoding, final String compress, final boolean isDeflated) throws HandshakeRefusedException
    {
        headers.put(Headers.SEC_WEB_SOCKET_EXTENSIONS, "permessage-deflate");
        exchange.addQueryParam("encoding", encoding);
        if (compress != null)
        {
            exchange.addQueryParam("compress", compress);
        }

        assertEquals(isDeflated, handshake().deflate() != null);
    }

    @Test
    void shouldRefuseAnotherWishToCompress()
    {
        exchange.addQueryParam("compress", "gzip");

        assertRefused(BAD_REQUEST, "compress must be true or false: compress=gzip");
    }

    @Test
    void shouldReadSeveralHeadersOfExtensions() throws HandshakeRefusedException
    {
        headers.add(Headers.SEC_WEB_SOCKET_EXTENSIONS, "foo; bar=1, permessage-deflate; unheard_of");
        headers.add(Headers.SEC_WEB_SOCKET_EXTENSIONS, "permessage-deflate; server_max_window_bits=9");

        assertEquals(9, handshake().deflate().windowBits());
    }

    @Test
    void shouldRefuseExtensionsThatAreMalformed()
    {
        headers.put(Headers.SEC_WEB_SOCKET_EXTENSIONS, "permessage-deflate; a b");

        assertRefused(
            BAD_REQUEST, "Sec-WebSocket-Extensions is malformed: character 23 of permessage-deflate; a b");
    }

    @Test
    void shouldDeflateNothingWhereThatIsSwitchedOff() throws HandshakeRefusedException
    {
        headers.put(Headers.SEC_WEB_SOCKET_EXTENSIONS, "permessage-deflate");

        assertNull(Handshake.of(exchange, Endpoint.GENERAL, new Compression(false, 0, 1, false)).deflate());
    }

    @ParameterizedTest
    @CsvSource({"json, JSON", "msgpack, MSGPACK", "compact, COMPACT", "sbe, SBE"})
    void shouldEchoTheSubprotocol(final String name, final Encoding encoding) throws HandshakeRefusedException
    {
        headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, "tickwire.v1." + name);

        assertEquals(encoding, handshake().encoding());
        assertEquals("tickwire.v1." + name, handshake().subprotocol());
    }

    @Test
    void shouldTakeTheClientsFirstThatIsSpoken() throws HandshakeRefusedException
    {
        headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, "chat, tickwire.v2.json,tickwire.v1.sbe , tickwire.v1.json");

        assertEquals("tickwire.v1.sbe", handshake().subprotocol());
    }

    @Test
    void shouldTakeTheFirstOfSeveralHeadersThatIsSpoken() throws HandshakeRefusedException
    {
        headers.add(Headers.SEC_WEB_SOCKET_PROTOCOL, "chat");
        headers.add(Headers.SEC_WEB_SOCKET_PROTOCOL, "mqtt, tickwire.v1.msgpack");
        headers.add(Headers.SEC_WEB_SOCKET_PROTOCOL, "tickwire.v1.json");

        assertEquals("tickwire.v1.msgpack", handshake().subprotocol());
        assertEquals(Encoding.MSGPACK, handshake().encoding());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "json", "tickwire.v1.", "tickwire.v1.xml", "TICKWIRE.V1.JSON"})
    void shouldListWhatIsSpokenWhereItIsNoneOfThem(final String name)
    {
        headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, name);

        assertRefused(BAD_REQUEST, "no such subprotocol: [" + name + "], there are " +
            "tickwire.v1.json, tickwire.v1.msgpack, tickwire.v1.compact, tickwire.v1.sbe");
    }

    @ParameterizedTest
    @CsvSource({
        "json, JSON", "msgpack, MSGPACK", "compact, COMPACT", "sbe, SBE", "tickwire.v1.msgpack, MSGPACK"})
    void shouldTakeAnEncodingOfBrowsers(final String name, final Encoding encoding) throws HandshakeRefusedException
    {
        exchange.addQueryParam("encoding", name);

        assertEquals(encoding, handshake().encoding());
        assertNull(handshake().subprotocol());
    }

    @Test
    void shouldHearTheSubprotocolRatherThanTheParameter() throws HandshakeRefusedException
    {
        exchange.addQueryParam("encoding", "json");
        headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, "tickwire.v1.sbe");

        assertEquals(Encoding.SBE, handshake().encoding());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "", "JSON"})
    void shouldRefuseEncodingsThatAreNotSpoken(final String name)
    {
        exchange.addQueryParam("encoding", name);

        assertRefused(BAD_REQUEST, "encoding must be json, msgpack, compact or sbe: encoding=" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "GENERAL, , str, JSON_STRING",
        "GENERAL, json, str, JSON_STRING",
        "GENERAL, msgpack, scaled, MSGPACK_SCALED",
        "GENERAL, compact, scaled, COMPACT_SCALED",
        "LIVE, , scaled, MSGPACK_SCALED"})
    void shouldWriteNumbersAsAskedFor(
        final Endpoint endpoint, final String encoding, final String num, final Encoding expected)
        throws HandshakeRefusedException
    {
        if (encoding != null)
        {
            exchange.addQueryParam("encoding", encoding);
        }
        exchange.addQueryParam("num", num);

        assertEquals(expected, Handshake.of(exchange, endpoint, Compression.defaults()).encoding());
    }

    @ParameterizedTest
    @CsvSource({"json, scaled", "msgpack, str", "compact, str", "sbe, str", "sbe, scaled", "json, float"})
    void shouldRefuseNumbersThatTheEncodingHasNot(final String encoding, final String num)
    {
        exchange.addQueryParam("encoding", encoding);
        exchange.addQueryParam("num", num);

        assertRefused(BAD_REQUEST,
            "num must be str with json, or scaled with msgpack or compact: num=" + num + " encoding=" + encoding);
    }

    private Handshake handshake() throws HandshakeRefusedException
    {
        return Handshake.of(exchange, Endpoint.GENERAL, Compression.defaults());
    }

    private void assertRefused(final int status, final String message)
    {
        final HandshakeRefusedException refused =
            assertThrows(HandshakeRefusedException.class, this::handshake);

        assertEquals(message, refused.getMessage());
        assertEquals(status, refused.status());
    }
}
