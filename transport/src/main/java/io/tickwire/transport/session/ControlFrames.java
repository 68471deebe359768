package io.tickwire.transport.session;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.ReplyWriter;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.FrameParser;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes frames of what concerns one connection: messages, pings, pongs, closes. One frame at a time.
 * Thread: io-<n>
 */
public final class ControlFrames
{
    private static final int HEADER_ROOM = 16;
    private static final int FIN = 0x80;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int MAX_REASON_BYTES = 123;

    private final FrameHeader header = new FrameHeader();
    private final ReplyWriter replies = new ReplyWriter();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private int offset;
    private int length;

    /**
     * A message; it stands in the buffer until the next call, as all that follow.
     */
    public ControlFrames message(final Reply reply, final WireForm form)
    {
        final int payload = replies.write(reply, form, buffer, HEADER_ROOM);
        final int headerBytes = header.headerBytes(payload);
        offset = HEADER_ROOM - headerBytes;
        length = headerBytes + payload;
        header.seal(buffer, offset, payload, form.isText());

        return this;
    }

    public ControlFrames ping()
    {
        return control(PING, new byte[0]);
    }

    public ControlFrames pong(final byte[] payload)
    {
        return control(PONG, payload);
    }

    /**
     * A close frame, its reason cut to what one has room for; without a code where the client gave none.
     */
    public ControlFrames close(final int code, final String reason)
    {
        if (code == FrameParser.NO_CODE)
        {
            return control(CLOSE, new byte[0]);
        }

        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        for (int end = reason.length(); text.length > MAX_REASON_BYTES;)
        {
            // By whole characters: half of one would be told as a question mark.
            end = reason.offsetByCodePoints(end, -1);
            text = reason.substring(0, end).getBytes(StandardCharsets.UTF_8);
        }
        final byte[] payload = new byte[Short.BYTES + text.length];
        payload[0] = (byte)(code >>> Byte.SIZE);
        payload[1] = (byte)code;
        System.arraycopy(text, 0, payload, Short.BYTES, text.length);

        return control(CLOSE, payload);
    }

    public MutableDirectBuffer buffer()
    {
        return buffer;
    }

    public int offset()
    {
        return offset;
    }

    public int length()
    {
        return length;
    }

    /**
     * A copy of the frame.
     */
    public byte[] toBytes()
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);

        return bytes;
    }

    private ControlFrames control(final int opcode, final byte[] payload)
    {
        offset = 0;
        length = Short.BYTES + payload.length;
        buffer.putShort(0, (short)((FIN | opcode) << Byte.SIZE | payload.length), ByteOrder.BIG_ENDIAN);
        buffer.putBytes(Short.BYTES, payload);

        return this;
    }
}
