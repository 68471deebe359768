package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.Instruments;
import io.tickwire.engine.feed.json.JsonReader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a combined stream: {@code btcusdt@depth20@100ms}. What of it matters is whether its books are partial
 * ones, and whose; that is looked for when it is asked for.
 * Thread: feed-<venue>
 */
final class StreamName
{
    private static final byte[] DEPTH = "@depth".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_SYMBOL_BYTES = 255;

    private final Instruments instruments;
    private final byte[] symbol = new byte[MAX_SYMBOL_BYTES];
    private byte[] text = symbol;
    private int offset;
    private int length;
    private boolean isParsed;
    private Instrument instrument;
    private boolean isPartialDepth;
    private boolean isOther;

    StreamName(final Instruments instruments)
    {
        this.instruments = instruments;
    }

    void clear()
    {
        isParsed = true;
        instrument = null;
        isPartialDepth = false;
        isOther = false;
    }

    /** The next value must be the name of a stream. */
    void read(final JsonReader reader)
    {
        reader.readText();
        text = reader.textBytes();
        offset = reader.textOffset();
        length = reader.textLength();
        isParsed = false;
        if (reader.hasEscapes())
        {
            // Where it stands the next one will.
            parse();
        }
    }

    /** Whether its books are the best levels only. */
    boolean isPartialDepth()
    {
        parse();

        return isPartialDepth;
    }

    /** Whether it is known, and one of neither changes of books nor partial ones. */
    boolean isOther()
    {
        parse();

        return isOther;
    }

    /** Whose partial books they are; null where these are not wanted, or it has none. */
    Instrument instrument()
    {
        parse();

        return instrument;
    }

    private void parse()
    {
        if (isParsed)
        {
            return;
        }
        isParsed = true;
        final int end = offset + length;
        int at = offset;
        while (at < end && text[at] != '@')
        {
            at++;
        }
        final int behind = at + DEPTH.length;
        isOther = behind > end || !Arrays.equals(text, at, behind, DEPTH, 0, DEPTH.length);
        isPartialDepth = !isOther && behind < end && text[behind] >= '0' && text[behind] <= '9';
        if (isPartialDepth && at - offset <= MAX_SYMBOL_BYTES)
        {
            for (int i = offset; i < at; i++)
            {
                symbol[i - offset] = text[i] >= 'a' && text[i] <= 'z' ? (byte)(text[i] - 'a' + 'A') : text[i];
            }
            instrument = instruments.find(symbol, 0, at - offset);
        }
    }
}
