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
import io.undertow.util.StatusCodes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a client asked for in its handshake (RFC 6455, section 4.2), and is granted.
 *
 * @param encoding    of what it is sent; null: it said nothing, so the endpoint's, or what its first frame says.
 * @param subprotocol to be echoed; null: none was asked for.
 * @param deflate     what was agreed on of compression; null: there is none.
 * @param accept      that answers its key.
 * @param publisher   that it says it is; null: it says nothing.
 * Thread: any
 */
record Handshake(Encoding encoding, String subprotocol, Deflate deflate, String accept, String publisher)
{
    static final String VERSION = "13";
    static final HttpString VERSION_HEADER = Headers.SEC_WEB_SOCKET_VERSION;

    private static final String PREFIX = "tickwire.v1.";
    private static final String TOKEN_PREFIX = "tickwire.token.";
    private static final String SPOKEN = "tickwire.v1.json, tickwire.v1.msgpack, tickwire.v1.compact, tickwire.v1.sbe";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int KEY_LENGTH = 24;
    private static final Pattern PUBLISHER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Read a request to a WebSocket endpoint.
     */
    static Handshake of(
        final HttpServerExchange exchange, final Endpoint endpoint, final Compression compression)
        throws HandshakeRefusedException
    {
        requireUpgrade(exchange);
        final String key = keyOf(exchange.getRequestHeaders());
        final String subprotocol = subprotocolOf(exchange.getRequestHeaders());
        final String named = subprotocol == null ? parameter(exchange, "encoding") : subprotocol;
        final String num = parameter(exchange, "num");
        Encoding encoding = named == null ? null : encodingOf(named);
        if (num != null)
        {
            encoding = withNumbers(encoding == null ? endpoint.encoding() : encoding, num);
        }

        final Deflate deflate = deflateOf(exchange, encoding == null ? endpoint.encoding() : encoding, compression);

        return new Handshake(encoding, subprotocol, deflate, acceptOf(key), publisherOf(exchange));
    }

    /**
     * The tokens that stand among the subprotocols, which a browser can say where it can set no header. None of them is
     * ever echoed.
     */
    static List<String> tokensIn(final HeaderMap headers)
    {
        return tokens(headers.get(Headers.SEC_WEB_SOCKET_PROTOCOL)).stream()
            .filter(name -> name.startsWith(TOKEN_PREFIX))
            .map(name -> name.substring(TOKEN_PREFIX.length()))
            .toList();
    }

    /**
     * Whether a request wants to become a WebSocket.
     */
    static boolean isAskedFor(final HttpServerExchange exchange)
    {
        return hasToken(exchange.getRequestHeaders().get(Headers.UPGRADE), "websocket");
    }

    /**
     * What a client of {@code /echo} is granted, where no encoding is spoken.
     */
    static Handshake ofEcho(final HttpServerExchange exchange, final Compression compression)
        throws HandshakeRefusedException
    {
        requireUpgrade(exchange);
        final HeaderMap headers = exchange.getRequestHeaders();

        return new Handshake(null, null, agreed(headers, compression), acceptOf(keyOf(headers)), null);
    }

    /**
     * Tell the client what it is granted.
     */
    void answer(final HttpServerExchange exchange)
    {
        final HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.UPGRADE, "websocket");
        headers.put(Headers.CONNECTION, "Upgrade");
        headers.put(Headers.SEC_WEB_SOCKET_ACCEPT, accept);
        if (subprotocol != null)
        {
            headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, subprotocol);
        }
        if (deflate != null)
        {
            headers.put(Headers.SEC_WEB_SOCKET_EXTENSIONS, deflate.answer());
        }
    }

    private static void requireUpgrade(final HttpServerExchange exchange) throws HandshakeRefusedException
    {
        final HeaderMap headers = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().equals(Methods.GET))
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "a handshake is a GET: " + exchange.getRequestMethod());
        }
        if (!exchange.getProtocol().equals(Protocols.HTTP_1_1))
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "a handshake needs HTTP/1.1: " + exchange.getProtocol());
        }
        if (!isAskedFor(exchange))
        {
            throw new HandshakeRefusedException(
                StatusCodes.UPGRADE_REQUIRED,
                "Upgrade must have the token websocket: " + headers.get(Headers.UPGRADE));
        }
        if (!hasToken(headers.get(Headers.CONNECTION), "upgrade"))
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "Connection must have the token Upgrade: " + headers.get(Headers.CONNECTION));
        }
        if (single(headers, Headers.HOST) == null)
        {
            throw new HandshakeRefusedException(StatusCodes.BAD_REQUEST, "a handshake has a header Host");
        }
        final String version = single(headers, VERSION_HEADER);
        if (!VERSION.equals(version))
        {
            throw new HandshakeRefusedException(
                StatusCodes.UPGRADE_REQUIRED, "Sec-WebSocket-Version must be 13: " + version);
        }
    }

    /**
     * The client's first that is spoken here; null where it asks for none.
     */
    private static String subprotocolOf(final HeaderMap headers) throws HandshakeRefusedException
    {
        final List<String> offered = tokens(headers.get(Headers.SEC_WEB_SOCKET_PROTOCOL));
        for (final String name : offered)
        {
            if (name.startsWith(PREFIX) && byName(name.substring(PREFIX.length())) != null)
            {
                return name;
            }
        }
        if (!offered.isEmpty())
        {
            offered.removeIf(name -> name.startsWith(TOKEN_PREFIX));
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "no such subprotocol: " + offered + ", there are " + SPOKEN);
        }

        return null;
    }

    private static String publisherOf(final HttpServerExchange exchange) throws HandshakeRefusedException
    {
        final String publisher = parameter(exchange, "publisher");
        if (publisher != null && !PUBLISHER.matcher(publisher).matches())
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "publisher must be 1 to 64 of letters, digits and . _ -");
        }

        return publisher;
    }

    private static Encoding encodingOf(final String name) throws HandshakeRefusedException
    {
        final Encoding encoding = byName(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
        if (encoding == null)
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "encoding must be json, msgpack, compact or sbe: encoding=" + name);
        }

        return encoding;
    }

    private static Encoding byName(final String name)
    {
        return switch (name)
        {
            case "json" -> Encoding.JSON;
            case "msgpack" -> Encoding.MSGPACK;
            case "compact" -> Encoding.COMPACT;
            case "sbe" -> Encoding.SBE;
            default -> null;
        };
    }

    private static Encoding withNumbers(final Encoding encoding, final String num) throws HandshakeRefusedException
    {
        if ("str".equals(num) && encoding == Encoding.JSON)
        {
            return Encoding.JSON_STRING;
        }
        if ("scaled".equals(num) && encoding == Encoding.MSGPACK)
        {
            return Encoding.MSGPACK_SCALED;
        }
        if ("scaled".equals(num) && encoding == Encoding.COMPACT)
        {
            return Encoding.COMPACT_SCALED;
        }

        throw new HandshakeRefusedException(
            StatusCodes.BAD_REQUEST,
            "num must be str with json, or scaled with msgpack or compact: num=" + num + " encoding=" +
                encoding.name().toLowerCase(Locale.ROOT));
    }

    /**
     * A parameter of a request's query, the last where there are several; null: it is not there.
     */
    static String parameter(final HttpServerExchange exchange, final String name)
    {
        final Deque<String> values = exchange.getQueryParameters().get(name);

        return values == null ? null : values.peekLast();
    }

    /**
     * What is agreed on of compression: market data in its fast encodings is deflated only where that is asked for
     * besides, since clients offer it without being told to.
     */
    private static Deflate deflateOf(
        final HttpServerExchange exchange, final Encoding encoding, final Compression compression)
        throws HandshakeRefusedException
    {
        final String wish = parameter(exchange, "compress");
        if (wish != null && !wish.equals("true") && !wish.equals("false"))
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "compress must be true or false: compress=" + wish);
        }
        final Deflate deflate = agreed(exchange.getRequestHeaders(), compression);
        final boolean isWanted = wish == null ? !isFast(encoding) : wish.equals("true");

        return isWanted ? deflate : null;
    }

    private static boolean isFast(final Encoding encoding)
    {
        return encoding == Encoding.COMPACT || encoding == Encoding.COMPACT_SCALED || encoding == Encoding.SBE;
    }

    private static Deflate agreed(final HeaderMap headers, final Compression compression)
        throws HandshakeRefusedException
    {
        final HeaderValues offers = headers.get(Headers.SEC_WEB_SOCKET_EXTENSIONS);
        try
        {
            final Deflate agreed =
                Deflate.agree(offers == null ? List.of() : List.copyOf(offers), compression.keepsContext());

            return compression.isEnabled() ? agreed : null;
        }
        catch (final ParseException ex)
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "Sec-WebSocket-Extensions is malformed: " + ex.getMessage());
        }
    }

    private static String keyOf(final HeaderMap headers) throws HandshakeRefusedException
    {
        final String key = single(headers, Headers.SEC_WEB_SOCKET_KEY);
        if (!isKey(key))
        {
            throw new HandshakeRefusedException(
                StatusCodes.BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64: " + key);
        }

        return key;
    }

    /**
     * The value of a header that must not be there twice; null where it is not there.
     */
    private static String single(final HeaderMap headers, final HttpString name) throws HandshakeRefusedException
    {
        if (headers.count(name) > 1)
        {
            throw new HandshakeRefusedException(StatusCodes.BAD_REQUEST, "a handshake has one header " + name);
        }

        return headers.getFirst(name);
    }

    private static boolean hasToken(final HeaderValues values, final String token)
    {
        return tokens(values).stream().anyMatch(token::equalsIgnoreCase);
    }

    private static List<String> tokens(final HeaderValues values)
    {
        final List<String> tokens = new ArrayList<>();
        if (values != null)
        {
            for (final String value : values)
            {
                for (final String token : value.split(","))
                {
                    if (!token.isBlank())
                    {
                        tokens.add(token.strip());
                    }
                }
            }
        }

        return tokens;
    }

    private static boolean isKey(final String key)
    {
        try
        {
            return key != null &&
                key.strip().length() == KEY_LENGTH &&
                Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        }
        catch (final IllegalArgumentException ex)
        {
            return false;
        }
    }

    private static String acceptOf(final String key)
    {
        try
        {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");

            return Base64.getEncoder().encodeToString(
                sha1.digest((key.strip() + GUID).getBytes(StandardCharsets.ISO_8859_1)));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every JDK has SHA-1", ex);
        }
    }
}
