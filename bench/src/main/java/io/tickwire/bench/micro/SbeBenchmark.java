package io.tickwire.bench.micro;

import io.tickwire.engine.encode.SbeWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.PriceUpdateEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;

/**
 * A price_update as SBE: our template, and the generated encoder setting each field.
 */
@State(Scope.Thread)
public class SbeBenchmark extends MicroBenchmark
{
    private static final int SLAB_BYTES = 64 * 1024;

    private final TemplateStream template = new TemplateStream(new SbeWriter(), true);
    private final PriceSamples samples = new PriceSamples();
    private final UnsafeBuffer slab = new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceUpdateEncoder encoder = new PriceUpdateEncoder();
    private int offset;
    private long sequence;

    @Benchmark
    public int sbe()
    {
        return template.write(samples.next());
    }

    /**
     * The yardstick.
     */
    @Benchmark
    public int generatedEncoder()
    {
        final long[] values = samples.next();
        UpdateValues.stamp(values, sequence + 1, sequence, values[UpdateValues.RECEIVE_NS]);
        sequence++;
        offset = offset > SLAB_BYTES - 1024 ? 0 : offset;
        encoder.wrapAndApplyHeader(slab, offset, header).head()
            .streamId(PriceSamples.LABEL.wireId())
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8)
            .reserved(0)
            .sequence(values[UpdateValues.SEQUENCE])
            .previousSequence(values[UpdateValues.PREVIOUS])
            .globalSequence(values[UpdateValues.GLOBAL])
            .exchangeTime(values[UpdateValues.EXCHANGE_NS])
            .receiveTime(values[UpdateValues.RECEIVE_NS])
            .sendTime(values[UpdateValues.SEND_NS]);
        encoder
            .price(values[UpdateValues.FIELDS])
            .change24h(values[UpdateValues.FIELDS + 1])
            .volume24h(values[UpdateValues.FIELDS + 2])
            .bid(values[UpdateValues.FIELDS + 3])
            .ask(values[UpdateValues.FIELDS + 4])
            .bidQuantity(values[UpdateValues.FIELDS + 5])
            .askQuantity(values[UpdateValues.FIELDS + 6])
            .merged()
            .count(values[UpdateValues.COUNT])
            .high(values[UpdateValues.HIGH])
            .low(values[UpdateValues.LOW])
            .first(values[UpdateValues.FIRST])
            .volume(values[UpdateValues.VOLUME]);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        offset += length;

        return length;
    }
}
