package io.tickwire.transport.feed.net;

import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.Deflate;
import io.tickwire.transport.ws.FrameListener;
import io.tickwire.transport.ws.FrameParser;
import io.tickwire.transport.ws.GatherPolicy;
import io.tickwire.transport.ws.GatherRoom;
import io.tickwire.transport.ws.ProtocolViolation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The client's side of a WebSocket connection, RFC 6455. It is opened by its loop, step by step, and told to its
 * listener; what is sent before that, or after its end, is refused.
 * <p>
 * Its listener is told of the end as soon as that is known. The socket may outlive it a little, so that the other side
 * reads why we went; whatever comes by it then is passed over.
 * Thread: feed-<venue>
 */
public final class WebSocketLink
{
    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY_MESSAGE = new byte[JsonReader.PADDING];

    /** So many reads a turn: 256 KiB, after which the loop's timers, tasks and other sockets have theirs. */
    private static final int READS_PER_TURN = 4;
    private static final int MAX_FRAGMENTS = 1 << 14;
    private static final int KEPT_BYTES = 1 << 20;
    private static final int MAX_REASON_BYTES = 123;
    private static final GatherPolicy GATHERING =
        new GatherPolicy(GatherRoom.UNBOUNDED, KEPT_BYTES, JsonReader.PADDING);

    /** Ends the parsing of what was read, where its listener wants no more of it. */
    private static final ProtocolViolation ENOUGH = new ProtocolViolation(CloseCode.NORMAL, "enough");

    private final NetLoop loop;
    private final LinkTarget target;
    private final LinkListener listener;
    private final Outgoing outgoing;
    private final LinkOpening opening;
    private final Connected connected = new Connected();

    private Stage stage = Stage.OPENING;
    private Wire wire;
    private FrameParser parser;
    private LinkEnd end;
    private boolean isTold;
    private boolean isOutputEnded;
    private LoopTimer limit;

    WebSocketLink(final NetLoop loop, final LinkTarget target, final LinkListener listener)
    {
        this.loop = loop;
        this.target = target;
        this.listener = listener;
        outgoing = new Outgoing(target.limits().maxQueuedBytes());
        opening = new LinkOpening(loop, target, this, outgoing);
    }

    /**
     * How far it is.
     * Thread: feed-<venue>
     */
    private enum Stage
    {
        OPENING,
        OPEN,

        /** We have said that we close, and wait for the other side to say so. */
        CLOSING,

        /** All is said; what waits is sent, and the other side's end of the connection awaited. */
        LINGERING,
        OVER
    }

    void begin()
    {
        opening.begin();
    }

    public boolean isOpen()
    {
        return stage == Stage.OPEN;
    }

    /**
     * Send a text.
     *
     * @return false: it is not open, or too much waits to be sent; nothing of it is.
     */
    public boolean sendText(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        return stage == Stage.OPEN && send(Outgoing.TEXT, bytes, 0, bytes.length);
    }

    /** The same with bytes. */
    public boolean sendBinary(final byte[] bytes, final int offset, final int length)
    {
        return stage == Stage.OPEN && send(Outgoing.BINARY, bytes, offset, length);
    }

    /** Ask whether the other side is there: {@link LinkListener#onPong} is told. */
    public boolean ping()
    {
        return stage == Stage.OPEN && send(Outgoing.PING, NOTHING, 0, 0);
    }

    /**
     * End it with a closing handshake, or without one where it is not open or the other side takes too long. No more
     * messages are handed over; the listener is told when it is over.
     *
     * @param code 1000, 1001, or from 3000 to 4999.
     */
    public void close(final int code, final String reason)
    {
        final LinkEnd wanted = new LinkEnd(Cause.OWN, code, reason);
        if (stage == Stage.OPENING)
        {
            opening.cancel();
            stage = Stage.OVER;
            tell(wanted);
        }
        else if (stage == Stage.OPEN)
        {
            end = wanted;
            stage = Stage.CLOSING;
            limit = loop.schedule(TimeUnit.MILLISECONDS.toNanos(target.limits().closeMs()), this::finish);
            sendClose(code, reason);
        }
    }

    /**
     * End it at once, without a word to the other side: for one that does not listen. The listener is told in this turn
     * of the loop, but not within this call.
     */
    public void abort(final String reason)
    {
        if (stage == Stage.OPENING)
        {
            opening.cancel();
        }
        if (stage == Stage.OPENING || stage == Stage.OPEN || stage == Stage.CLOSING)
        {
            tell(new LinkEnd(Cause.OWN, LinkEnd.ABNORMAL, reason));
        }
        finish();
    }

    /** How many bytes wait to be sent. */
    public int queuedBytes()
    {
        return outgoing.bytes();
    }

    /** Where it goes, for people. */
    @Override
    public String toString()
    {
        return target.uri().toString();
    }

    void onNotOpened(final LinkEnd end)
    {
        stage = Stage.OVER;
        tell(end);
    }

    /**
     * @param deflate null: nothing is to be inflated.
     * @param rest    what came behind the handshake.
     */
    void onUpgraded(final Wire wire, final Deflate deflate, final ByteBuffer rest)
    {
        this.wire = wire;
        parser = FrameParser.ofServer(target.maxMessageBytes(), MAX_FRAGMENTS, deflate, GATHERING);
        stage = Stage.OPEN;
        wire.reader(connected);
        loop.add(connected);
        try
        {
            listener.onOpen();
        }
        catch (final RuntimeException ex)
        {
            onListenerFailed(ex);
        }
        parse(rest);
    }

    private boolean send(final int opcode, final byte[] bytes, final int offset, final int length)
    {
        if (!outgoing.addFrame(opcode, bytes, offset, length, loop.randomMask()))
        {
            return false;
        }
        try
        {
            wire.flush();

            return true;
        }
        catch (final IOException ex)
        {
            onBroken(ex);

            return false;
        }
    }

    private void sendClose(final int code, final String reason)
    {
        final byte[] payload = new byte[Short.BYTES + MAX_REASON_BYTES];
        final ByteBuffer to = ByteBuffer.wrap(payload).putShort((short)code);
        // Characters that have no room are left out whole.
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(reason), to, true);
        send(Outgoing.CLOSE, payload, 0, code == FrameParser.NO_CODE ? 0 : to.position());
    }

    private void read() throws IOException
    {
        for (int i = 0; i < READS_PER_TURN && stage != Stage.OVER; i++)
        {
            final ByteBuffer in = loop.room().buffer();
            if (wire.read(in) < 0)
            {
                onEnd("it ended without a close");

                return;
            }
            parse(in.flip());
            if (wire.isDrained())
            {
                return;
            }
        }
    }

    private void parse(final ByteBuffer in)
    {
        if (stage != Stage.OPEN && stage != Stage.CLOSING)
        {
            return;
        }
        try
        {
            parser.parse(in, connected);
        }
        catch (final ProtocolViolation ex)
        {
            if (ex != ENOUGH)
            {
                leave(new LinkEnd(Cause.VIOLATION, ex.code().code(), ex.getMessage()), ex.code().code(), "");
            }
        }
        if (stage == Stage.OVER || stage == Stage.LINGERING)
        {
            parser.end();
        }
    }

    private void onListenerFailed(final RuntimeException ex)
    {
        loop.onError(ex);
        final CloseCode code = CloseCode.INTERNAL_ERROR;
        leave(new LinkEnd(Cause.OWN, code.code(), "its listener failed: " + ex), code.code(), "");
    }

    private void onBroken(final IOException ex)
    {
        onEnd(String.valueOf(ex.getMessage()));
    }

    private void onEnd(final String reason)
    {
        tell(end == null ? new LinkEnd(Cause.CUT, LinkEnd.ABNORMAL, reason) : end);
        finish();
    }

    /** Say why we go, where we have not, and let the other side have so much time to read it. */
    private void leave(final LinkEnd why, final int code, final String reason)
    {
        end = end == null ? why : end;
        if (stage == Stage.OPEN)
        {
            limit = loop.schedule(TimeUnit.MILLISECONDS.toNanos(target.limits().closeMs()), this::finish);
            sendClose(code, reason);
        }
        if (stage != Stage.OVER)
        {
            tell(end);
            stage = Stage.LINGERING;
            endOutput();
        }
    }

    private void endOutput()
    {
        if (isOutputEnded || outgoing.bytes() > 0)
        {
            return;
        }
        isOutputEnded = true;
        try
        {
            wire.endOutput();
        }
        catch (final IOException ex)
        {
            finish();
        }
    }

    private void tell(final LinkEnd how)
    {
        if (!isTold)
        {
            isTold = true;
            loop.defer(() -> listener.onClosed(how));
        }
    }

    private void finish()
    {
        if (stage == Stage.OVER)
        {
            return;
        }
        stage = Stage.OVER;
        if (end != null)
        {
            tell(end);
        }
        if (limit != null)
        {
            limit.cancel();
        }
        if (wire != null)
        {
            parser.end();
            wire.close();
            loop.remove(connected);
        }
    }

    /**
     * The connection that has become of it, as the loop and the parser see it.
     * Thread: feed-<venue>
     */
    private final class Connected implements SocketReader, FrameListener
    {
        @Override
        public void onReady(final int readyOps)
        {
            try
            {
                if ((readyOps & SelectionKey.OP_WRITE) != 0)
                {
                    wire.flush();
                }
                if (stage == Stage.LINGERING)
                {
                    endOutput();
                }
                read();
            }
            catch (final IOException ex)
            {
                onBroken(ex);
            }
        }

        @Override
        public void onLoopEnd()
        {
            final CloseCode code = CloseCode.GOING_AWAY;
            leave(new LinkEnd(Cause.OWN, code.code(), "the loop ends"), code.code(), "");
            finish();
        }

        @Override
        public void onMessage(final boolean isText, final ByteBuffer payload) throws ProtocolViolation
        {
            if (stage == Stage.OPEN)
            {
                try
                {
                    hand(isText, payload);
                }
                catch (final RuntimeException ex)
                {
                    onListenerFailed(ex);
                }
            }
            if (stage != Stage.OPEN && stage != Stage.CLOSING)
            {
                throw ENOUGH;
            }
        }

        @Override
        public void onPing(final ByteBuffer payload) throws ProtocolViolation
        {
            // One that there is no room for is passed over: the next is as good.
            if (stage == Stage.OPEN)
            {
                send(Outgoing.PONG, payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
            }
        }

        @Override
        public void onPong()
        {
            if (stage == Stage.OPEN)
            {
                try
                {
                    listener.onPong();
                }
                catch (final RuntimeException ex)
                {
                    onListenerFailed(ex);
                }
            }
        }

        @Override
        public void onClose(final int code)
        {
            leave(new LinkEnd(Cause.CLOSED, code, parser.closeReason()), code, "");
        }

        private void hand(final boolean isText, final ByteBuffer payload)
        {
            final int length = payload.remaining();
            if (length == 0)
            {
                listener.onMessage(isText, EMPTY_MESSAGE, 0, 0, wire.readTimeNs());
            }
            else
            {
                listener.onMessage(
                    isText, payload.array(), payload.arrayOffset() + payload.position(), length, wire.readTimeNs());
            }
        }
    }
}
