package io.tickwire.transport;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A client that keeps the bytes of all data that it is sent, but for the time at which that was sent.
 */
final class ReplayClient implements AutoCloseable
{
    private static final byte[] SENT_NAME = "t_out".getBytes(StandardCharsets.US_ASCII);
    private static final int BINARY = 2;
    private static final int SBE_SENT = 8 + 48;
    private static final int COMPACT_SENT = 1 + 1 + 5 + 9 * 5;
    private static final int QUIET_PONGS = 5;
    private static final long PAUSE_MS = 20;
    private static final List<Map<String, Object>> WISHES = List.of(
        Map.of("channels", List.of("price", "trade", "bbo", "stats", "signal", "arbitrage"), "symbols", List.of("*")),
        Map.of("channel", "candle", "symbols", List.of("*"), "interval", "1s"),
        Map.of("channel", "book", "symbols", List.of("BTC/USD"), "depth", 5),
        Map.of("channel", "book", "symbols", List.of("ETH/USD"), "mode", "delta", "depth", 10),
        Map.of("channel", "orders", "symbols", List.of("*")),
        Map.of("channel", "market", "symbols", List.of("*"), "interval", 100));
    private static final int ANSWERS = 11;

    private final RawClient client;
    private final String encoding;
    private final boolean isText;
    private final List<String> data = new ArrayList<>();
    private int answers;
    private int pongs;
    private String last = "";

    private ReplayClient(final RawClient client, final String encoding)
    {
        this.client = client;
        this.encoding = encoding;
        isText = "json".equals(encoding) || "sbe".equals(encoding);
    }

    static ReplayClient open(final int port, final String path, final String encoding)
    {
        return new ReplayClient(RawClient.open(port, path, 0), encoding);
    }

    /** Subscribe to one of everything, and wait until all of it is answered. */
    void subscribeAll()
    {
        WISHES.forEach(wish ->
        {
            final Map<String, Object> command = new LinkedHashMap<>(Map.of("type", "subscribe"));
            command.putAll(wish);
            send(command);
        });
        while (answers < ANSWERS)
        {
            read();
        }
    }

    /** Read until nothing more comes once something is so. */
    List<String> readDataUntil(final BooleanSupplier isOver)
    {
        int quiet = 0;
        while (quiet < QUIET_PONGS)
        {
            final boolean wasOver = isOver.getAsBoolean();
            final int before = data.size();
            final int pong = pongs + 1;
            send(Map.of("type", "ping"));
            while (pongs < pong)
            {
                read();
            }
            quiet = wasOver && data.size() == before ? quiet + 1 : 0;
            sleep();
        }

        return data;
    }

    /** The text of the last message about the connection. */
    String last()
    {
        return last;
    }

    List<String> data()
    {
        return data;
    }

    void send(final Map<String, Object> command)
    {
        if (isText)
        {
            client.send(json(command));
        }
        else
        {
            client.sendFrame(BINARY, msgpack(command));
        }
    }

    /** Read one frame. */
    void read()
    {
        final RawClient.Frame frame = client.next();
        if (frame == null)
        {
            throw new AssertionError("the connection ended");
        }
        final byte[] payload = frame.payload();
        final String text = new String(payload, StandardCharsets.ISO_8859_1);
        if (text.contains("subscribed") || text.contains("error"))
        {
            answers++;
            last = text;
        }
        else if (text.contains("pong"))
        {
            pongs++;
        }
        else if (text.contains("replay_status") || text.contains("stale"))
        {
            last = text;
        }
        else if (frame.opcode() <= BINARY)
        {
            mask(payload, text);
            data.add("json".equals(encoding) ?
                new String(payload, StandardCharsets.UTF_8) : HexFormat.of().formatHex(payload));
        }
    }

    @Override
    public void close()
    {
        client.close();
    }

    private void mask(final byte[] payload, final String text)
    {
        switch (encoding)
        {
            case "json" ->
            {
                int at = text.indexOf("\"t_out\":") + 8;
                while (at >= 8 && Character.isDigit(payload[at]))
                {
                    payload[at++] = '0';
                }
            }
            case "msgpack" -> zero(payload, text.indexOf(new String(SENT_NAME, StandardCharsets.US_ASCII)) + 6);
            case "sbe" -> zero(payload, SBE_SENT);
            default ->
            {
                if (payload[0] != (byte)0x95 && payload.length > COMPACT_SENT + 8)
                {
                    zero(payload, compactSent(payload));
                }
            }
        }
    }

    /** The place of the eighth element's value. */
    private static int compactSent(final byte[] payload)
    {
        int at = payload[0] == (byte)0xdc ? 3 : 1;
        for (int i = 0; i < 7; i++)
        {
            at += switch (payload[at] & 0xff)
            {
                case 0xcf, 0xd3, 0xcb -> 9;
                case 0xce, 0xd2 -> 5;
                case 0xcd, 0xd1 -> 3;
                case 0xcc, 0xd0 -> 2;
                default -> 1;
            };
        }

        return at + 1;
    }

    private static void zero(final byte[] payload, final int at)
    {
        if (at > 8 && at + 8 <= payload.length)
        {
            Arrays.fill(payload, at, at + 8, (byte)0);
        }
    }

    private static String json(final Map<String, Object> command)
    {
        final StringBuilder text = new StringBuilder("{");
        command.forEach((name, value) -> text
            .append(text.length() == 1 ? "" : ",")
            .append('"').append(name).append("\":")
            .append(value instanceof final List<?> list ?
                "[\"" + String.join("\",\"", list.stream().map(Object::toString).toList()) + "\"]" :
                value instanceof String ? "\"" + value + '"' : value.toString()));

        return text.append('}').toString();
    }

    private static byte[] msgpack(final Map<String, Object> command)
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(command.size());
            for (final Map.Entry<String, Object> entry : command.entrySet())
            {
                packer.packString(entry.getKey());
                if (entry.getValue() instanceof final List<?> list)
                {
                    packer.packArrayHeader(list.size());
                    for (final Object element : list)
                    {
                        packer.packString(element.toString());
                    }
                }
                else if (entry.getValue() instanceof final Integer number)
                {
                    packer.packInt(number);
                }
                else
                {
                    packer.packString(entry.getValue().toString());
                }
            }

            return packer.toByteArray();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void sleep()
    {
        try
        {
            Thread.sleep(PAUSE_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
