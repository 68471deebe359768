package io.tickwire.engine.pipeline;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.series.CandleChange;
import io.tickwire.engine.series.CandleListener;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import io.tickwire.engine.series.Indicator;
import io.tickwire.engine.series.Indicators;
import io.tickwire.engine.series.RollingStats;
import io.tickwire.engine.series.SignalListener;
import org.agrona.AsciiSequenceView;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayQueue;

import java.nio.ByteOrder;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The first stage's part in series: each trade goes into the statistics, the candles and, when one closes, the
 * indicators, and what they now show into the rows. A candle closes with the next trade, or when its time is over.
 * Thread: pipeline-<k>
 */
final class SeriesRows implements CandleListener, SignalListener
{
    /** A closed candle and all that indicators say of it take no more longs than this. */
    static final int MAX_CLOSE_LONGS = 128;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int SYMBOL_BITS = 32;
    private static final int MAX_NAME_BYTES = 255;
    private static final int UINT16_MASK = 0xffff;

    private final StreamRows rows;
    private final InstrumentTable<InstrumentState> instruments;
    private final CandleSets candles;
    private final int[] candleSeconds;
    private final long graceNs;
    private final long indicatorNs;
    private final int[] indicatorIds = new int[Indicator.values().length];

    /** For each interval the instruments whose candle is open, in the order in which they began. */
    private final LongArrayQueue[] open;
    private final LongArrayQueue[] openTimes;
    private final NameTable indicatorNames;
    private final SignalDecoder signal = new SignalDecoder();
    private final AsciiSequenceView name = new AsciiSequenceView();
    private InstrumentState instrument;
    private long nextDueNs = Long.MAX_VALUE;
    private long tradedPrice;
    private long tradedQuantity;

    SeriesRows(
        final StreamRows rows,
        final InstrumentTable<InstrumentState> instruments,
        final CandleSets candles,
        final MarketRules rules,
        final NameTable indicatorNames)
    {
        this.rows = rows;
        this.instruments = instruments;
        this.candles = candles;
        this.indicatorNames = indicatorNames;
        candleSeconds = rules.candleSeconds().stream().mapToInt(Integer::intValue).toArray();
        graceNs = rules.candleGraceNs();
        indicatorNs = rules.indicatorSeconds() * NS_PER_SECOND;
        open = new LongArrayQueue[candleSeconds.length];
        openTimes = new LongArrayQueue[candleSeconds.length];
        for (int i = 0; i < open.length; i++)
        {
            open[i] = new LongArrayQueue();
            openTimes[i] = new LongArrayQueue();
        }
        for (final Indicator indicator : Indicator.values())
        {
            indicatorIds[indicator.ordinal()] = indicatorNames.add(indicator.label());
        }
    }

    /**
     * Count a trade into the statistics: before its rows are written, which show them.
     */
    void count(final InstrumentState instrument, final long timeNs, final long price, final long quantity)
    {
        if (instrument.series == null)
        {
            begin(instrument);
        }
        instrument.series.stats().onTrade(timeNs, price, quantity);
    }

    /**
     * Write the rows of the candles of a trade, and of what closes by it.
     */
    void onTrade(final InstrumentState instrument, final long timeNs, final long price, final long quantity)
    {
        this.instrument = instrument;
        tradedPrice = price;
        tradedQuantity = quantity;
        instrument.series.candles().onTrade(timeNs, price, quantity, this);
    }

    /**
     * Write the row of the figures of the last 24 hours.
     */
    void addStats(final InstrumentState instrument, final long price, final long quantity)
    {
        final RollingStats stats = instrument.series == null ? null : instrument.series.stats();
        rows.row(streamOf(Channel.STATS, instrument, 0), price, price, price, quantity)
            .add(instrument.open24h != NULL || stats == null ? instrument.open24h : stats.open())
            .add(instrument.high24h != NULL || stats == null ? instrument.high24h : stats.high())
            .add(instrument.low24h != NULL || stats == null ? instrument.low24h : stats.low())
            .add(instrument.change24h())
            .add(instrument.volume24h())
            .add(instrument.vwap24h != NULL || stats == null ? instrument.vwap24h : stats.vwap())
            .add(instrument.trades24h != NULL || stats == null ? instrument.trades24h : stats.trades());
    }

    /**
     * Close candles whose time is over, as far as the rows of this tick have room.
     */
    void closeDue(final long nowNs)
    {
        if (nowNs < nextDueNs)
        {
            return;
        }

        tradedPrice = NULL;
        tradedQuantity = 0;
        nextDueNs = Long.MAX_VALUE;
        for (int i = 0; i < open.length; i++)
        {
            final long endedNs = nowNs - graceNs - candleSeconds[i] * NS_PER_SECOND;
            while (!openTimes[i].isEmpty() && openTimes[i].peekLong() <= endedNs && rows.left() >= MAX_CLOSE_LONGS)
            {
                openTimes[i].pollLong();
                final long key = open[i].pollLong();
                instrument = instruments.get((int)key, (int)(key >>> SYMBOL_BITS));
                instrument.series.candles().get(i).advanceTo(nowNs - graceNs, this);
            }
            if (!openTimes[i].isEmpty())
            {
                nextDueNs = Math.min(nextDueNs, dueNs(i, openTimes[i].peekLong()));
            }
        }
    }

    @Override
    public void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        final int interval = indexOf(candles);
        final long openTimeNs = candles.openTimeNs(index);
        final boolean isClosed = candles.isClosed(index);
        if (!isClosed)
        {
            await(instrument, interval, openTimeNs);
        }

        final boolean isNews = change != CandleChange.CLOSED;
        final long price = isNews ? tradedPrice : NULL;
        rows.row(streamOf(Channel.CANDLE, instrument, interval), price, price, price, isNews ? tradedQuantity : 0)
            .add(candles.open(index))
            .add(candles.high(index))
            .add(candles.low(index))
            .add(candles.close(index))
            .add(candles.volume(index))
            .add(candles.trades(index))
            .add(openTimeNs / NS_PER_MS)
            .add(isClosed ? 1 : 0);
        if (change == CandleChange.CLOSED && candles.intervalNs() == indicatorNs)
        {
            instrument.series.indicators().onClosed(candles, index, this);
        }
    }

    @Override
    public void onSignal(
        final Indicator indicator,
        final SignalAction action,
        final long value,
        final int exponent,
        final int confidence)
    {
        addSignal(
            instrument.symbolId,
            instrument.venueId,
            indicatorIds[indicator.ordinal()],
            action.value(),
            Decimals.rescaleRounded(value, exponent, UpdateValues.INDICATOR_VALUE_EXPONENT),
            confidence);
    }

    /**
     * Write the row of what a model says.
     *
     * @return whether the tick makes sense.
     */
    boolean onSignal(final TickSlot slot, final MessageHeaderDecoder header, final InstrumentState instrument)
    {
        final int bodyOffset = TickGate.bodyOffset(slot);
        final SignalDecoder signal =
            this.signal.wrap(slot.buffer(), bodyOffset, header.blockLength(), header.version());
        final int textOffset = bodyOffset + header.blockLength() + SignalDecoder.indicatorHeaderLength();
        final int end = slot.messageOffset() + slot.messageLength();
        if (textOffset > end || signal.confidence() > Indicators.MAX_CONFIDENCE ||
            !Decimals.isExponent(signal.valueExponent()))
        {
            return false;
        }

        final int length =
            slot.buffer().getShort(textOffset - Short.BYTES, ByteOrder.LITTLE_ENDIAN) & UINT16_MASK;
        if (length == 0 || length > MAX_NAME_BYTES || textOffset + length > end)
        {
            return false;
        }
        final int indicatorId = idOf(slot.buffer(), textOffset, length);
        if (indicatorId < 0)
        {
            return false;
        }
        addSignal(
            instrument.symbolId,
            instrument.venueId,
            indicatorId,
            signal.actionRaw() <= SignalAction.SELL.value() ? signal.actionRaw() : SignalAction.NEUTRAL.value(),
            Decimals.rescaleRounded(
                signal.value(), signal.valueExponent(), UpdateValues.INDICATOR_VALUE_EXPONENT),
            signal.confidence());

        return true;
    }

    /** The id of a name, which is made known where it is new and there is a place for it. */
    private int idOf(final DirectBuffer buffer, final int offset, final int length)
    {
        final int id = indicatorNames.idOf(name.wrap(buffer, offset, length));
        if (id != NameTable.ABSENT || indicatorNames.size() == NameTable.MAX_INDICATORS)
        {
            return id;
        }

        return indicatorNames.add(name.toString());
    }

    /**
     * Write the row of a signal.
     */
    private void addSignal(
        final int symbolId,
        final int venueId,
        final int indicatorId,
        final int action,
        final long value,
        final int confidence)
    {
        rows.row(StreamId.of(Channel.SIGNAL, venueId, symbolId), NULL, NULL, NULL, 0)
            .add(value)
            .add(confidence)
            .add(action)
            .add(indicatorId);
    }

    /** What an earlier run left open goes on, and closes in time. */
    private void begin(final InstrumentState instrument)
    {
        final CandleSet set = candles.of(instrument.symbolId, instrument.venueId);
        instrument.series = new Series(set, instrument.priceExponent, instrument.quantityExponent);
        instrument.series.restore(indicatorNs);
        for (int i = 0; i < set.size(); i++)
        {
            final int newest = set.get(i).size() - 1;
            if (newest >= 0 && !set.get(i).isClosed(newest))
            {
                await(instrument, i, set.get(i).openTimeNs(newest));
            }
        }
    }

    private void await(final InstrumentState instrument, final int interval, final long openTimeNs)
    {
        if (instrument.series.await(interval, openTimeNs))
        {
            open[interval].addLong((long)instrument.venueId << SYMBOL_BITS | instrument.symbolId);
            openTimes[interval].addLong(openTimeNs);
            nextDueNs = Math.min(nextDueNs, dueNs(interval, openTimeNs));
        }
    }

    /** When a candle is to be closed, if no trade does it. */
    private long dueNs(final int interval, final long openTimeNs)
    {
        return openTimeNs + candleSeconds[interval] * NS_PER_SECOND + graceNs;
    }

    private int indexOf(final Candles candles)
    {
        int index = 0;
        while (instrument.series.candles().get(index) != candles)
        {
            index++;
        }

        return index;
    }

    private static int streamOf(final Channel channel, final InstrumentState instrument, final int variant)
    {
        return StreamId.of(channel, instrument.venueId, instrument.symbolId, variant);
    }
}
