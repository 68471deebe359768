package io.tickwire.client;

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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what it was told.
 */
final class RecordingListener implements ClientListener
{
    final Map<Channel, AtomicLong> counts = new ConcurrentHashMap<>();
    final List<Gap> gaps = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();
    final List<String> stales = new CopyOnWriteArrayList<>();
    final List<Long> tradeSeqs = new CopyOnWriteArrayList<>();
    final AtomicLong opens = new AtomicLong();
    volatile String last = "";
    volatile String tradesOf = "";

    long count(final Channel channel)
    {
        final AtomicLong count = counts.get(channel);

        return count == null ? 0 : count.get();
    }

    long total()
    {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private void count(final UpdateView update)
    {
        counts.computeIfAbsent(update.channel(), key -> new AtomicLong()).incrementAndGet();
    }

    @Override
    public void onPrice(final PriceView price)
    {
        count(price);
        last = price.symbol() + "@" + price.venue() + " " + price.price() + " " + price.priceMantissa();
    }

    @Override
    public void onBbo(final BboView bbo)
    {
        count(bbo);
    }

    @Override
    public void onBook(final BookView update, final Book book)
    {
        count(update);
    }

    @Override
    public void onTrade(final TradeView trade)
    {
        count(trade);
        if (tradesOf.equals(trade.symbol() + "@" + trade.venue()))
        {
            tradeSeqs.add(trade.seq());
        }
    }

    @Override
    public void onStats(final StatsView stats)
    {
        count(stats);
    }

    @Override
    public void onCandle(final CandleView candle)
    {
        count(candle);
    }

    @Override
    public void onSignal(final SignalView signal)
    {
        count(signal);
    }

    @Override
    public void onLiquidation(final LiquidationView liquidation)
    {
        count(liquidation);
    }

    @Override
    public void onArbitrage(final ArbitrageView arbitrage)
    {
        count(arbitrage);
    }

    @Override
    public void onMarket(final MarketView market)
    {
        count(market);
    }

    @Override
    public void onGap(final Gap gap)
    {
        gaps.add(gap);
    }

    @Override
    public void onStale(final Channel channel, final String symbol, final String venue, final String reason)
    {
        stales.add(channel + " " + symbol + "@" + venue + " " + reason);
    }

    @Override
    public void onError(final String code, final String message, final Map<String, Object> details)
    {
        errors.add(code + ": " + message);
    }

    @Override
    public void onOpen()
    {
        opens.incrementAndGet();
    }

    @Override
    public void onClose(final int code, final String reason, final boolean reconnects)
    {
        closes.add(code + " " + reason);
    }
}
