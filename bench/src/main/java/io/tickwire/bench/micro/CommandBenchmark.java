package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.CommandReader;
import io.tickwire.transport.protocol.WireForm;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code subscribe} of three symbols, read, checked and made a command. The yardsticks, Jackson's streaming parser
 * and msgpack-core's unpacker, read the same bytes into the same values, and check nothing. Commands are objects: this
 * is the one stage that allocates, and no tick waits for it.
 */
@State(Scope.Thread)
public class CommandBenchmark extends MicroBenchmark
{
    private static final List<String> SYMBOLS = List.of("BTC/USDT", "ETH/USDT", "SOL/USDT");
    private static final Map<String, Object> FIELDS =
        new TreeMap<>(Map.of("type", "subscribe", "channel", "bbo", "mode", "raw", "id", 7));
    private static final int MAX_SYMBOLS = 1_024;

    private final CommandReader reader = new CommandReader(MAX_SYMBOLS);
    private final JsonFactory factory = new JsonFactory();
    private byte[] jsonBytes;
    private byte[] msgpackBytes;
    private ByteBuffer json;
    private ByteBuffer msgpack;

    /**
     * Write the message in both forms, and see that both are read.
     */
    @Setup
    public void setup() throws IOException, BadCommandException
    {
        final StringBuilder text = new StringBuilder("{\"symbols\":[\"" + String.join("\",\"", SYMBOLS) + "\"]");
        FIELDS.forEach((name, value) -> text
            .append(",\"").append(name).append("\":")
            .append(value instanceof String ? "\"" + value + "\"" : value));
        jsonBytes = text.append('}').toString().getBytes(StandardCharsets.UTF_8);
        msgpackBytes = packed();
        json = ByteBuffer.wrap(jsonBytes);
        msgpack = ByteBuffer.wrap(msgpackBytes);
        if (!json().equals(msgpack()) || !jackson().equals(msgpackCore()))
        {
            throw new IllegalStateException("not the same: json=" + json() + " msgpack=" + msgpack());
        }
    }

    @Benchmark
    public Command json() throws BadCommandException
    {
        return reader.read(json, WireForm.JSON);
    }

    @Benchmark
    public Command msgpack() throws BadCommandException
    {
        return reader.read(msgpack, WireForm.MSGPACK);
    }

    /**
     * The yardstick of JSON.
     */
    @Benchmark
    public Read jackson() throws IOException
    {
        final Read read = new Read();
        try (JsonParser parser = factory.createParser(jsonBytes))
        {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT)
            {
                final String name = parser.currentName();
                parser.nextToken();
                if ("symbols".equals(name))
                {
                    while (parser.nextToken() != JsonToken.END_ARRAY)
                    {
                        read.symbols.add(parser.getText());
                    }
                }
                else if ("id".equals(name))
                {
                    read.id = parser.getLongValue();
                }
                else
                {
                    read.set(name, parser.getText());
                }
            }
        }

        return read;
    }

    /**
     * The yardstick of msgpack.
     */
    @Benchmark
    public Read msgpackCore() throws IOException
    {
        final Read read = new Read();
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(msgpackBytes))
        {
            final int fields = unpacker.unpackMapHeader();
            for (int i = 0; i < fields; i++)
            {
                final String name = unpacker.unpackString();
                if ("symbols".equals(name))
                {
                    final int symbols = unpacker.unpackArrayHeader();
                    for (int j = 0; j < symbols; j++)
                    {
                        read.symbols.add(unpacker.unpackString());
                    }
                }
                else if ("id".equals(name))
                {
                    read.id = unpacker.unpackLong();
                }
                else
                {
                    read.set(name, unpacker.unpackString());
                }
            }
        }

        return read;
    }

    private static byte[] packed() throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(FIELDS.size() + 1);
            packer.packString("symbols").packArrayHeader(SYMBOLS.size());
            for (final String symbol : SYMBOLS)
            {
                packer.packString(symbol);
            }
            for (final Map.Entry<String, Object> field : FIELDS.entrySet())
            {
                packer.packString(field.getKey());
                if (field.getValue() instanceof String text)
                {
                    packer.packString(text);
                }
                else
                {
                    packer.packInt((Integer)field.getValue());
                }
            }

            return packer.toByteArray();
        }
    }

    /**
     * What the yardsticks read.
     */
    public static final class Read
    {
        private final List<String> symbols = new ArrayList<>();
        private String type;
        private String channel;
        private String mode;
        private long id;

        private void set(final String name, final String value)
        {
            switch (name)
            {
                case "type" -> type = value;
                case "channel" -> channel = value;
                default -> mode = value;
            }
        }

        @Override
        public boolean equals(final Object other)
        {
            return other instanceof Read read && toString().equals(read.toString());
        }

        @Override
        public int hashCode()
        {
            return toString().hashCode();
        }

        @Override
        public String toString()
        {
            return type + channel + mode + id + symbols;
        }
    }
}
