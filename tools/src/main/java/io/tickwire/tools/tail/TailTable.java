package io.tickwire.tools.tail;

import io.tickwire.client.view.Field;
import io.tickwire.client.view.UpdateView;
import io.tickwire.tools.terminal.Style;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The newest of each symbol at each venue, a row each. The client's thread fills it, the conductor draws it; its
 * monitor guards it.
 * Thread: any
 */
final class TailTable
{
    private static final int MAX_ROWS = 10_000;
    private static final double NS_PER_S = TimeUnit.SECONDS.toNanos(1);

    private final Style style;
    private final Map<String, Row> rows = new TreeMap<>();

    TailTable(final Style style)
    {
        this.style = style;
    }

    private static final class Row
    {
        private BigDecimal bid;
        private BigDecimal ask;
        private BigDecimal last;
        private BigDecimal change;
        private int trend;
        private int messages;
        private double rate;
        private long newestNs;
    }

    synchronized void onMessage(final UpdateView view)
    {
        final String key = String.format(Locale.ROOT, "%-14s %-10s", view.symbol(), view.venue());
        if (view.symbol().isEmpty() || rows.size() == MAX_ROWS && !rows.containsKey(key))
        {
            return;
        }
        final Row row = rows.computeIfAbsent(key, any -> new Row());
        row.messages++;
        row.newestNs = System.nanoTime();
        row.bid = newer(view, Field.BID, row.bid);
        row.ask = newer(view, Field.ASK, row.ask);
        row.change = newer(view, Field.CHANGE_24H, row.change);
        final BigDecimal last = newer(view, Field.PRICE, row.last);
        row.trend = last == null || row.last == null || last.equals(row.last) ? row.trend : last.compareTo(row.last);
        row.last = last;
    }

    /** Rates are of the time since it was drawn last. */
    synchronized List<String> lines(final long sinceNs)
    {
        final List<String> lines = new ArrayList<>();
        lines.add(style.bold(String.format(
            Locale.ROOT, "%-14s %-10s %13s %13s %13s %9s %8s %7s",
            "symbol", "venue", "bid", "ask", "last", "change %", "rate/s", "age s")));
        final long nowNs = System.nanoTime();
        rows.forEach((key, row) ->
        {
            row.rate = (row.rate + row.messages * NS_PER_S / Math.max(1, sinceNs)) / 2;
            row.messages = 0;
            final String last = MessageLine.pad(row.last);
            lines.add(key + " " + MessageLine.pad(row.bid) + " " + MessageLine.pad(row.ask) + " " +
                (row.trend > 0 ? style.green(last) : row.trend < 0 ? style.red(last) : last) +
                String.format(
                    Locale.ROOT, " %9s %8.1f %7.1f", row.change == null ? "" : row.change.toPlainString(), row.rate,
                    (nowNs - row.newestNs) / NS_PER_S));
        });

        return lines;
    }

    private static BigDecimal newer(final UpdateView view, final Field field, final BigDecimal before)
    {
        final BigDecimal value = MessageMap.number(view, field);

        return value == null ? before : value;
    }
}
