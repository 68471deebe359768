package io.tickwire.tools.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request of HTTP/1.1 without a body.
 *
 * @param method  such as GET.
 * @param venue   the first part of its path.
 * @param path    the rest of it, from a slash on.
 * @param query   its parameters, decoded.
 * @param headers all values of each, their names in lower case.
 * Thread: any
 */
record Request(
    String method, String venue, String path, Map<String, String> query, Map<String, List<String>> headers)
{
    private static final int MAX_HEAD_BYTES = 1 << 16;
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    /**
     * Read the next one.
     *
     * @return null where there is none, or it is none.
     */
    static Request read(final InputStream in) throws IOException
    {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != END)
        {
            final int value = in.read();
            if (value < 0 || head.size() == MAX_HEAD_BYTES)
            {
                return null;
            }
            head.write(value);
            last = last << Byte.SIZE | value;
        }

        return parse(head.toString(StandardCharsets.UTF_8).split("\r\n"));
    }

    /** The only value of a header, or the first; empty where there is none. */
    String header(final String name)
    {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    boolean isUpgrade()
    {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    private static Request parse(final String[] lines)
    {
        final String[] parts = lines[0].split(" ");
        if (parts.length != 3 || !parts[1].startsWith("/"))
        {
            return null;
        }
        final Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++)
        {
            final int colon = lines[i].indexOf(':');
            if (colon > 0)
            {
                headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).trim());
            }
        }
        final int mark = parts[1].indexOf('?');
        final String whole = mark < 0 ? parts[1] : parts[1].substring(0, mark);
        final int slash = whole.indexOf('/', 1);

        return new Request(
            parts[0],
            slash < 0 ? whole.substring(1) : whole.substring(1, slash),
            slash < 0 ? "/" : decoded(whole.substring(slash)),
            mark < 0 ? Map.of() : queryOf(parts[1].substring(mark + 1)),
            headers);
    }

    static Map<String, String> queryOf(final String text)
    {
        final Map<String, String> query = new LinkedHashMap<>();
        for (final String parameter : text.split("&"))
        {
            final int equals = parameter.indexOf('=');
            if (equals > 0)
            {
                query.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }

        return query;
    }

    private static String decoded(final String text)
    {
        try
        {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
        catch (final IllegalArgumentException ex)
        {
            // A path with a stray percent sign is the path that it is.
            return text;
        }
    }
}
