package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldRing;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamCounters;
import io.tickwire.transport.stream.StreamPart;
import io.tickwire.transport.stream.journal.Sync;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
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
    private static final int MAX_SEGMENT_BYTES = 64 << 20;
    private static final int MIN_SEGMENTS = 8;
    private static final long ROLL_MS = 600_000;
    private static final int LIMIT = 1_024;
    private static final long PARK_NS = 1_000_000;

    private final ToldRun run;
    private final ToldSettings settings;
    private final EpochNanoClock clock;
    private final StreamCounters counters;
    private final SegmentLog log;
    private final ToldState state;
    private final ToldTags tags;
    private final CandleLogs candles;
    private final Map<ToldStream.Key, StreamOrigin> origins = new HashMap<>();
    private final Map<ToldStream.Key, Symbol> exponents = new HashMap<>();
    private final List<Taker> takers = new ArrayList<>();
    private final Recalls recalls;
    private final FailureTracker failure = new FailureTracker();
    private long rolledMs;
    private volatile long bytes;
    private volatile long lastG;
    private volatile boolean isHalted;

    private ToldLog(
        final ToldSettings settings,
        final ToldRun run,
        final EpochNanoClock clock,
        final StreamCounters counters)
    {
        this.settings = settings;
        this.run = run;
        this.clock = clock;
        this.counters = counters;
        this.log = SegmentLog.unopened(settings.folder());
        this.candles = new CandleLogs(settings.folder().resolve("candles"), settings.candles(), run);
        this.state = readState();
        this.tags = new ToldTags(state, run.names(), log);
        this.recalls = new Recalls(log, tags, counters);
    }

    /**
     * Go on with what a folder has. Where that can not be read or written, nothing of it is there, and it is tried
     * again: never does a server not start for it.
     */
    public static ToldLog open(
        final ToldSettings settings, final ToldRun run, final EpochNanoClock clock, final StreamCounters counters)
    {
        final ToldLog told = new ToldLog(settings, run, clock, counters);
        told.begin();

        return told;
    }

    private ToldState readState()
    {
        try
        {
            log.list();
        }
        catch (final IOException ex)
        {
            fail(ex);
        }

        return ToldState.read(log, run, nowMs(), position -> onDamage("messages", position));
    }

    private void begin()
    {
        state.byKey().forEach((key, stream) ->
        {
            origins.put(key, new StreamOrigin(stream.sequence, state.hasHole(), stream.isKept));
            exponents.put(key, new Symbol(0, key.subject(), stream.priceExponent, stream.quantityExponent));
        });
        for (int i = 0; i < run.pipelines(); i++)
        {
            takers.add(new Taker(this, new ToldRing(TOLD_BYTES), new RecallRing(RECALLED_BYTES)));
        }
        if (!isFailed())
        {
            goOnFirst();
        }
        LOGGER.info("told.open streams={} clean={} from={}", origins.size(), !state.hasHole(), state.floor());
    }

    private void goOnFirst()
    {
        try
        {
            candles.read(nowMs(), this::onDamage);
            goOn();
        }
        catch (final IOException ex)
        {
            fail(ex);
        }
    }

    /** From here on it is kept, in new files. */
    private void goOn() throws IOException
    {
        final long nowMs = nowMs();
        candles.begin(nowMs);
        roll(nowMs);
        log.flush();
        failure.onSuccess();
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
        final ToldStream.Key key = ToldStream.Key.of(streamId, run.names(), run.candleSeconds());
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
        final Symbol symbol = run.names().symbols().get(symbolId);
        candles.give(symbol, run.names().venues().nameOf(venueId), intervalSeconds, taker);
    }

    /**
     * The candles that it keeps for longer than the engine does.
     */
    public FurtherPast furtherPast()
    {
        return candles;
    }

    @Override
    public long keptNs()
    {
        return TimeUnit.MILLISECONDS.toNanos(settings.updates().ageMs());
    }

    @Override
    public long maxMessages()
    {
        return settings.updates().messages();
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
        end(lastG);
    }

    /**
     * Make {@link #run} end, once all that was told by then is written. Any thread calls this.
     *
     * @param lastG of the ticks that are recorded.
     */
    public void halt(final long lastG)
    {
        this.lastG = lastG;
        isHalted = true;
    }

    /**
     * Take what was told, and go on with answers.
     *
     * @return how much there was to do.
     */
    int cycle()
    {
        if (failure.isRetryDue(nowMs()))
        {
            tryAgain();
        }
        final int work = take();
        if (work > 0)
        {
            flush();
        }

        return work + recalls.proceed() + candles.proceed();
    }

    /**
     * The run has ended by itself if all pipelines said so.
     */
    void end(final long lastRecorded)
    {
        try
        {
            if (failure.isFailed())
            {
                return;
            }
            if (takers.stream().allMatch(Taker::hasEnded))
            {
                ToldState.writeEnd(log, Math.max(run.firstSequence() - 1, lastRecorded));
            }
            log.flush();
            candles.flush();
        }
        catch (final IOException ex)
        {
            fail(ex);
        }
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(candles);
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
        return failure.isFailed();
    }

    void count(final StreamCounter counter)
    {
        counters.increment(counter);
    }

    /**
     * How it is.
     */
    public StreamPart part()
    {
        final String trouble = failure.details();

        return trouble.isEmpty() ?
            new StreamPart("told", HealthState.UP, "what clients are told is kept") :
            new StreamPart("told", HealthState.DEGRADED, trouble);
    }

    /**
     * Since when nothing is kept; 0 where it is.
     */
    public long failedSinceMs()
    {
        return failure.sinceMs();
    }

    /**
     * What its files take.
     */
    public long bytes()
    {
        return bytes;
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
        final ToldStream.Key key = ToldStream.Key.of(streamId, run.names(), run.candleSeconds());
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
        if (!isFailed())
        {
            state.write(log, stream);
        }

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
        recalls.withdraw(ring, ticket);
    }

    /**
     * Nothing is kept from here on, until it works again. What is missing then shows in the chains: it is not told
     * wrongly.
     */
    void fail(final IOException ex)
    {
        log.abandon();
        candles.abandon();
        if (failure.onFailure(nowMs(), ex))
        {
            count(StreamCounter.TOLD_FAILED);
            LOGGER.error("told.failed: what clients are told is not kept any more; the server goes on, and tries again",
                ex);
        }
    }

    private void tryAgain()
    {
        try
        {
            log.list();
            goOn();
            LOGGER.info("told.resumed: what clients are told is kept again");
        }
        catch (final IOException ex)
        {
            fail(ex);
        }
    }

    private void onDamage(final String what, final long position)
    {
        count(StreamCounter.TOLD_DAMAGED);
        LOGGER.warn("told.damaged: {} that were kept at position {} of their files can not be read; what is there is " +
            "not told again", what, position);
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

    private void flush()
    {
        if (isFailed())
        {
            return;
        }
        try
        {
            log.flush();
            final long nowMs = nowMs();
            candles.flush();
            if (settings.sync() != Sync.NONE)
            {
                log.force(settings.sync() == Sync.ALL);
                candles.force(settings.sync() == Sync.ALL);
            }
            final long rollMs = Math.min(ROLL_MS, settings.updates().ageMs() / MIN_SEGMENTS);
            final long segmentBytes = Math.min(MAX_SEGMENT_BYTES, settings.updates().keepBytes() / MIN_SEGMENTS);
            if (log.position() - log.base() > segmentBytes || nowMs - rolledMs > rollMs)
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
        state.write(log, nowMs);
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            final boolean isOver = log.position() - segment > settings.updates().keepBytes();
            if (segment != log.base() && (isOver || nowMs - log.writtenMs(segment) > settings.updates().ageMs()))
            {
                log.delete(segment);
            }
        }
        bytes = log.bytes() + candles.bytes();
    }

    private Symbol symbolOf(final int streamId)
    {
        return run.names().symbols().get(StreamId.subjectId(streamId));
    }

    private static boolean isSame(final Symbol then, final Symbol now)
    {
        return then.priceExponent() == now.priceExponent() && then.quantityExponent() == now.quantityExponent();
    }
}
