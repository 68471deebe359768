package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.EngineConfig.Topology;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.List;

/**
 * Whatever comes in, whoever wants it, and however slowly it is read: nothing is lost without a word, told twice, told
 * out of order or to the wrong one, or shown in another form than the naive market had it.
 */
class ConservationPropertyTest
{
    private static final int TICK_SLOTS = 64;
    private static final long AGE_NS = 3_600_000_000_000L;

    /** What an engine is like. */
    record Shape(int shards, Topology topology, int frameSlots, boolean isRoomy, boolean isLong)
    {
        EngineConfig config()
        {
            return SteppedMarket.withThreads(shards, topology)
                .with(new EngineConfig.Ticks(TICK_SLOTS, 512))
                .with(new EngineConfig.Frames(frameSlots, SteppedMarket.SLAB_BYTES, 1 << 12))
                .with(new EngineConfig.Replay(isRoomy ? 1 << 20 : 1 << 13, isRoomy ? 1_024 : 12, AGE_NS));
        }
    }

    @Property(tries = 4_000, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
    void shouldConserveWhateverComesIn(
        @ForAll("shapes") final Shape shape, @ForAll("programs") final List<Action> program)
    {
        try (ProgramRun run = new ProgramRun(shape.config(), shape.isRoomy, shape.isLong))
        {
            program.forEach(action -> action.run(run));
            run.settle();
            run.assertConserved();
        }
    }

    @Provide
    Arbitrary<Shape> shapes()
    {
        return Combinators.combine(
            Arbitraries.of(1, 2),
            Arbitraries.of(Topology.class),
            Arbitraries.of(64, 32, 16, 512),
            Arbitraries.of(true, false),
            Arbitraries.of(false, true)).as(Shape::new);
    }

    @Provide
    Arbitrary<List<Action>> programs()
    {
        return Arbitraries.frequencyOf(
            Tuple.of(10, ticks()),
            Tuple.of(5, Arbitraries.integers().between(1, 3).map(Action.Step::new)),
            Tuple.of(3, Arbitraries.integers().between(1, 3).map(Action.Flow::new)),
            Tuple.of(3, Arbitraries.of(1, 7, 10, 13, 100, 1_000, 5_000).map(Action.Advance::new)),
            Tuple.of(4, reads()),
            Tuple.of(5, subscribes()),
            Tuple.of(1, subscribesInAll()),
            Tuple.of(2, Arbitraries.integers().between(0, 30).map(Action.Unsubscribe::new)),
            Tuple.of(1, Arbitraries.integers().between(0, 30).map(Action.Resync::new)),
            Tuple.of(4, resumes())).list().ofMinSize(1).ofMaxSize(150);
    }

    private static Arbitrary<Action> ticks()
    {
        return Combinators.combine(
            mostly(SampleTick.Kind.TRADE, SampleTick.Kind.class),
            symbols(),
            venues(),
            mostly(Action.Variant.PLAIN, Action.Variant.class),
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.frequency(
                Tuple.of(10, 1), Tuple.of(10, 3), Tuple.of(5, 10), Tuple.of(2, 40), Tuple.of(1, TICK_SLOTS + 5)))
            .as(Action.Ticks::new);
    }

    private static Arbitrary<Action> reads()
    {
        return Combinators.combine(
            Arbitraries.of(0, 1, 2, 2), Arbitraries.of(1, 3, 5, 1_000)).as(Action.Read::new);
    }

    private static Arbitrary<Action> subscribes()
    {
        return Combinators.combine(
            channels(),
            symbols(),
            venues(),
            conflations(),
            mostly(Encoding.JSON, Encoding.class),
            Arbitraries.of(true, true, false),
            Arbitraries.of(false, true)).as(Action.Subscribe::new);
    }

    private static Arbitrary<Action> subscribesInAll()
    {
        return Combinators.combine(channels(), conflations())
            .as(Action.SubscribeInAll::new);
    }

    private static Arbitrary<Action> resumes()
    {
        return Combinators.combine(
            Arbitraries.integers().between(0, 30),
            Arbitraries.of(0, 0, 1, 2, 5, 20, 50, -1),
            Arbitraries.of(true, false),
            conflations(),
            mostly(Encoding.JSON, Encoding.class),
            Arbitraries.of(false, false, false, true),
            Arbitraries.of(true, false)).as(Action.Resume::new);
    }

    /** Those whose ticks this test publishes. */
    private static Arbitrary<Channel> channels()
    {
        return Arbitraries.oneOf(
            Arbitraries.of(Channel.TRADE),
            Arbitraries.of(
                Channel.PRICE, Channel.BBO, Channel.TRADE, Channel.LIQUIDATION, Channel.STATS,
                Channel.ARBITRAGE, Channel.ORDERS, Channel.EXECUTIONS, Channel.POSITIONS, Channel.ACCOUNT));
    }

    private static Arbitrary<Conflation> conflations()
    {
        return Arbitraries.of(
            Conflation.RAW, Conflation.RAW, Conflation.LATEST, Conflation.MS_10, Conflation.MS_100,
            Conflation.MS_5000);
    }

    private static Arbitrary<Integer> symbols()
    {
        return Arbitraries.frequency(
            Tuple.of(8, SteppedMarket.BTC), Tuple.of(1, SteppedMarket.ETH), Tuple.of(1, SteppedMarket.DOGE));
    }

    private static Arbitrary<Integer> venues()
    {
        return Arbitraries.frequency(Tuple.of(9, SteppedMarket.ALPHA), Tuple.of(1, SteppedMarket.BETA));
    }

    /** One value as often as all of them together: programs find out more where they come back to the same streams. */
    private static <E extends Enum<E>> Arbitrary<E> mostly(final E value, final Class<E> all)
    {
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(value)), Tuple.of(1, Arbitraries.of(all)));
    }
}
