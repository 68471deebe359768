package io.tickwire.transport.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Pages that may connect: those of an origin ({@code https://example.com}, with a port that is not the scheme's own),
 * of all hosts below one ({@code https://*.example.com}, not the one itself), or all there are ({@code *}).
 *
 * @param text as it is compared: in lower case, without the scheme's own port.
 * Thread: any
 */
public record OriginPattern(String text)
{
    /** All there are. */
    public static final OriginPattern ANY = new OriginPattern("*");

    private static final String WILD = "*.";
    private static final String WILD_STANDS_FOR = "any.";

    /**
     * Read a pattern.
     */
    public static OriginPattern parse(final String text)
    {
        if (ANY.text.equals(text))
        {
            return ANY;
        }

        final int wild = text.indexOf("://" + WILD);
        final String origin = normalized(
            wild < 0 ? text : text.substring(0, wild + 3) + WILD_STANDS_FOR + text.substring(wild + 3 + WILD.length()));
        if (origin == null)
        {
            throw new IllegalArgumentException("not an origin: " + text);
        }

        return new OriginPattern(wild < 0 ? origin : origin.replaceFirst("://any\\.", "://*."));
    }

    /**
     * Whether an origin in its normal form is meant.
     */
    boolean matches(final String origin)
    {
        final int wild = text.indexOf(WILD);
        if (wild < 0)
        {
            return text.equals(ANY.text) || text.equals(origin);
        }

        final String suffix = text.substring(wild + 1);

        return origin.length() > wild + suffix.length() &&
            origin.startsWith(text.substring(0, wild)) &&
            origin.endsWith(suffix) &&
            origin.charAt(wild) != '.';
    }

    /**
     * An origin in lower case without the scheme's own port; null where it is none, such as {@code null}.
     */
    static String normalized(final String origin)
    {
        try
        {
            final URI uri = new URI(origin);
            final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            final boolean isPlain = "http".equals(scheme);
            if (!isPlain && !"https".equals(scheme) || uri.getHost() == null || !isBare(uri))
            {
                return null;
            }
            final int ownPort = isPlain ? 80 : 443;
            final String host = uri.getHost().toLowerCase(Locale.ROOT);

            return scheme + "://" + host +
                (uri.getPort() < 0 || uri.getPort() == ownPort ? "" : ":" + uri.getPort());
        }
        catch (final URISyntaxException ex)
        {
            return null;
        }
    }

    private static boolean isBare(final URI uri)
    {
        return uri.getRawPath().isEmpty() &&
            uri.getRawQuery() == null &&
            uri.getRawFragment() == null &&
            uri.getRawUserInfo() == null;
    }

    @Override
    public String toString()
    {
        return text;
    }
}
