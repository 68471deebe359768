package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the frames that the other side sends (RFC 6455, section 5), in whatever pieces they come, puts fragments
 * together, and inflates what was deflated (RFC 7692), where that was agreed on. A message that came whole is handed
 * over where it stands; others are gathered in a buffer of their own. Everything that the RFCs forbid the other side
 * ends the connection.
 * <p>
 * A client's frames are masked, a server's are not: that is all in which the two differ.
 * Thread: io-<n> for a client's frames, feed-<venue> for a server's
 */
public final class FrameParser
{
    /** What {@link FrameListener#onClose} gets where the other side gave no code. */
    public static final int NO_CODE = 1005;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int DEFLATED = 0x40;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int MAX_LENGTH_IN_2_BYTES = 0xFFFF;
    private static final int MAX_HEADER_BYTES = 14;
    private static final int MASK_BYTES = Integer.BYTES;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private final byte[] header = new byte[MAX_HEADER_BYTES];
    private final Utf8Check utf8 = new Utf8Check();
    private final IncomingMessage message;
    private final boolean isMasked;

    private int headerBytes;
    private boolean isInPayload;
    private boolean isFinal;
    private boolean isDeflated;
    private int opcode;
    private int mask;
    private int maskShift;
    private int left;

    private byte[] control;
    private int controlBytes;
    private boolean isInMessage;
    private boolean isClosed;

    /**
     * @param maxMessageBytes of a message, its fragments together, inflated.
     * @param maxFragments    of a message.
     * @param deflate         that was agreed on, or null.
     */
    public FrameParser(final int maxMessageBytes, final int maxFragments, final Deflate deflate)
    {
        this(maxMessageBytes, maxFragments, deflate, GatherRoom.UNBOUNDED);
    }

    /**
     * The same, with what is gathered bounded over several.
     */
    public FrameParser(
        final int maxMessageBytes, final int maxFragments, final Deflate deflate, final GatherRoom room)
    {
        this(maxMessageBytes, maxFragments, deflate, GatherPolicy.lettingGo(room), true);
    }

    private FrameParser(
        final int maxMessageBytes,
        final int maxFragments,
        final Deflate deflate,
        final GatherPolicy gathering,
        final boolean isMasked)
    {
        this.isMasked = isMasked;
        message = new IncomingMessage(
            maxMessageBytes,
            maxFragments,
            deflate == null ? null : new MessageInflater(deflate.keepsContext()),
            gathering);
    }

    /**
     * A parser of what a server sends.
     */
    public static FrameParser ofServer(
        final int maxMessageBytes, final int maxFragments, final Deflate deflate, final GatherPolicy gathering)
    {
        return new FrameParser(maxMessageBytes, maxFragments, deflate, gathering, false);
    }

    /**
     * Messages may be of another length from now on.
     */
    public void maxMessageBytes(final int maxMessageBytes)
    {
        message.maxBytes(maxMessageBytes);
    }

    /**
     * Let go of a message that is under way: nothing more is taken in. May be called again.
     */
    public void end()
    {
        message.release();
    }

    /**
     * Take in all bytes from the position to the limit. They are unmasked where they stand. What comes behind a close
     * frame is passed over.
     *
     * @throws ProtocolViolation where the connection has to end; nothing more may be taken in then.
     */
    public void parse(final ByteBuffer in, final FrameListener listener) throws ProtocolViolation
    {
        in.order(ByteOrder.BIG_ENDIAN);
        while (!isClosed && in.hasRemaining())
        {
            if (!isInPayload && !readHeader(in))
            {
                return;
            }
            readPayload(in, listener);
        }
        if (isClosed)
        {
            in.position(in.limit());
        }
    }

    /**
     * Why the other side closes, in its own words, within {@link FrameListener#onClose}.
     */
    public String closeReason()
    {
        return controlBytes <= Short.BYTES ? "" :
            new String(control, Short.BYTES, controlBytes - Short.BYTES, StandardCharsets.UTF_8);
    }

    /**
     * Whether a frame or a message is begun, and not ended.
     */
    public boolean isInMiddle()
    {
        return headerBytes > 0 || isInPayload || isInMessage;
    }

    private boolean readHeader(final ByteBuffer in) throws ProtocolViolation
    {
        while (in.hasRemaining())
        {
            header[headerBytes++] = in.get();
            if (headerBytes == 2)
            {
                checkStart(header[0] & 0xFF, header[1] & 0xFF);
            }
            if (headerBytes >= 2 && headerBytes == headerLength())
            {
                endHeader();

                return true;
            }
        }

        return false;
    }

    private int headerLength()
    {
        final int length = header[1] & LENGTH;

        return 2 + (isMasked ? MASK_BYTES : 0) +
            (length == LENGTH_IN_8_BYTES ? Long.BYTES : length == LENGTH_IN_2_BYTES ? Short.BYTES : 0);
    }

    private void checkStart(final int first, final int second) throws ProtocolViolation
    {
        isFinal = (first & FIN) != 0;
        opcode = first & OPCODE;
        isDeflated = (first & RESERVED) == DEFLATED && (opcode == TEXT || opcode == BINARY) && message.mayBeDeflated();
        if ((first & RESERVED) != 0 && !isDeflated)
        {
            throw violation("a reserved bit is set that no extension gives a meaning here");
        }
        if ((second & MASKED) != 0 != isMasked)
        {
            throw violation(isMasked ? "a client's frame must be masked" : "a server's frame must not be masked");
        }
        if (opcode >= CLOSE)
        {
            checkControl(second & LENGTH);
        }
        else if (opcode == CONTINUATION)
        {
            if (!isInMessage)
            {
                throw violation("a continuation without a beginning");
            }
        }
        else if (opcode != TEXT && opcode != BINARY)
        {
            throw violation("an opcode that is not known: opcode=" + opcode);
        }
        else if (isInMessage)
        {
            throw violation("a message began before the last one had ended");
        }
    }

    private void checkControl(final int length) throws ProtocolViolation
    {
        if (opcode != CLOSE && opcode != PING && opcode != PONG)
        {
            throw violation("an opcode that is not known: opcode=" + opcode);
        }
        if (!isFinal)
        {
            throw violation("a control frame must not be fragmented");
        }
        if (length > MAX_CONTROL_BYTES)
        {
            throw violation("a control frame has at most " + MAX_CONTROL_BYTES + " bytes");
        }
    }

    private void endHeader() throws ProtocolViolation
    {
        final ByteBuffer fields = ByteBuffer.wrap(header);
        final int shortLength = header[1] & LENGTH;
        long length = shortLength;
        if (shortLength == LENGTH_IN_2_BYTES)
        {
            length = fields.getShort(2) & MAX_LENGTH_IN_2_BYTES;
            requireShortest(length >= LENGTH_IN_2_BYTES);
        }
        else if (shortLength == LENGTH_IN_8_BYTES)
        {
            length = fields.getLong(2);
            if (length < 0)
            {
                throw violation("a length's first bit must be 0");
            }
            requireShortest(length > MAX_LENGTH_IN_2_BYTES);
        }
        mask = isMasked ? fields.getInt(headerBytes - MASK_BYTES) : 0;
        maskShift = 0;
        headerBytes = 0;
        isInPayload = true;
        if (opcode >= CLOSE)
        {
            controlBytes = 0;
        }
        else
        {
            beginFrame(length);
        }
        left = (int)length;
    }

    private static void requireShortest(final boolean isShortest) throws ProtocolViolation
    {
        if (!isShortest)
        {
            throw violation("a length must be in its shortest form");
        }
    }

    private void beginFrame(final long length) throws ProtocolViolation
    {
        if (opcode != CONTINUATION)
        {
            isInMessage = true;
            message.begin(opcode == TEXT, isDeflated);
        }
        message.beginFrame(length);
    }

    private void readPayload(final ByteBuffer in, final FrameListener listener) throws ProtocolViolation
    {
        final int count = Math.min(left, in.remaining());
        final int from = in.position();
        if (isMasked)
        {
            unmask(in, from, from + count);
        }
        in.position(from + count);
        left -= count;
        if (opcode >= CLOSE)
        {
            readControl(in, from, count, listener);
        }
        else
        {
            readData(in, from, count, listener);
        }
    }

    private void readControl(final ByteBuffer in, final int from, final int count, final FrameListener listener)
        throws ProtocolViolation
    {
        if (count > 0)
        {
            control = control == null ? new byte[MAX_CONTROL_BYTES] : control;
            in.get(from, control, controlBytes, count);
            controlBytes += count;
        }
        if (left > 0)
        {
            return;
        }

        isInPayload = false;
        switch (opcode)
        {
            case PING:
                listener.onPing(controlBytes == 0 ?
                    ByteBuffer.allocate(0) : ByteBuffer.wrap(control, 0, controlBytes));
                break;

            case PONG:
                listener.onPong();
                break;

            default:
                isClosed = true;
                listener.onClose(closeCode());
                break;
        }
    }

    private int closeCode() throws ProtocolViolation
    {
        if (controlBytes == 0)
        {
            return NO_CODE;
        }
        if (controlBytes == 1)
        {
            throw violation("a close code has 2 bytes");
        }

        final ByteBuffer payload = ByteBuffer.wrap(control, 0, controlBytes);
        final int code = payload.getShort(0) & 0xFFFF;
        if (!mayBeSent(code))
        {
            throw violation("a close code that must not be sent: code=" + code);
        }
        utf8.reset();
        if (!utf8.accept(payload, Short.BYTES, controlBytes) || !utf8.isComplete())
        {
            throw new ProtocolViolation(CloseCode.INVALID_TEXT, "a close reason must be UTF-8");
        }

        return code;
    }

    private static boolean mayBeSent(final int code)
    {
        return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006 ||
            code >= 3000 && code <= 4999;
    }

    private void readData(final ByteBuffer in, final int from, final int count, final FrameListener listener)
        throws ProtocolViolation
    {
        final boolean isLast = left == 0 && isFinal;
        final boolean isWhole = isLast && message.isWhole(count);
        if (isWhole)
        {
            message.check(in, from, count);
        }
        else
        {
            message.add(in, from, count);
        }
        isInPayload = left > 0;
        if (!isLast)
        {
            return;
        }

        isInMessage = false;
        if (isWhole)
        {
            handOver(in, from, count, listener);
        }
        else
        {
            listener.onMessage(message.isText(), message.end());
        }
    }

    private void handOver(final ByteBuffer in, final int from, final int count, final FrameListener listener)
        throws ProtocolViolation
    {
        final int limit = in.limit();
        in.limit(from + count).position(from);
        try
        {
            listener.onMessage(message.isText(), in);
        }
        finally
        {
            in.limit(limit).position(from + count);
            in.order(ByteOrder.BIG_ENDIAN);
        }
    }

    private void unmask(final ByteBuffer in, final int from, final int to)
    {
        final int key = Integer.rotateLeft(mask, maskShift);
        final long wideKey = (long)key << Integer.SIZE | key & 0xFFFFFFFFL;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES)
        {
            in.putLong(at, in.getLong(at) ^ wideKey);
        }
        for (int shift = Integer.SIZE - Byte.SIZE; at < to; at++, shift -= Byte.SIZE)
        {
            in.put(at, (byte)(in.get(at) ^ key >>> (shift & Integer.SIZE - 1)));
        }
        maskShift = maskShift + ((to - from) << 3) & Integer.SIZE - 1;
    }

    private static ProtocolViolation violation(final String message)
    {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, message);
    }
}
