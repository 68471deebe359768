package io.tickwire.client.ws;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts what a server sends into messages. A frame that is whole in the buffer is told where it stands; only fragments
 * of a message are copied, to where it is put together. Nothing is allocated but to grow.
 * Thread: client
 */
public final class FrameParser
{
    /** Opcodes. */
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The longest header that a server's frame has. */
    public static final int MAX_HEADER_BYTES = 10;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_LONG = 1009;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH16 = 126;
    private static final int LENGTH64 = 127;
    private static final int CONTROL_BIT = 8;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final int maxMessageBytes;
    private final UnsafeBuffer message = new UnsafeBuffer(NOTHING);
    private byte[] parts = NOTHING;
    private int partsLength;
    private int partsOpcode;
    private boolean hasStopped;
    private int neededBytes;

    /**
     * @param maxMessageBytes a longer message is refused (1009).
     */
    public FrameParser(final int maxMessageBytes)
    {
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Forget what has come: another connection begins.
     */
    public void reset()
    {
        partsOpcode = 0;
        partsLength = 0;
        parts = NOTHING;
    }

    /**
     * How many bytes the frame has in all that {@link #parse} stopped at, as far as its header tells.
     */
    public int neededBytes()
    {
        return neededBytes;
    }

    /** Whether the handler did not want to go on. */
    public boolean hasStopped()
    {
        return hasStopped;
    }

    /**
     * Tell the messages that are whole.
     *
     * @return where the first frame begins that was not told.
     * @throws WebSocketException where the server broke the protocol.
     */
    public int parse(final UnsafeBuffer buffer, final int offset, final int limit, final FrameHandler handler)
    {
        int at = offset;
        hasStopped = false;
        while (!hasStopped)
        {
            final int header = headerBytes(buffer, at, limit);
            if (limit - at < header)
            {
                neededBytes = header;
                break;
            }
            final int length = payloadBytes(buffer, at, header);
            final int first = buffer.getByte(at) & 0xff;
            check(first, length);
            if (limit - at - header < length)
            {
                neededBytes = header + length;
                break;
            }
            hasStopped = !take(first, buffer, at + header, length, handler);
            at += header + length;
        }

        return at;
    }

    private static int headerBytes(final UnsafeBuffer buffer, final int at, final int limit)
    {
        if (limit - at < 2)
        {
            return 2;
        }
        final int second = buffer.getByte(at + 1);
        if ((second & MASKED) != 0)
        {
            throw new WebSocketException(PROTOCOL_ERROR, "a server's frame is masked");
        }

        return second == LENGTH64 ? MAX_HEADER_BYTES : second == LENGTH16 ? 4 : 2;
    }

    private int payloadBytes(final UnsafeBuffer buffer, final int at, final int header)
    {
        final int second = buffer.getByte(at + 1) & LENGTH;
        final long length = header == 2 ? second :
            header == 4 ? buffer.getShort(at + 2, ByteOrder.BIG_ENDIAN) & 0xffffL :
            buffer.getLong(at + 2, ByteOrder.BIG_ENDIAN);
        if (length < 0 || header == 4 && length < LENGTH16 || header == MAX_HEADER_BYTES && length < 1 << 16)
        {
            throw new WebSocketException(PROTOCOL_ERROR, "a frame's length is not in its shortest form");
        }
        if (length > maxMessageBytes)
        {
            throw new WebSocketException(TOO_LONG, "a frame is too long: length=" + length);
        }

        return (int)length;
    }

    private void check(final int first, final int length)
    {
        final int opcode = first & OPCODE;
        final boolean isControl = (opcode & CONTROL_BIT) != 0;
        if ((first & RESERVED) != 0 || opcode > PONG || opcode > BINARY && !isControl)
        {
            throw new WebSocketException(PROTOCOL_ERROR, "a frame of no known kind: first byte=" + first);
        }
        if (isControl && ((first & FIN) == 0 || length > MAX_CONTROL_BYTES))
        {
            throw new WebSocketException(PROTOCOL_ERROR, "a control frame is fragmented or too long");
        }
        if (!isControl && (opcode == CONTINUATION) == (partsOpcode == 0))
        {
            throw new WebSocketException(PROTOCOL_ERROR, "a fragment does not belong to the message before it");
        }
        if (opcode == CONTINUATION && partsLength + (long)length > maxMessageBytes)
        {
            throw new WebSocketException(TOO_LONG, "a message is too long: length=" + (partsLength + (long)length));
        }
    }

    private boolean take(
        final int first, final UnsafeBuffer buffer, final int offset, final int length, final FrameHandler handler)
    {
        final int opcode = first & OPCODE;
        if ((opcode & CONTROL_BIT) != 0)
        {
            return handler.onFrame(opcode, buffer, offset, length);
        }
        if ((first & FIN) != 0 && opcode != CONTINUATION)
        {
            return tell(opcode, buffer, offset, length, handler);
        }

        append(buffer, offset, length);
        partsOpcode = opcode == CONTINUATION ? partsOpcode : opcode;
        if ((first & FIN) == 0)
        {
            return true;
        }
        message.wrap(parts, 0, partsLength);
        final int wholeOpcode = partsOpcode;
        final int wholeLength = partsLength;
        partsOpcode = 0;
        partsLength = 0;
        final boolean goesOn = tell(wholeOpcode, message, 0, wholeLength, handler);
        parts = parts.length > KEPT_BYTES ? NOTHING : parts;

        return goesOn;
    }

    private boolean tell(
        final int opcode, final UnsafeBuffer buffer, final int offset, final int length, final FrameHandler handler)
    {
        if (opcode == TEXT && !Utf8.isValid(buffer, offset, length))
        {
            throw new WebSocketException(NOT_UTF8, "a text is not UTF-8");
        }

        return handler.onFrame(opcode, buffer, offset, length);
    }

    private void append(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (partsLength + length > parts.length)
        {
            parts = Arrays.copyOf(parts, Math.max(partsLength + length, Math.min(maxMessageBytes, 2 * parts.length)));
        }
        buffer.getBytes(offset, parts, partsLength, length);
        partsLength += length;
    }
}
