package io.tickwire.transport.feed.net;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a server or a proxy answers a handshake with: in all pieces the same head or none, no byte behind it is taken,
 * and each field is a line that stands there.
 */
public final class AnswerHeadFuzz
{
    private static final String MALFORMED = "malformed";
    private static final String CUT_OFF = "cut off";
    private static final String END = "\r\n\r\n";
    private static final String[] NAMES = {"Upgrade", "connection", "Sec-WebSocket-Accept", "Retry-After", "X"};

    private AnswerHeadFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final String text = new String(data, StandardCharsets.ISO_8859_1);
        final String outcome = read(data, Integer.MAX_VALUE);
        assertEquals(outcome, read(data, 1));
        assertEquals(outcome, read(data, 7));

        final int end = text.indexOf(END);
        final boolean isWhole = end >= 0 && end + END.length() <= AnswerHead.MAX_BYTES;
        assertEquals(!isWhole && data.length <= AnswerHead.MAX_BYTES, CUT_OFF.equals(outcome));
        if (!MALFORMED.equals(outcome) && !CUT_OFF.equals(outcome))
        {
            assertEquals(expected(text.substring(0, end), end + END.length()), outcome);
        }
    }

    private static String read(final byte[] data, final int most)
    {
        final AnswerHead head = new AnswerHead();
        int at = 0;
        try
        {
            while (at < data.length)
            {
                final int length = Math.min(most, data.length - at);
                final ByteBuffer in = ByteBuffer.wrap(data, at, length);
                final boolean isWhole = head.take(in);
                at = in.position();
                if (isWhole)
                {
                    return at + " " + head.status() + " " + fields(head);
                }
                assertTrue(!in.hasRemaining());
            }
        }
        catch (final ProtocolException ex)
        {
            return MALFORMED;
        }

        return CUT_OFF;
    }

    private static List<List<String>> fields(final AnswerHead head)
    {
        final List<List<String>> fields = new ArrayList<>();
        for (final String name : NAMES)
        {
            fields.add(head.all(name));
        }

        return fields;
    }

    private static String expected(final String head, final int length)
    {
        final String[] lines = head.split("\r\n");
        final List<List<String>> fields = new ArrayList<>();
        for (final String name : NAMES)
        {
            final List<String> values = new ArrayList<>();
            for (int i = 1; i < lines.length; i++)
            {
                if (lines[i].regionMatches(true, 0, name + ":", 0, name.length() + 1))
                {
                    values.add(stripped(lines[i].substring(name.length() + 1)));
                }
            }
            fields.add(values);
        }

        return length + " " + Integer.parseInt(lines[0].substring(9, 12)) + " " + fields;
    }

    /** Without the spaces and tabs around it, and those alone. */
    private static String stripped(final String value)
    {
        int from = 0;
        int to = value.length();
        while (from < to && (value.charAt(from) == ' ' || value.charAt(from) == '\t'))
        {
            from++;
        }
        while (to > from && (value.charAt(to - 1) == ' ' || value.charAt(to - 1) == '\t'))
        {
            to--;
        }

        return value.substring(from, to);
    }
}
