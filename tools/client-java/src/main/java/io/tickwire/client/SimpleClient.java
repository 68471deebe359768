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
import io.tickwire.client.wire.Decimals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * For programs that want records from a queue, or just the latest price. Each message is an object here; who can not
 * afford that takes {@link TickwireClient}. All methods are for any thread.
 * Thread: any
 */
public final class SimpleClient implements AutoCloseable
{
    private static final int DEFAULT_CAPACITY = 10_000;

    private final EventQueue queue;
    private final Map<String, Event.Price> prices = new ConcurrentHashMap<>();
    private final Recorder recorder = new Recorder();
    private final TickwireClient client;

    private SimpleClient(final ClientConfig config, final int capacity, final Overflow overflow)
    {
        queue = new EventQueue(capacity, overflow);
        final ClientLoop loop = ClientLoop.start("tickwire-client");
        client = TickwireClient.connectOwning(loop, config, made ->
            queue.control(made::pauseReading, made::resumeReading), recorder);
    }

    /**
     * A client whose queue has 10,000 places, and loses the oldest.
     */
    public static SimpleClient connect(final String url)
    {
        return connect(ClientConfig.of(url), DEFAULT_CAPACITY, Overflow.DROP_OLDEST);
    }

    /**
     * A client whose queue has a bound of one's own.
     */
    public static SimpleClient connect(final ClientConfig config, final int capacity, final Overflow overflow)
    {
        return new SimpleClient(config, capacity, overflow);
    }

    /**
     * Have symbols of a channel queued.
     */
    public Handle subscribe(final Channel channel, final String... symbols)
    {
        return subscribe(Subscription.of(channel, symbols));
    }

    /**
     * Have something queued.
     */
    public Handle subscribe(final Subscription subscription)
    {
        // The recorder is told of everything already.
        return client.subscribe(subscription);
    }

    /**
     * The next event.
     *
     * @return null: none came in time.
     */
    public Event poll(final long timeout, final TimeUnit unit) throws InterruptedException
    {
        final Event event = queue.poll(timeout, unit);
        if (queue.isDrainDue())
        {
            client.execute(queue::drain);
        }

        return event;
    }

    /**
     * The latest of a symbol at any venue; null: none yet.
     */
    public Event.Price latestPrice(final String symbol)
    {
        return prices.get(symbol);
    }

    /** The latest of all symbols. */
    public Map<String, Event.Price> latestPrices()
    {
        return Map.copyOf(prices);
    }

    /** How many events were not taken in time. */
    public long dropped()
    {
        return queue.dropped();
    }

    /** The client under it. */
    public TickwireClient client()
    {
        return client;
    }

    @Override
    public void close()
    {
        client.close();
    }

    /** Makes records of what it is told. */
    private final class Recorder implements ClientListener
    {
        @Override
        public void onPrice(final PriceView view)
        {
            final Event.Price price = new Event.Price(
                view.symbol(), view.venue(), view.price(), view.bid(), view.ask(), view.change24h(), view.volume24h(),
                view.timestampMs(), view.seq());
            prices.put(price.symbol(), price);
            queue.put(price);
        }

        @Override
        public void onBbo(final BboView view)
        {
            queue.put(new Event.Bbo(
                view.symbol(), view.venue(), view.bid(), view.bidQuantity(), view.ask(), view.askQuantity(),
                view.timestampMs(), view.seq()));
        }

        @Override
        public void onBook(final BookView view, final Book book)
        {
            final List<Event.Level> bids = new ArrayList<>(book.bids());
            final List<Event.Level> asks = new ArrayList<>(book.asks());
            for (int i = 0; i < book.bids(); i++)
            {
                bids.add(level(book, book.bidPrice(i), book.bidQuantity(i)));
            }
            for (int i = 0; i < book.asks(); i++)
            {
                asks.add(level(book, book.askPrice(i), book.askQuantity(i)));
            }
            queue.put(new Event.Levels(
                view.symbol(), view.venue(), bids, asks, view.timestampMs(), view.seq()));
        }

        private Event.Level level(final Book book, final long price, final long quantity)
        {
            return new Event.Level(
                Decimals.toDouble(price, book.priceExponent()), Decimals.toDouble(quantity, book.quantityExponent()));
        }

        @Override
        public void onTrade(final TradeView view)
        {
            queue.put(new Event.Trade(
                view.symbol(), view.venue(), view.price(), view.quantity(), view.side(), view.timestampMs(),
                view.seq()));
        }

        @Override
        public void onStats(final StatsView view)
        {
            queue.put(new Event.Stats(
                view.symbol(), view.venue(), view.open(), view.high(), view.low(), view.change(), view.volume(),
                view.vwap(), view.timestampMs()));
        }

        @Override
        public void onCandle(final CandleView view)
        {
            queue.put(new Event.Candle(
                view.symbol(), view.venue(), view.intervalSeconds(), view.open(), view.high(), view.low(),
                view.close(), view.volume(), view.isClosed(), view.timestampMs()));
        }

        @Override
        public void onSignal(final SignalView view)
        {
            queue.put(new Event.Signal(
                view.symbol(), view.venue(), view.indicator(), view.advice(), view.value(), view.confidence(),
                view.timestampMs()));
        }

        @Override
        public void onLiquidation(final LiquidationView view)
        {
            queue.put(new Event.Liquidation(
                view.symbol(), view.venue(), view.side(), view.price(), view.quantity(), view.timestampMs()));
        }

        @Override
        public void onArbitrage(final ArbitrageView view)
        {
            queue.put(new Event.Arbitrage(
                view.symbol(), view.buyVenue(), view.sellVenue(), view.buyPrice(), view.sellPrice(), view.quantity(),
                view.spreadBps(), view.timestampMs()));
        }

        @Override
        public void onMarket(final MarketView view)
        {
            final Map<String, Double> latest = new HashMap<>();
            for (int i = 0; i < view.entries(); i++)
            {
                latest.put(view.entrySymbol(i), view.entryPrice(i));
            }
            queue.put(new Event.Market(latest, view.timestampMs()));
        }

        @Override
        public void onAccount(final Channel channel, final Map<String, Object> message)
        {
            queue.put(new Event.Account(channel, message));
        }

        @Override
        public void onGap(final Gap gap)
        {
            queue.put(new Event.Missed(gap));
        }

        @Override
        public void onStale(final Channel channel, final String symbol, final String venue, final String reason)
        {
            queue.put(new Event.Stale(channel, symbol, venue, reason));
        }

        @Override
        public void onError(final String code, final String message, final Map<String, Object> details)
        {
            queue.put(new Event.Failure(code, message));
        }
    }
}
