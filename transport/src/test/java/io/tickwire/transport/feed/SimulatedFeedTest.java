package io.tickwire.transport.feed;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@Timeout(180)
class SimulatedFeedTest
{
    private static final int TICKS = 10_000;

    @Test
    void shouldFeedAnEngineOnAThreadOfItsOwn()
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha", "beta"), 3, 0, 2);
        try (Engine engine = newEngine())
        {
            engine.launch();
            final SimulatedFeed feed = newFeed(market, engine);
            assertEquals("sim", feed.name());
            assertEquals(HealthState.DOWN, feed.health().state());

            feed.start();
            awaitTicks(feed, TICKS);
            assertEquals(HealthState.UP, feed.health().state());
            assertThrows(IllegalStateException.class, feed::start);
            feed.close();
            feed.close();

            assertEquals(HealthState.DOWN, feed.health().state());
            assertEquals(0, feed.refused());
            assertEquals(0, engine.counters().total(EngineCounter.TICKS_POISONED));
            assertEquals(0, engine.counters().total(EngineCounter.BOOKS_STALE));
        }
    }

    @Test
    void shouldGoOnAfterAPause()
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha"), 1, 0, 0);
        try (Engine engine = newEngine())
        {
            engine.launch();
            try (SimulatedFeed feed = newFeed(market, engine))
            {
                feed.pause();
                feed.start();
                while (feed.health().state() != HealthState.UP)
                {
                    Thread.onSpinWait();
                }
                assertEquals(0, feed.published());
                assertEquals(
                    "paused, as many ticks as the ring takes of 1 symbols at 1 venues: published=0 refused=0",
                    feed.health().details());
                feed.resume();
                awaitTicks(feed, TICKS);
            }
        }
    }

    @Test
    void shouldCloseWhereItWasNeverStarted()
    {
        try (Engine engine = newEngine())
        {
            final SimulatedFeed feed = newFeed(SimulatedMarket.defaults(), engine);
            feed.close();
            assertThrows(IllegalStateException.class, feed::start);
        }
    }

    @Test
    void shouldMakeItsNamesKnownAndListItsSymbols()
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("beta", "gamma"), 40, 1_000, 3);
        try (SteppedFeed stepped = new SteppedFeed(market))
        {
            final Names names = stepped.stepped().nameTables();
            assertEquals(2, names.venues().idOf("beta"));
            assertEquals(3, names.venues().idOf("gamma"));
            assertEquals(40, names.symbols().size());
            for (final Symbol symbol : names.symbols().all())
            {
                assertEquals(1L << 2 | 1L << 3, stepped.listings().venuesOf(symbol.id()));
            }
            assertEquals(0, names.accounts().idOf("demo-1"));
            assertEquals(2, names.accounts().idOf("demo-3"));
            assertEquals(
                "1000 ticks/s of 40 symbols at 2 venues: published=0 refused=0", stepped.feed().health().details());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"btc", "BTC", "btcusdt", "BTC/USDT", "btc-usdt", "Btc_Usdt"})
    void shouldUnderstandTheUsualSpellings(final String alias)
    {
        try (SteppedFeed stepped = new SteppedFeed(SimulatedMarket.defaults()))
        {
            assertEquals("BTCUSDT", stepped.stepped().nameTables().symbols().find(alias).orElseThrow().name());
        }
    }

    @Test
    void shouldNameMadeUpSymbolsByTheirPlaces()
    {
        try (SteppedFeed stepped = new SteppedFeed(new SimulatedMarket(1, List.of("alpha"), 50, 0, 0)))
        {
            final Symbols symbols = stepped.stepped().nameTables().symbols();
            assertEquals("SYM0049USDT", symbols.find("sym0049").orElseThrow().name());
            assertEquals(List.of("SYM0032USDT"), symbols.matching("sym0032*").stream().map(Symbol::name).toList());
        }
    }

    @Test
    void shouldLeaveAliasesAloneThatMeanSomethingElse()
    {
        final Names names = SteppedEngine.names();
        final int other = names.symbols().define("BTC/USD", -2, -8).id();
        try (SteppedFeed stepped = new SteppedFeed(SimulatedMarket.defaults(), newStepped(names)))
        {
            assertEquals(other, names.symbols().idOf("btc"));
            assertEquals(names.symbols().idOf("BTCUSDT"), names.symbols().idOf("btc/usdt"));
            assertEquals(0, stepped.listings().venuesOf(other));
        }
    }

    @Test
    void shouldRefuseASymbolThatIsKnownWithOtherExponents()
    {
        final Names names = SteppedEngine.names();
        names.symbols().define("BTCUSDT", -2, -8);
        try (SteppedEngine stepped = newStepped(names))
        {
            assertThrows(
                IllegalArgumentException.class, () -> newFeed(SimulatedMarket.defaults(), stepped.engine()));
        }
    }

    private static void awaitTicks(final SimulatedFeed feed, final int ticks)
    {
        while (feed.published() < ticks)
        {
            Thread.onSpinWait();
        }
    }

    private static SteppedEngine newStepped(final Names names)
    {
        return new SteppedEngine(SteppedEngine.smallConfig(), names, new FrameHeader());
    }

    private static Engine newEngine()
    {
        return new Engine(
            SteppedEngine.smallConfig(),
            new FrameHeader(),
            Names.empty(),
            new SystemEpochNanoClock(),
            RoleThreads.unpinned());
    }

    private static SimulatedFeed newFeed(final SimulatedMarket market, final Engine engine)
    {
        return new SimulatedFeed(
            market,
            engine,
            new Listings(),
            new SystemEpochNanoClock(),
            RoleThreads.unpinned(),
            RoleThreads.ANY_CORE);
    }
}
