package io.tickwire.transport.session;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.CommandReader;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.FrameListener;
import io.tickwire.transport.ws.FrameParser;
import io.tickwire.transport.ws.ProtocolViolation;
import org.xnio.ChannelListener;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Reads one connection on its I/O thread: bytes to frames to commands, which become tasks of the session's shard. Where
 * the shard is behind, reading waits, and so does the client.
 * Thread: io-<n>
 */
public final class SessionReader implements ChannelListener<ConduitStreamSourceChannel>, FrameListener
{
    private static final int MAX_READS = 4;
    private static final int READ_BYTES = 1 << 14;
    private static final int MAX_FRAGMENTS = 1_024;
    private static final int MAX_BYTES_OF_NOBODY = 1 << 16;
    private static final int MAX_REFUSED_TOKENS = 3;
    private static final long RETRY_MS = 1;
    private static final ThreadLocal<ByteBuffer> READ_BUFFER =
        ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(READ_BYTES));

    private final Session session;
    private final SessionOwner owner;
    private final ShardProxy shard;
    private final ServerCounters counters;
    private final Limits.Messages limits;
    private final ThreadLocal<CommandReader> commands;
    private final Identities identities;
    private final ConduitStreamSourceChannel source;
    private final FrameParser parser;
    private final ClientBudget budget;
    private final ArrayDeque<Runnable> deferred = new ArrayDeque<>(0);
    private final Runnable roomTask;
    private Principal principal;
    private int refusedTokens;
    // Null: it publishes nothing.
    private final IntakeQueue intake;
    private boolean hasEnded;
    private boolean isOver;
    private boolean isGone;
    private boolean isClosed;

    public SessionReader(
        final Session session, final SessionOwner owner, final ShardProxy shard, final Commons commons)
    {
        this.session = session;
        this.owner = owner;
        this.shard = shard;
        this.counters = commons.counters();
        this.limits = commons.limits().messages();
        this.commands = commons.commands();
        this.identities = commons.identities();
        this.principal = session.principal();
        this.source = session.connection().getSourceChannel();
        this.parser = new FrameParser(maxMessageBytes(), MAX_FRAGMENTS, session.deflate(), commons.room());
        this.budget = new ClientBudget(limits, commons.limits().intake(), System.nanoTime());
        this.roomTask = () -> owner.onRoom(session);
        this.intake = session.endpoint() == Endpoint.INGEST ? new IntakeQueue(commons.intakes(), session, this) : null;
    }

    /**
     * Begin to read, on the connection's I/O thread.
     */
    public void begin()
    {
        session.connection().getSinkChannel().setWriteListener(this::onWritable);
        source.setReadListener(this);
        if (intake != null)
        {
            intake.begin();
        }
        // What came with the handshake was read before there was anyone to hand it to.
        resume();
    }

    /**
     * The connection is closed, by whomever.
     *
     * @return whether that is new.
     */
    public boolean onClosed()
    {
        final boolean isNew = !isClosed;
        isClosed = true;
        gone();

        return isNew;
    }

    /**
     * Who the client is, after the messages that were read. Only the connection's I/O thread calls this.
     */
    public Principal principal()
    {
        return principal;
    }

    @Override
    public void handleEvent(final ConduitStreamSourceChannel channel)
    {
        final ByteBuffer bytes = READ_BUFFER.get();
        try
        {
            for (int i = 0; i < MAX_READS && mayRead(); i++)
            {
                bytes.clear();
                final int count = channel.read(bytes);
                if (count < 0)
                {
                    gone();

                    return;
                }
                if (count == 0)
                {
                    return;
                }
                take(bytes.flip());
            }
        }
        catch (final IOException ex)
        {
            gone();
        }
    }

    private void take(final ByteBuffer bytes)
    {
        final long nowNs = System.nanoTime();
        session.onFrame(nowNs);
        counters.add(ServerCounter.BYTES_RECEIVED, bytes.remaining());
        if (isOver)
        {
            return;
        }
        try
        {
            if (intake == null && budget.isFlooded(bytes.remaining(), nowNs))
            {
                throw new ProtocolViolation(CloseCode.RATE_LIMITED, CloseCode.RATE_LIMITED.reason());
            }
            hasEnded = false;
            parser.parse(bytes, this);
            session.onPart(parser.isInMiddle(), hasEnded, nowNs);
        }
        catch (final ProtocolViolation ex)
        {
            session.onPart(false, true, nowNs);
            close(ex.code(), ex.getMessage());
            parser.end();
        }
    }

    /**
     * Have the connection closed. What else comes is read and passed over, so that the goodbye is not lost to a reset.
     */
    void close(final CloseCode code, final String reason)
    {
        isOver = true;
        hand(() -> owner.onViolation(session, code, reason));
    }

    void reply(final Reply reply)
    {
        hand(() -> owner.onReply(session, reply));
    }

    /**
     * Read nothing for now.
     */
    void pause()
    {
        source.suspendReads();
    }

    /**
     * Read on, where nothing else is in the way.
     */
    void resume()
    {
        if (!isGone && mayRead())
        {
            source.resumeReads();
            source.wakeupReads();
        }
    }

    private boolean mayRead()
    {
        return deferred.isEmpty() && (intake == null || !intake.isFull());
    }

    @Override
    public void onMessage(final boolean isText, final ByteBuffer payload) throws ProtocolViolation
    {
        if (isOver)
        {
            return;
        }
        hasEnded = true;
        counters.increment(ServerCounter.MESSAGES_RECEIVED);
        // Ticks in SBE are binary, and what else there is to say beside them is JSON.
        if (!session.onMessage(isText) && (intake == null || session.encoding() != Encoding.SBE))
        {
            throw new ProtocolViolation(
                CloseCode.UNSUPPORTED_DATA, "this connection speaks " + session.form() + ", not in this kind of frame");
        }
        if (intake == null || !intake.hold(isText, payload))
        {
            read(isText, payload);
        }
    }

    /**
     * Read a message that had to wait.
     */
    void handle(final boolean isText, final ByteBuffer payload)
    {
        try
        {
            read(isText, payload);
        }
        catch (final ProtocolViolation ex)
        {
            close(ex.code(), ex.getMessage());
        }
    }

    private void read(final boolean isText, final ByteBuffer payload) throws ProtocolViolation
    {
        final long nowNs = System.nanoTime();
        try
        {
            if (intake != null && intake.take(isText, payload))
            {
                return;
            }
            if (isTooMuch(payload, nowNs))
            {
                return;
            }
            final Command command = commands.get().read(payload, session.form());
            final long requestWaitMs = command instanceof Command.Request ? budget.takeRequest(nowNs) : 0;
            if (requestWaitMs > 0)
            {
                refuse(ServerCounter.MESSAGES_RATE_LIMITED, "requests", command.id(), requestWaitMs);
            }
            else if (command instanceof final Command.Auth auth && identities.knowsTokens())
            {
                authenticate(auth);
            }
            else
            {
                hand(() -> owner.onCommand(session, command));
            }
        }
        catch (final BadCommandException ex)
        {
            reject(ex, nowNs);
        }
    }

    /**
     * Here and not on the shard's thread, whose clients would wait for a signature to be checked.
     */
    private void authenticate(final Command.Auth auth) throws ProtocolViolation
    {
        try
        {
            final Principal shown = identities.of(auth.token());
            if (!identities.change(principal, shown))
            {
                end(CloseCode.CONNECTION_LIMIT, Reply.error(
                    ErrorCode.CONNECTION_LIMIT, "this name has as many connections as it may have", auth.id()));
            }
            principal = shown;
            refusedTokens = 0;
            parser.maxMessageBytes(maxMessageBytes());
            hand(() -> owner.onAuthenticated(session, auth.id(), shown));
        }
        catch (final RefusedTokenException ex)
        {
            counters.increment(ServerCounter.MESSAGES_REJECTED);
            final Reply error = Reply.error(ErrorCode.UNAUTHORIZED, "the token is not valid here", auth.id());
            if (++refusedTokens == MAX_REFUSED_TOKENS)
            {
                end(CloseCode.BAD_TOKEN, error);
            }
            hand(() -> owner.onRejected(session, error));
        }
    }

    private void end(final CloseCode code, final Reply error) throws ProtocolViolation
    {
        hand(() -> owner.onRejected(session, error.with("fatal", true)));

        throw new ProtocolViolation(code, code.reason());
    }

    private int maxMessageBytes()
    {
        return principal.isNobody() ? Math.min(MAX_BYTES_OF_NOBODY, limits.maxBytes()) : limits.maxBytes();
    }

    @Override
    public void onPing(final ByteBuffer payload) throws ProtocolViolation
    {
        if (takeControl())
        {
            final byte[] echo = new byte[payload.remaining()];
            payload.get(echo);
            hand(() -> owner.onPing(session, echo));
        }
    }

    @Override
    public void onPong() throws ProtocolViolation
    {
        takeControl();
    }

    @Override
    public void onClose(final int code)
    {
        isOver = true;
        hand(() -> owner.onPeerClose(session, code));
    }

    private void reject(final BadCommandException ex, final long nowNs) throws ProtocolViolation
    {
        counters.increment(ServerCounter.MESSAGES_REJECTED);
        if (budget.isOneErrorTooMany(nowNs))
        {
            throw new ProtocolViolation(CloseCode.TOO_MANY_ERRORS, CloseCode.TOO_MANY_ERRORS.reason());
        }
        final Reply error = Reply.error(ex.code(), ex.getMessage(), ex.id());
        hand(() -> owner.onRejected(session, error));
    }

    private boolean isTooMuch(final ByteBuffer payload, final long nowNs) throws ProtocolViolation
    {
        final long waitMs = budget.takeMessage(nowNs);
        if (waitMs > 0)
        {
            refuse(ServerCounter.MESSAGES_RATE_LIMITED, "messages", null, waitMs);

            return true;
        }
        final long bytesWaitMs = budget.takeBytes(payload.remaining(), nowNs);
        if (bytesWaitMs > 0)
        {
            refuse(ServerCounter.BYTES_RATE_LIMITED, "bytes", null, bytesWaitMs);
        }

        return bytesWaitMs > 0;
    }

    private boolean takeControl() throws ProtocolViolation
    {
        final long waitMs = budget.takeControl(System.nanoTime());
        if (waitMs > 0)
        {
            refuse(ServerCounter.CONTROL_RATE_LIMITED, "pings and pongs", null, waitMs);
        }

        return waitMs == 0;
    }

    private void refuse(final ServerCounter counter, final String what, final Object id, final long waitMs)
        throws ProtocolViolation
    {
        counters.increment(counter);
        if (budget.isAbused())
        {
            throw new ProtocolViolation(CloseCode.RATE_LIMITED, CloseCode.RATE_LIMITED.reason());
        }
        final String message = "too many " + what + ": come again in " + waitMs + " ms";
        final Reply error = Reply.error(ErrorCode.RATE_LIMITED, message, id).with("retry_after_ms", waitMs);
        hand(() -> owner.onRejected(session, error));
    }

    private void onWritable(final ConduitStreamSinkChannel sink)
    {
        // First this, for the shard may find it full again at once, and then resumes it.
        sink.suspendWrites();
        hand(roomTask);
    }

    private void gone()
    {
        if (!isGone)
        {
            isGone = true;
            isOver = true;
            parser.end();
            source.suspendReads();
            hand(() -> owner.onGone(session));
            if (intake != null)
            {
                intake.end();
            }
        }
    }

    private void hand(final Runnable task)
    {
        if (!deferred.isEmpty() || !shard.offer(task))
        {
            defer(task);
        }
    }

    private void defer(final Runnable task)
    {
        if (deferred.isEmpty())
        {
            source.suspendReads();
            session.connection().getIoThread().executeAfter(this::handDeferred, RETRY_MS, TimeUnit.MILLISECONDS);
        }
        deferred.add(task);
    }

    private void handDeferred()
    {
        while (!deferred.isEmpty() && shard.offer(deferred.peek()))
        {
            deferred.poll();
        }
        if (!deferred.isEmpty())
        {
            session.connection().getIoThread().executeAfter(this::handDeferred, RETRY_MS, TimeUnit.MILLISECONDS);
        }
        else
        {
            resume();
        }
    }
}
