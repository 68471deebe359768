package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

import java.io.IOException;

/**
 * A {@code market_update} as public libraries write it: msgpack-core over one reused buffer, and Jackson's streaming
 * generator, with decimals as doubles, onto an output that keeps nothing.
 */
final class MarketYardstick
{
    private static final int ENTRIES = 9;
    private static final int FIELDS = 4;

    private final UpdateLayout.Field[] head = UpdateLayout.head().toArray(new UpdateLayout.Field[0]);
    private final ReusedOutput packed = new ReusedOutput();
    private final MessagePacker packer = MessagePack.newDefaultPacker(packed);
    private final CountingOutput text = new CountingOutput();
    private final JsonGenerator generator;

    MarketYardstick() throws IOException
    {
        generator = new JsonFactory().createGenerator(text);
        generator.setRootValueSeparator(null);
    }

    /**
     * Write a market with msgpack-core.
     *
     * @return its length.
     */
    int msgpack(final MarketSamples market) throws IOException
    {
        packer.packMapHeader(ENTRIES);
        packer.packString("type").packString("market_update");
        packer.packString("data").packMapHeader(MarketSamples.SYMBOLS);
        for (int i = 0; i < MarketSamples.SYMBOLS; i++)
        {
            packer.packString(market.symbol(i)).packMapHeader(FIELDS);
            packer.packString("price").packDouble(price(market, i));
            packer.packString("change_24h").packDouble(change(market, i));
            packer.packString("volume_24h").packDouble(volume(market, i));
            packer.packString("timestamp").packLong(market.timestampMs(i));
        }
        packer.packString("timestamp").packLong(market.values()[UpdateValues.TIMESTAMP_MS]);
        for (final UpdateLayout.Field field : head)
        {
            packer.packString(field.name()).packLong(market.values()[field.value()]);
        }
        packer.flush();

        return packed.length();
    }

    /**
     * What msgpack-core wrote last.
     */
    byte[] lastPacked()
    {
        return packed.bytes();
    }

    /**
     * Write a market with Jackson.
     *
     * @return its length.
     */
    int json(final MarketSamples market) throws IOException
    {
        text.clear();
        generator.writeStartObject();
        generator.writeStringField("type", "market_update");
        generator.writeObjectFieldStart("data");
        for (int i = 0; i < MarketSamples.SYMBOLS; i++)
        {
            generator.writeObjectFieldStart(market.symbol(i));
            generator.writeNumberField("price", price(market, i));
            generator.writeNumberField("change_24h", change(market, i));
            generator.writeNumberField("volume_24h", volume(market, i));
            generator.writeNumberField("timestamp", market.timestampMs(i));
            generator.writeEndObject();
        }
        generator.writeEndObject();
        generator.writeNumberField("timestamp", market.values()[UpdateValues.TIMESTAMP_MS]);
        for (final UpdateLayout.Field field : head)
        {
            generator.writeNumberField(field.name(), market.values()[field.value()]);
        }
        generator.writeEndObject();
        generator.flush();

        return text.length();
    }

    private static double price(final MarketSamples market, final int index)
    {
        return Decimals.toDouble(market.price(index), PriceSamples.LABEL.priceExponent());
    }

    private static double change(final MarketSamples market, final int index)
    {
        return Decimals.toDouble(market.change(index), Decimals.PERCENT_EXPONENT);
    }

    private static double volume(final MarketSamples market, final int index)
    {
        return Decimals.toDouble(market.volume(index), PriceSamples.LABEL.quantityExponent());
    }
}
