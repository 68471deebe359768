package io.tickwire.bench.wire;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a client is sent data, and where in a message the fields stand that it looks at: {@code seq}, {@code pseq}, and
 * {@code t_ex}, the time at which the quote was due.
 */
enum WireEncoding
{
    /** Text, with its fields by name. */
    JSON,

    /** A map, with its fields by name. */
    MSGPACK,

    /** An array: type, sid, seq, pseq, g, t_ex. */
    COMPACT,

    /** At fixed offsets. */
    SBE;

    /** A message that has no such field: one that is not data. */
    static final long NONE = -1;

    private static final byte[] JSON_SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JSON_PSEQ = "\"pseq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JSON_SLOW = "\"type\":\"slow\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JSON_TIME = "\"t_ex\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MSGPACK_SEQ = {(byte)0xa3, 's', 'e', 'q'};
    private static final byte[] MSGPACK_PSEQ = {(byte)0xa4, 'p', 's', 'e', 'q'};
    private static final byte[] MSGPACK_SLOW = {(byte)0xa4, 't', 'y', 'p', 'e', (byte)0xa4, 's', 'l', 'o', 'w'};
    private static final byte[] MSGPACK_TIME = {(byte)0xa4, 't', '_', 'e', 'x'};
    private static final int SBE_SEQ = 16;
    private static final int SBE_PSEQ = 24;
    private static final int SBE_TIME = 40;
    private static final int SBE_HEAD_BYTES = 64;
    private static final int COMPACT_SEQ = 2;
    private static final int COMPACT_PSEQ = 3;
    private static final int COMPACT_TIME = 5;
    private static final long NS_PER_US = 1_000;

    /**
     * The sequence of a data message that stands from position to limit.
     */
    long sequence(final ByteBuffer message)
    {
        return switch (this)
        {
            case JSON -> number(message, JSON_SEQ);
            case MSGPACK -> integer(message, after(message, MSGPACK_SEQ));
            case COMPACT -> element(message, COMPACT_SEQ);
            case SBE -> fixed(message, SBE_SEQ);
        };
    }

    /**
     * The sequence of the message that a data message says it comes after.
     */
    long previousSequence(final ByteBuffer message)
    {
        return switch (this)
        {
            case JSON -> number(message, JSON_PSEQ);
            case MSGPACK -> integer(message, after(message, MSGPACK_PSEQ));
            case COMPACT -> element(message, COMPACT_PSEQ);
            case SBE -> fixed(message, SBE_PSEQ);
        };
    }

    /**
     * Whether a message that is not data tells the client that it is slow.
     */
    boolean tellsSlow(final ByteBuffer message)
    {
        return after(message, isText() ? JSON_SLOW : MSGPACK_SLOW) >= 0;
    }

    /**
     * When the quote of a data message was due, in ns since 1970.
     */
    long dueNs(final ByteBuffer message)
    {
        final long time = switch (this)
        {
            case JSON -> number(message, JSON_TIME);
            case MSGPACK -> integer(message, after(message, MSGPACK_TIME));
            case COMPACT -> element(message, COMPACT_TIME);
            case SBE -> fixed(message, SBE_TIME);
        };

        return time == NONE || this == SBE ? time : time * NS_PER_US;
    }

    /**
     * Whether commands are text.
     */
    boolean isText()
    {
        return this == JSON || this == SBE;
    }

    /**
     * A {@code subscribe} to quotes, all of them.
     */
    byte[] subscribe(final List<String> symbols)
    {
        if (isText())
        {
            return ("{\"type\":\"subscribe\",\"channel\":\"bbo\",\"mode\":\"raw\",\"symbols\":[\"" +
                String.join("\",\"", symbols) + "\"]}").getBytes(StandardCharsets.UTF_8);
        }

        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(4)
                .packString("type").packString("subscribe")
                .packString("channel").packString("bbo")
                .packString("mode").packString("raw")
                .packString("symbols").packArrayHeader(symbols.size());
            for (final String symbol : symbols)
            {
                packer.packString(symbol);
            }

            return packer.toByteArray();
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static long fixed(final ByteBuffer message, final int offset)
    {
        // Control messages are text, and begin with a brace.
        return message.remaining() < SBE_HEAD_BYTES || message.get(message.position()) == '{' ? NONE :
            message.order(ByteOrder.LITTLE_ENDIAN).getLong(message.position() + offset);
    }

    private static long element(final ByteBuffer message, final int index)
    {
        final int first = message.get(message.position()) & 0xff;
        int at = message.position() + (first == 0xdc ? 3 : 1);
        if (first != 0xdc && (first & 0xf0) != 0x90)
        {
            return NONE;
        }
        for (int i = 0; i < index; i++)
        {
            at += integerBytes(message.get(at) & 0xff);
        }

        return integer(message, at);
    }

    private static int integerBytes(final int code)
    {
        return switch (code)
        {
            case 0xcc, 0xd0 -> 2;
            case 0xcd, 0xd1 -> 3;
            case 0xce, 0xd2 -> 5;
            case 0xcf, 0xd3 -> 9;
            default -> 1;
        };
    }

    private static long integer(final ByteBuffer message, final int at)
    {
        if (at < 0)
        {
            return NONE;
        }
        message.order(ByteOrder.BIG_ENDIAN);

        return switch (message.get(at) & 0xff)
        {
            case 0xcc, 0xd0 -> message.get(at + 1) & 0xff;
            case 0xcd, 0xd1 -> message.getShort(at + 1) & 0xffff;
            case 0xce, 0xd2 -> message.getInt(at + 1) & 0xffff_ffffL;
            case 0xcf, 0xd3 -> message.getLong(at + 1);
            default -> message.get(at);
        };
    }

    private static long number(final ByteBuffer message, final byte[] name)
    {
        int at = after(message, name);
        if (at < 0)
        {
            return NONE;
        }
        long value = 0;
        for (byte digit = message.get(at); digit >= '0' && digit <= '9'; digit = message.get(++at))
        {
            value = 10 * value + digit - '0';
        }

        return value;
    }

    private static int after(final ByteBuffer message, final byte[] name)
    {
        for (int at = message.position(); at <= message.limit() - name.length; at++)
        {
            int same = 0;
            while (same < name.length && message.get(at + same) == name[same])
            {
                same++;
            }
            if (same == name.length)
            {
                return at + same;
            }
        }

        return -1;
    }
}
