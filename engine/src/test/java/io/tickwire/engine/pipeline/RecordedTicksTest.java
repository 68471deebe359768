package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.ClockEncoder;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamLossEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordedTicksTest
{
    private static final long START_NS = 1_600_000_000_000_000_000L;
    private static final long MS_NS = 1_000_000;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldTellTicksWithTheNumbersThatTheyHad()
    {
        try (SteppedMarket market = SteppedMarket.recorded(SteppedMarket.SMALL))
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
            market.settle();
            goOnAt(market, 1_000);
            market.trade(100);
            market.trade(200);
            goOnAt(market, 5_000);
            market.trade(300);

            assertEquals(List.of(1_000L, 1_001L, 5_000L), globals(market.settle()));
        }
    }

    @Test
    void shouldGoByTheTimeOfTheTicks()
    {
        try (SteppedMarket market = SteppedMarket.recorded(SteppedMarket.SMALL))
        {
            market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
            market.settle();
            tradeAt(market, 10, START_NS + 1 * MS_NS);
            market.settle();
            tradeAt(market, 20, START_NS + 10 * MS_NS);
            tradeAt(market, 30, START_NS + 20 * MS_NS);
            market.advanceMs(10_000);

            assertTrue(SteppedMarket.of(FrameKind.DATA, market.settle()).isEmpty(), "no tick says so");

            tradeAt(market, 40, START_NS + 100 * MS_NS);
            final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());
            assertEquals(3, frame.integer("n"));
        }
    }

    @Test
    void shouldTellTheLatestOfEachTick()
    {
        try (SteppedMarket market = SteppedMarket.recorded(SteppedMarket.SMALL))
        {
            market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
            market.settle();
            market.trade(100);
            market.trade(200);
            market.trade(300);

            assertEquals(3, SteppedMarket.of(FrameKind.DATA, market.settle()).size());
        }
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldStartOver(final EngineConfig.Topology topology)
    {
        try (SteppedMarket market = SteppedMarket.recorded(SteppedMarket.withThreads(1, topology)))
        {
            market.subscribe(Channel.PRICE, Conflation.LATEST, Encoding.JSON);
            market.subscribe(Channel.CANDLE, Conflation.RAW, Encoding.JSON);
            market.subscribe(Channel.BBO, Conflation.LATEST, Encoding.JSON);
            market.settle();
            goOnAt(market, 700);
            market.ticks().at(START_NS, START_NS).bookSnapshot(0, true, new long[]{100, 1}, new long[]{101, 1});
            tradeAt(market, 500, START_NS);
            market.settle();

            startOver(market);
            goOnAt(market, 100);
            assertEquals(3, SteppedMarket.of(FrameKind.STALE, market.settle()).size());
            market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
            market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
            assertTrue(SteppedMarket.of(FrameKind.SNAPSHOT, market.settle()).isEmpty(), "what is void is not shown");

            goOnAt(market, 50);
            tradeAt(market, 150, START_NS - 3_601_000 * MS_NS);
            assertTrue(SteppedMarket.of(FrameKind.DATA, market.settle()).isEmpty(), "it is not there yet");
            end(market);
            final List<SeenFrame> all = market.settle();
            assertEquals(
                List.of("candle_update", "price_update"),
                SteppedMarket.of(FrameKind.DATA, all).stream().map(frame -> frame.text("type")).toList());
            final List<SeenFrame> asked = SteppedMarket.of(FrameKind.SNAPSHOT, all);
            assertEquals(
                List.of("price_update"), asked.stream().map(frame -> frame.text("type")).toList(),
                "who asks on the way is answered there");
            assertEquals(3, asked.get(0).integer("seq"), "numbers go on");
            goOnAt(market, 100);
            tradeAt(market, 200, START_NS - 3_600_000 * MS_NS);
            final List<SeenFrame> frames = SteppedMarket.of(FrameKind.DATA, market.settle());
            assertFalse(frames.isEmpty());
            for (final SeenFrame frame : frames)
            {
                assertEquals(100, frame.integer("g"));
                if (frame.message().get("type").equals("candle_update"))
                {
                    assertTrue(frame.decimal("high").intValue() < 5, "nothing of the other time is in it");
                }
            }
        }
    }

    /** Whoever reads late, and whatever runs when: the same ticks are told by the same frames. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldTellTheSameHoweverFastItGoes(final long seed)
    {
        final List<List<String>> smooth = told(seed, new Random(0), true);
        final List<List<String>> rough = told(seed, new Random(seed), false);

        assertTrue(smooth.get(0).size() > 200);
        assertEquals(smooth, rough);
    }

    private List<List<String>> told(final long seed, final Random course, final boolean isSmooth)
    {
        final Random random = new Random(seed);
        final List<SeenFrame> frames = new ArrayList<>();
        try (SteppedMarket market = SteppedMarket.recorded(SteppedMarket.withFrames(64)))
        {
            for (final Channel channel : List.of(Channel.PRICE, Channel.TRADE, Channel.BBO, Channel.STATS))
            {
                market.subscribe(channel, Conflation.LATEST, Encoding.JSON);
                market.subscribe(channel, Conflation.MS_50, Encoding.SBE);
            }
            market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.MSGPACK);
            market.settle();
            long timeNs = START_NS;
            for (int i = 0; i < 400; i++)
            {
                timeNs += random.nextInt(20) * MS_NS;
                publish(market, random, timeNs);
                if (isSmooth || course.nextInt(3) == 0)
                {
                    market.advanceMs(course.nextInt(500));
                    frames.addAll(market.stepAndRead());
                }
                else if (course.nextBoolean())
                {
                    market.step();
                }
            }
            frames.addAll(market.settle());
        }

        return List.of(
            SteppedMarket.of(FrameKind.DATA, frames).stream().map(RecordedTicksTest::shown).toList());
    }

    private static String shown(final SeenFrame frame)
    {
        return frame.key() + " " +
            frame.message().entrySet().stream().filter(entry -> !entry.getKey().equals("t_out")).toList();
    }

    private void publish(final SteppedMarket market, final Random random, final long timeNs)
    {
        switch (random.nextInt(3))
        {
            case 0 -> tradeAt(market, 100 + random.nextInt(50), timeNs);
            case 1 ->
            {
                market.ticks().at(timeNs, timeNs);
                market.quote(100 + random.nextInt(50));
            }
            default -> clock(market, timeNs);
        }
    }

    private static void tradeAt(final SteppedMarket market, final long cents, final long timeNs)
    {
        market.ticks().at(timeNs, timeNs);
        market.trade(cents);
    }

    private void clock(final SteppedMarket market, final long timeNs)
    {
        final TickPublisher publisher = market.ticks().publisher();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH;
        final long claim = publisher.tryClaim(length);
        new ClockEncoder().wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
            .receiveTime(timeNs)
            .symbolId(TickHeadEncoder.symbolIdNullValue())
            .venueId(0)
            .priceExponent((byte)0)
            .quantityExponent((byte)0);
        publisher.publish(claim, length);
    }

    private void startOver(final SteppedMarket market)
    {
        final TickPublisher publisher = market.ticks().publisher();
        final long claim = publisher.tryClaim(publisher.messageCapacity());
        final StreamStartEncoder start = new StreamStartEncoder()
            .wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header)
            .startTime(0)
            .schemaVersion(0)
            .server("");
        publisher.publish(claim, MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength());
    }

    private void end(final SteppedMarket market)
    {
        final TickPublisher publisher = market.ticks().publisher();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + StreamEndEncoder.BLOCK_LENGTH;
        final long claim = publisher.tryClaim(length);
        new StreamEndEncoder().wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header)
            .endTime(0);
        publisher.publish(claim, length);
    }

    private void goOnAt(final SteppedMarket market, final long sequence)
    {
        final TickPublisher publisher = market.ticks().publisher();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + StreamLossEncoder.BLOCK_LENGTH;
        final long claim = publisher.tryClaim(length);
        new StreamLossEncoder().wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header)
            .from(sequence - 1)
            .to(sequence - 1)
            .reason(LossReason.OVERTAKEN);
        publisher.publish(claim, length);
    }

    private static List<Long> globals(final List<SeenFrame> frames)
    {
        return SteppedMarket.of(FrameKind.DATA, frames).stream().map(frame -> frame.integer("g")).toList();
    }
}
