package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.client.wire.StreamInfo;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

import java.io.IOException;

/**
 * What a program writes to read a price_update with Jackson or msgpack-core: each field by its name into a record, what
 * it does not know is skipped.
 */
final class ClientReadYardstick
{
    private static final int US = 1_000;

    private final JsonFactory factory = new JsonFactory();
    /** One for good: a new one takes 18 kB for its first name. */
    private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
    private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);

    /**
     * What the program keeps of it.
     */
    record Price(
        String symbol,
        String venue,
        double price,
        double bid,
        double ask,
        double bidQuantity,
        double askQuantity,
        long sequence,
        long receiveTimeUs)
    {
    }

    /** A record of fields that come in any order. */
    private static final class Fields
    {
        private String symbol;
        private String venue;
        private double price;
        private double bid;
        private double ask;
        private double bidQuantity;
        private double askQuantity;
        private long sequence;
        private long receiveTimeUs;

        private Price price()
        {
            return new Price(symbol, venue, price, bid, ask, bidQuantity, askQuantity, sequence, receiveTimeUs);
        }
    }

    /** Of all that a price has, so that two ways to read it can be compared. */
    static double sum(final Price price)
    {
        return price.price + price.bid + price.ask + price.bidQuantity + price.askQuantity + price.sequence +
            price.receiveTimeUs % US + price.symbol.length() + price.venue.length();
    }

    Price json(final byte[] bytes) throws IOException
    {
        final Fields fields = new Fields();
        try (JsonParser parser = factory.createParser(bytes))
        {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME)
            {
                final String name = parser.currentName();
                parser.nextToken();
                switch (name)
                {
                    case "symbol" -> fields.symbol = parser.getText();
                    case "venue" -> fields.venue = parser.getText();
                    case "price" -> fields.price = parser.getDoubleValue();
                    case "bid" -> fields.bid = parser.getDoubleValue();
                    case "ask" -> fields.ask = parser.getDoubleValue();
                    case "bid_qty" -> fields.bidQuantity = parser.getDoubleValue();
                    case "ask_qty" -> fields.askQuantity = parser.getDoubleValue();
                    case "seq" -> fields.sequence = parser.getLongValue();
                    case "t_in" -> fields.receiveTimeUs = parser.getLongValue();
                    default -> parser.skipChildren();
                }
            }
        }

        return fields.price();
    }

    Price msgpack(final byte[] bytes) throws IOException
    {
        final Fields fields = new Fields();
        input.reset(bytes);
        unpacker.reset(input);
        final int size = unpacker.unpackMapHeader();
        for (int i = 0; i < size; i++)
        {
            switch (unpacker.unpackString())
            {
                case "symbol" -> fields.symbol = unpacker.unpackString();
                case "venue" -> fields.venue = unpacker.unpackString();
                case "price" -> fields.price = unpacker.unpackDouble();
                case "bid" -> fields.bid = unpacker.unpackDouble();
                case "ask" -> fields.ask = unpacker.unpackDouble();
                case "bid_qty" -> fields.bidQuantity = unpacker.unpackDouble();
                case "ask_qty" -> fields.askQuantity = unpacker.unpackDouble();
                case "seq" -> fields.sequence = unpacker.unpackLong();
                case "t_in" -> fields.receiveTimeUs = unpacker.unpackLong();
                default -> unpacker.skipValue();
            }
        }

        return fields.price();
    }

    /** By place; the names of the stream are known, and what is behind the last field that it wants is let be. */
    Price compact(final byte[] bytes, final StreamInfo stream) throws IOException
    {
        input.reset(bytes);
        unpacker.reset(input);
        unpacker.unpackArrayHeader();
        unpacker.skipValue(2);
        final long sequence = unpacker.unpackLong();
        unpacker.skipValue(3);
        final long receiveTimeUs = unpacker.unpackLong();
        unpacker.skipValue(2);
        final double price = unpacker.unpackDouble();
        unpacker.skipValue(4);

        return new Price(
            stream.symbol(), stream.venue(), price, unpacker.unpackDouble(), unpacker.unpackDouble(),
            unpacker.unpackDouble(), unpacker.unpackDouble(), sequence, receiveTimeUs);
    }
}
