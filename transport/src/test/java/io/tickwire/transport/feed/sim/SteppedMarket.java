package io.tickwire.transport.feed.sim;

import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;

import java.util.ArrayList;
import java.util.List;

/** A simulation over a ring of its own, which a test reads. */
final class SteppedMarket
{
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int READ_AFTER = 16;

    private final TickReader reader;
    private final Simulation simulation;
    private long nowNs = START_NS;

    SteppedMarket(final long seed, final int symbols, final int venues)
    {
        this(seed, symbols, venues, 512);
    }

    SteppedMarket(final long seed, final int symbols, final int venues, final int slotBytes)
    {
        final TickRing ring = new TickRing(1024, slotBytes, SteppedEngine.NO_WAIT);
        reader = ring.newReader();
        final TickPublisher publisher = new TickPublisher(
            ring, () -> nowNs, new EngineCounters().newSheet("feed-sim"), new StageTimer("in->ring"));
        final List<SimulatedSymbol> traded = new ArrayList<>();
        final int[] symbolIds = new int[symbols];
        for (int i = 0; i < symbols; i++)
        {
            traded.add(SimulatedSymbol.at(i, seed));
            symbolIds[i] = i;
        }
        final int[] venueIds = new int[venues];
        for (int i = 0; i < venues; i++)
        {
            venueIds[i] = i + 1;
        }
        simulation = new Simulation(seed, traded, symbolIds, venueIds, publisher);
    }

    Simulation simulation()
    {
        return simulation;
    }

    long nowNs()
    {
        return nowNs;
    }

    void open(final TickHandler handler)
    {
        for (int i = 0; i < simulation.instruments(); i++)
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
