package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tickwire.engine.encode.FieldForm;
import io.tickwire.engine.encode.JsonWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * A price_update as JSON: our fragments and digits into a slab off the heap, and Jackson's streaming generator, its
 * names ready, onto an output that keeps nothing. Goal: 3 times as fast as {@link #jacksonDoubles}.
 */
@State(Scope.Thread)
public class JsonBenchmark extends MicroBenchmark
{
    private static final int SLAB_BYTES = 64 * 1024;
    private static final long BATCH_NS = 1_234L;

    private final UnsafeBuffer slab = new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES));
    private final JsonWriter writer = new JsonWriter(UpdateLayout.PRICE, PriceSamples.LABEL, false, false);
    private final UpdateLayout.Field[] fields = UpdateLayout.PRICE.mapFields(false).toArray(new UpdateLayout.Field[0]);
    private final SerializableString[] names = new SerializableString[fields.length];
    private final SerializableString type = new SerializedString("type");
    private final CountingOutput output = new CountingOutput();
    private PriceSamples samples;
    private JsonGenerator generator;
    private int offset;
    private long sequence;
    private long sendNs = 1_795_000_001_000_000_000L;

    /**
     * Make the names and the generator ready.
     */
    @Setup
    public void setup() throws IOException
    {
        samples = new PriceSamples();
        generator = new JsonFactory().createGenerator(output);
        generator.setRootValueSeparator(null);
        for (int i = 0; i < fields.length; i++)
        {
            names[i] = new SerializedString(fields[i].name());
        }
    }

    @Benchmark
    public int json()
    {
        final long[] values = nextValues();
        if (offset > SLAB_BYTES - writer.maxBytes())
        {
            offset = 0;
        }
        final int length = writer.write(slab, offset, values);
        offset += length;

        return length;
    }

    /**
     * The yardstick: decimals as doubles.
     */
    @Benchmark
    public int jacksonDoubles() throws IOException
    {
        return jackson(nextValues(), false);
    }

    /**
     * What exactness costs there: decimals as BigDecimal.
     */
    @Benchmark
    public int jacksonExact() throws IOException
    {
        return jackson(nextValues(), true);
    }

    private int jackson(final long[] values, final boolean isExact) throws IOException
    {
        output.clear();
        generator.writeStartObject();
        generator.writeFieldName(type);
        generator.writeString(UpdateLayout.PRICE.type());
        for (int i = 0; i < fields.length; i++)
        {
            generator.writeFieldName(names[i]);
            value(fields[i], values, isExact);
        }
        generator.writeEndObject();
        generator.flush();

        return output.length();
    }

    private void value(final UpdateLayout.Field field, final long[] values, final boolean isExact) throws IOException
    {
        final FieldForm form = field.form();
        switch (form)
        {
            case SYMBOL -> generator.writeString(PriceSamples.LABEL.symbol());
            case VENUE -> generator.writeString(PriceSamples.LABEL.venue());
            case INTEGER -> generator.writeNumber(values[field.value()]);
            default ->
            {
                final int exponent = MsgpackYardstick.exponent(form);
                if (isExact)
                {
                    generator.writeNumber(BigDecimal.valueOf(values[field.value()], -exponent));
                }
                else
                {
                    generator.writeNumber(Decimals.toDouble(values[field.value()], exponent));
                }
            }
        }
    }

    private long[] nextValues()
    {
        final long[] values = samples.next();
        sendNs += BATCH_NS;
        UpdateValues.stamp(values, sequence + 1, sequence, sendNs);
        sequence++;

        return values;
    }
}
