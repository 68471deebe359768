package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;

/**
 * What a message's topic says: {@code tickers.SYMBOL}, {@code orderbook.DEPTH.SYMBOL}, {@code kline.INTERVAL.SYMBOL}.
 * Thread: feed-<venue>
 */
final class BybitTopic
{
    static final int ORDERBOOK = 0;
    static final int TICKERS = 1;
    static final int PUBLIC_TRADE = 2;
    static final int KLINE = 3;
    static final int ALL_LIQUIDATION = 4;
    static final int LIQUIDATION = 5;
    private static final JsonKeys NAMES =
        JsonKeys.of("orderbook", "tickers", "publicTrade", "kline", "allLiquidation", "liquidation");

    private static final MalformedMessageException NO_SYMBOL =
        new MalformedMessageException("a topic without its symbol");
    private static final int MAX_DEPTH_DIGITS = 5;

    /** One of the above, or {@link JsonKeys#UNKNOWN}. */
    int name;

    /** How many levels a side its book has. */
    int depth;

    /** Where the symbol stands in the reader's text. */
    int symbolOffset;
    int symbolLength;

    void clear()
    {
        name = JsonKeys.UNKNOWN;
        depth = 0;
    }

    /** The next value must be a topic. */
    void read(final JsonReader reader)
    {
        reader.readText();
        final byte[] text = reader.textBytes();
        final int end = reader.textOffset() + reader.textLength();
        int point = indexOfPoint(text, reader.textOffset(), end);
        name = NAMES.find(text, reader.textOffset(), point - reader.textOffset());
        if (name == ORDERBOOK || name == KLINE)
        {
            final int second = indexOfPoint(text, point + 1, end);
            if (name == ORDERBOOK)
            {
                depth = parseDepth(text, point + 1, second);
                name = depth == 0 ? JsonKeys.UNKNOWN : name;
            }
            point = second;
        }
        symbolOffset = point + 1;
        symbolLength = end - symbolOffset;
        if (name != JsonKeys.UNKNOWN && symbolLength <= 0)
        {
            throw NO_SYMBOL;
        }
    }

    private static int indexOfPoint(final byte[] text, final int from, final int to)
    {
        int at = from;
        while (at < to && text[at] != '.')
        {
            at++;
        }

        return at;
    }

    /**
     * @return 0 where it is no number: {@code orderbook.rpi.SYMBOL} is another kind of book.
     */
    private static int parseDepth(final byte[] text, final int from, final int to)
    {
        int value = 0;
        for (int i = from; i < to; i++)
        {
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || i - from == MAX_DEPTH_DIGITS)
            {
                return 0;
            }
            value = value * 10 + digit;
        }

        return value;
    }
}
