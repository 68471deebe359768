package io.tickwire.engine.series;

import io.tickwire.engine.schema.OwnThread;

/**
 * The last candles of one symbol at one venue in one interval, oldest first. Intervals stand at whole multiples of
 * their length since 1970, in UTC; one without trades has no candle.
 * Thread: pipeline-<k>
 * <p>
 * A trade belongs to the candle of its own time. One that comes late is added to its candle if that is kept: to high,
 * low, volume and trades, and to open and close if the candle is the newest (of trades with the same time the first to
 * come opens, the last to come closes). If there is no such candle it is counted and ignored; only after the newest
 * candle can one still begin, closed at once if its interval is over.
 * <p>
 * Memory grows by doubling with the candles that there are, to {@value #MAX_BYTES} bytes.
 */
public final class Candles implements CandleView
{
    /** So many candles are kept. */
    public static final int CAPACITY = 300;

    private static final int INITIAL_CAPACITY = 16;
    private static final int ARRAY_HEADER_BYTES = 16;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = 366 * 86_400L;

    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TRADES = 6;
    private static final int FIELDS = 7;

    /** The largest that the candles of an interval ever are. */
    public static final int MAX_BYTES = CAPACITY * FIELDS * Long.BYTES + ARRAY_HEADER_BYTES;

    private final long intervalNs;
    private final OwnThread owner = new OwnThread();
    private long[] candles = new long[0];
    private int capacity;
    private int head;
    private int size;

    private int newest;
    private long startNs = Long.MAX_VALUE;
    private long endNs;
    private long openTradeNs;
    private long closeTradeNs;
    private long nowNs;
    private boolean isNewestClosed = true;
    private long lateTrades;

    /**
     * @throws IllegalArgumentException where the interval is not from a second to 366 days.
     */
    public Candles(final long intervalSeconds)
    {
        if (intervalSeconds < 1 || intervalSeconds > MAX_SECONDS)
        {
            throw new IllegalArgumentException(
                "interval must be from 1 to " + MAX_SECONDS + " seconds: intervalSeconds=" + intervalSeconds);
        }

        intervalNs = intervalSeconds * NS_PER_SECOND;
    }

    /**
     * What the candles of an interval take at the most once it was traded for so long.
     */
    public static int bytesAfter(final long seconds, final long intervalSeconds)
    {
        // The first and the last interval are parts of one.
        final long kept = Math.min(CAPACITY, (seconds + intervalSeconds - 1) / intervalSeconds + 1);
        int capacity = INITIAL_CAPACITY;
        while (capacity < kept)
        {
            capacity *= 2;
        }

        return Math.min(CAPACITY, capacity) * FIELDS * Long.BYTES + ARRAY_HEADER_BYTES;
    }

    /**
     * It was traded.
     *
     * @param timeNs   since 1970; the trade's own.
     * @param quantity not below 0.
     * @return whether a candle has it; otherwise it was counted as late.
     */
    public boolean onTrade(final long timeNs, final long price, final long quantity, final CandleListener listener)
    {
        assert owner.isThis() : owner;

        if (timeNs >= endNs)
        {
            begin(timeNs, price, quantity, listener);
            return true;
        }
        if (timeNs < startNs)
        {
            return onLateTrade(timeNs, price, quantity, listener);
        }

        final long[] candles = this.candles;
        final int at = newest;
        if (timeNs >= closeTradeNs)
        {
            closeTradeNs = timeNs;
            candles[at + CLOSE] = price;
        }
        else if (timeNs < openTradeNs)
        {
            openTradeNs = timeNs;
            candles[at + OPEN] = price;
        }
        add(candles, at, price, quantity);
        listener.onCandle(this, size - 1, isNewestClosed ? CandleChange.CORRECTED : CandleChange.CHANGED);

        return true;
    }

    /**
     * It is this late: the newest candle closes if its interval is over. A time before the newest one does nothing.
     */
    public void advanceTo(final long timeNs, final CandleListener listener)
    {
        assert owner.isThis() : owner;

        nowNs = Math.max(nowNs, timeNs);
        if (nowNs >= endNs && !isNewestClosed)
        {
            close(listener);
        }
    }

    @Override
    public long intervalNs()
    {
        return intervalNs;
    }

    @Override
    public int size()
    {
        return size;
    }

    @Override
    public long openTimeNs(final int index)
    {
        return candles[at(index) + OPEN_TIME];
    }

    @Override
    public long open(final int index)
    {
        return candles[at(index) + OPEN];
    }

    @Override
    public long high(final int index)
    {
        return candles[at(index) + HIGH];
    }

    @Override
    public long low(final int index)
    {
        return candles[at(index) + LOW];
    }

    @Override
    public long close(final int index)
    {
        return candles[at(index) + CLOSE];
    }

    @Override
    public long volume(final int index)
    {
        return candles[at(index) + VOLUME];
    }

    @Override
    public long trades(final int index)
    {
        return candles[at(index) + TRADES];
    }

    @Override
    public boolean isClosed(final int index)
    {
        return isNewestClosed || index != size - 1;
    }

    /**
     * How many trades came when there was no candle for them, and none could begin.
     */
    public long lateTrades()
    {
        return lateTrades;
    }

    /**
     * What the candles take.
     */
    public int bytes()
    {
        return candles.length * Long.BYTES + ARRAY_HEADER_BYTES;
    }

    /**
     * Be a copy of candles elsewhere, of which each change is told here; nothing else may change this.
     *
     * @param fields open, high, low, close, volume and trades of the candle, from {@code from} on.
     */
    public void copy(final long openTimeNs, final long[] fields, final int from, final boolean isClosed)
    {
        assert owner.isThis() : owner;

        final boolean isNew = size == 0 || openTimeNs > openTimeNs(size - 1);
        final int index = isNew ? size : indexOf(openTimeNs);
        if (index < 0)
        {
            return;
        }

        final int at = isNew ? claim() : at(index);
        candles[at + OPEN_TIME] = openTimeNs;
        System.arraycopy(fields, from, candles, at + OPEN, FIELDS - OPEN);
        if (isNew || index == size - 1)
        {
            isNewestClosed = isClosed;
        }
    }

    /**
     * Take in a candle of an earlier run: before the first trade, and oldest first. It goes on as if there had been no
     * other; which of its trades came last is not known, so that the next one is taken for it.
     *
     * @param fields open, high, low, close, volume and trades of the candle, from {@code from} on.
     */
    public void restore(final long openTimeNs, final long[] fields, final int from, final boolean isClosed)
    {
        assert owner.isThis() : owner;

        if (openTimeNs % intervalNs != 0 || size > 0 && openTimeNs < openTimeNs(size - 1))
        {
            return;
        }

        final boolean isNew = size == 0 || openTimeNs > openTimeNs(size - 1);
        newest = isNew ? claim() : at(size - 1);
        candles[newest + OPEN_TIME] = openTimeNs;
        System.arraycopy(fields, from, candles, newest + OPEN, FIELDS - OPEN);
        startNs = openTimeNs;
        endNs = openTimeNs + intervalNs;
        openTradeNs = openTimeNs;
        closeTradeNs = openTimeNs;
        isNewestClosed = isClosed;
    }

    /**
     * Make this a copy of the newest candles of another.
     */
    void copyNewest(final Candles from, final int most)
    {
        if (from.intervalNs != intervalNs)
        {
            throw new IllegalArgumentException(
                "not the same interval: intervalNs=" + intervalNs + " from.intervalNs=" + from.intervalNs);
        }

        size = 0;
        head = 0;
        for (int i = Math.max(0, from.size - most); i < from.size; i++)
        {
            final int at = claim();
            System.arraycopy(from.candles, from.at(i), candles, at, FIELDS);
        }
        isNewestClosed = from.isNewestClosed;
    }

    private void begin(final long timeNs, final long price, final long quantity, final CandleListener listener)
    {
        if (!isNewestClosed)
        {
            close(listener);
        }

        startNs = timeNs - timeNs % intervalNs;
        endNs = startNs + intervalNs;
        openTradeNs = timeNs;
        closeTradeNs = timeNs;
        nowNs = Math.max(nowNs, timeNs);
        isNewestClosed = false;
        newest = claim();
        candles[newest + OPEN_TIME] = startNs;
        candles[newest + OPEN] = price;
        candles[newest + HIGH] = price;
        candles[newest + LOW] = price;
        candles[newest + CLOSE] = price;
        candles[newest + VOLUME] = quantity;
        candles[newest + TRADES] = 1;
        listener.onCandle(this, size - 1, CandleChange.CHANGED);
        if (nowNs >= endNs)
        {
            close(listener);
        }
    }

    private void close(final CandleListener listener)
    {
        isNewestClosed = true;
        listener.onCandle(this, size - 1, CandleChange.CLOSED);
    }

    private boolean onLateTrade(
        final long timeNs, final long price, final long quantity, final CandleListener listener)
    {
        final int index = indexOf(timeNs);
        if (index < 0)
        {
            lateTrades++;
            return false;
        }

        add(candles, at(index), price, quantity);
        listener.onCandle(this, index, CandleChange.CORRECTED);

        return true;
    }

    private int indexOf(final long timeNs)
    {
        int from = 0;
        int to = size - 1;
        while (from <= to)
        {
            final int middle = from + to >>> 1;
            final long openNs = openTimeNs(middle);
            if (timeNs < openNs)
            {
                to = middle - 1;
            }
            else if (timeNs >= openNs + intervalNs)
            {
                from = middle + 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }

    private static void add(final long[] candles, final int at, final long price, final long quantity)
    {
        if (price > candles[at + HIGH])
        {
            candles[at + HIGH] = price;
        }
        if (price < candles[at + LOW])
        {
            candles[at + LOW] = price;
        }
        final long volume = candles[at + VOLUME] + quantity;
        candles[at + VOLUME] = volume < 0 ? Long.MAX_VALUE : volume;
        candles[at + TRADES]++;
    }

    private int claim()
    {
        if (size == CAPACITY)
        {
            head = head + 1 == CAPACITY ? 0 : head + 1;
            return at(CAPACITY - 1);
        }
        if (size == capacity)
        {
            // Nothing was overwritten before the capacity is reached, so that the oldest stands first.
            capacity = Math.min(CAPACITY, Math.max(INITIAL_CAPACITY, capacity * 2));
            final long[] larger = new long[capacity * FIELDS];
            System.arraycopy(candles, 0, larger, 0, candles.length);
            candles = larger;
        }

        return at(size++);
    }

    private int at(final int index)
    {
        final int slot = head + index;

        return (slot >= CAPACITY ? slot - CAPACITY : slot) * FIELDS;
    }
}
