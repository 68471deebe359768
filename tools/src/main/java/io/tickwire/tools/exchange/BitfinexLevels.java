package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Levels of Bitfinex's books, which are price, count and amount.
 * Thread: market-<venue>
 */
final class BitfinexLevels
{
    private static final int CHECKED_LEVELS = 25;

    private BitfinexLevels()
    {
    }

    /** Price, count and amount; a count of 0 is a level that is gone, an amount below 0 an ask. */
    static void set(final TextBook book, final JsonNode level)
    {
        final String price = token(level.path(0));
        final String amount = token(level.path(2));
        final boolean isBid = !amount.startsWith("-");
        if (level.path(1).asInt() == 0)
        {
            book.remove(isBid, price);
        }
        else
        {
            book.set(isBid, new TextBook.Level(price, amount, text(level)));
        }
    }

    static String snapshot(final TextBook book)
    {
        final List<String> levels = new ArrayList<>();
        book.side(true, Integer.MAX_VALUE).forEach(level -> levels.add(level.extra()));
        book.side(false, Integer.MAX_VALUE).forEach(level -> levels.add(level.extra()));

        return "[" + String.join(",", levels) + "]";
    }

    /** As the venue says: the best 25, bid and ask in turn, price and amount of each; signed. */
    static int checksum(final TextBook book)
    {
        final List<TextBook.Level> bids = book.side(true, CHECKED_LEVELS);
        final List<TextBook.Level> asks = book.side(false, CHECKED_LEVELS);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHECKED_LEVELS; i++)
        {
            for (final List<TextBook.Level> side : List.of(bids, asks))
            {
                if (i < side.size())
                {
                    text.append(text.isEmpty() ? "" : ":")
                        .append(side.get(i).price()).append(':').append(side.get(i).quantity());
                }
            }
        }
        final CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));

        return (int)crc.getValue();
    }

    static String text(final JsonNode numbers)
    {
        final List<String> tokens = new ArrayList<>();
        numbers.forEach(number -> tokens.add(token(number)));

        return "[" + String.join(",", tokens) + "]";
    }

    /** Numbers are as JavaScript writes them, with an exponent from 1e-7 on, and so does Java write decimals. */
    private static String token(final JsonNode number)
    {
        return number.isBigDecimal() ? number.decimalValue().toString().toLowerCase(Locale.ROOT) : number.asText();
    }
}
