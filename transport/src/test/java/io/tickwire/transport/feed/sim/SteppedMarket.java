package io.tickwire.transport.feed.sim;

import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A simulation over a ring of its own, which a test reads, and whose time it moves by hand. */
final class SteppedMarket
{
    static final int SLOTS = 1024;

    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int READ_AFTER = 16;

    private final TickReader reader;
    private final TickPublisher publisher;
    private final Simulation simulation;
    private final Resyncs resyncs = new Resyncs();
    private final List<Throwable> errors = new ArrayList<>();
    private final int[] venueIds;
    private long nowNs = START_NS;

    SteppedMarket(final long seed, final int symbols, final int venues)
    {
        this(seed, symbols, venues, 2, 512);
    }

    SteppedMarket(
        final long seed, final int symbols, final int venues, final int accounts, final int slotBytes)
    {
        final TickRing ring = new TickRing(SLOTS, slotBytes, SteppedEngine.NO_WAIT);
        reader = ring.newReader();
        publisher = new TickPublisher(
            ring, () -> nowNs, new EngineCounters().newSheet("feed-sim"), new StageTimer("in->ring"));
        venueIds = IntStream.rangeClosed(1, venues).toArray();
        simulation = new Simulation(
            seed,
            IntStream.range(0, symbols).mapToObj(i -> SimulatedSymbol.at(i, seed)).toList(),
            IntStream.range(0, symbols).toArray(),
            venueIds,
            IntStream.range(0, accounts).toArray(),
            publisher);
    }

    /** The loop over this market, at a rate. */
    SimulationLoop loop(final int ticksPerSecond)
    {
        return loop(ticksPerSecond, SLOTS, () -> nowNs);
    }

    SimulationLoop loop(final int ticksPerSecond, final int slots, final EpochNanoClock clock)
    {
        return new SimulationLoop(
            simulation,
            publisher,
            new SimulationLoop.Surroundings(resyncs, clock, errors::add, WaitProfile.BALANCED),
            venueIds,
            slots,
            ticksPerSecond);
    }

    Simulation simulation()
    {
        return simulation;
    }

    TickPublisher publisher()
    {
        return publisher;
    }

    Resyncs resyncs()
    {
        return resyncs;
    }

    List<Throwable> errors()
    {
        return errors;
    }

    long nowNs()
    {
        return nowNs;
    }

    void advanceNs(final long byNs)
    {
        nowNs += byNs;
    }

    void open(final TickHandler handler)
    {
        for (int i = 0; i < simulation.openings(); i++)
        {
            simulation.open(i, nowNs);
            read(handler);
        }
    }

    /** So many ticks, each a millisecond after the one before. */
    void run(final int ticks, final TickHandler handler)
    {
        for (int i = 0; i < ticks; i++)
        {
            nowNs += 1_000_000;
            simulation.next(nowNs);
            if (i % READ_AFTER == READ_AFTER - 1)
            {
                read(handler);
            }
        }
        read(handler);
    }

    void read(final TickHandler handler)
    {
        while (reader.poll(handler, Integer.MAX_VALUE) > 0)
        {
            // Until all are read.
        }
    }
}
