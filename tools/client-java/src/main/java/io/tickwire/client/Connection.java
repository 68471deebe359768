package io.tickwire.client;

import io.tickwire.client.ws.FrameHandler;
import io.tickwire.client.ws.FrameParser;
import io.tickwire.client.ws.Handshake;
import io.tickwire.client.ws.WebSocketException;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket connection, from the first packet to its end; it does not come back. Bytes are read into the loop's
 * buffer, and messages are told where they stand in it; only what is not whole is kept here. All methods are for the
 * loop's thread.
 * Thread: client
 */
public final class Connection
{
    /** Ended without a word. */
    public static final int NO_CLOSE = 1006;

    private static final int NORMAL = 1000;
    private static final int NO_STATUS = 1005;
    private static final int ROUNDS = 8;
    private static final long CLOSE_TIMEOUT_NS = 1_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;
    private static final int MAX_CODE = 4_999;

    private final ClientLoop loop;
    private final ClientConfig config;
    private final ConnectionListener listener;
    private final FrameParser parser;
    private final FrameHandler handler = this::onFrame;
    private final Incoming incoming;
    private final Outgoing out = new Outgoing();
    private Pipe pipe;
    private SelectionKey key;
    private Handshake handshake;
    private State state = State.CONNECTING;
    private long startNs;
    private long receivedNs;
    private long pingedNs;
    private long closingNs;
    private long bytesReceived;
    private int closeCode = NO_CLOSE;
    private String closeReason = "";
    private boolean isPaused;
    private boolean isReading;

    private enum State
    {
        CONNECTING, SECURING, ASKING, OPEN, CLOSING, CLOSED
    }

    Connection(final ClientLoop loop, final ClientConfig config, final ConnectionListener listener)
    {
        this.loop = loop;
        this.config = config;
        this.listener = listener;
        parser = new FrameParser(config.maxMessageBytes());
        incoming = new Incoming(config.isSecure());
    }

    /**
     * Send a text.
     *
     * @return whether it was taken; not where the connection is not open, or nothing is taken any more.
     */
    public boolean sendText(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        return send(FrameParser.TEXT, bytes, bytes.length);
    }

    /**
     * Send a message.
     *
     * @return whether it was taken.
     */
    public boolean send(final int opcode, final byte[] bytes, final int length)
    {
        assert loop.isOwner() : "another thread's connection";
        if (state != State.OPEN || !out.putFrame(opcode, bytes, length))
        {
            return false;
        }
        flush();

        return true;
    }

    /** Send a ping; {@link ConnectionListener#onPong} tells how long it took. */
    public void ping()
    {
        if (state == State.OPEN)
        {
            pingedNs = loop.nowNs();
            out.putPing(System.nanoTime());
            flush();
        }
    }

    /** Read nothing more, so that the server comes to its own rules for those who are slow. */
    public void pauseReading()
    {
        isPaused = true;
        updateInterest();
    }

    /** Go on reading. */
    public void resumeReading()
    {
        if (isPaused)
        {
            isPaused = false;
            receivedNs = loop.nowNs();
            updateInterest();
            if (!isReading && state != State.CLOSED)
            {
                read();
            }
        }
    }

    /** Say good-bye, and end when it is answered, within a second. */
    public void close(final int code, final String reason)
    {
        if (state == State.OPEN)
        {
            state = State.CLOSING;
            closeCode = code;
            closeReason = reason;
            closingNs = loop.nowNs();
            isPaused = false;
            out.putClose(code, reason);
            flush();
            updateInterest();
        }
        else if (state != State.CLOSING)
        {
            end(code, reason);
        }
    }

    /** End at once, without a word. */
    public void abort()
    {
        end(NO_CLOSE, "aborted");
    }

    public boolean isOpen()
    {
        return state == State.OPEN;
    }

    public boolean isClosed()
    {
        return state == State.CLOSED;
    }

    /** Of the socket, TLS and headers aside. */
    public long bytesReceived()
    {
        return bytesReceived;
    }

    void connect()
    {
        startNs = loop.nowNs();
        receivedNs = startNs;
        pingedNs = startNs;
        try
        {
            handshake = new Handshake(
                config.uri(), config.target(), config.encoding().subprotocol(),
                config.token() == null ? null : config.token().get());
            final SocketChannel channel = SocketChannel.open();
            pipe = new Pipe(channel);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(channel, this);
            final InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
            if (address.isUnresolved())
            {
                end(NO_CLOSE, "no such host: " + config.uri().getHost());
            }
            else if (channel.connect(address))
            {
                onConnected();
            }
        }
        catch (final IOException | RuntimeException ex)
        {
            end(NO_CLOSE, String.valueOf(ex.getMessage()));
        }
    }

    void onReady()
    {
        try
        {
            if (state == State.CONNECTING && pipe.channel.finishConnect())
            {
                onConnected();
            }
            else if (state == State.SECURING)
            {
                secure();
            }
            else if (state.compareTo(State.ASKING) >= 0 && state != State.CLOSED)
            {
                flush();
                if (!isPaused && state != State.CLOSED && key.isReadable())
                {
                    read();
                }
            }
        }
        catch (final IOException ex)
        {
            end(NO_CLOSE, String.valueOf(ex.getMessage()));
        }
    }

    private void onConnected() throws IOException
    {
        if (config.isSecure())
        {
            pipe = TlsPipe.of(pipe.channel, config);
        }
        state = State.SECURING;
        secure();
    }

    private void secure() throws IOException
    {
        if (pipe.isReady())
        {
            state = State.ASKING;
            out.put(handshake.request());
            flush();
        }
        updateInterest();
    }

    /** Read and tell until there is nothing more, or others have to have their turn. */
    private void read()
    {
        isReading = true;
        try
        {
            int rounds = 0;
            int bytes = 1;
            if (!incoming.isEmpty())
            {
                tell(incoming.buffer().flip());
            }
            while (bytes > 0 && !isPaused && state != State.CLOSED)
            {
                bytes = readOnce(++rounds <= ROUNDS);
            }
            if (bytes < 0)
            {
                end(closeCode, closeReason);
            }
        }
        catch (final WebSocketException ex)
        {
            fail(ex.closeCode(), ex.getMessage());
        }
        catch (final IOException ex)
        {
            end(closeCode, closeReason.isEmpty() ? String.valueOf(ex.getMessage()) : closeReason);
        }
        finally
        {
            isReading = false;
        }
    }

    private int readOnce(final boolean mayFill) throws IOException
    {
        final ByteBuffer into = incoming.isEmpty() ? loop.readBuffer() : incoming.buffer();
        final int bytes = pipe.read(into, mayFill);
        if (bytes > 0)
        {
            bytesReceived += bytes;
            receivedNs = loop.readNs();
            into.flip();
            tell(into);
        }

        return bytes;
    }

    /**
     * Tell what is whole, and keep the rest.
     *
     * @param from ready to be read.
     */
    private void tell(final ByteBuffer from)
    {
        final UnsafeBuffer view = from == incoming.buffer() ? incoming.view() : loop.readView();
        final int limit = from.limit();
        int at = state == State.ASKING ? answer(view, limit) : 0;
        if (state == State.OPEN && !isPaused || state == State.CLOSING)
        {
            at = parser.parse(view, at, limit, handler);
        }
        if (state != State.CLOSED)
        {
            from.position(at);
            incoming.keep(from, Math.max(parser.neededBytes(), limit - at));
        }
    }

    /**
     * @return where frames begin; 0 while the answer is not whole.
     */
    private int answer(final UnsafeBuffer view, final int limit)
    {
        final int length = Handshake.headBytes(view, limit);
        if (length == 0 && limit > Handshake.MAX_ANSWER_BYTES)
        {
            end(NO_CLOSE, "the handshake's answer is too long");
        }
        else if (length > 0)
        {
            final Handshake.Refusal refusal = handshake.check(view, length);
            if (refusal == null)
            {
                state = State.OPEN;
                listener.onOpen();
            }
            else
            {
                end(refusal.closeCode(), refusal.message());
            }
        }

        return length;
    }

    private boolean onFrame(final int opcode, final UnsafeBuffer buffer, final int offset, final int length)
    {
        switch (opcode)
        {
            case FrameParser.PING:
                out.putFrame(FrameParser.PONG, buffer, offset, length);
                flush();
                break;

            case FrameParser.PONG:
                if (length == Long.BYTES)
                {
                    listener.onPong(System.nanoTime() - buffer.getLong(offset));
                }
                break;

            case FrameParser.CLOSE:
                onCloseFrame(buffer, offset, length);
                break;

            default:
                tell(opcode, buffer, offset, length);
                break;
        }

        return !isPaused && state != State.CLOSED;
    }

    /** What a listener throws is no reason to lose one's place. */
    private void tell(final int opcode, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (state == State.OPEN)
        {
            try
            {
                listener.onFrame(opcode, buffer, offset, length, receivedNs);
            }
            catch (final RuntimeException ex)
            {
                loop.onError(ex);
            }
        }
    }

    private void onCloseFrame(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int code = length < 2 ? NO_STATUS : buffer.getShort(offset, ByteOrder.BIG_ENDIAN) & 0xffff;
        if (length == 1 || length >= 2 && (code < NORMAL || code > MAX_CODE || code == NO_STATUS || code == NO_CLOSE))
        {
            throw new WebSocketException(1002, "no such close code: " + code);
        }
        final String reason =
            length <= 2 ? "" : buffer.getStringWithoutLengthUtf8(offset + 2, length - 2);
        if (state == State.OPEN)
        {
            out.putClose(code == NO_STATUS ? NORMAL : code, "");
            flush();
        }
        end(state == State.CLOSING ? closeCode : code, state == State.CLOSING ? closeReason : reason);
    }

    /** The server broke the protocol: say so, and end. */
    private void fail(final int code, final String reason)
    {
        if (state == State.OPEN || state == State.CLOSING)
        {
            out.putClose(code, reason);
            flush();
        }
        end(code, reason);
    }

    private void flush()
    {
        try
        {
            if (state != State.CLOSED && state.compareTo(State.SECURING) > 0)
            {
                out.writeTo(pipe);
                updateInterest();
            }
        }
        catch (final IOException ex)
        {
            // What the server said last may still be there to be read.
            closeReason = String.valueOf(ex.getMessage());
            out.clear();
        }
    }

    void onTime(final long nowNs)
    {
        if (state.compareTo(State.OPEN) < 0 && nowNs - startNs > config.timing().connectTimeoutMs() * NS_PER_MS)
        {
            end(NO_CLOSE, "no connection within " + config.timing().connectTimeoutMs() + " ms");
        }
        else if (state == State.CLOSING && nowNs - closingNs > CLOSE_TIMEOUT_NS)
        {
            end(closeCode, closeReason);
        }
        else if (state == State.OPEN)
        {
            if (!isPaused && nowNs - receivedNs > config.timing().deadMs() * NS_PER_MS)
            {
                end(NO_CLOSE, "nothing received for " + config.timing().deadMs() + " ms");
            }
            else if (nowNs - pingedNs > config.timing().pingMs() * NS_PER_MS)
            {
                ping();
            }
        }
        listener.onTime(nowNs);
    }

    private void updateInterest()
    {
        if (key != null && key.isValid())
        {
            final boolean isWriting = !out.isEmpty() || pipe.isWriting();
            final int interest = state == State.CONNECTING ? SelectionKey.OP_CONNECT :
                (isPaused ? 0 : SelectionKey.OP_READ) | (isWriting ? SelectionKey.OP_WRITE : 0);
            if (key.interestOps() != interest)
            {
                key.interestOps(interest);
            }
        }
    }

    private void end(final int code, final String reason)
    {
        if (state == State.CLOSED)
        {
            return;
        }
        state = State.CLOSED;
        incoming.clear();
        parser.reset();
        loop.forget(this);
        CloseHelper.quietClose(pipe == null ? null : pipe.channel);
        listener.onClose(code, reason);
    }
}
