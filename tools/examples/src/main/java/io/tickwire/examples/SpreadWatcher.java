package io.tickwire.examples;

import io.tickwire.client.lane.Exponents;
import io.tickwire.client.lane.LaneConfig;
import io.tickwire.client.lane.LaneHandler;
import io.tickwire.client.lane.LaneReader;
import io.tickwire.client.lane.LossCause;
import io.tickwire.client.lane.StreamHead;
import io.tickwire.client.sbe.FeedState;
import io.tickwire.client.sbe.FeedStatusDecoder;
import io.tickwire.client.sbe.QuoteDecoder;
import io.tickwire.client.sbe.TickHeadDecoder;
import org.HdrHistogram.Histogram;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches symbols that are traded at several venues, and tells when one venue bids more than another asks: by how much,
 * and how old the news was when it came here. Reads the lane: shared memory, no socket, no object a quote.
 * <pre>
 *  tickwire serve --lane &amp;
 *  java ... io.tickwire.examples.SpreadWatcher 5 BTC-USDT ETH-USDT
 * </pre>
 * Thread: strategy
 */
public final class SpreadWatcher implements LaneHandler
{
    private static final int MAX_VENUES = 64;
    private static final double BPS = 10_000;

    private final Set<String> wanted;
    private final double leastBps;
    private final Listener listener;
    private final Int2ObjectHashMap<Market> markets = new Int2ObjectHashMap<>();

    /** Is told when a spread opens, and when another venue takes the place of one of the two. */
    public interface Listener
    {
        /**
         * @param buyVenue  id of the venue that asks least.
         * @param sellVenue id of the venue that bids most.
         * @param inNs      when the news reached the server, in ns since 1970.
         */
        void onSpread(String symbol, int buyVenue, int sellVenue, double bps, long inNs);
    }

    /** What the venues of one symbol quote, by their ids. */
    private static final class Market
    {
        private final String symbol;
        private final double[] bids = new double[MAX_VENUES];
        private final double[] asks = new double[MAX_VENUES];
        private int toldBuy;
        private int toldSell;

        Market(final String symbol)
        {
            this.symbol = symbol;
            forget();
        }

        void forget()
        {
            Arrays.fill(bids, Double.NaN);
            Arrays.fill(asks, Double.NaN);
            toldBuy = -1;
            toldSell = -1;
        }
    }

    /**
     * @param wanted   canonical names.
     * @param leastBps a spread below is none: fees, and a margin.
     */
    public SpreadWatcher(final Set<String> wanted, final double leastBps, final Listener listener)
    {
        this.wanted = wanted;
        this.leastBps = leastBps;
        this.listener = listener;
    }

    @Override
    public void onSymbol(final int id, final String name, final int priceExponent, final int quantityExponent)
    {
        if (wanted.contains(name))
        {
            markets.put(id, new Market(name));
        }
    }

    @Override
    public void onQuote(final StreamHead head, final QuoteDecoder quote)
    {
        final TickHeadDecoder tick = quote.head();
        final Market market = markets.get((int)tick.symbolId());
        final int venue = tick.venueId();
        if (market != null && venue < MAX_VENUES)
        {
            // Venues have exponents of their own. A side that is not quoted is no number, and compares as none.
            market.bids[venue] = Exponents.toDouble(quote.bidPrice(), tick.priceExponent());
            market.asks[venue] = Exponents.toDouble(quote.askPrice(), tick.priceExponent());
            look(market, tick.receiveTime());
        }
    }

    /** What a venue quotes that can not be reached, is nothing to trade on. */
    @Override
    public void onFeedStatus(final StreamHead head, final FeedStatusDecoder status)
    {
        final boolean isStale = status.state() == FeedState.STALE || status.state() == FeedState.DISCONNECTED;
        final long symbol = status.head().symbolId();
        final int venue = status.head().venueId();
        if (isStale && venue < MAX_VENUES)
        {
            markets.forEach((id, market) ->
            {
                if (symbol == id || symbol == TickHeadDecoder.symbolIdNullValue())
                {
                    market.bids[venue] = Double.NaN;
                    market.asks[venue] = Double.NaN;
                }
            });
        }
    }

    /** Ids of another run mean something else. */
    @Override
    public void onRun(final long epoch, final long startTimeNs)
    {
        markets.clear();
    }

    /** Nobody knows what was quoted meanwhile. */
    @Override
    public void onLoss(final long epoch, final long from, final long to, final LossCause cause)
    {
        markets.forEach((id, market) -> market.forget());
    }

    private void look(final Market market, final long inNs)
    {
        int buy = -1;
        int sell = -1;
        double ask = Double.POSITIVE_INFINITY;
        double bid = 0;
        for (int venue = 0; venue < MAX_VENUES; venue++)
        {
            if (market.asks[venue] < ask)
            {
                ask = market.asks[venue];
                buy = venue;
            }
            if (market.bids[venue] > bid)
            {
                bid = market.bids[venue];
                sell = venue;
            }
        }

        final double bps = (bid / ask - 1) * BPS;
        final boolean isOpen = buy >= 0 && sell >= 0 && buy != sell && bps >= leastBps;
        final boolean isNews = isOpen && (buy != market.toldBuy || sell != market.toldSell);
        market.toldBuy = isOpen ? buy : -1;
        market.toldSell = isOpen ? sell : -1;
        if (isNews)
        {
            listener.onSpread(market.symbol, buy, sell, bps, inNs);
        }
    }

    /**
     * @param args the least spread in hundredths of a percent, then symbols. The folders of Aeron and of the journal
     *             are taken from {@code -Dlane=...} and {@code -Djournal=...}, where they are given.
     */
    public static void main(final String[] args)
    {
        final Path aeron = System.getProperty("lane") == null ? null : Path.of(System.getProperty("lane"));
        final Path journal = System.getProperty("journal") == null ? null : Path.of(System.getProperty("journal"));
        final LaneReader[] made = new LaneReader[1];
        final SpreadWatcher watcher = new SpreadWatcher(
            Set.of(Arrays.copyOfRange(args, 1, args.length)),
            Double.parseDouble(args[0]),
            (symbol, buy, sell, bps, inNs) -> System.out.printf(Locale.ROOT,
                "%s: buy at %s, sell at %s: %.1f bps%n",
                symbol, made[0].names().venue(buy), made[0].names().venue(sell), bps));
        final AtomicBoolean isEnding = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> isEnding.set(true)));
        try (LaneReader lane = new LaneReader(LaneConfig.of(aeron, watcher).withJournal(journal).withLatency()))
        {
            made[0] = lane;
            final IdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, TimeUnit.MICROSECONDS.toNanos(100));
            while (!isEnding.get())
            {
                idle.idle(lane.poll(64));
            }
            final Histogram ages = lane.latency().sinceReceived();
            System.out.printf(Locale.ROOT, "%d ticks, %d lost; in to here: p50 %.1f us, p99 %.1f us%n",
                ages.getTotalCount(), lane.lost(), ages.getValueAtPercentile(50) / 1e3,
                ages.getValueAtPercentile(99) / 1e3);
        }
    }
}
