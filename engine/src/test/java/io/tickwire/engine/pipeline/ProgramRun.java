package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs a program of actions on a stepped engine, and beside it on its naive twins, which look at each frame. Each batch
 * has a time of its own. Two readers read each frame ring: the first one's frames are looked at, the second one's are
 * the same bytes, whenever it gets to them.
 */
final class ProgramRun implements AutoCloseable
{
    private static final int MAX_BATCHES = 10_000;
    private static final String LONG_TAIL = "\u0001".repeat(248);

    private final SteppedEngine stepped;
    private final NaiveMarket market;
    private final NaiveDecoder decoder;
    private final NaiveDemand demanded = new NaiveDemand();
    private final List<TestTicks> feeds = new ArrayList<>();
    private final List<List<FrameReader>> readers = new ArrayList<>();
    private final Map<FrameReader, List<Integer>> hashes = new LinkedHashMap<>();
    private final List<NaiveReader> clients = new ArrayList<>();
    private final List<Queue<NaiveReader>> leaving = new ArrayList<>();
    private final Map<SeenFrame.Key, List<NaiveReader>> byKey = new HashMap<>();
    private final Map<NaiveReader, Integer> tellingsAtLive = new HashMap<>();
    private final Map<Integer, Long> keptSince = new HashMap<>();
    private final long[] closed;
    private final boolean isRoomy;
    private long published;
    private long lost;

    /**
     * @param isRoomy whether the replay window keeps all that the program can publish.
     * @param isLong  whether names are so long that the bytes of frames have an end before their entries do.
     */
    ProgramRun(final EngineConfig config, final boolean isRoomy, final boolean isLong)
    {
        this.isRoomy = isRoomy;
        stepped = new SteppedEngine(config, SteppedMarket.newNames(isLong ? LONG_TAIL : ""));
        market = new NaiveMarket(stepped.nameTables());
        decoder = new NaiveDecoder(stepped.nameTables());
        feeds.add(stepped.ticks("alpha"));
        feeds.add(stepped.ticks("beta"));
        readers.add(stepped.newReaders());
        readers.add(stepped.newReaders());
        closed = new long[config.threads().shards()];
        for (int i = 0; i < closed.length; i++)
        {
            leaving.add(new ArrayDeque<>());
        }
    }

    SteppedEngine stepped()
    {
        return stepped;
    }

    List<NaiveReader> clients()
    {
        return clients;
    }

    void publish(final SampleTick tick)
    {
        final long claim = tick.publishTo(feeds.get(tick.isPrivate() ? 0 : tick.venueId() - 1));
        if (claim >= 0)
        {
            published++;
            market.apply(tick, claim);
        }
        else
        {
            lost++;
            market.lose(tick);
        }
    }

    /** One batch of each stage. */
    int step()
    {
        stepped.advanceNs(1);
        final int work = stepped.step();
        for (int shard = 0; shard < closed.length; shard++)
        {
            final long now = closedBy(shard);
            for (; closed[shard] < now; closed[shard]++)
            {
                final NaiveReader client = leaving.get(shard).remove();
                demanded.onClosed(client.key(), client.asked().recipient(), stepped.nowNs());
            }
        }

        return work;
    }

    /** The frames that there are, up to a limit, for one of the two readers. */
    int read(final int reader, final int limit)
    {
        int frames = 0;
        for (final FrameReader ring : readers.get(reader))
        {
            frames += ring.poll((slot, endOfBatch) ->
            {
                final byte[] bytes = new byte[slot.length()];
                slot.buffer().getBytes(slot.offset(), bytes);
                hashes.computeIfAbsent(ring, any -> new ArrayList<>())
                    .add(Arrays.hashCode(bytes) * 31 + slot.streamId());
                if (reader == 0)
                {
                    onFrame(SeenFrame.of(slot, decoder));
                }
            }, limit);
        }

        return frames;
    }

    /** A subscription, where there is room for the command. */
    void subscribe(final Subscription subscription)
    {
        if (stepped.engine().demand().subscribe(subscription))
        {
            final NaiveReader client = new NaiveReader(
                subscription, market.stream(subscription.streamId()), stepped.engine().epoch());
            clients.add(client);
            byKey.computeIfAbsent(client.key(), key -> new ArrayList<>()).add(client);
        }
    }

    void unsubscribe(final NaiveReader client)
    {
        final Demand demand = stepped.engine().demand();
        final Subscription asked = client.asked();
        if (!client.hasLeft() &&
            demand.unsubscribe(asked.streamId(), asked.conflation(), asked.encoding(), asked.recipient()))
        {
            client.leave();
            byKey.get(client.key()).remove(client);
            leaving.get(demand.pipelineOf(asked.streamId())).add(client);
        }
    }

    void resync(final NaiveReader client)
    {
        final Subscription asked = client.asked();
        if (client.isLive())
        {
            stepped.engine().demand().resync(
                asked.streamId(), asked.conflation(), asked.encoding(), asked.recipient());
        }
    }

    /** Five seconds later, when all intervals are over, let all be announced, be told and be read. */
    void settle()
    {
        stepped.advanceMs(5_000);
        step();
        quiesce();
        while (stepped.counter(EngineCounter.TICKS_LOST_UPSTREAM) < lost)
        {
            feeds.forEach(feed -> feed.publisher().beginBatch(stepped.nowNs()));
            quiesce();
        }
        market.flushLosses();
    }

    private void quiesce()
    {
        int idle = 0;
        for (int i = 0; idle < 3; i++)
        {
            assertTrue(i < MAX_BATCHES, "it never ends");
            final int work = step() + read(0, Integer.MAX_VALUE) + read(1, Integer.MAX_VALUE);
            idle = work == 0 ? idle + 1 : 0;
        }
    }

    /** What must hold when all is settled. */
    void assertConserved()
    {
        assertEquals(0, stepped.counter(EngineCounter.ERRORS), () -> stepped.engine().errors().entries().toString());
        for (int shard = 0; shard < closed.length; shard++)
        {
            assertEquals(
                hashes.get(readers.get(0).get(shard)),
                hashes.get(readers.get(1).get(shard)),
                "the second reader read other bytes");
        }
        for (final NaiveReader client : clients)
        {
            if (!client.hasLeft())
            {
                client.assertComplete(stepped.counter(EngineCounter.FRAMES_DEFERRED) > 0);
                assertEquals(
                    demanded.tellings(client.key()) - tellingsAtLive.get(client),
                    client.framesLive(),
                    () -> "told in another encoding only: " + client);
            }
        }
        demanded.assertPaced();

        assertEquals(lost, stepped.counter(EngineCounter.TICKS_LOST_UPSTREAM), "lost");
        assertEquals(lost, stepped.counter(EngineCounter.TICKS_DROPPED_RING_FULL), "dropped");
        assertEquals(market.applied(), stepped.counter(EngineCounter.TICKS_APPLIED), "applied");
        assertEquals(market.poisoned(), stepped.counter(EngineCounter.TICKS_POISONED), "poisoned");
        assertEquals(market.inexact(), stepped.counter(EngineCounter.TICKS_INEXACT), "inexact");
        assertEquals(published, market.applied() + market.poisoned() + market.inexact());
    }

    private void onFrame(final SeenFrame frame)
    {
        demanded.onFrame(frame);
        final List<NaiveReader> wanting = List.copyOf(byKey.getOrDefault(frame.key(), List.of()));
        for (final NaiveReader client : wanting)
        {
            if (!frame.kind().isAddressed() || client.asked().recipient() == frame.recipient())
            {
                client.onFrame(frame);
                if (frame.kind() == FrameKind.LIVE)
                {
                    tellingsAtLive.put(client, demanded.tellings(frame.key()));
                }
            }
        }
        if (frame.kind() == FrameKind.OPENED)
        {
            onOpened(frame, wanting);
        }
    }

    /** Nobody gets less than the window holds: all since the stream was first wanted, but for what was lost. */
    private void onOpened(final SeenFrame frame, final List<NaiveReader> wanting)
    {
        final long kept = keptSince.computeIfAbsent(frame.key().streamId(), id -> frame.sequence());
        for (final NaiveReader client : wanting)
        {
            final Subscription asked = client.asked();
            if (asked.recipient() == frame.recipient() && asked.resumes() && isRoomy &&
                !client.channel().isPrivate())
            {
                final long since = asked.sinceSequence();
                final boolean isKept = since >= kept && published <= stepped.engine().config().replay().messages() &&
                    !market.stream(asked.streamId()).hasLostSince(since);
                final boolean isSame = asked.sinceEpoch() == stepped.engine().epoch() && since <= frame.sequence();
                assertTrue(!isKept || !isSame || frame.isRecovered(), () -> "kept, but not told: " + client);
            }
        }
    }

    private long closedBy(final int shard)
    {
        final String role = "pipeline-" + shard;
        return stepped.engine().counters().sheets().stream()
            .filter(sheet -> sheet.role().equals(role) || sheet.role().equals(role + ".fanout"))
            .mapToLong(sheet -> sheet.get(EngineCounter.SUBSCRIPTIONS_CLOSED))
            .sum();
    }

    @Override
    public void close()
    {
        stepped.close();
    }
}
