package io.tickwire.engine.series;

import io.tickwire.engine.schema.OwnThread;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The last 24 hours of one symbol at one venue, in minutes: the minute that has begun and the 1,439 before it.
 * Thread: pipeline-<k>
 * <p>
 * A trade belongs to the minute of its own time, however late it comes; one from before the window is counted and
 * ignored. {@link #open()} is the price of the trade with the oldest time in the window, {@link #last()} of the one
 * with the newest; of trades with the same time the first to come opens, the last to come is last. A time ahead of the
 * newest one moves the window, however far it is.
 * <p>
 * Minutes are kept in chunks of an hour, allocated with the hour's first trade and used again when the hour has left:
 * at most {@value #MAX_BYTES} bytes of them for a symbol. A trade costs the same however many there were; a minute that
 * leaves costs at most one look at each minute, and only where it held the high or the low.
 * <p>
 * {@link #vwap()} is not known while a trade is in the window that did not fit into a notional sum of 128 bits.
 * That is told reliably where the prices of a window have one sign.
 */
public final class RollingStats
{
    /** So many minutes are in the window. */
    public static final int MINUTES = 1_440;

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES_A_CHUNK = 60;
    // An hour that leaves and one that begins share a window.
    private static final int CHUNKS = MINUTES / MINUTES_A_CHUNK + 1;
    private static final int ARRAY_HEADER_BYTES = 16;

    // A minute is one cache line.
    private static final int OPEN = 0;
    private static final int OPEN_TIME = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int NOTIONAL_HIGH = 4;
    private static final int NOTIONAL_LOW = 5;
    private static final int VOLUME_LOW = 6;
    // The trades in the lower half, the upper bits of the volume in the other, the mark of a lost notional on top.
    private static final int TRADES = 7;
    private static final int FIELDS = 8;
    private static final long VOLUME_UNIT = 1L << 32;
    private static final long TRADES_MASK = VOLUME_UNIT - 1;
    private static final long LOST_NOTIONAL = 1L << 63;

    /** The largest that the chunks of a symbol ever are, together. */
    public static final int MAX_BYTES = CHUNKS * (MINUTES_A_CHUNK * FIELDS * Long.BYTES + ARRAY_HEADER_BYTES);

    // Percent has two digits and PERCENT_EXPONENT four.
    private static final long PERCENT_SCALE = 1_000_000;

    private final long[][] chunks = new long[CHUNKS][];
    private final Sum128 volume = new Sum128();
    private final Sum128 notional = new Sum128();
    private final Sum128 change = new Sum128();
    private final OwnThread owner = new OwnThread();

    private long[] chunk;
    private int offset;
    private long minute;
    private long minuteStartNs;
    private long minuteEndNs;
    private long firstKeptNs;

    private long open = NULL;
    private long openTimeNs;
    private long high = NULL;
    private long low = NULL;
    private long highMinute;
    private long lowMinute;
    private long last = NULL;
    private long lastTimeNs;
    private long oldestMinute;
    private long trades;
    private int lostNotionals;
    private long lateTrades;

    /**
     * It was traded.
     *
     * @param timeNs   since 1970; the trade's own.
     * @param quantity not below 0.
     * @return whether it is in the window; otherwise it was counted as late.
     */
    public boolean onTrade(final long timeNs, final long price, final long quantity)
    {
        assert owner.isThis() : owner;

        if (timeNs >= minuteEndNs)
        {
            moveTo(timeNs);
        }
        else if (timeNs < minuteStartNs)
        {
            return onLateTrade(timeNs, price, quantity);
        }

        if (chunk == null)
        {
            chunk = chunkOf(minute);
        }
        add(chunk, offset, minute, timeNs, price, quantity);

        return true;
    }

    /**
     * It is this late: minutes leave the window although nothing is traded. A time before the newest one does nothing.
     */
    public void advanceTo(final long timeNs)
    {
        assert owner.isThis() : owner;

        if (timeNs >= minuteEndNs)
        {
            moveTo(timeNs);
        }
    }

    /**
     * Take in a candle of an earlier run, of one minute or several: before the first trade, and oldest first. All of it
     * counts as of its first minute, and its average price is taken to be the middle of high, low and close.
     */
    public void restore(final CandleView candles, final int index)
    {
        assert owner.isThis() : owner;

        final long timeNs = candles.openTimeNs(index);
        advanceTo(timeNs);
        final int count = (int)Math.min(candles.trades(index), Integer.MAX_VALUE);
        if (timeNs < firstKeptNs || count < 1)
        {
            return;
        }

        final long itsMinute = timeNs / MINUTE_NS;
        final long[] itsChunk = chunkOf(itsMinute);
        final int itsOffset = offsetOf(itsMinute);
        final long top = candles.high(index);
        final long bottom = candles.low(index);
        final long end = candles.close(index);
        final long middle = top / 3 + bottom / 3 + end / 3 + (top % 3 + bottom % 3 + end % 3) / 3;
        begin(itsChunk, itsOffset, timeNs, candles.open(index));
        itsChunk[itsOffset + HIGH] = top;
        itsChunk[itsOffset + LOW] = bottom;
        addToWindow(itsMinute, timeNs, candles.open(index));
        addToWindow(itsMinute, timeNs, top);
        addToWindow(itsMinute, timeNs, bottom);
        addToWindow(itsMinute, timeNs, end);
        addSums(itsChunk, itsOffset, middle, candles.volume(index));
        itsChunk[itsOffset + TRADES] += count - 1;
        trades += count - 4;
    }

    public long open()
    {
        return open;
    }

    public long high()
    {
        return high;
    }

    public long low()
    {
        return low;
    }

    public long last()
    {
        return last;
    }

    /**
     * From open to last, with {@code Decimals.PERCENT_EXPONENT}, rounded half up by its magnitude. NULL without trades,
     * where open is 0, or where it does not fit.
     */
    public long changePercent()
    {
        if (trades == 0 || open == 0)
        {
            return NULL;
        }

        change.reset();
        change.tryAdd(Math.multiplyHigh(last, PERCENT_SCALE), last * PERCENT_SCALE);
        change.subtract(Math.multiplyHigh(open, PERCENT_SCALE), open * PERCENT_SCALE);

        return change.quotient(0, Math.abs(open));
    }

    /**
     * The sum of the quantities, or the largest long where that is more.
     */
    public long volume()
    {
        return volume.high() != 0 || volume.low() < 0 ? Long.MAX_VALUE : volume.low();
    }

    /**
     * The average price by quantity, rounded half up by its magnitude. NULL where nothing was traded.
     */
    public long vwap()
    {
        if (lostNotionals > 0 || (volume.high() | volume.low()) == 0)
        {
            return NULL;
        }

        return notional.quotient(volume.high(), volume.low());
    }

    public long trades()
    {
        return trades;
    }

    /**
     * How many trades came when their minute had left the window.
     */
    public long lateTrades()
    {
        return lateTrades;
    }

    /**
     * What the chunks that there are take.
     */
    public int bytes()
    {
        int bytes = 0;
        for (final long[] chunk : chunks)
        {
            bytes += chunk == null ? 0 : chunk.length * Long.BYTES + ARRAY_HEADER_BYTES;
        }

        return bytes;
    }

    private boolean onLateTrade(final long timeNs, final long price, final long quantity)
    {
        if (timeNs < firstKeptNs)
        {
            lateTrades++;
            return false;
        }

        final long itsMinute = timeNs / MINUTE_NS;
        add(chunkOf(itsMinute), offsetOf(itsMinute), itsMinute, timeNs, price, quantity);

        return true;
    }

    private void add(
        final long[] chunk,
        final int offset,
        final long minute,
        final long timeNs,
        final long price,
        final long quantity)
    {
        if (chunk[offset + TRADES] == 0)
        {
            begin(chunk, offset, timeNs, price);
        }
        else
        {
            if (timeNs < chunk[offset + OPEN_TIME])
            {
                chunk[offset + OPEN] = price;
                chunk[offset + OPEN_TIME] = timeNs;
            }
            chunk[offset + HIGH] = Math.max(chunk[offset + HIGH], price);
            chunk[offset + LOW] = Math.min(chunk[offset + LOW], price);
        }

        addToWindow(minute, timeNs, price);
        addSums(chunk, offset, price, quantity);
    }

    private static void begin(final long[] chunk, final int offset, final long timeNs, final long price)
    {
        chunk[offset + OPEN] = price;
        chunk[offset + OPEN_TIME] = timeNs;
        chunk[offset + HIGH] = price;
        chunk[offset + LOW] = price;
        chunk[offset + NOTIONAL_HIGH] = 0;
        chunk[offset + NOTIONAL_LOW] = 0;
        chunk[offset + VOLUME_LOW] = 0;
    }

    private void addToWindow(final long minute, final long timeNs, final long price)
    {
        final boolean isFirst = trades == 0;
        if (isFirst || timeNs < openTimeNs)
        {
            open = price;
            openTimeNs = timeNs;
            oldestMinute = minute;
        }
        if (isFirst || timeNs >= lastTimeNs)
        {
            last = price;
            lastTimeNs = timeNs;
        }
        // Of equal extremes the newest is remembered, since it stays longest.
        if (isFirst || price > high || price == high && minute > highMinute)
        {
            high = price;
            highMinute = minute;
        }
        if (isFirst || price < low || price == low && minute > lowMinute)
        {
            low = price;
            lowMinute = minute;
        }
        trades++;
    }

    private void addSums(final long[] chunk, final int offset, final long price, final long quantity)
    {
        final long volumeLow = chunk[offset + VOLUME_LOW] + quantity;
        final long carry = Long.compareUnsigned(volumeLow, quantity) < 0 ? VOLUME_UNIT : 0;
        chunk[offset + VOLUME_LOW] = volumeLow;
        chunk[offset + TRADES] += carry + 1;
        volume.tryAdd(0, quantity);

        final long addedHigh = Math.multiplyHigh(price, quantity);
        final long addedLow = price * quantity;
        if (notional.tryAdd(addedHigh, addedLow))
        {
            final long notionalLow = chunk[offset + NOTIONAL_LOW] + addedLow;
            chunk[offset + NOTIONAL_HIGH] += addedHigh + (Long.compareUnsigned(notionalLow, addedLow) < 0 ? 1 : 0);
            chunk[offset + NOTIONAL_LOW] = notionalLow;
        }
        else if (chunk[offset + TRADES] > 0)
        {
            chunk[offset + TRADES] |= LOST_NOTIONAL;
            lostNotionals++;
        }
    }

    private void moveTo(final long timeNs)
    {
        minute = timeNs / MINUTE_NS;
        minuteStartNs = minute * MINUTE_NS;
        minuteEndNs = minuteStartNs + MINUTE_NS;
        final long firstKept = minute - MINUTES + 1;
        firstKeptNs = Math.max(0, firstKept * MINUTE_NS);
        if (trades != 0 && oldestMinute < firstKept)
        {
            expire(firstKept);
        }
        // Made with the first trade.
        chunk = chunks[slotOf(minute)];
        offset = offsetOf(minute);
    }

    private void expire(final long firstKept)
    {
        long minute = oldestMinute;
        for (; minute < firstKept && trades > 0; minute++)
        {
            remove(minute);
        }
        if (trades == 0)
        {
            open = NULL;
            high = NULL;
            low = NULL;
            last = NULL;
            return;
        }

        while (isEmpty(minute))
        {
            minute++;
        }
        oldestMinute = minute;
        final long[] chunk = chunks[slotOf(minute)];
        final int offset = offsetOf(minute);
        open = chunk[offset + OPEN];
        openTimeNs = chunk[offset + OPEN_TIME];
        if (highMinute < firstKept || lowMinute < firstKept)
        {
            findExtremes();
        }
    }

    private void remove(final long minute)
    {
        if (isEmpty(minute))
        {
            return;
        }

        final long[] chunk = chunks[slotOf(minute)];
        final int offset = offsetOf(minute);
        final long word = chunk[offset + TRADES];
        trades -= word & TRADES_MASK;
        lostNotionals -= word < 0 ? 1 : 0;
        volume.subtract((word & ~LOST_NOTIONAL) >>> 32, chunk[offset + VOLUME_LOW]);
        notional.subtract(chunk[offset + NOTIONAL_HIGH], chunk[offset + NOTIONAL_LOW]);
        chunk[offset + TRADES] = 0;
    }

    private void findExtremes()
    {
        high = Long.MIN_VALUE;
        low = Long.MAX_VALUE;
        // The window's newest trade may be in a minute that is not the newest one.
        for (long i = oldestMinute; i <= minute; i++)
        {
            if (isEmpty(i))
            {
                continue;
            }
            final long[] chunk = chunks[slotOf(i)];
            final int offset = offsetOf(i);
            if (chunk[offset + HIGH] >= high)
            {
                high = chunk[offset + HIGH];
                highMinute = i;
            }
            if (chunk[offset + LOW] <= low)
            {
                low = chunk[offset + LOW];
                lowMinute = i;
            }
        }
    }

    private boolean isEmpty(final long minute)
    {
        final long[] chunk = chunks[slotOf(minute)];

        return chunk == null || chunk[offsetOf(minute) + TRADES] == 0;
    }

    private long[] chunkOf(final long minute)
    {
        final int slot = slotOf(minute);
        if (chunks[slot] == null)
        {
            chunks[slot] = new long[MINUTES_A_CHUNK * FIELDS];
        }

        return chunks[slot];
    }

    private static int slotOf(final long minute)
    {
        return (int)(minute / MINUTES_A_CHUNK % CHUNKS);
    }

    private static int offsetOf(final long minute)
    {
        return (int)(minute % MINUTES_A_CHUNK) * FIELDS;
    }
}
