package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * A book's snapshot as public libraries write it: msgpack-core over one reused buffer, and Jackson's streaming
 * generator, its names ready, onto an output that keeps nothing.
 */
final class BookYardstick
{
    private static final SerializableString PRICE = new SerializedString("price");
    private static final SerializableString QUANTITY = new SerializedString("quantity");
    private static final int ENTRIES = 13;

    private final UpdateLayout.Field[] head = UpdateLayout.head().toArray(new UpdateLayout.Field[0]);
    private final ReusedOutput packed = new ReusedOutput();
    private final MessagePacker packer = MessagePack.newDefaultPacker(packed);
    private final CountingOutput text = new CountingOutput();
    private final JsonGenerator generator;

    BookYardstick() throws IOException
    {
        generator = new JsonFactory().createGenerator(text);
        generator.setRootValueSeparator(null);
    }

    /**
     * Write a book with msgpack-core.
     *
     * @return its length.
     */
    int msgpack(final LevelList book, final long[] values) throws IOException
    {
        packer.packMapHeader(ENTRIES);
        packer.packString("type").packString("orderbook_update");
        packer.packString("symbol").packString(PriceSamples.LABEL.symbol());
        packer.packString("bids").packArrayHeader(book.bidCount());
        for (int i = 0; i < book.bidCount(); i++)
        {
            packLevel(book.bidPrice(i), book.bidQuantity(i));
        }
        packer.packString("asks").packArrayHeader(book.askCount());
        for (int i = 0; i < book.askCount(); i++)
        {
            packLevel(book.askPrice(i), book.askQuantity(i));
        }
        packer.packString("timestamp").packLong(values[UpdateValues.TIMESTAMP_MS]);
        packer.packString("kind").packString("snapshot");
        packer.packString("venue").packString(PriceSamples.LABEL.venue());
        for (final UpdateLayout.Field field : head)
        {
            packer.packString(field.name()).packLong(values[field.value()]);
        }
        packer.flush();

        return packed.length();
    }

    /**
     * The book that msgpack-core wrote last.
     */
    byte[] lastPacked()
    {
        return packed.bytes();
    }

    /**
     * Write a book with Jackson.
     *
     * @param isExact whether decimals are BigDecimals, rather than doubles.
     * @return its length.
     */
    int json(final LevelList book, final long[] values, final boolean isExact) throws IOException
    {
        text.clear();
        generator.writeStartObject();
        generator.writeStringField("type", "orderbook_update");
        generator.writeStringField("symbol", PriceSamples.LABEL.symbol());
        generator.writeArrayFieldStart("bids");
        for (int i = 0; i < book.bidCount(); i++)
        {
            writeLevel(book.bidPrice(i), book.bidQuantity(i), isExact);
        }
        generator.writeEndArray();
        generator.writeArrayFieldStart("asks");
        for (int i = 0; i < book.askCount(); i++)
        {
            writeLevel(book.askPrice(i), book.askQuantity(i), isExact);
        }
        generator.writeEndArray();
        generator.writeNumberField("timestamp", values[UpdateValues.TIMESTAMP_MS]);
        generator.writeStringField("kind", "snapshot");
        generator.writeStringField("venue", PriceSamples.LABEL.venue());
        for (final UpdateLayout.Field field : head)
        {
            generator.writeNumberField(field.name(), values[field.value()]);
        }
        generator.writeEndObject();
        generator.flush();

        return text.length();
    }

    private void packLevel(final long price, final long quantity) throws IOException
    {
        packer.packMapHeader(2);
        packer.packString("price").packDouble(Decimals.toDouble(price, PriceSamples.LABEL.priceExponent()));
        packer.packString("quantity").packDouble(Decimals.toDouble(quantity, PriceSamples.LABEL.quantityExponent()));
    }

    private void writeLevel(final long price, final long quantity, final boolean isExact) throws IOException
    {
        generator.writeStartObject();
        generator.writeFieldName(PRICE);
        writeDecimal(price, PriceSamples.LABEL.priceExponent(), isExact);
        generator.writeFieldName(QUANTITY);
        writeDecimal(quantity, PriceSamples.LABEL.quantityExponent(), isExact);
        generator.writeEndObject();
    }

    private void writeDecimal(final long mantissa, final int exponent, final boolean isExact) throws IOException
    {
        if (isExact)
        {
            generator.writeNumber(BigDecimal.valueOf(mantissa, -exponent));
        }
        else
        {
            generator.writeNumber(Decimals.toDouble(mantissa, exponent));
        }
    }
}
