package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A tick that makes no sense is counted, once, and does nothing else: the next one flows. */
class PoisonTicksTest
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    /** A tick that is no good, and where it is counted. */
    enum Poison
    {
        UNKNOWN_SYMBOL(EngineCounter.TICKS_POISONED),
        ALL_SYMBOLS(EngineCounter.TICKS_POISONED),
        UNKNOWN_VENUE(EngineCounter.TICKS_POISONED),
        VENUE_BEYOND_ALL(EngineCounter.TICKS_POISONED),
        PRICE_EXPONENT(EngineCounter.TICKS_POISONED),
        QUANTITY_EXPONENT(EngineCounter.TICKS_POISONED),
        NEGATIVE_QUANTITY(EngineCounter.TICKS_POISONED),
        NO_QUANTITY(EngineCounter.TICKS_POISONED),
        NO_PRICE(EngineCounter.TICKS_POISONED),
        NEGATIVE_BID_QUANTITY(EngineCounter.TICKS_POISONED),
        NEGATIVE_ASK_QUANTITY(EngineCounter.TICKS_POISONED),
        NEGATIVE_DAY_VOLUME(EngineCounter.TICKS_POISONED),
        NEGATIVE_LIQUIDATION(EngineCounter.TICKS_POISONED),
        TOO_FINE(EngineCounter.TICKS_INEXACT),
        TOO_LARGE(EngineCounter.TICKS_INEXACT),
        OTHER_SCHEMA(EngineCounter.TICKS_POISONED),
        SHORT_BLOCK(EngineCounter.TICKS_POISONED),
        BLOCK_BEYOND_THE_END(EngineCounter.TICKS_POISONED),
        SHORTER_THAN_A_HEADER(EngineCounter.TICKS_POISONED),
        TRUNCATED_TEXT(EngineCounter.TICKS_POISONED),
        UNKNOWN_ACCOUNT(EngineCounter.TICKS_POISONED),
        UNKNOWN_TEMPLATE(EngineCounter.TICKS_UNKNOWN),
        TEMPLATE_BEYOND_ALL(EngineCounter.TICKS_UNKNOWN),
        UNUSED_TEMPLATE(EngineCounter.TICKS_UNUSED),
        UNUSED_TEMPLATE_OF_ALL_SYMBOLS(EngineCounter.TICKS_UNUSED),
        UNUSED_STATUS(EngineCounter.TICKS_UNUSED),
        UNUSED_STATUS_OF_ALL_SYMBOLS(EngineCounter.TICKS_UNUSED),
        ABORTED(EngineCounter.TICKS_ABORTED);

        private final EngineCounter counter;

        Poison(final EngineCounter counter)
        {
            this.counter = counter;
        }
    }

    /** Fused and pipelined, with one shard or more. */
    static Stream<EngineConfig> configs()
    {
        return Stream.of(1, 2, 4).flatMap(shards -> Arrays.stream(EngineConfig.Topology.values())
            .map(topology -> SteppedMarket.withThreads(shards, topology)));
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void shouldCountIt(final Poison poison)
    {
        configs().forEach(config -> assertCounted(poison, SteppedMarket.BTC, config));
    }

    /** The second shard has this symbol: what it skips is counted too. */
    @ParameterizedTest
    @EnumSource(Poison.class)
    void shouldCountItWhicheverShardItIsFor(final Poison poison)
    {
        configs().forEach(config -> assertCounted(poison, SteppedMarket.ETH, config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void shouldLetTheNextTickFlow(final EngineConfig config)
    {
        try (SteppedMarket market = new SteppedMarket(config))
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
            market.settle();
            for (final Poison poison : Poison.values())
            {
                publish(poison, market, SteppedMarket.BTC);
            }
            market.ticks().of(SteppedMarket.BTC, SteppedMarket.ALPHA).scaled(-2, -8);
            market.trade(100);
            final List<SeenFrame> frames = market.settle();

            assertEquals(List.of(FrameKind.DATA), SteppedMarket.kinds(frames));
            assertEquals(1, frames.get(0).integer("seq"));
            assertEquals(1, market.count(EngineCounter.TICKS_APPLIED));
        }
    }

    /** What is said to follow reaches beyond all slots there. */
    @ParameterizedTest
    @MethodSource("configs")
    void shouldCountATruncatedTextInTheLastSlotOnce(final EngineConfig config)
    {
        final int slots = 4;
        try (SteppedMarket market = new SteppedMarket(config.with(new EngineConfig.Ticks(slots, 512))))
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
            market.settle();
            for (int i = 1; i < slots; i++)
            {
                market.trade(100);
            }
            publish(Poison.TRUNCATED_TEXT, market, SteppedMarket.BTC);
            market.settle();
            market.ticks().scaled(-2, -8);
            market.trade(200);

            assertEquals(slots - 1, market.settle().get(0).integer("pseq"));
            assertEquals(1, market.count(EngineCounter.TICKS_POISONED));
            assertEquals(slots, market.count(EngineCounter.TICKS_APPLIED));
        }
    }

    private static void assertCounted(final Poison poison, final int symbolId, final EngineConfig config)
    {
        try (SteppedMarket market = new SteppedMarket(config))
        {
            publish(poison, market, symbolId);
            market.settle();

            for (final EngineCounter counter : List.of(
                EngineCounter.TICKS_POISONED,
                EngineCounter.TICKS_UNKNOWN,
                EngineCounter.TICKS_UNUSED,
                EngineCounter.TICKS_INEXACT,
                EngineCounter.TICKS_ABORTED,
                EngineCounter.TICKS_APPLIED))
            {
                assertEquals(
                    counter == poison.counter ? 1 : 0,
                    market.count(counter),
                    () -> counter + " with " + config.threads());
            }
        }
    }

    private static void publish(final Poison poison, final SteppedMarket market, final int symbolId)
    {
        market.ticks().of(symbolId, SteppedMarket.ALPHA).scaled(-2, -8).at(Decimals.NULL, 1);
        switch (poison)
        {
            case UNKNOWN_SYMBOL -> market.ticks().of(99, SteppedMarket.ALPHA).trade(1, 1, Side.BUY, 1, 0);
            case ALL_SYMBOLS -> market.ticks().of(-1, SteppedMarket.ALPHA).trade(1, 1, Side.BUY, 1, 0);
            case UNKNOWN_VENUE -> market.ticks().of(symbolId, 9).trade(1, 1, Side.BUY, 1, 0);
            case VENUE_BEYOND_ALL -> market.ticks().of(symbolId, 70).quote(1, 1, 2, 2);
            case PRICE_EXPONENT -> market.ticks().scaled(-19, 0).trade(1, 1, Side.BUY, 1, 0);
            case QUANTITY_EXPONENT -> market.ticks().scaled(0, 100).trade(1, 1, Side.BUY, 1, 0);
            case NEGATIVE_QUANTITY -> market.ticks().scaled(0, 0).trade(1, -1, Side.BUY, 1, 0);
            case NO_QUANTITY -> market.ticks().scaled(0, 0).trade(1, Decimals.NULL, Side.BUY, 1, 0);
            case NO_PRICE -> market.ticks().scaled(0, 0).liquidation(Decimals.NULL, 1, Side.BUY);
            case NEGATIVE_BID_QUANTITY -> market.ticks().scaled(0, 0).quote(1, -1, 2, 1);
            case NEGATIVE_ASK_QUANTITY -> market.ticks().scaled(0, 0).quote(1, 1, 2, -1);
            case NEGATIVE_DAY_VOLUME -> market.ticks().scaled(0, 0).ticker(1, -1, 0);
            case NEGATIVE_LIQUIDATION -> market.ticks().scaled(0, 0).liquidation(1, -1, Side.BUY);
            case TOO_FINE -> market.ticks().scaled(-18, -8).trade(1, 1, Side.BUY, 1, 0);
            case TOO_LARGE -> market.ticks().scaled(18, 0).quote(Long.MAX_VALUE, 1, 1, 1);
            default -> publishBytes(poison, market.ticks().publisher(), symbolId);
        }
    }

    private static void publishBytes(final Poison poison, final TickPublisher publisher, final int symbolId)
    {
        final OrderEncoder order = new OrderEncoder();
        final int length = HEADER + OrderEncoder.BLOCK_LENGTH + 2 * Short.BYTES;
        final long claim = publisher.claim(length, OrderEncoder.TEMPLATE_ID, SteppedMarket.ALPHA, 0);
        assertTrue(claim >= 0);
        final int offset = publisher.messageOffset(claim);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        head(order.wrapAndApplyHeader(publisher.buffer(), offset, header).head(), symbolId);
        order.account(0).putOrderId(new byte[0], 0, 0).putClientOrderId(new byte[0], 0, 0);
        int published = length;
        switch (poison)
        {
            case OTHER_SCHEMA -> header.schemaId(1);
            case SHORT_BLOCK -> header.blockLength(OrderEncoder.BLOCK_LENGTH - 1);
            case BLOCK_BEYOND_THE_END -> header.blockLength(length);
            case SHORTER_THAN_A_HEADER -> published = HEADER - 1;
            case TRUNCATED_TEXT -> publisher.buffer().putShort(
                offset + HEADER + OrderEncoder.BLOCK_LENGTH, (short)60_000);
            case UNKNOWN_ACCOUNT -> order.account(99);
            case UNKNOWN_TEMPLATE -> header.templateId(15);
            case TEMPLATE_BEYOND_ALL -> header.templateId(60_000);
            case ABORTED ->
            {
                publisher.abort(claim);
                return;
            }
            default -> published = encodeUnused(poison, publisher, offset, symbolId);
        }
        publisher.publish(claim, published);
    }

    private static int encodeUnused(
        final Poison poison, final TickPublisher publisher, final int offset, final int symbolId)
    {
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        switch (poison)
        {
            case UNUSED_TEMPLATE, UNUSED_TEMPLATE_OF_ALL_SYMBOLS ->
            {
                head(
                    new CandleEncoder().wrapAndApplyHeader(publisher.buffer(), offset, header).head(),
                    poison == Poison.UNUSED_TEMPLATE ? symbolId : -1);
                return HEADER + CandleEncoder.BLOCK_LENGTH;
            }
            case UNUSED_STATUS, UNUSED_STATUS_OF_ALL_SYMBOLS ->
            {
                final FeedStatusEncoder status = new FeedStatusEncoder();
                head(
                    status.wrapAndApplyHeader(publisher.buffer(), offset, header).head(),
                    poison == Poison.UNUSED_STATUS ? symbolId : -1);
                status.state(FeedState.CONNECTED).putReason(new byte[0], 0, 0);
                return HEADER + status.encodedLength();
            }
            default -> throw new AssertionError(poison);
        }
    }

    private static void head(final TickHeadEncoder head, final int symbolId)
    {
        head
            .exchangeTime(Decimals.NULL)
            .receiveTime(1)
            .symbolId(symbolId)
            .venueId(SteppedMarket.ALPHA)
            .priceExponent((byte)0)
            .quantityExponent((byte)0);
    }
}
