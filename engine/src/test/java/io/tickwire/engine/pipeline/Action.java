package io.tickwire.engine.pipeline;

import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;

import java.util.List;
import java.util.Optional;

/**
 * A step of a program: each of them can be run at any time, on any state, so that a failing program can be cut down.
 * Indices are taken modulo what there is.
 */
interface Action
{
    long OTHER_EPOCH = 7;

    void run(ProgramRun run);

    /** Some ticks of one kind, their numbers counting up. */
    record Ticks(SampleTick.Kind kind, int symbolId, int venueId, Variant variant, int number, int times)
        implements Action
    {
        private static final int UNKNOWN_SYMBOL = 99;
        private static final int FINEST_EXPONENT = -18;
        private static final long UUID_HIGH = 0x4000_0000_0000_1234L;

        @Override
        public void run(final ProgramRun run)
        {
            for (int i = 0; i < times; i++)
            {
                run.publish(tick(number + i, run.stepped()));
            }
        }

        private SampleTick tick(final int seed, final SteppedEngine stepped)
        {
            final Symbols symbols = stepped.nameTables().symbols();
            final boolean isPublic = kind.ordinal() < SampleTick.Kind.ORDER.ordinal();
            final boolean isHalf = isPublic && variant == Variant.HALF;
            final int finer = variant == Variant.FINER ? 1 : 0;
            final int unit = variant == Variant.FINER ? 10 : 1;
            final long price = (1_000 + seed % 13 * 5) * unit + (variant == Variant.INEXACT ? 1 : 0);
            final long quantity = isPublic && variant == Variant.NEGATIVE ? -1 : (1 + seed % 1_000) * unit;

            return new SampleTick(
                kind,
                isPublic && variant == Variant.UNKNOWN_SYMBOL ? UNKNOWN_SYMBOL : symbolId,
                venueId,
                symbolId & 1,
                variant == Variant.INEXACT ? FINEST_EXPONENT : symbols.priceExponentOf(symbolId) - finer,
                symbols.quantityExponentOf(symbolId) - finer,
                (seed & 3) == 0 ? Decimals.NULL : stepped.nowNs() - seed,
                stepped.nowNs(),
                isHalf ? Decimals.NULL : price,
                isHalf && kind == SampleTick.Kind.QUOTE ? Decimals.NULL : quantity,
                other(seed, unit, isHalf),
                number(seed, unit, isHalf));
        }

        /** Of a quote, half of which is missing, the ask is there most of the time. */
        private long other(final int seed, final int unit, final boolean isHalf)
        {
            if (kind == SampleTick.Kind.QUOTE)
            {
                return isHalf && seed % 5 == 0 ? Decimals.NULL : (1_000 + seed % 17 * 3) * unit;
            }

            return isHalf ? Decimals.NULL : seed * unit;
        }

        private long number(final int seed, final int unit, final boolean isHalf)
        {
            return switch (kind)
            {
                case QUOTE -> isHalf ? Decimals.NULL : seed % 77 * unit;
                case TRADE -> seed % 4 == 0 ? UUID_HIGH : 0;
                default -> seed;
            };
        }
    }

    /** What is special about a tick. */
    enum Variant
    {
        PLAIN,
        HALF,
        FINER,
        INEXACT,
        NEGATIVE,
        UNKNOWN_SYMBOL
    }

    /** Batches of the engine. */
    record Step(int times) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            for (int i = 0; i < times; i++)
            {
                run.step();
            }
        }
    }

    /** Batches, and both readers read all. */
    record Flow(int times) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            for (int i = 0; i < times; i++)
            {
                run.step();
                run.read(0, Integer.MAX_VALUE);
                run.read(1, Integer.MAX_VALUE);
            }
        }
    }

    /** Time goes on. */
    record Advance(int ms) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            run.stepped().advanceMs(ms);
        }
    }

    /**
     * A reader reads some.
     *
     * @param reader 0, 1, or 2 for both.
     */
    record Read(int reader, int limit) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            if (reader != 1)
            {
                run.read(0, limit);
            }
            if (reader != 0)
            {
                run.read(1, limit);
            }
        }
    }

    /**
     * Someone wants a stream.
     *
     * @param isShared whether it is someone who already wants the stream in another class or encoding.
     */
    record Subscribe(
        Channel channel,
        int symbolId,
        int venueId,
        Conflation conflation,
        Encoding encoding,
        boolean wantSnapshot,
        boolean isShared) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            final int streamId = channel.isPrivate() ?
                StreamId.ofAccount(channel, symbolId & 1) :
                StreamId.of(channel, channel == Channel.ARBITRAGE ? 0 : venueId, symbolId);
            final Conflation granted = channel.isPrivate() ? Conflation.RAW : conflation;
            final int recipient = isShared ?
                shared(run, new SeenFrame.Key(streamId, granted, encoding)) : run.clients().size() + 1;
            run.subscribe(new Subscription(
                streamId, granted, encoding, recipient, wantSnapshot, 0, Subscription.FROM_NOW));
        }

    }

    /** A stream is wanted in all encodings, so that what is told takes much room or none. */
    record SubscribeInAll(Channel channel, Conflation conflation) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            for (final Encoding encoding : Encoding.values())
            {
                new Subscribe(
                    channel, SteppedMarket.BTC, SteppedMarket.ALPHA, conflation, encoding, true, false).run(run);
            }
        }
    }

    /** Someone does not want it any more. */
    record Unsubscribe(int which) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            pick(run, which).ifPresent(run::unsubscribe);
        }
    }

    /** Someone asks for the state again. */
    record Resync(int which) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            pick(run, which).ifPresent(run::resync);
        }
    }

    /**
     * Someone comes back, or another one with the same knowledge comes.
     *
     * @param back      how far before the last message that it has it goes on; below 0: in the future.
     * @param sameClass whether it wants the same class as before, or else {@code conflation}.
     * @param isShared  whether it is someone who already wants the stream in another class or encoding.
     */
    record Resume(
        int which,
        int back,
        boolean sameClass,
        Conflation conflation,
        Encoding encoding,
        boolean isOtherEpoch,
        boolean isShared) implements Action
    {
        @Override
        public void run(final ProgramRun run)
        {
            pick(run, which).ifPresent(client ->
            {
                final Subscription before = client.asked();
                final boolean isSame = sameClass || client.channel().isPrivate();
                final Conflation granted = isSame ? before.conflation() : conflation;
                final SeenFrame.Key key = new SeenFrame.Key(before.streamId(), granted, encoding);
                final long since = Math.max(0, client.last() - back);
                run.subscribe(new Subscription(
                    before.streamId(),
                    granted,
                    encoding,
                    isShared ? shared(run, key) : run.clients().size() + 1,
                    true,
                    isOtherEpoch ? OTHER_EPOCH : run.stepped().engine().epoch(),
                    since));
            });
        }
    }

    /** A recipient that has never had this stream in this class and encoding, but has it in another. */
    private static int shared(final ProgramRun run, final SeenFrame.Key key)
    {
        return run.clients().stream()
            .filter(client -> !client.hasLeft() && client.asked().streamId() == key.streamId())
            .mapToInt(client -> client.asked().recipient())
            .filter(recipient -> run.clients().stream().noneMatch(
                client -> client.asked().recipient() == recipient && client.key().equals(key)))
            .findFirst()
            .orElse(run.clients().size() + 1);
    }

    private static Optional<NaiveReader> pick(final ProgramRun run, final int which)
    {
        final List<NaiveReader> clients = run.clients();

        return clients.isEmpty() ? Optional.empty() : Optional.of(clients.get(which % clients.size()));
    }
}
