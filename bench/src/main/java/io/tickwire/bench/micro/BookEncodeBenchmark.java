package io.tickwire.bench.micro;

import io.tickwire.engine.encode.BookWriter;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderBookUpdateEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.ByteBuffer;

import static io.tickwire.engine.encode.UpdateValues.EXCHANGE_NS;
import static io.tickwire.engine.encode.UpdateValues.GLOBAL;
import static io.tickwire.engine.encode.UpdateValues.PREVIOUS;
import static io.tickwire.engine.encode.UpdateValues.RECEIVE_NS;
import static io.tickwire.engine.encode.UpdateValues.SEND_NS;
import static io.tickwire.engine.encode.UpdateValues.SEQUENCE;

/**
 * A snapshot of twenty levels a side, into a slab off the heap, in each encoding, and what public libraries and the
 * generated encoder take for the same message. Goals: 5 times as fast as {@link #msgpackCore}, 3 times as fast as
 * {@link #jacksonDoubles}.
 */
@State(Scope.Thread)
public class BookEncodeBenchmark extends MicroBenchmark
{
    private static final int SLAB_BYTES = 64 * 1024;

    private final UnsafeBuffer slab = new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES));
    private final BookWriter json = BookWriter.of(PriceSamples.LABEL, Encoding.JSON);
    private final BookWriter msgpack = BookWriter.of(PriceSamples.LABEL, Encoding.MSGPACK);
    private final BookWriter compact = BookWriter.of(PriceSamples.LABEL, Encoding.COMPACT);
    private final BookWriter compactScaled = BookWriter.of(PriceSamples.LABEL, Encoding.COMPACT_SCALED);
    private final BookWriter sbe = BookWriter.of(PriceSamples.LABEL, Encoding.SBE);
    private final OrderBookUpdateEncoder generated = new OrderBookUpdateEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private BookSamples samples;
    private BookYardstick yardstick;
    private int offset;

    /**
     * Make all ready, and see that msgpack-core and we write the same map.
     */
    @Setup
    public void setup() throws IOException
    {
        samples = new BookSamples();
        yardstick = new BookYardstick();
        final LevelList book = samples.next();
        final byte[] ours = new byte[msgpack.write(slab, 0, samples.values(), book, true)];
        slab.getBytes(0, ours);
        yardstick.msgpack(book, samples.values());
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
    public int compactScaled()
    {
        return write(compactScaled);
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
        final LevelList book = samples.next();

        return yardstick.msgpack(book, samples.values());
    }

    /**
     * The yardstick of JSON: decimals as doubles.
     */
    @Benchmark
    public int jacksonDoubles() throws IOException
    {
        final LevelList book = samples.next();

        return yardstick.json(book, samples.values(), false);
    }

    /**
     * What exactness costs there: decimals as BigDecimal.
     */
    @Benchmark
    public int jacksonExact() throws IOException
    {
        final LevelList book = samples.next();

        return yardstick.json(book, samples.values(), true);
    }

    /**
     * The yardstick of SBE.
     */
    @Benchmark
    public int generatedEncoder()
    {
        final LevelList book = samples.next();
        final long[] values = samples.values();
        final int start = place(sbe);
        final OrderBookUpdateEncoder encoder = generated.wrapAndApplyHeader(slab, start, header);
        encoder.head()
            .streamId(PriceSamples.LABEL.wireId())
            .priceExponent((byte)PriceSamples.LABEL.priceExponent())
            .quantityExponent((byte)PriceSamples.LABEL.quantityExponent())
            .reserved(0)
            .sequence(values[SEQUENCE])
            .previousSequence(values[PREVIOUS])
            .globalSequence(values[GLOBAL])
            .exchangeTime(values[EXCHANGE_NS])
            .receiveTime(values[RECEIVE_NS])
            .sendTime(values[SEND_NS]);
        encoder.checksum(0).isSnapshot(Bool.YES).hasChecksum(Bool.NO);
        final OrderBookUpdateEncoder.BidsEncoder bids = encoder.bidsCount(book.bidCount());
        for (int i = 0; i < book.bidCount(); i++)
        {
            bids.next().price(book.bidPrice(i)).quantity(book.bidQuantity(i));
        }
        final OrderBookUpdateEncoder.AsksEncoder asks = encoder.asksCount(book.askCount());
        for (int i = 0; i < book.askCount(); i++)
        {
            asks.next().price(book.askPrice(i)).quantity(book.askQuantity(i));
        }
        offset = encoder.limit();

        return offset - start;
    }

    private int write(final BookWriter writer)
    {
        final LevelList book = samples.next();
        final int length = writer.write(slab, place(writer), samples.values(), book, true);
        offset += length;

        return length;
    }

    private int place(final BookWriter writer)
    {
        if (offset > SLAB_BYTES - writer.maxBytes(BookSamples.DEPTH, BookSamples.DEPTH))
        {
            offset = 0;
        }

        return offset;
    }
}
