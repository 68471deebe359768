package io.tickwire.engine.pipeline;

import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestSealer;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A stepped engine that knows some symbols, venues and accounts, with a feed and a reader of all frames: what the
 * examples of this package are told with. Time stands still but for {@code advanceMs}.
 */
final class SteppedMarket implements AutoCloseable
{
    static final int BTC = 0;
    static final int ETH = 1;
    static final int DOGE = 2;
    static final int ALPHA = 1;
    static final int BETA = 2;
    static final int ALICE = 0;
    static final int BOB = 1;

    /** So many bytes of frames are more than 64 entries of these tests ever take. */
    static final int SLAB_BYTES = 1 << 18;

    /** Where a stepped engine's time starts is a multiple of each interval. */
    static final EngineConfig SMALL = SteppedEngine.smallConfig();

    private final SteppedEngine stepped;
    private final NaiveDecoder decoder;
    private final List<FrameReader> readers;
    private final TestTicks ticks;
    private final List<FrameReader> stalled = new ArrayList<>();
    private int nextRecipient = 1;

    SteppedMarket()
    {
        this(SMALL);
    }

    SteppedMarket(final EngineConfig config)
    {
        this(config, new TestSealer());
    }

    SteppedMarket(final EngineConfig config, final FrameSealer sealer)
    {
        this(new SteppedEngine(config, newNames(), sealer));
    }

    private SteppedMarket(final SteppedEngine stepped)
    {
        this.stepped = stepped;
        decoder = new NaiveDecoder(stepped.nameTables());
        readers = stepped.newReaders();
        ticks = stepped.ticks("alpha").of(BTC, ALPHA).at(stepped.nowNs(), stepped.nowNs());
    }

    /** A market whose ticks were recorded. */
    static SteppedMarket recorded(final EngineConfig config)
    {
        return new SteppedMarket(
            new SteppedEngine(config, newNames(), new TestSealer(), Engine.Origin.ofRecording(1_600_000_000_000L)));
    }

    /** A market that goes on from what an earlier one told. */
    static SteppedMarket goingOn(
        final EngineConfig config, final FrameSealer sealer, final long firstSequence, final Past past)
    {
        return new SteppedMarket(new SteppedEngine(
            config, newNames(), sealer, new Engine.Origin(SteppedEngine.START_NS / 1_000_000, firstSequence, past)));
    }

    static Names newNames()
    {
        return newNames("");
    }

    /**
     * Names with three symbols of other exponents each, two venues and two accounts.
     *
     * @param tail of the name of BTC.
     */
    static Names newNames(final String tail)
    {
        final Names names = SteppedEngine.names();
        names.symbols().define("BTC/USD" + tail, -2, -8);
        names.symbols().define("ETH \"classic\"", -4, -3);
        names.symbols().define("DOGE/\u20ac", 1, 0);
        names.accounts().add("alice");
        names.accounts().add("bob\\");

        return names;
    }

    static EngineConfig withFrames(final int slots)
    {
        return SMALL.with(new EngineConfig.Frames(slots, SLAB_BYTES, 1 << 14));
    }

    static EngineConfig withThreads(final int shards, final EngineConfig.Topology topology)
    {
        return SMALL.with(new EngineConfig.Threads(shards, topology, WaitProfile.PINNED, List.of()));
    }

    static int streamId(final Channel channel)
    {
        return channel.isPrivate() ? StreamId.ofAccount(channel, ALICE) : StreamId.of(channel, ALPHA, BTC);
    }

    SteppedEngine stepped()
    {
        return stepped;
    }

    NaiveDecoder decoder()
    {
        return decoder;
    }

    /** The feed, of BTC at alpha unless told otherwise. */
    TestTicks ticks()
    {
        return ticks;
    }

    long count(final EngineCounter counter)
    {
        return stepped.counter(counter);
    }

    /** A trade of 1.00 at a price in cents. */
    void trade(final long cents)
    {
        assertTrue(ticks.trade(cents, 100_000_000, Side.BUY, cents, 0) >= 0);
    }

    /** A quote of a cent around a price in cents. */
    void quote(final long cents)
    {
        assertTrue(ticks.quote(cents - 1, 1, cents + 1, 1) >= 0);
    }

    /** Subscribe a new recipient to a stream of BTC at alpha, or of alice. */
    Subscription subscribe(final Channel channel, final Conflation conflation, final Encoding encoding)
    {
        return subscribe(Subscription.of(streamId(channel), conflation, encoding, nextRecipient++));
    }

    /** The same, but going on from somewhere, in this epoch. */
    Subscription resume(
        final Channel channel, final Conflation conflation, final Encoding encoding, final long since)
    {
        return subscribe(Subscription.of(streamId(channel), conflation, encoding, nextRecipient++)
            .since(stepped.engine().epoch(), since));
    }

    Subscription subscribe(final Subscription subscription)
    {
        assertTrue(stepped.engine().demand().subscribe(subscription));

        return subscription;
    }

    void unsubscribe(final Subscription subscription)
    {
        assertTrue(stepped.engine().demand().unsubscribe(
            subscription.streamId(), subscription.conflation(), subscription.encoding(), subscription.recipient()));
    }

    void resync(final Subscription subscription)
    {
        assertTrue(stepped.engine().demand().resync(
            subscription.streamId(), subscription.conflation(), subscription.encoding(), subscription.recipient()));
    }

    void advanceMs(final long ms)
    {
        stepped.advanceMs(ms);
    }

    /** One batch. */
    void step()
    {
        stepped.step();
    }

    /** Batches, reading all the while, until there is nothing to do any more. */
    List<SeenFrame> settle()
    {
        final List<SeenFrame> frames = new ArrayList<>();
        int idle = 0;
        while (idle < 3)
        {
            final int work = stepped.step();
            final List<SeenFrame> more = read();
            frames.addAll(more);
            idle = work == 0 && more.isEmpty() ? idle + 1 : 0;
        }

        return frames;
    }

    /** One batch, and all frames that there are then. */
    List<SeenFrame> stepAndRead()
    {
        stepped.step();

        return read();
    }

    /** All frames that there are now. */
    List<SeenFrame> read()
    {
        final List<SeenFrame> frames = new ArrayList<>();
        SteppedEngine.drain(readers, (slot, endOfBatch) -> frames.add(SeenFrame.of(slot, decoder)));

        return frames;
    }

    /** One more reader, which does not read until {@link #release}. */
    void stall()
    {
        stalled.addAll(stepped.newReaders());
    }

    /** Let those that stall read all that there is. */
    void release()
    {
        release(Integer.MAX_VALUE);
    }

    /** Let those that stall read some of it. */
    void release(final int entries)
    {
        for (final FrameReader reader : stalled)
        {
            reader.poll((slot, endOfBatch) ->
            {
                // They have no other use.
            }, entries);
        }
    }

    static List<SeenFrame> of(final FrameKind kind, final List<SeenFrame> frames)
    {
        return frames.stream().filter(frame -> frame.kind() == kind).toList();
    }

    static List<FrameKind> kinds(final List<SeenFrame> frames)
    {
        return frames.stream().map(SeenFrame::kind).toList();
    }

    static SeenFrame only(final FrameKind kind, final List<SeenFrame> frames)
    {
        final List<SeenFrame> some = of(kind, frames);
        assertEquals(1, some.size(), () -> kind + " in " + frames);

        return some.get(0);
    }

    @Override
    public void close()
    {
        stepped.close();
    }
}
