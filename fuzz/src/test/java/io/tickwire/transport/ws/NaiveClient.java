package io.tickwire.transport.ws;

import io.tickwire.fuzz.Texts;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What RFC 6455 makes of all that a client sent, looked at once: messages, control frames and the close code of the
 * first mistake, as lines. What a frame that is cut off says so far counts.
 */
final class NaiveClient
{
    private static final List<Integer> OPCODES = List.of(0, 1, 2, 8, 9, 10);

    private final byte[] bytes;
    private final int maxMessageBytes;
    private final int maxFragments;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private String kind;
    private int fragments;
    private int at;

    private NaiveClient(final byte[] bytes, final int maxMessageBytes, final int maxFragments)
    {
        this.bytes = bytes;
        this.maxMessageBytes = maxMessageBytes;
        this.maxFragments = maxFragments;
    }

    static List<String> read(final byte[] bytes, final int maxMessageBytes, final int maxFragments)
    {
        final NaiveClient client = new NaiveClient(bytes, maxMessageBytes, maxFragments);
        while (client.frame())
        {
            // Each adds what it is.
        }

        return client.lines;
    }

    private boolean frame()
    {
        if (bytes.length - at < 2)
        {
            return false;
        }
        final boolean isFinal = (bytes[at] & 0x80) != 0;
        final int reserved = bytes[at] >> 4 & 7;
        final int opcode = bytes[at] & 15;
        final int shortLength = bytes[at + 1] & 127;
        final boolean isControl = opcode >= 8;
        if (reserved != 0 || bytes[at + 1] >= 0 || !OPCODES.contains(opcode) ||
            isControl && (!isFinal || shortLength > 125) || !isControl && (opcode == 0) != (kind != null))
        {
            return refused(1002);
        }

        final int lengthBytes = shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
        final int payloadAt = at + 2 + lengthBytes + 4;
        if (payloadAt > bytes.length)
        {
            return false;
        }
        final BigInteger length = lengthBytes == 0 ? BigInteger.valueOf(shortLength) :
            new BigInteger(1, Arrays.copyOfRange(bytes, at + 2, at + 2 + lengthBytes));
        final int shortest = lengthBytes == 0 ? 0 : lengthBytes == 2 ? 126 : 65536;
        if (length.compareTo(BigInteger.valueOf(shortest)) < 0 || length.bitLength() > 63)
        {
            return refused(1002);
        }

        final int there = length.min(BigInteger.valueOf(bytes.length - payloadAt)).intValue();
        final byte[] payload = new byte[there];
        for (int i = 0; i < there; i++)
        {
            payload[i] = (byte)(bytes[payloadAt + i] ^ bytes[payloadAt - 4 + i % 4]);
        }
        at = payloadAt + there;
        final boolean isWhole = length.equals(BigInteger.valueOf(there));

        return isControl ? isWhole && control(opcode, payload) : data(opcode, isFinal, isWhole, length, payload);
    }

    private boolean control(final int opcode, final byte[] payload)
    {
        if (opcode != 8)
        {
            return is(opcode == 9 ? "ping " + HexFormat.of().formatHex(payload) : "pong");
        }
        if (payload.length == 0)
        {
            return !is("close 1005");
        }

        final int code = payload.length == 1 ? 0 : new BigInteger(1, Arrays.copyOf(payload, 2)).intValue();
        if (!(code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999))
        {
            return refused(1002);
        }

        return Texts.orNull(payload, 2, payload.length - 2) == null ? refused(1007) : !is("close " + code);
    }

    private boolean data(
        final int opcode, final boolean isFinal, final boolean isWhole, final BigInteger length, final byte[] payload)
    {
        if (opcode != 0)
        {
            kind = opcode == 1 ? "text " : "binary ";
            message.reset();
            fragments = 0;
        }
        fragments++;
        if (length.add(BigInteger.valueOf(message.size())).compareTo(BigInteger.valueOf(maxMessageBytes)) > 0 ||
            fragments > maxFragments)
        {
            return refused(1009);
        }

        message.writeBytes(payload);
        final byte[] soFar = message.toByteArray();
        final boolean isText = kind.equals("text ");
        if (isText && !NaiveUtf8.isBeginning(soFar) ||
            isText && isWhole && isFinal && Texts.orNull(soFar) == null)
        {
            return refused(1007);
        }
        if (isWhole && isFinal)
        {
            is(kind + HexFormat.of().formatHex(soFar));
            kind = null;
        }

        return isWhole;
    }

    private boolean is(final String line)
    {
        lines.add(line);

        return true;
    }

    private boolean refused(final int code)
    {
        lines.add("refused " + code);

        return false;
    }
}
