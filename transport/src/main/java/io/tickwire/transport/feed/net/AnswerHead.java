package io.tickwire.transport.feed.net;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer of HTTP/1.1, RFC 9112: its status and its fields, in whatever pieces they come.
 * Thread: feed-<venue>
 */
final class AnswerHead
{
    static final int MAX_BYTES = 1 << 14;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: (.*))?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final String LINE_END = "\r\n";
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final byte[] bytes = new byte[MAX_BYTES];
    private final Map<String, List<String>> fields = new HashMap<>();
    private int length;
    private int last;
    private int status;
    private String reason = "";

    /**
     * Take in bytes, up to the head's end and not beyond.
     *
     * @return whether that has come.
     * @throws ProtocolException where it is no head, or longer than {@link #MAX_BYTES}.
     */
    boolean take(final ByteBuffer in) throws ProtocolException
    {
        while (in.hasRemaining())
        {
            if (length == MAX_BYTES)
            {
                throw new ProtocolException("an answer's head of more than " + MAX_BYTES + " bytes");
            }
            final byte next = in.get();
            bytes[length++] = next;
            last = last << Byte.SIZE | next & 0xFF;
            if (last == END)
            {
                read();

                return true;
            }
        }

        return false;
    }

    int status()
    {
        return status;
    }

    /** The status with the server's words for it. */
    String statusLine()
    {
        return reason.isEmpty() ? Integer.toString(status) : status + " " + reason;
    }

    /** All values of a field, in their order. */
    List<String> all(final String name)
    {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The values of a field that is there once. */
    String only(final String name)
    {
        final List<String> values = all(name);

        return values.size() == 1 ? values.get(0) : null;
    }

    /** Whether a field that is a list has an element, in upper or lower case. */
    boolean lists(final String name, final String element)
    {
        for (final String value : all(name))
        {
            for (final String part : value.split(","))
            {
                if (part.strip().equalsIgnoreCase(element))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void read() throws ProtocolException
    {
        final String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split(LINE_END);
        final Matcher first = STATUS.matcher(lines.length == 0 ? "" : lines[0]);
        if (!first.matches())
        {
            throw new ProtocolException("an answer that is not HTTP/1.1");
        }
        status = Integer.parseInt(first.group(1));
        reason = first.group(2) == null ? "" : first.group(2);
        for (int i = 1; i < lines.length; i++)
        {
            final Matcher field = FIELD.matcher(lines[i]);
            if (!field.matches())
            {
                throw new ProtocolException("an answer with a field that is none");
            }
            fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(field.group(2));
        }
    }
}
