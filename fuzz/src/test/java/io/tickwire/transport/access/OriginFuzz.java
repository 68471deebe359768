package io.tickwire.transport.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Three lines: the {@code Origin} of a page, the {@code Host} that its request was sent to, and a pattern of pages that
 * may connect. A page that may is of the very host, by its letters, or what a pattern has in place of its star is
 * nothing but labels of a host.
 */
public final class OriginFuzz
{
    private static final Pattern NORMAL =
        Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-z:.%_]+])(?::([0-9]+))?");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9.-]*[a-z0-9-]");
    private static final int LINES = 3;

    private OriginFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        // As Undertow has headers: a byte is a character.
        final List<String> lines = new String(data, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.size() < LINES)
        {
            return;
        }
        final String origin = lines.get(0);
        final String host = lines.get(1);
        final String normal = OriginPattern.normalized(origin);
        if (normal != null)
        {
            assertNormal(normal, origin);
        }
        assertOwn(origin, normal, host);
        assertPattern(lines.get(2), normal);
    }

    private static void assertNormal(final String normal, final String origin)
    {
        final Matcher parts = NORMAL.matcher(normal);
        assertTrue(parts.matches(), normal);
        assertEquals(normal, OriginPattern.normalized(normal));
        assertTrue(!"80".equals(parts.group(3)) || !"http".equals(parts.group(1)), normal);
        assertTrue(!"443".equals(parts.group(3)) || !"https".equals(parts.group(1)), normal);
        final String begin = parts.group(1) + "://" + parts.group(2);
        assertTrue(origin.toLowerCase(Locale.ROOT).startsWith(begin), origin);
        assertTrue(origin.substring(begin.length()).matches("(:[0-9]*)?"), origin);
    }

    /** Without a pattern only pages of the server's own host may connect. */
    private static void assertOwn(final String origin, final String normal, final String host)
    {
        if (new OriginPolicy(Network.open()).isAllowed(origin, host))
        {
            final Matcher parts = NORMAL.matcher(normal);
            assertTrue(parts.matches(), normal);
            final int ownPort = parts.group(1).equals("http") ? 80 : 443;
            final int colon = host.lastIndexOf(':');
            final boolean hasPort = colon >= 0 && host.substring(colon + 1).matches("[0-9]*");
            assertEquals(parts.group(2), (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT));
            assertEquals(
                portOf(parts.group(3), ownPort), portOf(hasPort ? host.substring(colon + 1) : null, ownPort));
        }
    }

    private static int portOf(final String digits, final int ownPort)
    {
        return digits == null || digits.isEmpty() ? ownPort : Integer.parseInt(digits);
    }

    private static void assertPattern(final String text, final String normal)
    {
        final OriginPattern pattern;
        try
        {
            pattern = OriginPattern.parse(text);
        }
        catch (final IllegalArgumentException ex)
        {
            return;
        }
        assertEquals(pattern, OriginPattern.parse(pattern.toString()));
        if (normal == null || pattern.equals(OriginPattern.ANY) || !pattern.matches(normal))
        {
            return;
        }
        final int star = pattern.toString().indexOf('*');
        if (star < 0)
        {
            assertEquals(pattern.toString(), normal);

            return;
        }
        final String begin = pattern.toString().substring(0, star);
        final String end = pattern.toString().substring(star + 1);
        assertTrue(normal.startsWith(begin) && normal.endsWith(end), normal);
        assertTrue(
            LABELS.matcher(normal.substring(begin.length(), normal.length() - end.length())).matches(),
            () -> normal + " " + pattern);
    }
}
