package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

/**
 * Raw text of cryptofeed, a file a connection:
 * <pre>
 *   URL -&gt; SECONDS: BODY          the answer to a request
 *   URL &lt;-&gt; SECONDS               the connection was opened
 *   URL &lt;- SECONDS: MESSAGE       a message that the client sent
 *   SECONDS: MESSAGE              a message that came
 *   configuration: {...}
 * </pre>
 * Thread: any
 */
final class CfSource extends LineSource
{
    private static final MalformedMessageException NO_TIME = new MalformedMessageException("a time expected");
    private static final MalformedMessageException NO_ARROW =
        new MalformedMessageException("->, <-> or <- expected behind the address");
    private static final int NANO_DIGITS = 9;

    private final PythonBytes literal = new PythonBytes();
    private String url;

    CfSource(final int connection, final LineReader lines)
    {
        super(connection, lines);
    }

    @Override
    boolean read()
    {
        final int from = lines.offset();
        final byte first = lines.buffer()[from];
        if (first >= '0' && first <= '9')
        {
            event.url(url);
            readMessage(CaptureEvent.Kind.RECEIVED, from);
            return true;
        }

        final int space = find(from, ' ');
        if (space >= 0 && lines.buffer()[space - 1] == ':')
        {
            return false;
        }
        final int second = space < 0 ? -1 : find(space + 1, ' ');
        if (second < 0)
        {
            throw NO_ARROW;
        }
        final String address = text(from, space);
        switch (text(space + 1, second))
        {
            case "->" ->
            {
                event.url(address);
                readMessage(CaptureEvent.Kind.ANSWER, second + 1);
                event.symbol(RequestUrl.symbol(address));
            }
            case "<->" ->
            {
                url = address;
                event.url(address).set(CaptureEvent.Kind.CONNECTED, readSeconds(second + 1, lineEnd()));
            }
            case "<-" ->
            {
                event.url(address);
                readMessage(CaptureEvent.Kind.SENT, second + 1);
            }
            default -> throw NO_ARROW;
        }

        return true;
    }

    private void readMessage(final CaptureEvent.Kind kind, final int from)
    {
        final int colon = find(from, ':');
        if (colon < 0)
        {
            throw NO_TIME;
        }
        final int begin = Math.min(lineEnd(), colon + 2);
        event.set(kind, readSeconds(from, colon));
        if (PythonBytes.isLiteral(lines.buffer(), begin, lineEnd()))
        {
            final int length = literal.read(lines.buffer(), begin, lineEnd());
            event.bytes(literal.bytes(), 0, length);
        }
        else
        {
            event.bytes(lines.buffer(), begin, lineEnd() - begin);
        }
    }

    private int lineEnd()
    {
        return lines.offset() + lines.length();
    }

    /** Digits beyond nanoseconds are cut off. */
    private long readSeconds(final int from, final int to)
    {
        final byte[] buffer = lines.buffer();
        long value = 0;
        int decimals = -1;
        for (int i = from; i < to && decimals < NANO_DIGITS; i++)
        {
            final int digit = buffer[i] - '0';
            if (buffer[i] == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else if (digit < 0 || digit > 9 || value >= Decimals.power(Decimals.MAX_EXPONENT))
            {
                throw NO_TIME;
            }
            else
            {
                value = value * 10 + digit;
                decimals += decimals < 0 ? 0 : 1;
            }
        }
        final long timeNs = Decimals.rescale(value, -Math.max(0, decimals), NANO_EXPONENT);
        if (from == to || timeNs == Decimals.NULL)
        {
            throw NO_TIME;
        }

        return timeNs;
    }
}
