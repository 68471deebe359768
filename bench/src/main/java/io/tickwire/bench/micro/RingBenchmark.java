package io.tickwire.bench.micro;

import com.lmax.disruptor.RingBuffer;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Hand-off 1, one feed and one reader on a thread each: claim, SBE-encode a quote in place, publish, read it, beside a
 * bare Disruptor that hands over one long, with as many slots, the same wait strategy and the same way of claiming.
 * Goal: at least 60 % of the bare Disruptor's throughput.
 */
@State(Scope.Benchmark)
public class RingBenchmark extends MicroBenchmark
{
    private static final int SLOTS = 1 << 14;
    private static final int SLOT_BYTES = 512;
    static final int TICKS = 1 << 16;
    private static final int BATCH = 64;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    /**
     * How the reader waits.
     */
    @Param({"PINNED", "BALANCED", "ECO"})
    public WaitProfile profile = WaitProfile.PINNED;

    private final WallClock clock = new WallClock();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private TickPublisher publisher;
    private RingBuffer<long[]> bare;
    private QuoteReading quoteReading;
    private BareReading bareReading;
    private Thread reader;

    /**
     * Start the reader of what is measured.
     */
    @Setup(Level.Trial)
    public void setup(final BenchmarkParams params)
    {
        start(params.getBenchmark().endsWith("tickRing"));
    }

    /**
     * Start the reader of the ticks' ring, or of the bare one.
     */
    void start(final boolean isTickRing)
    {
        final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, profile.newWaitStrategy());
        publisher =
            new TickPublisher(ring, clock, new EngineCounters().newSheet("bench"), new StageTimer("in->ring"));
        quoteReading = new QuoteReading(ring.newReader());
        bare = RingBuffer.createMultiProducer(() -> new long[1], SLOTS, profile.newWaitStrategy());
        bareReading = new BareReading(bare);
        reader = new Thread(isTickRing ? quoteReading : bareReading, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Stop it.
     */
    @TearDown(Level.Trial)
    public void tearDown() throws InterruptedException
    {
        quoteReading.reader.halt();
        bareReading.halt();
        reader.join();
    }

    @Benchmark
    @OperationsPerInvocation(TICKS)
    public long tickRing()
    {
        final long first = quoteReading.seen;
        for (int i = 0; i < TICKS; i++)
        {
            if (i % BATCH == 0)
            {
                publisher.beginBatch(i);
            }
            publishQuote(i);
        }
        while (quoteReading.seen - first < TICKS)
        {
            Thread.onSpinWait();
        }

        return quoteReading.sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(TICKS)
    public long bareDisruptor()
    {
        final long first = bareReading.seen();
        for (int i = 0; i < TICKS; i++)
        {
            final long sequence = BareReading.claim(bare);
            bare.get(sequence)[0] = i;
            bare.publish(sequence);
        }
        while (bareReading.seen() - first < TICKS)
        {
            Thread.onSpinWait();
        }

        return bareReading.sum();
    }

    private void publishQuote(final int index)
    {
        // A full ring is tried again here, and only here: both sides are to hand over the same number.
        long claim = publisher.claim(QUOTE_BYTES, 0, 1, 1);
        while (claim < 0)
        {
            Thread.onSpinWait();
            claim = publisher.claim(QUOTE_BYTES, 0, 1, 1);
        }
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(index)
            .receiveTime(index)
            .symbolId(index & 1023)
            .venueId(1)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        quote.bidPrice(index).bidQuantity(7).askPrice(index + 1).askQuantity(8).venueSequence(index);
        publisher.publish(claim, QUOTE_BYTES);
    }

    /**
     * Reads quotes until it is halted.
     */
    private static final class QuoteReading implements Runnable
    {
        private final TickReader reader;
        private final QuoteDecoder quote = new QuoteDecoder();
        private volatile long seen;
        private long sum;

        private QuoteReading(final TickReader reader)
        {
            this.reader = reader;
        }

        @Override
        public void run()
        {
            final TickHandler handler = (slot, sequence) ->
            {
                quote.wrap(
                    slot.buffer(),
                    slot.messageOffset() + MessageHeaderEncoder.ENCODED_LENGTH,
                    QuoteDecoder.BLOCK_LENGTH,
                    QuoteDecoder.SCHEMA_VERSION);
                sum += quote.bidPrice() + quote.askPrice();
            };
            int read = 0;
            while (read >= 0)
            {
                read = reader.poll(handler, SLOTS);
                seen += Math.max(0, read);
            }
        }
    }
}
