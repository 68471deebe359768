package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemandModelTest
{
    private static final int STEPS = 40_000;
    private static final int PIPELINES = 2;
    private static final int CAPACITY_BYTES = 4096;
    private static final int COMMAND_BYTES = 40;

    private final Demand demand = new Demand(PIPELINES, CAPACITY_BYTES, WaitProfile.PINNED.newWaitStrategy());
    private final NaiveDemand twin = new NaiveDemand(PIPELINES);
    private final CommandRecorder recorder = new CommandRecorder();
    private Random random;
    private int refusals;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithItsNaiveTwin(final long seed)
    {
        random = new Random(seed);
        for (int i = 0; i < STEPS; i++)
        {
            if (random.nextInt(60) > 0)
            {
                offer();
            }
            else
            {
                drain();
            }
        }

        assertTrue(refusals > 100, "refusals=" + refusals);
    }

    private void offer()
    {
        final int symbolId = random.nextInt(10);
        final int streamId = StreamId.of(Channel.TRADE, random.nextInt(StreamId.MAX_VENUES), symbolId);
        final Conflation conflation = Conflation.ofOrdinal(random.nextInt(Conflation.COUNT));
        final Encoding encoding = Encoding.ofOrdinal(random.nextInt(Encoding.COUNT));
        final int recipient = random.nextInt();
        final Object command;
        final boolean isTaken;
        switch (random.nextInt(4))
        {
            case 0 ->
            {
                final Subscription wish = new Subscription(
                    streamId, conflation, encoding, recipient, random.nextBoolean(), random.nextLong(),
                    random.nextLong());
                command = wish;
                isTaken = demand.subscribe(wish);
            }
            case 1 ->
            {
                command = CommandRecorder.unsubscribe(streamId, conflation, encoding, recipient);
                isTaken = demand.unsubscribe(streamId, conflation, encoding, recipient);
            }
            case 2 ->
            {
                final int candles = StreamId.of(Channel.CANDLE, 1, symbolId, random.nextInt(8));
                final int most = random.nextInt(1, Integer.MAX_VALUE);
                command = CommandRecorder.history(candles, encoding, recipient, most);
                isTaken = demand.history(candles, encoding, recipient, most);
            }
            default ->
            {
                command = CommandRecorder.resync(streamId, conflation, encoding, recipient);
                isTaken = demand.resync(streamId, conflation, encoding, recipient);
            }
        }

        if (isTaken)
        {
            twin.add(symbolId, command);
            assertTrue(twin.waiting(symbolId % PIPELINES) * COMMAND_BYTES <= CAPACITY_BYTES);
        }
        else
        {
            // It may be short by the padding at the buffer's end, and no more.
            refusals++;
            assertTrue((twin.waiting(symbolId % PIPELINES) + 3) * COMMAND_BYTES > CAPACITY_BYTES);
        }
    }

    private void drain()
    {
        final int pipeline = random.nextInt(PIPELINES);
        final int limit = random.nextInt(120);

        // A drain may end where the buffer does; what is left comes with the next one.
        final int count = demand.drain(pipeline, recorder, limit);
        assertEquals(twin.drain(pipeline, count), recorder.take());
        if (count < limit)
        {
            final int rest = demand.drain(pipeline, recorder, limit - count);
            assertEquals(twin.drain(pipeline, limit - count), recorder.take(), "rest=" + rest);
        }
    }
}
