package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldRing;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.transport.stream.journal.Sync;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps what pipelines told, and answers them. What it can not write, it does not keep: the pipelines go on, and who
 * asks for it is told that it is not there.
 * Thread: past, and pipeline-<k> for what {@link Past} asks
 */
public final class ToldLog implements Past, Runnable, AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ToldLog.class);
    private static final int TOLD_BYTES = 1 << 20;
    private static final int RECALLED_BYTES = 1 << 18;
    private static final long MAX_MESSAGES = 1_000_000;
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final long MAX_BYTES = 4L << 30;
    private static final long ROLL_MS = 600_000;
    private static final int LIMIT = 1_024;
    private static final int STEPS = 512;
    private static final long PARK_NS = 1_000_000;

    private final Names names;
    private final List<Integer> candleSeconds;
    private final EpochNanoClock clock;
    private final long keptMs;
    private final Sync sync;
    private final SegmentLog log;
    private final ToldState state;
    private final ToldTags tags;
    private final List<CandleLog> candles = new ArrayList<>();
    private final Map<ToldStream.Key, StreamOrigin> origins = new HashMap<>();
    private final Map<ToldStream.Key, Symbol> exponents = new HashMap<>();
    private final List<Taker> takers = new ArrayList<>();
    private final List<Recall> recalls = new ArrayList<>();
    private long rolledMs;
    private boolean isFailed;
    private volatile boolean isHalted;

    private ToldLog(
        final SegmentLog log,
        final ToldState state,
        final Names names,
        final List<Integer> candleSeconds,
        final EpochNanoClock clock,
        final long keptMs,
        final Sync sync)
    {
        this.log = log;
        this.state = state;
        this.names = names;
        this.candleSeconds = candleSeconds;
        this.clock = clock;
        this.keptMs = keptMs;
        this.sync = sync;
        this.tags = new ToldTags(state, names, log);
    }

    /**
     * Go on with what a folder has.
     *
     * @param epoch     of this run; what was told in another one is void, but for candles.
     * @param pipelines how many there are.
     * @param names     of this run.
     * @param keptMs    so long messages are kept.
     */
    public static ToldLog open(
        final Path folder,
        final long epoch,
        final int pipelines,
        final Names names,
        final List<Integer> candleSeconds,
        final EpochNanoClock clock,
        final long keptMs,
        final Sync sync) throws IOException
    {
        final long nowMs = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
        final SegmentLog log = SegmentLog.open(folder);
        final ToldState state = ToldState.read(log, epoch, nowMs);
        final ToldLog told = new ToldLog(log, state, names, candleSeconds, clock, keptMs, sync);
        try
        {
            told.begin(folder.resolve("candles"), pipelines, nowMs);
        }
        catch (final IOException ex)
        {
            CloseHelper.quietClose(told);

            throw ex;
        }

        return told;
    }

    private void begin(final Path folder, final int pipelines, final long nowMs) throws IOException
    {
        state.byKey().forEach((key, stream) ->
        {
            origins.put(key, new StreamOrigin(stream.sequence, state.hasHole(), stream.isKept));
            exponents.put(key, new Symbol(0, key.subject(), stream.priceExponent, stream.quantityExponent));
        });
        for (final int seconds : candleSeconds)
        {
            candles.add(CandleLog.open(folder, seconds, nowMs));
        }
        for (int i = 0; i < pipelines; i++)
        {
            takers.add(new Taker(this, new ToldRing(TOLD_BYTES), new RecallRing(RECALLED_BYTES)));
        }
        roll(nowMs);
        log.flush();
        LOGGER.info("told.open streams={} clean={}", origins.size(), !state.hasHole());
    }

    @Override
    public ToldRing toldBy(final int pipeline)
    {
        return takers.get(pipeline).told();
    }

    @Override
    public RecallRing recalledTo(final int pipeline)
    {
        return takers.get(pipeline).recalled();
    }

    @Override
    public StreamOrigin originOf(final int streamId)
    {
        final ToldStream.Key key = ToldStream.Key.of(streamId, names, candleSeconds);
        final StreamOrigin origin = origins.get(key);
        if (origin == null)
        {
            return new StreamOrigin(state.floor(), state.floor() > 0, false);
        }
        final Symbol then = exponents.get(key);
        final boolean isSame = key.channel().isPrivate() || isSame(then, symbolOf(streamId));

        return isSame ? origin : new StreamOrigin(origin.sequence(), true, origin.isTold());
    }

    @Override
    public void candlesOf(
        final int symbolId, final int venueId, final int intervalSeconds, final PastCandles taker)
    {
        final Symbol symbol = names.symbols().get(symbolId);
        candles.get(candleSeconds.indexOf(intervalSeconds)).give(
            symbol.name(),
            names.venues().nameOf(venueId),
            symbol.priceExponent(),
            symbol.quantityExponent(),
            taker);
    }

    @Override
    public long keptNs()
    {
        return TimeUnit.MILLISECONDS.toNanos(keptMs);
    }

    @Override
    public long maxMessages()
    {
        return MAX_MESSAGES;
    }

    @Override
    public void run()
    {
        while (!isHalted)
        {
            if (cycle() == 0)
            {
                LockSupport.parkNanos(this, PARK_NS);
            }
        }
        while (take() > 0)
        {
            flush();
        }
        end();
    }

    /**
     * Make {@link #run} end, once all that was told by then is written. Any thread calls this.
     */
    public void halt()
    {
        isHalted = true;
    }

    /**
     * Take what was told, and go on with answers.
     *
     * @return how much there was to do.
     */
    int cycle()
    {
        int work = take();
        if (work > 0)
        {
            flush();
        }
        for (int i = recalls.size() - 1; i >= 0; i--)
        {
            final int done = proceed(recalls.get(i));
            if (done < 0)
            {
                recalls.remove(i);
            }
            work += Math.abs(done);
        }

        return work;
    }

    /**
     * The run has ended by itself if all pipelines said so.
     */
    void end()
    {
        try
        {
            if (!isFailed && takers.stream().allMatch(Taker::hasEnded))
            {
                ToldState.writeEnd(log);
            }
            log.flush();
            for (final CandleLog candle : candles)
            {
                candle.flush();
            }
        }
        catch (final IOException ex)
        {
            fail(ex);
        }
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(candles);
        CloseHelper.quietClose(log);
    }

    SegmentLog log()
    {
        return log;
    }

    ToldTags tags()
    {
        return tags;
    }

    boolean isFailed()
    {
        return isFailed;
    }

    long nowMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    /**
     * The log's stream of a stream of this run, said there where it is new or told otherwise than before.
     */
    ToldStream streamOf(final int streamId) throws IOException
    {
        final ToldStream.Key key = ToldStream.Key.of(streamId, names, candleSeconds);
        final ToldStream known = state.byKey().get(key);
        final boolean isPrivate = key.channel().isPrivate();
        final int priceExponent = isPrivate ? 0 : symbolOf(streamId).priceExponent();
        final int quantityExponent = isPrivate ? 0 : symbolOf(streamId).quantityExponent();
        if (known != null && known.priceExponent == priceExponent && known.quantityExponent == quantityExponent)
        {
            return known;
        }

        final ToldStream stream = state.add(key, priceExponent, quantityExponent);
        stream.movedMs = nowMs();
        state.write(log, stream);

        return stream;
    }

    CandleLog candlesOf(final int streamId)
    {
        return candles.get(StreamId.variant(streamId));
    }

    void ask(final RecallRing ring, final long ticket, final ToldStream stream, final long from, final long to)
    {
        recalls.add(new Recall(ring, ticket, stream, from, to));
    }

    void withdraw(final RecallRing ring, final long ticket)
    {
        recalls.removeIf(recall -> recall.ring() == ring && recall.ticket() == ticket);
    }

    /**
     * Nothing is kept from here on: what is missing is not to be told wrongly later.
     */
    void fail(final IOException ex)
    {
        if (!isFailed)
        {
            isFailed = true;
            LOGGER.error("told.failed: what is told is no longer kept; the server goes on", ex);
        }
    }

    private int take()
    {
        int taken = 0;
        for (int i = 0; i < takers.size(); i++)
        {
            taken += takers.get(i).take(LIMIT);
        }

        return taken;
    }

    private int proceed(final Recall recall)
    {
        try
        {
            return recall.proceed(log, tags, STEPS);
        }
        catch (final IOException ex)
        {
            LOGGER.error("told.unread: what was told can not be read", ex);
            return recall.ring().offerAbsent(recall.ticket()) ? -1 : 0;
        }
    }

    private void flush()
    {
        if (isFailed)
        {
            return;
        }
        try
        {
            log.flush();
            final long nowMs = nowMs();
            for (final CandleLog candle : candles)
            {
                candle.flush();
            }
            if (sync != Sync.NONE)
            {
                log.force(sync == Sync.ALL);
                for (final CandleLog candle : candles)
                {
                    candle.force(sync == Sync.ALL);
                }
            }
            if (log.position() - log.base() > SEGMENT_BYTES || nowMs - rolledMs > ROLL_MS)
            {
                roll(nowMs);
            }
        }
        catch (final IOException ex)
        {
            fail(ex);
        }
    }

    private void roll(final long nowMs) throws IOException
    {
        log.roll();
        rolledMs = nowMs;
        state.write(log);
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            final boolean isOver = log.position() - segment > MAX_BYTES;
            if (segment != log.base() && (isOver || nowMs - log.writtenMs(segment) > keptMs))
            {
                log.delete(segment);
            }
        }
    }

    private Symbol symbolOf(final int streamId)
    {
        return names.symbols().get(StreamId.subjectId(streamId));
    }

    private static boolean isSame(final Symbol then, final Symbol now)
    {
        return then.priceExponent() == now.priceExponent() && then.quantityExponent() == now.quantityExponent();
    }
}
