package io.tickwire.transport.http;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.Deflate;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A query on the first line, headers on the others: refused with a status and a reason, or, where RFC 6455 and our
 * document have nothing against it, answered with its key, with a subprotocol of ours that was offered, and with no
 * token.
 */
public final class HandshakeFuzz
{
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String PREFIX = "tickwire.v1.";
    private static final Set<String> ENCODINGS = Set.of("json", "msgpack", "compact", "sbe");
    private static final Set<String> NUMBERS = Set.of("str json", "scaled msgpack", "scaled compact");

    private HandshakeFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final List<String> lines = new String(data, StandardCharsets.ISO_8859_1).lines().toList();
        final HeaderMap headers = new HeaderMap();
        final HttpServerExchange exchange = new HttpServerExchange(null, headers, new HeaderMap(), 0);
        exchange.setRequestMethod(Methods.GET);
        exchange.setProtocol(Protocols.HTTP_1_1);
        for (int i = 0; i < lines.size(); i++)
        {
            read(lines.get(i), i == 0, exchange);
        }
        for (final Endpoint endpoint : Endpoint.values())
        {
            shakeHands(exchange, endpoint);
        }
        Handshake.tokensIn(headers).forEach(token -> assertFalse(token.contains(",")));
    }

    private static void read(final String line, final boolean isQuery, final HttpServerExchange exchange)
    {
        if (isQuery)
        {
            for (final String pair : line.split("&"))
            {
                final int equals = pair.indexOf('=');
                exchange.addQueryParam(
                    equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        else if (line.indexOf(':') > 0)
        {
            final int colon = line.indexOf(':');
            exchange.getRequestHeaders().add(
                new HttpString(line.substring(0, colon)), line.substring(colon + 1).strip());
        }
    }

    private static void shakeHands(final HttpServerExchange exchange, final Endpoint endpoint)
    {
        final HeaderMap headers = exchange.getRequestHeaders();
        try
        {
            final Handshake agreed = Handshake.of(exchange, endpoint, Compression.defaults());
            assertTrue(isRight(exchange, endpoint));
            assertEquals(acceptOf(headers.getFirst(Headers.SEC_WEB_SOCKET_KEY)), agreed.accept());
            final List<String> offered = tokens(headers.get(Headers.SEC_WEB_SOCKET_PROTOCOL));
            assertEquals(offered.isEmpty(), agreed.subprotocol() == null);
            assertTrue(offered.isEmpty() || offered.contains(agreed.subprotocol()));
            final Encoding encoding = agreed.encoding() == null ? endpoint.encoding() : agreed.encoding();
            final boolean isFast = encoding.name().startsWith("COMPACT") || encoding == Encoding.SBE;
            if (isFast && !"true".equals(Handshake.parameter(exchange, "compress")))
            {
                assertNull(agreed.deflate());
            }
            agreed.answer(exchange);
            exchange.getResponseHeaders().forEach(values ->
                values.forEach(value -> assertFalse(value.contains("tickwire.token"), value)));
            exchange.getResponseHeaders().clear();
        }
        catch (final HandshakeRefusedException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
            assertFalse(isRight(exchange, endpoint), ex.getMessage());
        }
    }

    /** All conditions at once, by the letter. */
    private static boolean isRight(final HttpServerExchange exchange, final Endpoint endpoint)
    {
        final HeaderMap headers = exchange.getRequestHeaders();
        final String key = headers.getFirst(Headers.SEC_WEB_SOCKET_KEY);
        final boolean isUpgrade =
            has(headers.get(Headers.UPGRADE), "websocket") && has(headers.get(Headers.CONNECTION), "upgrade") &&
            headers.count(Headers.HOST) == 1 &&
            headers.count(Headers.SEC_WEB_SOCKET_VERSION) == 1 &&
            "13".equals(headers.getFirst(Headers.SEC_WEB_SOCKET_VERSION)) &&
            headers.count(Headers.SEC_WEB_SOCKET_KEY) == 1 && key.strip().matches("[A-Za-z0-9+/]{22}==");
        final String compress = Handshake.parameter(exchange, "compress");
        final String publisher = Handshake.parameter(exchange, "publisher");

        return isUpgrade &&
            (compress == null || compress.equals("true") || compress.equals("false")) &&
            (publisher == null || publisher.matches("[A-Za-z0-9._-]{1,64}")) &&
            hasEncoding(exchange, endpoint) && hasExtensions(headers);
    }

    private static boolean hasEncoding(final HttpServerExchange exchange, final Endpoint endpoint)
    {
        final List<String> offered =
            tokens(exchange.getRequestHeaders().get(Headers.SEC_WEB_SOCKET_PROTOCOL));
        final String inQuery = Handshake.parameter(exchange, "encoding");
        final String spoken = offered.stream()
            .filter(name -> name.startsWith(PREFIX) && ENCODINGS.contains(name.substring(PREFIX.length())))
            .findFirst()
            .orElse(offered.isEmpty() ? inQuery : "none of ours");
        final String name = spoken == null ? endpoint.encoding().name().toLowerCase(Locale.ROOT) :
            spoken.startsWith(PREFIX) ? spoken.substring(PREFIX.length()) : spoken;
        final String num = Handshake.parameter(exchange, "num");

        return ENCODINGS.contains(name) && (num == null || NUMBERS.contains(num + " " + name));
    }

    private static boolean hasExtensions(final HeaderMap headers)
    {
        final HeaderValues offers = headers.get(Headers.SEC_WEB_SOCKET_EXTENSIONS);
        try
        {
            Deflate.agree(offers == null ? List.of() : List.copyOf(offers), false);

            return true;
        }
        catch (final ParseException ex)
        {
            return false;
        }
    }

    private static boolean has(final HeaderValues values, final String token)
    {
        return tokens(values).stream().anyMatch(token::equalsIgnoreCase);
    }

    private static List<String> tokens(final HeaderValues values)
    {
        return values == null ? List.of() : Arrays.stream(String.join(",", values).split(","))
            .map(String::strip)
            .filter(token -> !token.isEmpty())
            .toList();
    }

    private static String acceptOf(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                .digest((key.strip() + GUID).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
