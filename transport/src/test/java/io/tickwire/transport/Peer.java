package io.tickwire.transport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client of a {@link ClientSwarm}: keeps chains of what it gets of streams, and all other messages.
 * <p>
 * The swarm's thread feeds it; its monitor guards what it knows.
 */
final class Peer
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPDATE = "_update";
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int MEDIUM_HEADER = 4;
    private static final int LONG_HEADER = 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final byte[] greeting;
    private final boolean isCounting;
    private final Map<String, Chain> chains = new HashMap<>();
    private final Map<String, Integer> types = new TreeMap<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> market = new ArrayList<>();
    private byte[] rest = new byte[0];
    private boolean isOpen;
    private boolean isEnded;
    private int closeCode;
    private int afterClose;
    private long frames;
    private long bytes;

    /**
     * @param greeting   what is sent once the connection is a WebSocket.
     * @param isCounting whether frames are only counted, and not looked at.
     */
    Peer(final SocketChannel channel, final SelectionKey key, final byte[] greeting, final boolean isCounting)
    {
        this.channel = channel;
        this.key = key;
        this.greeting = greeting;
        this.isCounting = isCounting;
    }

    /**
     * Read no more, for now.
     */
    void pause()
    {
        key.interestOps(0);
        key.selector().wakeup();
    }

    void resume()
    {
        key.interestOps(SelectionKey.OP_READ);
        key.selector().wakeup();
    }

    void send(final String message)
    {
        write(RawClient.text(message));
    }

    /**
     * Go without a word: the server sees a reset.
     */
    void kill()
    {
        try
        {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    synchronized boolean isOpen()
    {
        return isOpen;
    }

    /**
     * Whether the connection is over.
     */
    synchronized boolean isEnded()
    {
        return isEnded;
    }

    /**
     * The code of the close frame; 0: there was none.
     */
    synchronized int closeCode()
    {
        return closeCode;
    }

    synchronized int framesAfterClose()
    {
        return afterClose;
    }

    synchronized long frames()
    {
        return frames;
    }

    /**
     * Bytes of all frames, headers included.
     */
    synchronized long bytes()
    {
        return bytes;
    }

    /**
     * How many messages of types that end so.
     */
    synchronized long updates()
    {
        return types.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(UPDATE)).mapToLong(Map.Entry::getValue).sum();
    }

    synchronized int count(final String type)
    {
        return types.getOrDefault(type, 0);
    }

    /**
     * All messages that are no updates.
     */
    synchronized int replies()
    {
        return messages.size();
    }

    /**
     * Those of a type, in the order in which they came.
     */
    synchronized List<JsonNode> messages(final String type)
    {
        return messages.stream()
            .map(JSON::readTree)
            .filter(message -> message.path("type").asString("").equals(type))
            .toList();
    }

    /**
     * The chain of a stream, such as {@code trade BTCUSDT alpha}; empty where nothing of it came.
     */
    synchronized Chain chain(final String stream)
    {
        return chains.computeIfAbsent(stream, name -> new Chain());
    }

    /**
     * All that it was told of the whole market, in the order in which it came.
     */
    synchronized List<String> market()
    {
        return List.copyOf(market);
    }

    synchronized Map<String, Chain> chains()
    {
        return Map.copyOf(chains);
    }

    /**
     * End the connection.
     */
    void close()
    {
        try
        {
            channel.close();
            // The selector's thread is who really closes what is registered there.
            key.selector().wakeup();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        synchronized (this)
        {
            isEnded = true;
        }
    }

    /**
     * What came from the socket.
     */
    synchronized void take(final ByteBuffer read)
    {
        final byte[] joined = new byte[rest.length + read.remaining()];
        System.arraycopy(rest, 0, joined, 0, rest.length);
        read.get(joined, rest.length, read.remaining());
        int from = isOpen ? 0 : open(joined);
        int length = isOpen ? frameLength(joined, from) : 0;
        while (length > 0)
        {
            bytes += length;
            onFrame(joined, from, length);
            from += length;
            length = frameLength(joined, from);
        }
        rest = Arrays.copyOfRange(joined, from, joined.length);
    }

    private int open(final byte[] answer)
    {
        final String text = new String(answer, StandardCharsets.ISO_8859_1);
        final int end = text.indexOf("\r\n\r\n");
        if (end < 0)
        {
            return 0;
        }
        if (!text.startsWith("HTTP/1.1 101 "))
        {
            throw new IllegalStateException(text);
        }
        isOpen = true;
        write(greeting);

        return end + 4;
    }

    private void onFrame(final byte[] buffer, final int offset, final int length)
    {
        frames++;
        afterClose += closeCode == 0 ? 0 : 1;
        final int headerBytes = headerLength(buffer[offset + 1]);
        final int opcode = buffer[offset] & 0x0F;
        if (opcode == RawClient.CLOSE)
        {
            final int at = offset + headerBytes;
            closeCode = (buffer[at] & 0xFF) << Byte.SIZE | buffer[at + 1] & 0xFF;
            write(RawClient.frame(RawClient.CLOSE, Arrays.copyOfRange(buffer, at, offset + length)));
        }
        else if (opcode == RawClient.PING)
        {
            write(RawClient.frame(RawClient.PONG, new byte[0]));
        }
        else if (opcode == RawClient.TEXT && !isCounting)
        {
            onMessage(new String(buffer, offset + headerBytes, length - headerBytes, StandardCharsets.UTF_8));
        }
    }

    private void onMessage(final String message)
    {
        final String type = text(message, "\"type\":\"");
        types.merge(type, 1, Integer::sum);
        if (!type.endsWith(UPDATE))
        {
            messages.add(message);
        }
        if (type.equals("initial_data") || type.equals("market_update"))
        {
            market.add(message);
        }
        if (type.equals("gap"))
        {
            chainOf(text(message, "\"channel\":\""), message).onGap(
                number(message, "\"from\":"), number(message, "\"to\":"));
        }
        else if (type.endsWith(UPDATE))
        {
            final String channelName = type.equals("orderbook_update") ? "book" : type.replace(UPDATE, "");
            final long previous = number(message, "\"pseq\":");
            // A book that is told whole in its turn builds on what was told before, as its changes do.
            final boolean isSnapshot =
                previous == 0 && !channelName.equals("trade") && !message.contains("\"kind\":\"delta\"");
            chainOf(channelName, message).onData(number(message, "\"seq\":"), previous, isSnapshot, message);
        }
    }

    private Chain chainOf(final String channelName, final String message)
    {
        return chain(channelName + ' ' + text(message, "\"symbol\":\"") + ' ' + text(message, "\"venue\":\""));
    }

    private static String text(final String message, final String field)
    {
        final int at = message.indexOf(field);

        return at < 0 ? "" : message.substring(at + field.length(), message.indexOf('"', at + field.length()));
    }

    private static long number(final String message, final String field)
    {
        int end = message.indexOf(field) + field.length();
        long value = 0;
        while (Character.isDigit(message.charAt(end)))
        {
            value = 10 * value + message.charAt(end++) - '0';
        }

        return value;
    }

    private static int headerLength(final int lengthByte)
    {
        return lengthByte < LENGTH_IN_2_BYTES ? Short.BYTES :
            lengthByte == LENGTH_IN_2_BYTES ? MEDIUM_HEADER : LONG_HEADER;
    }

    /** 0 where not all of it is there. */
    private static int frameLength(final byte[] buffer, final int offset)
    {
        final int available = buffer.length - offset;
        if (available < Short.BYTES || available < headerLength(buffer[offset + 1]))
        {
            return 0;
        }
        final int short1 = buffer[offset + 1];
        final ByteBuffer view = ByteBuffer.wrap(buffer);
        final int payload = short1 < LENGTH_IN_2_BYTES ? short1 :
            short1 == LENGTH_IN_2_BYTES ?
                view.getShort(offset + Short.BYTES) & 0xFFFF : (int)view.getLong(offset + Short.BYTES);
        final int length = headerLength(short1) + payload;

        return available < length ? 0 : length;
    }

    /** What clients write is short, and finds room. */
    private synchronized void write(final byte[] frame)
    {
        try
        {
            final ByteBuffer buffer = ByteBuffer.wrap(frame);
            while (buffer.hasRemaining())
            {
                channel.write(buffer);
            }
        }
        catch (final IOException ex)
        {
            // The server has gone; reading says so too.
            isEnded = true;
        }
    }
}
