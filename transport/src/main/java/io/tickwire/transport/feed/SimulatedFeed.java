package io.tickwire.transport.feed;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.feed.sim.SimulatedSymbol;
import io.tickwire.transport.feed.sim.Simulation;
import io.tickwire.transport.feed.sim.SimulationLoop;
import io.tickwire.transport.stats.HealthState;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A market that is made up: to show, to try and to measure the server without a venue. The same settings make the same
 * ticks, their times apart; see {@link Simulation} for what happens in it, and {@link SimulationLoop} for when.
 * <p>
 * Its names are known, and its symbols listed, once it is constructed.
 * Thread: conductor
 */
public final class SimulatedFeed implements Feed
{
    private static final String NAME = "sim";
    private static final String ACCOUNT = "demo-";
    private static final List<String> SEPARATORS = List.of("/", "-", "_");

    private final SimulatedMarket market;
    private final SimulationLoop loop;
    private final Thread thread;
    private boolean isStarted;
    private boolean isClosed;

    /**
     * @param core that its thread shall run on, or {@link RoleThreads#ANY_CORE}.
     * @throws IllegalArgumentException where a symbol is known with other exponents than the simulated one has.
     * @throws IllegalStateException    where the engine has no room for so many names.
     */
    public SimulatedFeed(
        final SimulatedMarket market,
        final Engine engine,
        final Listings listings,
        final EpochNanoClock clock,
        final RoleThreads roleThreads,
        final int core)
    {
        this.market = market;
        final Names names = engine.names();
        final int[] venueIds = market.venues().stream().mapToInt(names.venues()::add).toArray();
        final List<SimulatedSymbol> symbols = new ArrayList<>(market.symbols());
        final int[] symbolIds = new int[market.symbols()];
        for (int i = 0; i < symbolIds.length; i++)
        {
            symbols.add(SimulatedSymbol.at(i, market.seed()));
            symbolIds[i] = define(symbols.get(i), names.symbols());
            for (final int venueId : venueIds)
            {
                listings.list(venueId, symbolIds[i]);
            }
        }

        final int[] accountIds =
            IntStream.rangeClosed(1, market.accounts()).map(i -> names.accounts().add(ACCOUNT + i)).toArray();

        final TickPublisher publisher = engine.newPublisher(NAME);
        loop = new SimulationLoop(
            new Simulation(market.seed(), symbols, symbolIds, venueIds, accountIds, publisher),
            publisher,
            new SimulationLoop.Surroundings(
                engine.resyncs(), clock, engine.errors(), profile(engine.config().threads().profile(), core)),
            venueIds,
            engine.config().ticks().slots(),
            market.ticksPerSecond());
        thread = roleThreads.newThread("feed-" + NAME, core, loop);
    }

    @Override
    public String name()
    {
        return NAME;
    }

    @Override
    public void start()
    {
        if (isStarted || isClosed)
        {
            throw new IllegalStateException("the feed was started or closed before");
        }
        isStarted = true;
        thread.start();
    }

    /**
     * Let nothing happen until {@link #resume}. Any thread calls this.
     */
    public void pause()
    {
        loop.pause(true);
        LockSupport.unpark(thread);
    }

    /**
     * Go on as if no time had gone by since {@link #pause}. Any thread calls this.
     */
    public void resume()
    {
        loop.pause(false);
        LockSupport.unpark(thread);
    }

    @Override
    public Health health()
    {
        final String rate = market.ticksPerSecond() == 0 ?
            "as many ticks as the ring takes" : market.ticksPerSecond() + " ticks/s";

        return new Health(
            loop.isRunning() ? HealthState.UP : HealthState.DOWN,
            "%s%s of %d symbols at %d venues: published=%d refused=%d".formatted(
                loop.isPaused() ? "paused, " : "",
                rate,
                market.symbols(),
                market.venues().size(),
                loop.published(),
                loop.refused()));
    }

    /**
     * How many ticks went into the ring.
     */
    public long published()
    {
        return loop.published();
    }

    /**
     * How many ticks found no room in the ring.
     */
    public long refused()
    {
        return loop.refused();
    }

    /**
     * Say that the venues are gone, and stop the thread.
     *
     * @throws IllegalStateException where it did not stop in time.
     */
    @Override
    public void close()
    {
        isClosed = true;
        loop.stop();
        LockSupport.unpark(thread);
        if (!isStarted)
        {
            return;
        }

        FeedThread.awaitEnd(thread);
    }

    /**
     * Tell what is due, where no thread was started.
     */
    int step()
    {
        return loop.doWork();
    }

    /** Only a thread that has a core to itself may keep it while there is nothing to do. */
    private static WaitProfile profile(final WaitProfile profile, final int core)
    {
        return profile == WaitProfile.PINNED && core == RoleThreads.ANY_CORE ? WaitProfile.BALANCED : profile;
    }

    /** An alias that means something already is left alone. */
    private static int define(final SimulatedSymbol symbol, final Symbols symbols)
    {
        final String name = symbol.name();
        final int id = symbols.define(name, symbol.priceExponent(), symbol.quantityExponent()).id();
        alias(symbol.base().toLowerCase(Locale.ROOT), name, symbols);
        for (final String separator : SEPARATORS)
        {
            alias(symbol.base() + separator + SimulatedSymbol.QUOTE_ASSET, name, symbols);
        }

        return id;
    }

    private static void alias(final String alias, final String name, final Symbols symbols)
    {
        if (symbols.idOf(alias) == Symbols.ABSENT)
        {
            symbols.alias(alias, name);
        }
    }
}
