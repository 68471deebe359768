package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.VenueFees;
import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import io.tickwire.engine.series.RollingStats;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How the state of the market is kept.
 *
 * @param candleSeconds    the intervals of candles, in seconds: 1 to 8 of them, ascending.
 * @param indicatorSeconds the interval, one of those, whose closed candles indicators look at.
 * @param candleGraceNs    how long after its end a candle without a trade behind it is still open to late trades.
 * @param bookLevels       how many levels a side of a book keeps at the most.
 * @param arbitrage        when a gap between venues pays.
 * @param models           that make signals of the market.
 * Thread: any
 */
public record MarketRules(
    List<Integer> candleSeconds,
    int indicatorSeconds,
    long candleGraceNs,
    int bookLevels,
    Arbitrage arbitrage,
    List<Model> models)
{
    private static final int MAX_CANDLE_SECONDS = 7 * 86_400;
    private static final long MAX_GRACE_NS = 60_000_000_000L;
    private static final int MAX_BOOK_LEVELS = 65_534;

    public MarketRules
    {
        candleSeconds = List.copyOf(candleSeconds);
        models = List.copyOf(models);
        final int intervals = candleSeconds.size();
        if (intervals < 1 || intervals > CandleSet.MAX_INTERVALS || new HashSet<>(candleSeconds).size() != intervals)
        {
            throw new IllegalArgumentException(
                "candleSeconds must be 1 to " + CandleSet.MAX_INTERVALS + " intervals, none twice: candleSeconds=" +
                candleSeconds);
        }
        for (final int seconds : candleSeconds)
        {
            requireRange("candleSeconds", seconds, 1, MAX_CANDLE_SECONDS);
        }
        if (!candleSeconds.equals(candleSeconds.stream().sorted().toList()))
        {
            throw new IllegalArgumentException("candleSeconds must ascend: candleSeconds=" + candleSeconds);
        }
        if (!candleSeconds.contains(indicatorSeconds))
        {
            throw new IllegalArgumentException(
                "indicatorSeconds must be one of candleSeconds: indicatorSeconds=" + indicatorSeconds +
                " candleSeconds=" + candleSeconds);
        }
        requireRange("candleGraceNs", candleGraceNs, 0, MAX_GRACE_NS);
        requireRange("bookLevels", bookLevels, 1, MAX_BOOK_LEVELS);
    }

    /**
     * What the figures of the day and the candles of a symbol at a venue take at the most, once it was traded for so
     * long.
     */
    public long seriesBytes(final long seconds)
    {
        return RollingStats.MAX_BYTES +
            candleSeconds.stream().mapToLong(interval -> Candles.bytesAfter(seconds, interval)).sum();
    }

    /**
     * The same without models.
     */
    public MarketRules withoutModels()
    {
        return new MarketRules(
            candleSeconds, indicatorSeconds, candleGraceNs, bookLevels, arbitrage, List.of());
    }

    /**
     * A model to run.
     *
     * @param name     that it is found by.
     * @param settings of its own.
     * Thread: any
     */
    public record Model(String name, Map<String, String> settings)
    {
        public Model
        {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * When a gap between venues pays: in hundredths of a basis point.
     *
     * @param minSpread    after fees: less is no opportunity.
     * @param changeSpread a smaller move is no news.
     * @param takerFee     of each venue that has none of its own.
     * @param takerFees    of venues by their names; a venue need not be known yet.
     * Thread: any
     */
    public record Arbitrage(int minSpread, int changeSpread, int takerFee, Map<String, Integer> takerFees)
    {
        private static final int MAX_RATE = VenueFees.WHOLE;

        public Arbitrage
        {
            requireRange("minSpread", minSpread, 0, MAX_RATE);
            requireRange("changeSpread", changeSpread, 1, MAX_RATE);
            requireRange("takerFee", takerFee, 0, MAX_RATE - 1);
            takerFees = Map.copyOf(takerFees);
            takerFees.forEach((venue, fee) -> requireRange("takerFee of " + venue, fee, 0, MAX_RATE - 1));
        }

        /**
         * With one fee for all venues.
         */
        public Arbitrage(final int minSpread, final int changeSpread, final int takerFee)
        {
            this(minSpread, changeSpread, takerFee, Map.of());
        }

        /**
         * What a venue takes.
         */
        int takerFeeOf(final int venueId, final NameTable venues)
        {
            for (final Map.Entry<String, Integer> own : takerFees.entrySet())
            {
                if (venues.idOf(own.getKey()) == venueId)
                {
                    return own.getValue();
                }
            }

            return takerFee;
        }
    }

    /**
     * What holds where nothing is set: candles of 1 s, 1, 5 and 15 min, 1 h and 1 d, indicators on those of 1 min;
     * books of 5,000 levels; gaps from a basis point after fees of 10 at each venue.
     */
    public static MarketRules defaults()
    {
        return new MarketRules(
            List.of(1, 60, 300, 900, 3_600, 86_400),
            60,
            250_000_000L,
            5_000,
            new Arbitrage(100, 100, 1_000),
            List.of());
    }

    /**
     * The same with models.
     */
    public MarketRules with(final List<Model> models)
    {
        return new MarketRules(candleSeconds, indicatorSeconds, candleGraceNs, bookLevels, arbitrage, models);
    }

    /**
     * The same with other rules for gaps between venues.
     */
    public MarketRules with(final Arbitrage arbitrage)
    {
        return new MarketRules(candleSeconds, indicatorSeconds, candleGraceNs, bookLevels, arbitrage, models);
    }

    private static void requireRange(final String what, final long value, final long from, final long to)
    {
        if (value < from || value > to)
        {
            throw new IllegalArgumentException(
                what + " must be from " + from + " to " + to + ": " + what + "=" + value);
        }
    }
}
