package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.ReplayWindow;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.metrics.StallTracker;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import org.agrona.concurrent.EpochNanoClock;

import java.util.List;

/**
 * The handler chain of a shard: it has a part of all symbols and accounts, their state, their streams and their frame
 * ring. Fused, one loop does it all; pipelined, the two stages have a loop each and the second follows the first.
 * Thread: pipeline-<k>
 */
public final class SymbolPipeline
{
    /** A batch of ticks, all of whose rows are as long as they can be. */
    private static final int PIPELINED_ROWS = 1 << 18;

    /** One tick at a time: it is read as soon as it is written. */
    private static final int FUSED_ROWS = 2 * RowRing.MAX_RECORD_LONGS;

    private final FrameRing frames;
    private final StageTimer ringToFrame;
    private final List<PipelineLoop> loops;
    private final List<Tap> taps;

    /**
     * @param index       of this pipeline.
     * @param isPipelined whether each stage gets a loop of its own.
     */
    public SymbolPipeline(
        final int index, final Surroundings around, final FrameRing frames, final boolean isPipelined)
    {
        this.frames = frames;
        final String role = "pipeline-" + index;
        ringToFrame = new StageTimer("ring->frame");
        taps = around.newTaps();

        final Shard shard = new Shard(index, around.shards());
        final TickReader first = around.ticks().newReader();
        final RowRing rows = new RowRing(isPipelined ? PIPELINED_ROWS : FUSED_ROWS, !isPipelined);
        final Books books = around.newBooks();
        final CandleSets candles = around.newCandleSets();
        final StageLink link = new StageLink(
            rows,
            new BookView(isPipelined ? around.newBooks() : books, isPipelined),
            isPipelined ? KeptCandles.copies(around.newCandleSets()) : KeptCandles.of(candles));
        if (isPipelined)
        {
            final TickReader second = around.ticks().newReaderAfter(first);
            final PipelineLoop.Gauges stateGauges = around.gauges(role + ".state", ringToFrame);
            final PipelineLoop.Gauges fanoutGauges = around.gauges(role + ".fanout", ringToFrame);
            loops = List.of(
                new PipelineLoop(
                    role + ".state",
                    first,
                    stateStage(shard, rows, candles, books, taps, around, stateGauges),
                    null,
                    around.newMarks(),
                    stateGauges),
                new PipelineLoop(
                    role + ".fanout",
                    second,
                    null,
                    fanoutStage(shard, link, around, frames, fanoutGauges),
                    around.newMarks(),
                    fanoutGauges));
        }
        else
        {
            final PipelineLoop.Gauges gauges = around.gauges(role, ringToFrame);
            loops = List.of(new PipelineLoop(
                role,
                first,
                stateStage(shard, rows, candles, books, taps, around, gauges),
                fanoutStage(shard, link, around, frames, gauges),
                around.newMarks(),
                gauges));
        }
    }

    /**
     * What pipelines share with each other and with the rest of the engine.
     *
     * @param shards      how many pipelines there are; a power of two.
     * @param ticks       what they read.
     * @param demand      what is asked of them.
     * @param sealer      what makes their payloads frames.
     * @param names       what ids in ticks mean.
     * @param replay      how much they keep for those who come back.
     * @param rules       how they keep the market's state.
     * @param resyncs     where they ask for snapshots of books.
     * @param clock       their time.
     * @param epoch       what their sequences count from.
     * @param counters    where they count.
     * @param errors      where their errors go.
     * @param stallNs     a batch that takes longer is a stall.
     * @param isRecorded  whether the ticks were recorded, and tell the time.
     * @param past        who keeps what they told for longer than they do, or null.
     * Thread: any
     */
    public record Surroundings(
        int shards,
        TickRing ticks,
        Demand demand,
        FrameSealer sealer,
        Names names,
        ReplaySizes replay,
        MarketRules rules,
        Resyncs resyncs,
        EpochNanoClock clock,
        long epoch,
        EngineCounters counters,
        ErrorLog errors,
        long stallNs,
        boolean isRecorded,
        Past past)
    {
        private RecordedMarks newMarks()
        {
            return isRecorded ? new RecordedMarks() : null;
        }

        private CandleSets newCandleSets()
        {
            return new CandleSets(rules.candleSeconds(), past, clock);
        }

        private List<Tap> newTaps()
        {
            return rules.models().stream().map(model -> new Tap(rules.indicatorSeconds())).toList();
        }

        private Books newBooks()
        {
            return new Books(names, rules.bookLevels());
        }

        private PipelineLoop.Gauges gauges(final String role, final StageTimer ringToFrame)
        {
            return new PipelineLoop.Gauges(
                clock, counters.newSheet(role), errors, ringToFrame, new StallTracker(role, stallNs));
        }
    }

    /**
     * How much a pipeline keeps for those who come back.
     *
     * @param bytes    for all its streams.
     * @param messages of one stream at the most.
     * @param ageNs    of the oldest at the most.
     * Thread: any
     */
    public record ReplaySizes(int bytes, int messages, long ageNs)
    {
    }

    /**
     * What models see of it: a tap for each model, in the order of the rules.
     */
    public List<Tap> taps()
    {
        return taps;
    }

    /**
     * Where its frames come out.
     */
    public FrameRing frames()
    {
        return frames;
    }

    /**
     * How long ticks take from the ring to the frame.
     */
    public StageTimer ringToFrame()
    {
        return ringToFrame;
    }

    /**
     * The loops that threads have to run, by the roles of those threads.
     */
    public List<String> roles()
    {
        return loops.stream().map(PipelineLoop::role).toList();
    }

    /**
     * The life of the thread of a role.
     */
    public Runnable loop(final int index)
    {
        return loops.get(index);
    }

    /**
     * How long the loops' batches take.
     */
    public List<StallTracker> stalls()
    {
        return loops.stream().map(PipelineLoop::stalls).toList();
    }

    /**
     * Run one batch of each stage, where no thread runs them: for those who step a pipeline by hand.
     *
     * @return how much there was to do.
     */
    public int step()
    {
        int work = 0;
        for (int i = 0; i < loops.size(); i++)
        {
            work += loops.get(i).cycle();
        }

        return work;
    }

    /**
     * Make the loops end. Any thread calls this.
     */
    public void halt()
    {
        loops.forEach(PipelineLoop::halt);
    }

    /**
     * Stop holding the ring back. The loops must have ended.
     */
    public void close()
    {
        loops.forEach(PipelineLoop::close);
    }

    /**
     * Tell whoever keeps the past to where the streams have come. The loops must have ended. Called again until there
     * was room for all of it.
     *
     * @return whether there was.
     */
    public boolean end()
    {
        return loops.get(loops.size() - 1).endFanout();
    }

    private static StateStage stateStage(
        final Shard shard,
        final RowRing rows,
        final CandleSets candles,
        final Books books,
        final List<Tap> taps,
        final Surroundings around,
        final PipelineLoop.Gauges gauges)
    {
        return new StateStage(shard, rows, candles, books, around, taps, gauges.counters());
    }

    private static FanoutStage fanoutStage(
        final Shard shard,
        final StageLink link,
        final Surroundings around,
        final FrameRing frames,
        final PipelineLoop.Gauges gauges)
    {
        final CounterSheet counters = gauges.counters();
        final Messages messages = new Messages(around.names());
        final LaneSender sender = new LaneSender(frames, around.sealer(), messages, counters, around.isRecorded());
        sender.beginBatch(gauges.clock().nanoTime());
        final ReplaySizes sizes = around.replay();
        final ReplayWindow window = new ReplayWindow(sizes.bytes(), sizes.messages(), sizes.ageNs());
        final Keeping keeping = new Keeping(window, around.past(), shard.index(), sender, counters);
        final StreamTable streams = new StreamTable(
            around.names(),
            around.sealer(),
            around.rules(),
            link.books().books(),
            frames.maxFrameBytes(),
            shard,
            keeping);
        final HistoryAnswers histories = new HistoryAnswers(streams, sender, link.candles(), counters);
        final Subscriptions subscriptions =
            new Subscriptions(around.epoch(), streams, sender, keeping, histories, counters);

        return new FanoutStage(
            shard, link, streams, sender, subscriptions, around.demand(), keeping, gauges);
    }
}
