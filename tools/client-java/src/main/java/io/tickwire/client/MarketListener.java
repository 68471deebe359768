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

import java.util.Map;

/**
 * Is told of messages, on the loop's thread. Views are valid until the call returns. One that throws is counted, and
 * told by {@link ClientListener#onError}.
 * Thread: client
 */
public interface MarketListener
{
    default void onPrice(final PriceView price)
    {
    }

    default void onBbo(final BboView bbo)
    {
    }

    /**
     * @param update the message.
     * @param book   as it is after it.
     */
    default void onBook(final BookView update, final Book book)
    {
    }

    default void onTrade(final TradeView trade)
    {
    }

    default void onStats(final StatsView stats)
    {
    }

    default void onCandle(final CandleView candle)
    {
    }

    default void onSignal(final SignalView signal)
    {
    }

    default void onLiquidation(final LiquidationView liquidation)
    {
    }

    default void onArbitrage(final ArbitrageView arbitrage)
    {
    }

    default void onMarket(final MarketView market)
    {
    }

    /** Of an account: a map of the protocol. */
    default void onAccount(final Channel channel, final Map<String, Object> message)
    {
    }

    /** Messages will not come. */
    default void onGap(final Gap gap)
    {
    }

    /**
     * A state can not be trusted until its next message.
     *
     * @param symbol empty: all.
     * @param venue  empty: all.
     */
    default void onStale(final Channel channel, final String symbol, final String venue, final String reason)
    {
    }
}
