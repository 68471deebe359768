package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What hftbacktest's collector writes: {@code NANOS MESSAGE}, one symbol a file. The answer to the request for its book
 * stands among the messages as a line like the others; its symbol is that of the messages.
 * Thread: any
 */
final class HftSource extends LineSource
{
    private static final MalformedMessageException NO_TIME =
        new MalformedMessageException("nanoseconds and a space expected");
    private static final byte[] WRAPPED = "{\"stream\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST_UPDATE_ID = 0;
    private static final int DATA = 1;
    private static final int SYMBOL = 2;
    private static final JsonKeys KEYS = JsonKeys.of("lastUpdateId", "data", "s");

    private final String symbol;

    HftSource(final int connection, final LineReader lines, final String symbol)
    {
        super(connection, lines);
        this.symbol = symbol;
    }

    static HftSource open(final int connection, final Path path) throws IOException
    {
        final String symbol;
        try (HftSource scan = new HftSource(connection, new LineReader(CaptureFile.open(path)), null))
        {
            symbol = scan.findSymbol();
        }

        return new HftSource(connection, new LineReader(CaptureFile.open(path)), symbol);
    }

    @Override
    boolean read()
    {
        final int space = find(lines.offset(), ' ');
        if (space < 0)
        {
            throw NO_TIME;
        }
        json.wrap(lines.buffer(), lines.offset(), space - lines.offset());
        final long timeNs = json.readLong();
        json.end();

        final int begin = space + 1;
        final int length = lines.offset() + lines.length() - begin;
        final boolean isAnswer = isAnswer(begin, length);
        event
            .set(isAnswer ? CaptureEvent.Kind.ANSWER : CaptureEvent.Kind.RECEIVED, timeNs)
            .symbol(isAnswer ? symbol : null)
            .bytes(lines.buffer(), begin, length);

        return true;
    }

    private boolean isAnswer(final int begin, final int length)
    {
        for (int i = 0; i < WRAPPED.length && i < length; i++)
        {
            if (lines.buffer()[begin + i] != WRAPPED[i])
            {
                return hasUpdateId(begin, length);
            }
        }

        return false;
    }

    private boolean hasUpdateId(final int begin, final int length)
    {
        try
        {
            json.wrap(lines.buffer(), begin, length).beginObject();
            while (json.nextField())
            {
                if (json.key(KEYS) == LAST_UPDATE_ID)
                {
                    return true;
                }
                json.skipValue();
            }
        }
        catch (final MalformedMessageException ex)
        {
            // A message that is damaged is one for the decoder to count.
            return false;
        }

        return false;
    }

    private String findSymbol() throws IOException
    {
        while (next())
        {
            final String found = event.kind() == CaptureEvent.Kind.RECEIVED ? symbolOf() : null;
            if (found != null)
            {
                return found;
            }
        }

        return null;
    }

    private String symbolOf()
    {
        try
        {
            json.wrap(event.buffer(), event.offset(), event.length()).beginObject();
            while (json.nextField())
            {
                switch (json.key(KEYS))
                {
                    case DATA -> json.beginObject();
                    case SYMBOL ->
                    {
                        return json.readString();
                    }
                    default -> json.skipValue();
                }
            }
        }
        catch (final MalformedMessageException ex)
        {
            // The next one will do.
            return null;
        }

        return null;
    }
}
