package io.tickwire.transport.session;

import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.Deflate;
import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.FrameListener;
import io.tickwire.transport.ws.FrameParser;
import io.tickwire.transport.ws.MessageDeflater;
import io.tickwire.transport.ws.ProtocolViolation;
import org.agrona.concurrent.UnsafeBuffer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * A connection that sends back each message as it came, for tests of WebSocket itself: it shares with all others how
 * frames are read, written, inflated and deflated, and has no shard. While the client does not take what it is sent,
 * nothing more is read of it.
 * Thread: io-<n>
 */
public final class EchoSession implements ChannelListener<ConduitStreamSourceChannel>, FrameListener
{
    private static final int MAX_MESSAGE_BYTES = 1 << 24;
    private static final int MAX_FRAGMENTS = 1 << 16;
    private static final int MAX_READS = 4;
    private static final int READ_BYTES = 1 << 14;
    private static final int HEADER_ROOM = 16;
    private static final int GROWTH_SHIFT = 3;
    private static final int GROWTH_BYTES = 64;
    private static final long GRACE_MS = 2_000;
    private static final ThreadLocal<ByteBuffer> READ_BUFFER =
        ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(READ_BYTES));
    private static final ThreadLocal<MessageDeflater> DEFLATER =
        ThreadLocal.withInitial(() -> new MessageDeflater(Compression.defaults().level()));

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private final Deflate deflate;
    private final FrameParser parser;
    private final FrameHeader header = new FrameHeader();
    private final ControlFrames control = new ControlFrames();
    private final ArrayDeque<ByteBuffer> output = new ArrayDeque<>();
    private final Runnable onEnd;
    private boolean isViolated;
    private boolean isClosed;
    private boolean hasEnded;

    /**
     * @param deflate that was agreed on, or null.
     * @param onEnd   runs once, when the connection is no more.
     */
    public EchoSession(final StreamConnection connection, final Deflate deflate, final Runnable onEnd)
    {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.sink = connection.getSinkChannel();
        this.deflate = deflate;
        this.onEnd = onEnd;
        this.parser = new FrameParser(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, deflate);
    }

    /**
     * Begin to read, on the connection's I/O thread.
     */
    public void begin()
    {
        connection.setCloseListener(closed -> end());
        if (!connection.isOpen())
        {
            end();
        }
        sink.setWriteListener(writable -> proceed());
        source.setReadListener(this);
        source.resumeReads();
        // What came with the handshake was read before there was anyone to hand it to.
        source.wakeupReads();
    }

    @Override
    public void handleEvent(final ConduitStreamSourceChannel channel)
    {
        final ByteBuffer bytes = READ_BUFFER.get();
        try
        {
            for (int i = 0; i < MAX_READS && output.isEmpty(); i++)
            {
                final int count = channel.read(bytes.clear());
                if (count < 0)
                {
                    IoUtils.safeClose(connection);
                }
                if (count <= 0)
                {
                    return;
                }
                if (!isViolated)
                {
                    take(bytes.flip());
                    proceed();
                }
            }
        }
        catch (final IOException ex)
        {
            IoUtils.safeClose(connection);
        }
    }

    @Override
    public void onMessage(final boolean isText, final ByteBuffer payload)
    {
        final int length = payload.remaining();
        final boolean isDeflated = deflate != null && length <= deflate.maxDeflatedBytes();
        final int room = isDeflated ? length + (length >> GROWTH_SHIFT) + GROWTH_BYTES : length;
        final ByteBuffer frame = ByteBuffer.allocate(HEADER_ROOM + room).position(HEADER_ROOM);
        final UnsafeBuffer view = new UnsafeBuffer(frame.array());
        if (isDeflated)
        {
            final int deflated = DEFLATER.get().deflate(payload, frame);
            header.sealDeflated(view, HEADER_ROOM - header.headerBytes(deflated), deflated, isText);
            send(frame, deflated);
        }
        else
        {
            header.seal(view, HEADER_ROOM - header.headerBytes(length), length, isText);
            send(frame.put(payload), length);
        }
    }

    @Override
    public void onPing(final ByteBuffer payload)
    {
        final byte[] echo = new byte[payload.remaining()];
        payload.get(echo);
        output.add(ByteBuffer.wrap(control.pong(echo).toBytes()));
    }

    @Override
    public void onPong()
    {
        // Nobody asked.
    }

    @Override
    public void onClose(final int code)
    {
        isClosed = true;
        output.add(ByteBuffer.wrap(control.close(code, "").toBytes()));
    }

    private void end()
    {
        if (!hasEnded)
        {
            hasEnded = true;
            parser.end();
            onEnd.run();
        }
    }

    private void take(final ByteBuffer bytes)
    {
        try
        {
            parser.parse(bytes, this);
        }
        catch (final ProtocolViolation ex)
        {
            violated(ex.code(), ex.getMessage());
        }
    }

    private void violated(final CloseCode code, final String reason)
    {
        // What else comes is read and passed over, so that the goodbye is not lost to a reset.
        isViolated = true;
        parser.end();
        output.add(ByteBuffer.wrap(control.close(code.code(), reason).toBytes()));
        connection.getIoThread().executeAfter(() -> IoUtils.safeClose(connection), GRACE_MS, TimeUnit.MILLISECONDS);
    }

    private void send(final ByteBuffer frame, final int payloadBytes)
    {
        output.add(frame.limit(HEADER_ROOM + payloadBytes).position(HEADER_ROOM - header.headerBytes(payloadBytes)));
    }

    /**
     * Send what there is, and read on once it is sent.
     */
    private void proceed()
    {
        try
        {
            while (!output.isEmpty() && sendFirst())
            {
                output.poll();
            }
            if (!output.isEmpty() || !sink.flush())
            {
                source.suspendReads();
                sink.resumeWrites();
            }
            else if (isClosed)
            {
                IoUtils.safeClose(connection);
            }
            else
            {
                sink.suspendWrites();
                source.resumeReads();
                if (isViolated)
                {
                    sink.shutdownWrites();
                    sink.flush();
                }
            }
        }
        catch (final IOException ex)
        {
            IoUtils.safeClose(connection);
        }
    }

    private boolean sendFirst() throws IOException
    {
        final ByteBuffer first = output.peek();
        sink.write(first);

        return !first.hasRemaining();
    }
}
