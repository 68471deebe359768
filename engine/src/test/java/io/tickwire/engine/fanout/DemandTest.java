package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemandTest
{
    private static final int PIPELINES = 4;
    private static final int CAPACITY_BYTES = 4096;
    private static final int ALL = 10_000;

    private final CountingWaitStrategy wait = new CountingWaitStrategy();
    private final Demand demand = new Demand(PIPELINES, CAPACITY_BYTES, wait);
    private final CommandRecorder recorder = new CommandRecorder();

    /** Counts how often its waiters are woken. */
    private static final class CountingWaitStrategy implements WaitStrategy
    {
        private int signals;

        @Override
        public long waitFor(
            final long sequence, final Sequence cursor, final Sequence dependent, final SequenceBarrier barrier)
        {
            throw new IllegalStateException("nobody waits here");
        }

        @Override
        public void signalAllWhenBlocking()
        {
            signals++;
        }
    }

    @Test
    void shouldHandOverEachCommandWhole()
    {
        final int streamId = StreamId.of(Channel.TRADE, 63, 8);
        final Subscription wish =
            new Subscription(streamId, Conflation.MS_5000, Encoding.SBE, -7, false, Long.MIN_VALUE, Long.MAX_VALUE);
        assertTrue(demand.subscribe(wish));
        assertTrue(demand.subscribe(Subscription.of(streamId, Conflation.RAW, Encoding.JSON, Integer.MAX_VALUE)));
        assertTrue(demand.unsubscribe(streamId, Conflation.LATEST, Encoding.MSGPACK, 3));
        assertTrue(demand.resync(streamId, Conflation.MS_10, Encoding.COMPACT, 4));

        assertEquals(4, demand.drain(0, recorder, ALL));
        assertEquals(
            List.of(
                wish,
                Subscription.of(streamId, Conflation.RAW, Encoding.JSON, Integer.MAX_VALUE),
                CommandRecorder.unsubscribe(streamId, Conflation.LATEST, Encoding.MSGPACK, 3),
                CommandRecorder.resync(streamId, Conflation.MS_10, Encoding.COMPACT, 4)),
            recorder.take());
    }

    @Test
    void shouldHandOverEachClassAndEncoding()
    {
        final List<Object> expected = new ArrayList<>();
        for (int i = 0; i < Conflation.COUNT * Encoding.COUNT; i++)
        {
            final Conflation conflation = Conflation.ofOrdinal(i % Conflation.COUNT);
            final Encoding encoding = Encoding.ofOrdinal(i / Conflation.COUNT);
            demand.subscribe(Subscription.of(StreamId.of(Channel.BBO, 1, 4), conflation, encoding, i));
            expected.add(Subscription.of(StreamId.of(Channel.BBO, 1, 4), conflation, encoding, i));
        }

        demand.drain(0, recorder, ALL);
        assertEquals(expected, recorder.take());
    }

    @Test
    void shouldRouteEachStreamToItsPipelineAlone()
    {
        for (int symbolId = 0; symbolId < 3 * PIPELINES; symbolId++)
        {
            final int streamId = StreamId.of(Channel.PRICE, symbolId % 5, symbolId);
            assertEquals(symbolId % PIPELINES, demand.pipelineOf(streamId));
            demand.subscribe(Subscription.of(streamId, Conflation.RAW, Encoding.SBE, symbolId));
            demand.unsubscribe(streamId, Conflation.RAW, Encoding.SBE, symbolId);
            demand.resync(streamId, Conflation.RAW, Encoding.SBE, symbolId);
        }

        for (int pipeline = 0; pipeline < PIPELINES; pipeline++)
        {
            assertEquals(9, demand.drain(pipeline, recorder, ALL));
            for (final int streamId : recorder.takeStreams())
            {
                assertEquals(pipeline, StreamId.subjectId(streamId) % PIPELINES);
            }
        }
    }

    @Test
    void shouldRouteAllChannelsAndVenuesOfASymbolToOnePipeline()
    {
        for (int venueId = 0; venueId < StreamId.MAX_VENUES; venueId++)
        {
            assertEquals(3, demand.pipelineOf(StreamId.of(Channel.PRICE, venueId, 7)));
            assertEquals(3, demand.pipelineOf(StreamId.of(Channel.LIQUIDATION, venueId, 7)));
        }
        assertEquals(3, demand.pipelineOf(StreamId.ofAccount(Channel.ACCOUNT, 7)));
        assertEquals(0, new Demand(1, CAPACITY_BYTES, wait).pipelineOf(StreamId.of(Channel.PRICE, 1, 7)));
    }

    @Test
    void shouldHandOverNoMoreThanTheLimit()
    {
        for (int recipient = 0; recipient < 5; recipient++)
        {
            demand.subscribe(subscriptionOf(recipient));
        }

        assertEquals(3, demand.drain(0, recorder, 3));
        assertEquals(2, demand.drain(0, recorder, 3));
        assertEquals(0, demand.drain(0, recorder, 3));
        assertEquals(5, recorder.take().size());
    }

    @Test
    void shouldSayThatThereIsNoRoomAndLoseNothingThatItTook()
    {
        int accepted = 0;
        while (demand.subscribe(subscriptionOf(accepted)))
        {
            accepted++;
        }
        assertTrue(accepted >= 99 && accepted <= 102, "accepted=" + accepted);
        assertFalse(demand.unsubscribe(0x1000_0000, Conflation.RAW, Encoding.SBE, 1));
        assertFalse(demand.resync(0x1000_0000, Conflation.RAW, Encoding.SBE, 1));
        assertEquals(accepted, wait.signals);

        // The other pipelines' commands go on.
        assertTrue(demand.resync(StreamId.of(Channel.BBO, 1, 1), Conflation.RAW, Encoding.SBE, 1));
        assertEquals(accepted, demand.drain(0, recorder, ALL));
        for (int recipient = 0; recipient < accepted; recipient++)
        {
            assertEquals(subscriptionOf(recipient), recorder.commands().get(recipient));
        }
        assertTrue(demand.subscribe(subscriptionOf(1)));
    }

    @Test
    void shouldWakeThePipelinesForEachCommand()
    {
        demand.subscribe(subscriptionOf(1));
        assertEquals(1, wait.signals);
        demand.unsubscribe(0x1000_0000, Conflation.RAW, Encoding.SBE, 1);
        assertEquals(2, wait.signals);
        demand.resync(0x1000_0000, Conflation.RAW, Encoding.SBE, 1);
        assertEquals(3, wait.signals);
    }

    @ParameterizedTest
    @EnumSource(Conflation.class)
    void shouldRefuseAPrivateChannelThatIsNotAskedForRaw(final Conflation conflation)
    {
        final int streamId = StreamId.ofAccount(Channel.EXECUTIONS, 4);
        final Subscription wish = Subscription.of(streamId, conflation, Encoding.JSON, 1);
        if (conflation == Conflation.RAW)
        {
            assertTrue(demand.subscribe(wish));
            return;
        }

        assertEquals(
            "a private channel is never conflated: class=" + conflation,
            assertThrows(IllegalArgumentException.class, () -> demand.subscribe(wish)).getMessage());
        assertEquals(0, demand.drain(0, recorder, ALL));
        assertEquals(0, wait.signals);
    }

    @Test
    void shouldRefuseAStreamThatIsNone()
    {
        assertThrows(
            IllegalArgumentException.class,
            () -> demand.subscribe(Subscription.of(4, Conflation.RAW, Encoding.JSON, 1)));
        assertThrows(
            IllegalArgumentException.class, () -> demand.unsubscribe(4, Conflation.RAW, Encoding.JSON, 1));
        assertThrows(IllegalArgumentException.class, () -> demand.resync(4, Conflation.RAW, Encoding.JSON, 1));
        assertThrows(IllegalArgumentException.class, () -> demand.pipelineOf(4));
        assertEquals(0, demand.drain(0, recorder, ALL));
    }

    @Test
    void shouldRefuseAHistoryOfWhatIsNotKept()
    {
        assertEquals(
            "only candles are kept: channel=TRADE",
            assertThrows(
                IllegalArgumentException.class,
                () -> demand.history(StreamId.of(Channel.TRADE, 1, 4), Encoding.JSON, 1, 10)).getMessage());
        assertEquals(
            "a history has at least one candle: most=0",
            assertThrows(
                IllegalArgumentException.class,
                () -> demand.history(StreamId.of(Channel.CANDLE, 1, 4), Encoding.JSON, 1, 0)).getMessage());
        assertEquals(0, demand.drain(0, recorder, ALL));
    }

    @Test
    void shouldPassOverACommandThatItsHandlerThrewAt()
    {
        demand.subscribe(subscriptionOf(1));
        demand.subscribe(subscriptionOf(2));
        demand.subscribe(subscriptionOf(3));
        recorder.throwAt(subscriptionOf(2));

        assertThrows(IllegalStateException.class, () -> demand.drain(0, recorder, ALL));
        assertEquals(1, demand.drain(0, recorder, ALL));
        assertEquals(List.of(subscriptionOf(1), subscriptionOf(3)), recorder.take());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 3, 6, Integer.MIN_VALUE})
    void shouldRefuseANumberOfPipelinesThatIsNoPowerOfTwo(final int pipelines)
    {
        assertEquals(
            "pipelines must be a power of two: pipelines=" + pipelines,
            assertThrows(
                IllegalArgumentException.class, () -> new Demand(pipelines, CAPACITY_BYTES, wait)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4096, 0, 2048, 4097, 5000, Integer.MIN_VALUE})
    void shouldRefuseACapacityOutOfRange(final int capacityBytes)
    {
        final String message = "demand capacity must be a power of two from 4096: demandBytes=" + capacityBytes;

        assertEquals(
            message,
            assertThrows(
                IllegalArgumentException.class, () -> Demand.requireCapacity(capacityBytes)).getMessage());
        assertEquals(
            message,
            assertThrows(
                IllegalArgumentException.class, () -> new Demand(1, capacityBytes, wait)).getMessage());
    }

    private static Subscription subscriptionOf(final int recipient)
    {
        return Subscription.of(StreamId.of(Channel.PRICE, 1, 4), Conflation.MS_20, Encoding.JSON, recipient)
            .since(recipient * 3L, recipient);
    }
}
