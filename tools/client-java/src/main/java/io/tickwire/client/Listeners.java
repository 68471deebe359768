package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.Update;
import io.tickwire.client.wire.Views;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who is told, and that none that throws is in the way of the others.
 * Thread: client
 */
final class Listeners
{
    private final Counts counts;
    private ClientListener[] all = {};
    private Views views;
    private boolean isTellingError;

    Listeners(final Counts counts)
    {
        this.counts = counts;
    }

    void show(final Update update)
    {
        views = new Views(update);
    }

    void add(final ClientListener listener)
    {
        final List<ClientListener> more = new ArrayList<>(List.of(all));
        more.add(listener);
        all = more.toArray(all);
    }

    void remove(final ClientListener listener)
    {
        final List<ClientListener> fewer = new ArrayList<>(List.of(all));
        fewer.remove(listener);
        all = fewer.toArray(new ClientListener[0]);
    }

    /** A data message, to each handle that wants it, and then to all listeners. */
    void tell(final StreamState stream)
    {
        final Channel channel = stream.channel();
        for (final Handle handle : stream.handles)
        {
            handle.delivered++;
            tell(channel, stream, handle.listener);
        }
        for (final ClientListener listener : all)
        {
            tell(channel, stream, listener);
        }
    }

    private void tell(final Channel channel, final StreamState stream, final MarketListener listener)
    {
        try
        {
            switch (channel)
            {
                case PRICE -> listener.onPrice(views.price());
                case BBO -> listener.onBbo(views.bbo());
                case BOOK -> listener.onBook(views.book(), stream.book);
                case TRADE -> listener.onTrade(views.trade());
                case STATS -> listener.onStats(views.stats());
                case CANDLE -> listener.onCandle(views.candle());
                case SIGNAL -> listener.onSignal(views.signal());
                case LIQUIDATION -> listener.onLiquidation(views.liquidation());
                case ARBITRAGE -> listener.onArbitrage(views.arbitrage());
                case MARKET -> listener.onMarket(views.market());
                default -> throw new IllegalStateException("no data: " + channel);
            }
        }
        catch (final RuntimeException ex)
        {
            threw(ex);
        }
    }

    /** A message of an account. */
    void account(final Handle[] handles, final Channel channel, final Map<String, Object> message)
    {
        for (final Handle handle : handles)
        {
            handle.delivered++;
        }
        tell(handles, listener -> listener.onAccount(channel, message));
    }

    /** Something rare, to those handles and all listeners. */
    void tell(final Handle[] handles, final Consumer<MarketListener> event)
    {
        for (final Handle handle : handles)
        {
            guard(handle.listener, event);
        }
        tell(event::accept);
    }

    /** Something rare, to all listeners. */
    void tell(final Consumer<? super ClientListener> event)
    {
        for (final ClientListener listener : all)
        {
            guard(listener, event);
        }
    }

    /** An error, which counts. */
    void error(final String code, final String message, final Map<String, Object> details)
    {
        counts.errors++;
        if (!isTellingError)
        {
            isTellingError = true;
            tell(listener -> listener.onError(code, message, details));
            isTellingError = false;
        }
    }

    private <T> void guard(final T listener, final Consumer<? super T> event)
    {
        try
        {
            event.accept(listener);
        }
        catch (final RuntimeException ex)
        {
            threw(ex);
        }
    }

    private void threw(final RuntimeException ex)
    {
        error("listener", "a listener threw: " + ex, null);
    }
}
