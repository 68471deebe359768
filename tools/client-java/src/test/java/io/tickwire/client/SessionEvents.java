package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a client has told, in the form of the conformance set.
 */
final class SessionEvents implements ClientListener
{
    final Map<String, Double> marketPrices = new HashMap<>();
    private final List<List<Object>> events = new ArrayList<>();

    void check(final JsonNode expected)
    {
        final List<List<Object>> wanted = new ArrayList<>();
        expected.forEach(event -> wanted.add(Arrays.asList(
            event.get(0).asText(), event.get(1).asText(), event.get(2).asText(null),
            event.get(3).isNull() ? null : event.get(3).asLong())));
        assertEquals(lines(wanted), lines(events), "events");
        events.clear();
    }

    private static String lines(final List<List<Object>> events)
    {
        final StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event).append('\n'));

        return lines.toString();
    }

    private void add(final String event, final String what, final String symbol, final Long seq)
    {
        events.add(Arrays.asList(event, what, symbol == null || symbol.isEmpty() ? null : symbol, seq));
    }

    private void add(final String event, final UpdateView update)
    {
        add(event, update.channel().type(), update.symbol(), update.seq());
    }

    @Override
    public void onPrice(final PriceView price)
    {
        add("market", price);
    }

    @Override
    public void onBbo(final BboView bbo)
    {
        add("market", bbo);
    }

    @Override
    public void onBook(final BookView update, final Book book)
    {
        add("market", update);
    }

    @Override
    public void onStats(final StatsView stats)
    {
        add("market", stats);
    }

    @Override
    public void onCandle(final CandleView candle)
    {
        add("market", candle);
    }

    @Override
    public void onMarket(final MarketView market)
    {
        for (int i = 0; i < market.entries(); i++)
        {
            marketPrices.put(market.entrySymbol(i), market.entryPrice(i));
        }
        add("market", market.isInitial() ? "initial_data" : "market_update", null, market.seq());
    }

    @Override
    public void onTrade(final TradeView trade)
    {
        add("trade", trade);
    }

    @Override
    public void onSignal(final SignalView signal)
    {
        add("signal", signal);
    }

    @Override
    public void onLiquidation(final LiquidationView liquidation)
    {
        add("liquidation", liquidation);
    }

    @Override
    public void onArbitrage(final ArbitrageView arbitrage)
    {
        add("arbitrage", arbitrage);
    }

    @Override
    public void onAccount(final Channel channel, final Map<String, Object> message)
    {
        final String event = switch (channel)
        {
            case POSITIONS -> "position";
            case ACCOUNT -> "account";
            default -> "order";
        };
        add(event, channel.type(), Values.text(message, "symbol"), number(message, "seq"));
    }

    @Override
    public void onGap(final Gap gap)
    {
        add("gap", gap.reason(), gap.symbol(), gap.from() < 0 ? null : gap.from());
    }

    @Override
    public void onStale(final Channel channel, final String symbol, final String venue, final String reason)
    {
        add("stale", reason, symbol, null);
    }

    @Override
    public void onError(final String code, final String message, final Map<String, Object> details)
    {
        final Map<String, Object> told = details == null ? Map.of() : details;
        add("error", code, Values.text(told, "symbol"), number(told, "seq"));
    }

    @Override
    public void onOpen()
    {
        add("open", "", null, null);
    }

    @Override
    public void onClose(final int code, final String reason, final boolean reconnects)
    {
        add("close", String.valueOf(code), null, null);
    }

    private static Long number(final Map<String, Object> message, final String name)
    {
        return message.get(name) instanceof Number number ? (Long)number.longValue() : null;
    }
}
