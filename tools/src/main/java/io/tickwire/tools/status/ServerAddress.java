package io.tickwire.tools.status;

import java.net.URI;

/**
 * Where a server is, from whatever people type of it: a port, {@code host:port}, or an address of any of its schemes.
 *
 * @param http for HTTP.
 * @param ws   for WebSockets.
 * Thread: any
 */
public record ServerAddress(URI http, URI ws)
{
    private static final int DEFAULT_PORT = 8765;

    /**
     * @throws IllegalArgumentException where it is none.
     */
    public static ServerAddress of(final String typed)
    {
        final String text = typed.matches("[0-9]+") ? "localhost:" + typed : typed;
        final URI uri;
        try
        {
            uri = URI.create(text.contains("://") ? text : "http://" + text);
        }
        catch (final IllegalArgumentException ex)
        {
            throw mistake(typed, ex);
        }
        final boolean isSecure = "https".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
        if (uri.getHost() == null || !isSecure && !"http".equals(uri.getScheme()) && !"ws".equals(uri.getScheme()))
        {
            throw mistake(typed, null);
        }
        final String place = "://" + uri.getHost() + ":" +
            (uri.getPort() >= 0 ? uri.getPort() : isSecure ? DEFAULT_PORT + 1 : DEFAULT_PORT);

        return new ServerAddress(
            URI.create((isSecure ? "https" : "http") + place), URI.create((isSecure ? "wss" : "ws") + place + "/ws"));
    }

    private static IllegalArgumentException mistake(final String typed, final Throwable cause)
    {
        return new IllegalArgumentException(
            "URL must be such as http://localhost:8765, https://host:8766, host:port or a port: " + typed, cause);
    }
}
