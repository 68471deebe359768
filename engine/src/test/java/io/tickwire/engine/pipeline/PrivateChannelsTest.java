package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PrivateChannelsTest
{
    private static final List<SampleTick.Kind> KINDS = List.of(
        SampleTick.Kind.ORDER, SampleTick.Kind.EXECUTION, SampleTick.Kind.POSITION, SampleTick.Kind.ACCOUNT);

    private final SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldTellEachFieldOfEachMessage(final Encoding encoding)
    {
        final NaiveMarket twin = new NaiveMarket(market.stepped().nameTables());
        subscribe(SteppedMarket.BOB, encoding);
        for (int i = 1; i <= 3; i++)
        {
            for (final SampleTick.Kind kind : KINDS)
            {
                final SampleTick tick = tick(kind, SteppedMarket.BOB, i);
                twin.apply(tick, tick.publishTo(market.ticks()));
            }
        }
        final List<SeenFrame> frames = market.settle();

        assertEquals(12, frames.size());
        for (final SeenFrame frame : frames)
        {
            assertEquals(FrameKind.DATA, frame.kind());
            assertEquals(frame.from() + 1, frame.sequence());
            assertEquals(
                twin.stream(frame.key().streamId()).tick(frame.sequence()).fields(), frame.message());
        }
        assertEquals(12, market.count(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldTellTheTickItselfInSbe()
    {
        subscribe(SteppedMarket.ALICE, Encoding.SBE);
        final FrameReader reader = market.stepped().newReaders().get(0);
        final long claim = tick(SampleTick.Kind.EXECUTION, SteppedMarket.ALICE, 5).publishTo(market.ticks());
        final byte[] tick = new byte[300];
        market.ticks().publisher().buffer().getBytes(market.ticks().publisher().messageOffset(claim), tick);
        market.step();
        final byte[][] payload = new byte[1][];
        reader.poll((slot, endOfBatch) -> payload[0] = payload(slot), 1);

        assertArrayEquals(Arrays.copyOf(tick, payload[0].length), payload[0]);
        assertTrue(payload[0].length > 50);
    }

    @Test
    void shouldTellOnlyOfTheAccountThatWasAskedFor()
    {
        subscribe(SteppedMarket.ALICE, Encoding.JSON);
        KINDS.forEach(kind -> tick(kind, SteppedMarket.BOB, 1).publishTo(market.ticks()));

        assertEquals(List.of(), market.settle());
        assertEquals(4, market.count(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldNeverConflate()
    {
        final int streamId = StreamId.ofAccount(Channel.ORDERS, SteppedMarket.ALICE);

        assertThrows(IllegalArgumentException.class, () -> market.stepped().engine().demand().subscribe(
            Subscription.of(streamId, Conflation.LATEST, Encoding.JSON, 1)));
    }

    @Test
    void shouldTellWhoIsUnknownFromWhoIsNot()
    {
        subscribe(SteppedMarket.ALICE, Encoding.JSON);
        tick(SampleTick.Kind.ORDER, 77, 1).publishTo(market.ticks());
        tick(SampleTick.Kind.ORDER, SteppedMarket.ALICE, 2).publishTo(market.ticks());

        assertEquals(1, market.settle().get(0).sequence());
        assertEquals(1, market.count(EngineCounter.TICKS_POISONED));
    }

    @Test
    void shouldShowNoNameWhereASymbolOrAVenueIsNone()
    {
        subscribe(SteppedMarket.ALICE, Encoding.COMPACT);
        market.ticks().of(-1, 40).position(SteppedMarket.ALICE, 1, 1, 1);
        final Map<String, Object> message = market.settle().get(0).message();

        assertEquals("", message.get("symbol"));
        assertEquals("", message.get("venue"));
        assertEquals("alice", message.get("account"));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowWhatIsNotKnownAsNull(final Encoding encoding)
    {
        subscribe(SteppedMarket.ALICE, encoding);
        market.ticks().of(SteppedMarket.BTC, SteppedMarket.ALPHA)
            .order(SteppedMarket.ALICE, Decimals.NULL, 1, "", "");
        final Map<String, Object> message = market.settle().get(0).message();

        assertTrue(message.containsKey("price"));
        assertEquals(null, message.get("price"));
        assertEquals(null, message.get("average_price"));
        assertEquals("", message.get("order_id"));
    }

    /** What can not be told must not take a number of its stream: nobody would ever be told of it. */
    @ParameterizedTest
    @CsvSource({"-19,-8", "-128,-8", "-2,-19", "-2,-128", "19,-8", "127,-8", "-2,19", "-2,127"})
    void shouldSkipAnExponentOutOfRange(final int priceExponent, final int quantityExponent)
    {
        for (final Encoding encoding : Encoding.values())
        {
            subscribe(SteppedMarket.ALICE, encoding);
        }
        tick(SampleTick.Kind.POSITION, SteppedMarket.ALICE, 1).publishTo(market.ticks());
        final long claim = tick(SampleTick.Kind.POSITION, SteppedMarket.ALICE, 2).publishTo(market.ticks());
        new TickHeadEncoder()
            .wrap(
                market.ticks().publisher().buffer(),
                market.ticks().publisher().messageOffset(claim) + MessageHeaderEncoder.ENCODED_LENGTH)
            .priceExponent((byte)priceExponent)
            .quantityExponent((byte)quantityExponent);
        tick(SampleTick.Kind.POSITION, SteppedMarket.ALICE, 3).publishTo(market.ticks());
        final List<SeenFrame> frames = market.settle();

        assertEquals(1, market.count(EngineCounter.TICKS_POISONED));
        assertEquals(2, market.count(EngineCounter.TICKS_APPLIED));
        assertEquals(2 * Encoding.COUNT, frames.size());
        for (int i = 0; i < frames.size(); i++)
        {
            assertEquals(i / Encoding.COUNT, frames.get(i).from());
            assertEquals(i / Encoding.COUNT + 1, frames.get(i).sequence());
        }
    }

    private void subscribe(final int accountId, final Encoding encoding)
    {
        for (final Channel channel : Channel.values())
        {
            if (channel.isPrivate())
            {
                market.subscribe(Subscription.of(
                    StreamId.ofAccount(channel, accountId), Conflation.RAW, encoding, encoding.ordinal()));
            }
        }
        market.settle();
    }

    private SampleTick tick(final SampleTick.Kind kind, final int accountId, final int number)
    {
        return new SampleTick(
            kind,
            SteppedMarket.ETH,
            SteppedMarket.BETA,
            accountId,
            -number,
            -2 * number,
            number == 1 ? Decimals.NULL : 1_700_000_000_123_456_789L,
            1_700_000_000_987_654_321L,
            123_450_000L + number,
            kind == SampleTick.Kind.POSITION ? -987_654L : 987_654L,
            -12_345L * number,
            number);
    }

    private static byte[] payload(final FrameSlot slot)
    {
        final int header = (slot.buffer().getByte(slot.offset() + 1) & 0x7f) < 126 ? 2 : 4;
        final byte[] payload = new byte[slot.length() - header];
        slot.buffer().getBytes(slot.offset() + header, payload);

        return payload;
    }
}
