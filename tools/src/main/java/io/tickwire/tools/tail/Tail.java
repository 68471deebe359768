package io.tickwire.tools.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tickwire.client.Book;
import io.tickwire.client.ClientListener;
import io.tickwire.client.Gap;
import io.tickwire.client.view.ArbitrageView;
import io.tickwire.client.view.BboView;
import io.tickwire.client.view.BookView;
import io.tickwire.client.view.CandleView;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.LiquidationView;
import io.tickwire.client.view.MarketView;
import io.tickwire.client.view.PriceView;
import io.tickwire.client.view.SignalView;
import io.tickwire.client.view.StatsView;
import io.tickwire.client.view.TradeView;
import io.tickwire.client.view.UpdateView;
import io.tickwire.tools.terminal.Style;
import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells what a client hears. A reader of the output that is slow holds the client back, and so the server's rules for
 * slow clients hold: nothing is queued here.
 * Thread: client
 */
public final class Tail implements ClientListener
{
    private static final ObjectMapper JSON =
        new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    private static final long MAX_LATENCY_US = TimeUnit.HOURS.toMicros(1);
    private static final double US_PER_MS = 1_000;

    /**
     * How it is told.
     * Thread: any
     */
    public enum Form
    {
        /** A line a message. */
        LINES,

        /** A JSON object a message. */
        JSON,

        /** Rows that are drawn again and again. */
        TABLE,

        /** Books that are drawn again and again. */
        LADDER
    }

    private final PrintStream out;
    private final PrintStream err;
    private final Form form;
    private final boolean showsLatency;
    private final long enough;
    private final MessageLine line;
    private final TailTable table;
    private final TailLadder ladder;
    private final Histogram latencyUs = new Histogram(MAX_LATENCY_US, 3);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long messages;
    private volatile String ended = "";
    private volatile String refused = "";

    /**
     * @param enough messages after which it is done.
     */
    public Tail(
        final PrintStream out,
        final PrintStream err,
        final Style style,
        final Form form,
        final int depth,
        final boolean showsLatency,
        final long enough)
    {
        this.out = out;
        this.err = err;
        this.form = form;
        this.showsLatency = showsLatency;
        this.enough = enough;
        line = new MessageLine(style);
        table = new TailTable(style);
        ladder = new TailLadder(style, depth);
    }

    public long messages()
    {
        return messages;
    }

    /** What ended it before it was done, or the last error where nothing came; empty: all is well. */
    public String failure()
    {
        return ended.isEmpty() && messages == 0 ? refused : ended;
    }

    /** It is enough, and what comes now is not told. */
    public void leave()
    {
        done.countDown();
    }

    /** Whether the connection was open in time. */
    public boolean awaitOpen(final long ms) throws InterruptedException
    {
        return opened.await(ms, TimeUnit.MILLISECONDS);
    }

    public boolean isDone()
    {
        return done.getCount() == 0;
    }

    /** What stands on the screen. */
    public List<String> lines(final long sinceNs)
    {
        return form == Form.TABLE ? table.lines(sinceNs) : ladder.lines();
    }

    /** From the server's sending to here, where both have one clock; after the end. */
    public String latency()
    {
        return String.format(
            Locale.ROOT, "latency from t_out p50 %.3f ms, p99 %.3f ms, max %.3f ms",
            latencyUs.getValueAtPercentile(50) / US_PER_MS, latencyUs.getValueAtPercentile(99) / US_PER_MS,
            latencyUs.getMaxValue() / US_PER_MS);
    }

    @Override
    public void onOpen()
    {
        opened.countDown();
    }

    @Override
    public void onClose(final int code, final String reason, final boolean reconnects)
    {
        if (isDone())
        {
            return;
        }
        final String why = "closed " + code + (reason.isEmpty() ? "" : ": " + reason);
        if (!reconnects || opened.getCount() > 0)
        {
            ended = why;
            done.countDown();
        }
        else
        {
            err.println("tickwire tail: " + why + "; connecting again");
        }
    }

    @Override
    public void onError(final String code, final String message, final Map<String, Object> details)
    {
        err.println("tickwire tail: " + code + ": " + message);
        refused = code + ": " + message;
        if (opened.getCount() > 0)
        {
            done.countDown();
        }
    }

    @Override
    public void onPrice(final PriceView price)
    {
        tell(price);
    }

    @Override
    public void onBbo(final BboView bbo)
    {
        tell(bbo);
    }

    @Override
    public void onTrade(final TradeView trade)
    {
        tell(trade);
    }

    @Override
    public void onStats(final StatsView stats)
    {
        tell(stats);
    }

    @Override
    public void onCandle(final CandleView candle)
    {
        tell(candle);
    }

    @Override
    public void onSignal(final SignalView signal)
    {
        tell(signal);
    }

    @Override
    public void onLiquidation(final LiquidationView liquidation)
    {
        tell(liquidation);
    }

    @Override
    public void onArbitrage(final ArbitrageView arbitrage)
    {
        tell(arbitrage);
    }

    @Override
    public void onMarket(final MarketView market)
    {
        tell(market);
    }

    @Override
    public void onBook(final BookView update, final Book book)
    {
        if (form == Form.LINES)
        {
            print(line.of(update, book) + seen(update));
            count();
        }
        else if (form == Form.LADDER)
        {
            seen(update);
            ladder.onBook(book);
            count();
        }
        else
        {
            tell(update);
        }
    }

    @Override
    public void onAccount(final Channel channel, final Map<String, Object> message)
    {
        told(message, channel.wireName(), String.valueOf(message.getOrDefault("symbol", "")),
            String.valueOf(message.getOrDefault("venue", "")), message.toString());
        count();
    }

    @Override
    public void onGap(final Gap gap)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "gap");
        map.put("channel", gap.channel().wireName());
        map.put("symbol", gap.symbol());
        map.put("venue", gap.venue());
        map.put("from", gap.from());
        map.put("to", gap.to());
        map.put("reason", gap.reason());
        told(map, "gap", gap.symbol(), gap.venue(),
            gap.channel().wireName() + " " + gap.from() + " to " + gap.to() + ": " + gap.reason());
    }

    @Override
    public void onStale(final Channel channel, final String symbol, final String venue, final String reason)
    {
        told(Map.of(
            "type", "stale", "channel", channel.wireName(), "symbol", symbol, "venue", venue, "reason", reason),
            "stale", symbol, venue, channel.wireName() + ": " + reason);
    }

    private void tell(final UpdateView view)
    {
        final String latency = seen(view);
        switch (form)
        {
            case LINES -> print(line.of(view) + latency);
            case JSON -> print(json(MessageMap.of(view)));
            default -> table.onMessage(view);
        }
        count();
    }

    private void told(
        final Map<String, Object> message, final String what, final String symbol, final String venue,
        final String text)
    {
        if (form == Form.JSON)
        {
            print(json(message));
        }
        else if (form == Form.LINES)
        {
            print(line.notice(what, symbol, venue, text));
        }
    }

    /** Takes its time. */
    private String seen(final UpdateView view)
    {
        if (view.sendTimeUs() == UpdateView.NONE)
        {
            return "";
        }
        final long us = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - view.sendTimeUs();
        latencyUs.recordValue(Math.min(MAX_LATENCY_US, Math.max(0, us)));

        return showsLatency ? String.format(Locale.ROOT, "  %.3f ms", us / US_PER_MS) : "";
    }

    private void print(final String text)
    {
        if (isDone())
        {
            return;
        }
        out.println(text);
        if (out.checkError())
        {
            // Who reads it has gone, as head does.
            done.countDown();
        }
    }

    private void count()
    {
        if (isDone())
        {
            return;
        }
        final long now = messages + 1;
        messages = now;
        if (now >= enough)
        {
            done.countDown();
        }
    }

    private static String json(final Map<String, Object> message)
    {
        try
        {
            return JSON.writeValueAsString(message);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a message that can not be written: " + message, ex);
        }
    }
}
