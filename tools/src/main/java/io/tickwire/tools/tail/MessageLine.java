package io.tickwire.tools.tail;

import io.tickwire.client.Book;
import io.tickwire.client.view.Field;
import io.tickwire.client.view.MarketView;
import io.tickwire.client.view.UpdateView;
import io.tickwire.tools.terminal.Style;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message as a line in columns: time, channel, symbol, venue, and what there is. What is more than before of the same
 * stream is green, what is less is red.
 * Thread: client
 */
final class MessageLine
{
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_STREAMS = 100_000;
    private static final List<String> NOT_SHOWN = List.of(
        "type", "symbol", "venue", "bids", "asks", "seq", "pseq", "g", "t_ex", "t_in", "t_out", "timestamp", "n", "hi",
        "lo", "first", "vol", "trade_id", "checksum", "data");

    private final Style style;
    private final Map<String, BigDecimal> before = new HashMap<>();

    MessageLine(final Style style)
    {
        this.style = style;
    }

    String of(final UpdateView view)
    {
        final String head = head(view.timestampMs(), view.channel().wireName(), view.symbol(), view.venue());
        final List<String> cells = new ArrayList<>();
        switch (view.channel())
        {
            case PRICE -> cells(view, cells, Field.PRICE, Field.BID, Field.ASK, Field.CHANGE_24H, Field.VOLUME_24H);
            case BBO -> cells(view, cells, Field.BID, Field.BID_QTY, Field.ASK, Field.ASK_QTY);
            case TRADE, LIQUIDATION -> cells(view, cells, Field.PRICE, Field.QUANTITY);
            case CANDLE -> cells(view, cells, Field.CLOSE, Field.OPEN, Field.HIGH, Field.LOW, Field.VOLUME);
            case STATS -> cells(
                view, cells, Field.VWAP_24H, Field.CHANGE_24H, Field.HIGH_24H, Field.LOW_24H, Field.VOLUME_24H);
            case ARBITRAGE -> cells(
                view, cells, Field.SPREAD_BPS, Field.BUY_PRICE, Field.SELL_PRICE, Field.QUANTITY);
            case SIGNAL -> cells(view, cells, Field.VALUE, Field.CONFIDENCE);
            default ->
            {
                // What it has follows by name.
            }
        }
        MessageMap.of(view).forEach((name, value) ->
        {
            if (!(value instanceof BigDecimal) && !NOT_SHOWN.contains(name))
            {
                cells.add(name + "=" + value);
            }
        });

        if (view instanceof final MarketView market)
        {
            for (int i = 0; i < market.entries(); i++)
            {
                cells.add(market.entrySymbol(i) + " " + market.entryPrice(i));
            }
        }

        return head + String.join("  ", cells);
    }

    /** The best of a book after a message. */
    String of(final UpdateView view, final Book book)
    {
        return head(view.timestampMs(), "book", view.symbol(), view.venue()) + String.join(
            "  ",
            trend(book.symbol() + book.venue() + "bid", level(book.bidPrice(0), book.priceExponent())),
            pad(level(book.bidQuantity(0), book.quantityExponent())),
            trend(book.symbol() + book.venue() + "ask", level(book.askPrice(0), book.priceExponent())),
            pad(level(book.askQuantity(0), book.quantityExponent())),
            book.bids() + " bids, " + book.asks() + " asks");
    }

    /** What is no data: a gap, a state that is stale, a message of an account. */
    String notice(final String what, final String symbol, final String venue, final String text)
    {
        return head(System.currentTimeMillis(), what, symbol, venue) + style.yellow(text);
    }

    private void cells(final UpdateView view, final List<String> cells, final Field... fields)
    {
        for (int i = 0; i < fields.length; i++)
        {
            final BigDecimal value = MessageMap.number(view, fields[i]);
            cells.add(i == 0 ? trend(view.channel() + view.symbol() + view.venue(), value) : pad(value));
        }
    }

    private String trend(final String stream, final BigDecimal value)
    {
        final BigDecimal last = before.get(stream);
        if (value != null && (last != null || before.size() < MAX_STREAMS))
        {
            before.put(stream, value);
        }
        final int trend = value == null || last == null ? 0 : value.compareTo(last);
        final String text = pad(value);

        return trend > 0 ? style.green(text + "+") : trend < 0 ? style.red(text + "-") : text + " ";
    }

    static BigDecimal level(final long mantissa, final int exponent)
    {
        return mantissa == Book.NONE ? null : MessageMap.decimal(mantissa, exponent);
    }

    static String pad(final BigDecimal value)
    {
        return String.format(Locale.ROOT, "%13s", value == null ? "" : value.toPlainString());
    }

    private String head(final long timestampMs, final String what, final String symbol, final String venue)
    {
        final String time = timestampMs == UpdateView.NONE ? "" : TIME.format(Instant.ofEpochMilli(timestampMs));

        return style.faint(String.format(Locale.ROOT, "%-12s", time)) +
            String.format(Locale.ROOT, "  %-11s %-12s %-10s ", what, symbol, venue);
    }
}
