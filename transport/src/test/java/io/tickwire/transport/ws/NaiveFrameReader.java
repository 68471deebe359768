package io.tickwire.transport.ws;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads what a client sent, all of it at once, frame by frame; only what is valid.
 */
final class NaiveFrameReader
{
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private String kind;

    static List<String> read(final byte[] bytes)
    {
        final NaiveFrameReader reader = new NaiveFrameReader();
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        int at = 0;
        boolean isClosed = false;
        while (at < bytes.length && !isClosed)
        {
            final NaiveFrame frame = NaiveFrame.read(buffer, at);
            final int payloadAt = at + frame.headerBytes() + 4;
            final byte[] payload = new byte[(int)frame.payloadBytes()];
            for (int i = 0; i < payload.length; i++)
            {
                payload[i] = (byte)(bytes[payloadAt + i] ^ bytes[payloadAt - 4 + i % 4]);
            }
            isClosed = reader.onFrame(frame, payload);
            at = payloadAt + payload.length;
        }

        return reader.lines;
    }

    private boolean onFrame(final NaiveFrame frame, final byte[] payload)
    {
        switch (frame.opcode())
        {
            case ClientFrames.CLOSE:
                final int code = payload.length == 0 ? 1005 : (payload[0] & 0xFF) * 256 + (payload[1] & 0xFF);
                lines.add("close " + code);
                return true;

            case ClientFrames.PING:
                lines.add("ping " + HexFormat.of().formatHex(payload));
                return false;

            case ClientFrames.PONG:
                lines.add("pong");
                return false;

            default:
                onData(frame, payload);
                return false;
        }
    }

    private void onData(final NaiveFrame frame, final byte[] payload)
    {
        if (frame.opcode() != ClientFrames.CONTINUATION)
        {
            kind = frame.opcode() == ClientFrames.TEXT ? "text " : "binary ";
        }
        message.writeBytes(payload);
        if (frame.fin())
        {
            lines.add(kind + HexFormat.of().formatHex(message.toByteArray()));
            message.reset();
        }
    }
}
