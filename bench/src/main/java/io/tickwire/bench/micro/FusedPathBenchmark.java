package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The whole path on one thread: publish a batch of quotes, run it through a fused pipeline, release the frames. One
 * price_update is sealed for each quote; the feed's and the reader's share is in the figure too: with NONE it is the
 * feed's and the state's alone. Goal: 5 million ticks a second and core.
 */
@State(Scope.Thread)
public class FusedPathBenchmark extends MicroBenchmark
{
    static final int BATCH = 256;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    /**
     * What is wanted; NONE: nothing is.
     */
    @Param({"NONE", "MSGPACK", "COMPACT", "SBE", "JSON"})
    public String encoding;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private OneThreadPipeline pipeline;
    private TickPublisher publisher;
    private int index;

    /**
     * Build a pipeline, and want every symbol's price.
     */
    @Setup
    public void setup()
    {
        pipeline = new OneThreadPipeline();
        publisher = pipeline.publisher();
        if (!"NONE".equals(encoding))
        {
            want();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long publishToFrame()
    {
        publishBatch();

        return pipeline.step();
    }

    private void want()
    {
        for (int i = 0; i < OneThreadPipeline.SYMBOLS; i++)
        {
            pipeline.want(StreamId.of(Channel.PRICE, 1, i), Conflation.RAW, Encoding.valueOf(encoding));
        }
    }

    private void publishBatch()
    {
        publisher.beginBatch(pipeline.clock().nanoTime());
        for (int i = 0; i < BATCH; i++)
        {
            final int sample = index++;
            final long price = pipeline.priceOf(sample);
            final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, pipeline.symbolOf(sample));
            quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(price * 1_000)
                .receiveTime(index)
                .symbolId(pipeline.symbolOf(sample))
                .venueId(1)
                .priceExponent((byte)-2)
                .quantityExponent((byte)-8);
            quote
                .bidPrice(price)
                .bidQuantity(price * 7)
                .askPrice(price + 50)
                .askQuantity(price * 3)
                .venueSequence(index);
            publisher.publish(claim, QUOTE_BYTES);
        }
    }
}
