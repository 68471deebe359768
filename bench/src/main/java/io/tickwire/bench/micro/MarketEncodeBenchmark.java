package io.tickwire.bench.micro;

import io.tickwire.engine.encode.MarketBatchWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MarketUpdateEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * {@code market_update} of 32 symbols, into a slab off the heap, in each encoding, and what public libraries and the
 * generated encoder take for the same message.
 */
@State(Scope.Thread)
public class MarketEncodeBenchmark extends MicroBenchmark
{
    private static final int SLAB_BYTES = 64 * 1024;
    private static final long NS_PER_MS = 1_000_000;

    private final UnsafeBuffer slab = new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES));
    private final MarketBatchWriter json = MarketBatchWriter.of(Encoding.JSON);
    private final MarketBatchWriter msgpack = MarketBatchWriter.of(Encoding.MSGPACK);
    private final MarketBatchWriter compact = MarketBatchWriter.of(Encoding.COMPACT);
    private final MarketBatchWriter sbe = MarketBatchWriter.of(Encoding.SBE);
    private final MarketUpdateEncoder generated = new MarketUpdateEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private MarketSamples samples;
    private MarketYardstick yardstick;
    private int maxBytes;
    private int offset;

    /**
     * Make all ready, and see that msgpack-core and we write the same map.
     */
    @Setup
    public void setup() throws IOException
    {
        samples = new MarketSamples();
        yardstick = new MarketYardstick();
        maxBytes = samples.maxBytes(json);
        final byte[] ours = new byte[write(msgpack)];
        slab.getBytes(0, ours);
        yardstick.msgpack(samples);
        MsgpackYardstick.requireSame(ours, yardstick.lastPacked());
    }

    @Benchmark
    public int msgpack()
    {
        return write(msgpack);
    }

    @Benchmark
    public int compact()
    {
        return write(compact);
    }

    @Benchmark
    public int json()
    {
        return write(json);
    }

    @Benchmark
    public int sbe()
    {
        return write(sbe);
    }

    /**
     * The yardstick of msgpack.
     */
    @Benchmark
    public int msgpackCore() throws IOException
    {
        return yardstick.msgpack(samples.next());
    }

    /**
     * The yardstick of JSON: decimals as doubles.
     */
    @Benchmark
    public int jacksonDoubles() throws IOException
    {
        return yardstick.json(samples.next());
    }

    /**
     * The yardstick of SBE.
     */
    @Benchmark
    public int generatedEncoder()
    {
        final MarketSamples market = samples.next();
        final long[] values = market.values();
        final int start = place();
        final MarketUpdateEncoder encoder = generated.wrapAndApplyHeader(slab, start, header);
        encoder.head()
            .streamId(1)
            .priceExponent((byte)0)
            .quantityExponent((byte)0)
            .reserved(0)
            .sequence(values[UpdateValues.SEQUENCE])
            .previousSequence(values[UpdateValues.PREVIOUS])
            .globalSequence(values[UpdateValues.GLOBAL])
            .exchangeTime(values[UpdateValues.EXCHANGE_NS])
            .receiveTime(values[UpdateValues.RECEIVE_NS])
            .sendTime(values[UpdateValues.SEND_NS]);
        encoder.isInitial(Bool.NO);
        final MarketUpdateEncoder.EntriesEncoder entries = encoder.entriesCount(MarketSamples.SYMBOLS);
        for (int i = 0; i < MarketSamples.SYMBOLS; i++)
        {
            entries.next()
                .price(market.price(i))
                .change24h(market.change(i))
                .volume24h(market.volume(i))
                .timestamp(market.timestampMs(i) * NS_PER_MS)
                .priceExponent((byte)PriceSamples.LABEL.priceExponent())
                .quantityExponent((byte)PriceSamples.LABEL.quantityExponent())
                .symbol(market.symbol(i));
        }
        offset = encoder.limit();

        return offset - start;
    }

    private int write(final MarketBatchWriter writer)
    {
        final MarketSamples market = samples.next();
        final int start = place();
        writer.begin(slab, start, false, 1, market.values());
        market.addTo(writer);
        final int length = writer.end();
        offset = start + length;

        return length;
    }

    private int place()
    {
        return offset > SLAB_BYTES - maxBytes ? 0 : offset;
    }
}
