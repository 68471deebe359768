package io.tickwire.bench.micro;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.NoWaitStrategy;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Claim and publish on one thread, which also reads what it has published, 64 at a time: what a tick costs a feed
 * without another core in the figure. The yardstick is a bare Disruptor that hands over the quote's five longs.
 */
@State(Scope.Thread)
public class PublishBenchmark extends MicroBenchmark
{
    private static final int SLOTS = 1 << 12;
    private static final int SLOT_BYTES = 512;
    private static final int BATCH = 64;
    private static final int LONGS = 5;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, new NoWaitStrategy());
    private final TickPublisher publisher = new TickPublisher(
        ring, new WallClock(), new EngineCounters().newSheet("bench"), new StageTimer("in->ring"));
    private final TickReader reader = ring.newReader();
    private final TickHandler handler = this::onTick;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final RingBuffer<long[]> bare =
        RingBuffer.createMultiProducer(() -> new long[LONGS], SLOTS, new NoWaitStrategy());
    private final EventPoller<long[]> poller = bare.newPoller();
    private final EventPoller.Handler<long[]> bareHandler = this::onBare;
    private long sum;
    private long index;

    public PublishBenchmark()
    {
        bare.addGatingSequences(poller.getSequence());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long tickRing()
    {
        publisher.beginBatch(index);
        for (int i = 0; i < BATCH; i++)
        {
            publishQuote(index++);
        }
        reader.poll(handler, BATCH);

        return sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long bareDisruptor() throws Exception
    {
        for (int i = 0; i < BATCH; i++)
        {
            final long sequence = BareReading.claim(bare);
            final long[] values = bare.get(sequence);
            values[0] = index;
            values[1] = 7;
            values[2] = index + 1;
            values[3] = 8;
            values[4] = index++;
            bare.publish(sequence);
        }
        poller.poll(bareHandler);

        return sum;
    }

    private void publishQuote(final long price)
    {
        final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, 1);
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(price)
            .receiveTime(price)
            .symbolId((int)price & 1023)
            .venueId(1)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        quote.bidPrice(price).bidQuantity(7).askPrice(price + 1).askQuantity(8).venueSequence(price);
        publisher.publish(claim, QUOTE_BYTES);
    }

    private void onTick(final TickSlot slot, final long sequence)
    {
        sum += slot.buffer().getLong(slot.messageOffset()) + sequence;
    }

    private boolean onBare(final long[] values, final long sequence, final boolean endOfBatch)
    {
        sum += values[0] + sequence;

        return true;
    }
}
