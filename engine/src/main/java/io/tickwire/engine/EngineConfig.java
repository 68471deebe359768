package io.tickwire.engine;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.ReplayWindow;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import org.agrona.BitUtil;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Everything about an engine that can be set. Checked once, when it is made; prints itself.
 *
 * @param threads how its threads run.
 * @param ticks   the sizes of hand-off 1.
 * @param frames  the sizes of hand-off 2.
 * @param replay  what is kept for those who come back.
 * @param market  how the state of the market is kept.
 * @param stallNs a batch that takes longer counts as a stall.
 * Thread: any
 */
public record EngineConfig(
    Threads threads, Ticks ticks, Frames frames, Replay replay, MarketRules market, long stallNs)
{
    /** Pipelines are at most so many. */
    public static final int MAX_SHARDS = 64;

    private static final int SLAB_SLOTS = 256;

    public EngineConfig
    {
        if (frames.slabBytes < SLAB_SLOTS * ticks.slotBytes)
        {
            throw new IllegalArgumentException(
                "slabBytes must be at least " + SLAB_SLOTS + " x slotBytes, for the longest private message: " +
                "slabBytes=" + frames.slabBytes + " slotBytes=" + ticks.slotBytes);
        }
        if (stallNs < 1)
        {
            throw new IllegalArgumentException("stallNs must be above 0: stallNs=" + stallNs);
        }
    }

    /**
     * How the chain of handlers is laid on threads.
     * Thread: any
     */
    public enum Topology
    {
        /** One thread a shard. */
        FUSED,

        /** One thread a stage of a shard. */
        PIPELINED
    }

    /**
     * How the engine's threads run.
     *
     * @param shards   how many pipelines share the symbols; a power of two.
     * @param topology how many threads each has.
     * @param profile  how they wait.
     * @param cores    the cores that they are pinned to, in the order pipeline-0, pipeline-1, ...; empty: not pinned.
     * Thread: any
     */
    public record Threads(int shards, Topology topology, WaitProfile profile, List<Integer> cores)
    {
        public Threads
        {
            if (shards < 1 || shards > MAX_SHARDS || !BitUtil.isPowerOfTwo(shards))
            {
                throw new IllegalArgumentException(
                    "shards must be a power of two from 1 to " + MAX_SHARDS + ": shards=" + shards);
            }
            cores = List.copyOf(cores);
            final int threads = shards * (topology == Topology.FUSED ? 1 : 2);
            if (!cores.isEmpty() && (cores.size() != threads || Set.copyOf(cores).size() != threads))
            {
                throw new IllegalArgumentException(
                    "cores must name another one for each of the " + threads + " threads, or none: cores=" + cores);
            }
        }
    }

    /**
     * The sizes of the ring of ticks.
     *
     * @param slots     how many ticks it holds.
     * @param slotBytes how large each is.
     * Thread: any
     */
    public record Ticks(int slots, int slotBytes)
    {
        public Ticks
        {
            TickRing.requireSizes(slots, slotBytes);
        }
    }

    /**
     * The sizes of each pipeline's ring of frames, and of the way back.
     *
     * @param slots       how many frames it holds.
     * @param slabBytes   how many bytes.
     * @param demandBytes of commands on their way to a pipeline.
     * Thread: any
     */
    public record Frames(int slots, int slabBytes, int demandBytes)
    {
        private static final int MIN_SLOTS = 16;
        private static final int MIN_SLAB_BYTES = 1 << 17;

        public Frames
        {
            FrameRing.requireSizes(slots, slabBytes);
            if (slots < MIN_SLOTS)
            {
                throw new IllegalArgumentException(
                    "frame slots must be at least " + MIN_SLOTS + ", for one message in all encodings and the " +
                    "answer to a command: slots=" + slots);
            }
            if (slabBytes < MIN_SLAB_BYTES)
            {
                throw new IllegalArgumentException(
                    "frame slab bytes must be at least " + MIN_SLAB_BYTES + ": slabBytes=" + slabBytes);
            }
            Demand.requireCapacity(demandBytes);
        }
    }

    /**
     * What each pipeline keeps for those who come back.
     *
     * @param bytes    for all its streams.
     * @param messages of one stream at the most.
     * @param ageNs    of the oldest at the most.
     * Thread: any
     */
    public record Replay(int bytes, int messages, long ageNs)
    {
        public Replay
        {
            ReplayWindow.requireSizes(bytes, messages, ageNs);
        }
    }

    /**
     * What an engine is like where nothing is set: one fused pipeline, some 30 MiB.
     */
    public static EngineConfig defaults()
    {
        return new EngineConfig(
            new Threads(1, Topology.FUSED, WaitProfile.BALANCED, List.of()),
            new Ticks(1 << 14, 1 << 9),
            new Frames(1 << 13, 1 << 22, 1 << 18),
            new Replay(1 << 24, 4096, TimeUnit.SECONDS.toNanos(60)),
            MarketRules.defaults(),
            TimeUnit.MILLISECONDS.toNanos(100));
    }

    /**
     * The same with other threads.
     */
    public EngineConfig with(final Threads threads)
    {
        return new EngineConfig(threads, ticks, frames, replay, market, stallNs);
    }

    /**
     * The same with other sizes of the ring of ticks.
     */
    public EngineConfig with(final Ticks ticks)
    {
        return new EngineConfig(threads, ticks, frames, replay, market, stallNs);
    }

    /**
     * The same with other sizes of the rings of frames.
     */
    public EngineConfig with(final Frames frames)
    {
        return new EngineConfig(threads, ticks, frames, replay, market, stallNs);
    }

    /**
     * The same, keeping more or less for those who come back.
     */
    public EngineConfig with(final Replay replay)
    {
        return new EngineConfig(threads, ticks, frames, replay, market, stallNs);
    }

    /**
     * The same with other rules for the state of the market.
     */
    public EngineConfig with(final MarketRules market)
    {
        return new EngineConfig(threads, ticks, frames, replay, market, stallNs);
    }
}
