package io.tickwire.bench.micro;

import io.tickwire.engine.encode.FieldForm;
import io.tickwire.engine.encode.MsgpackWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ImmutableValue;

import java.io.IOException;

/**
 * A price_update by msgpack-core, as fast as it goes: one packer for good, over one buffer for good. Its own
 * {@code MessageBufferPacker.clear()} takes a new buffer of 8 KiB for each message, and is slower.
 */
final class MsgpackYardstick
{
    private final UpdateLayout.Field[] fields = UpdateLayout.PRICE.mapFields(false).toArray(new UpdateLayout.Field[0]);
    private final UpdateLayout.Field[] enveloped =
        UpdateLayout.PRICE.mapFields(true).toArray(new UpdateLayout.Field[0]);
    private final byte[][] names = readyNames(enveloped);
    private final byte[] typeName = readyName("type");
    private final ReusedOutput output = new ReusedOutput();
    private final MessagePacker packer = MessagePack.newDefaultPacker(output);
    private long sequence;
    private long sendNs = 1_795_000_001_000_000_000L;

    MsgpackYardstick() throws IOException
    {
    }

    /**
     * Write the next message.
     *
     * @return its length.
     */
    int write(final long[] values, final boolean isEnveloped, final boolean hasReadyNames) throws IOException
    {
        sendNs += 1_234L;
        UpdateValues.stamp(values, sequence + 1, sequence, sendNs);
        sequence++;

        final UpdateLayout.Field[] fields = isEnveloped ? enveloped : this.fields;
        packer.packMapHeader(fields.length + 1);
        name(hasReadyNames, typeName, "type");
        packer.packString(UpdateLayout.PRICE.type());
        for (int i = 0; i < fields.length; i++)
        {
            name(hasReadyNames, names[i], fields[i].name());
            value(fields[i], values);
        }
        packer.flush();

        return output.length();
    }

    /**
     * See that our templates and this write the same maps.
     */
    static void requireSame(final boolean isEnveloped) throws IOException
    {
        final TemplateStream stream = new TemplateStream(new MsgpackWriter(false), isEnveloped);
        final MsgpackYardstick yardstick = new MsgpackYardstick();
        final PriceSamples samples = new PriceSamples();
        for (int i = 0; i < 100; i++)
        {
            final long[] values = samples.next();
            stream.write(values);
            yardstick.write(values, isEnveloped, (i & 1) == 0);
            requireSame(stream.lastPayload(), yardstick.output.bytes());
        }
    }

    /**
     * See that two messages are the same map.
     */
    static void requireSame(final byte[] ours, final byte[] theirs) throws IOException
    {
        final ImmutableValue ourMap = unpack(ours);
        final ImmutableValue theirMap = unpack(theirs);
        if (!ourMap.equals(theirMap))
        {
            throw new IllegalStateException("not the same map: ours=" + ourMap + " theirs=" + theirMap);
        }
    }

    private void name(final boolean isReady, final byte[] ready, final String name) throws IOException
    {
        if (isReady)
        {
            packer.writePayload(ready);
        }
        else
        {
            packer.packString(name);
        }
    }

    private void value(final UpdateLayout.Field field, final long[] values) throws IOException
    {
        switch (field.form())
        {
            case SYMBOL -> packer.packString(PriceSamples.LABEL.symbol());
            case VENUE -> packer.packString(PriceSamples.LABEL.venue());
            case INTEGER -> packer.packLong(values[field.value()]);
            default -> packer.packDouble(Decimals.toDouble(values[field.value()], exponent(field.form())));
        }
    }

    static int exponent(final FieldForm form)
    {
        return switch (form)
        {
            case PRICE -> PriceSamples.LABEL.priceExponent();
            case QUANTITY -> PriceSamples.LABEL.quantityExponent();
            case PERCENT -> Decimals.PERCENT_EXPONENT;
            default -> throw new IllegalArgumentException("not a decimal: form=" + form);
        };
    }

    private static ImmutableValue unpack(final byte[] bytes) throws IOException
    {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes))
        {
            return unpacker.unpackValue();
        }
    }

    private static byte[][] readyNames(final UpdateLayout.Field[] fields) throws IOException
    {
        final byte[][] names = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++)
        {
            names[i] = readyName(fields[i].name());
        }

        return names;
    }

    private static byte[] readyName(final String name) throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packString(name);

            return packer.toByteArray();
        }
    }
}
