package io.tickwire.transport.tls;

import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Shakes hands, then unwraps what comes. Only what did not come wholly, and plain text that its reader had no room for,
 * is kept for the connection.
 * <p>
 * Once the hands are shaken, nothing that the other side sends makes a task for the engine but a renegotiation, so that
 * ends the connection. So do key updates without end: each has an answer, which waits for the next write.
 * Thread: io-<n>
 */
final class TlsSource extends AbstractStreamSourceConduit<StreamSourceConduit>
{
    private static final byte[] NONE = {};
    private static final int MAX_UNANSWERED = 64;

    private final TlsConnection connection;
    private final TlsSink sink;
    private final SSLEngine engine;
    private byte[] records = NONE;
    private byte[] plain = NONE;
    private int plainAt;
    private boolean isMoreToUnwrap;
    private int unanswered;
    private boolean isOver;
    private boolean isEndTold;

    TlsSource(
        final TlsConnection connection, final StreamSourceConduit next, final TlsSink sink, final SSLEngine engine)
    {
        super(next);
        this.connection = connection;
        this.sink = sink;
        this.engine = engine;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException
    {
        if (plainAt < plain.length)
        {
            return readKept(target);
        }
        if (isOver)
        {
            return end();
        }
        if (!target.hasRemaining() || !connection.isEstablished() && !shakeHands())
        {
            return 0;
        }

        final ByteBuffer incoming = incoming();
        final int count = next.read(incoming);
        final int taken = unwrap(incoming.flip(), target);
        isOver |= count < 0 && !isMoreToUnwrap;

        return taken == 0 && isOver ? end() : taken;
    }

    @Override
    public long read(final ByteBuffer[] targets, final int offset, final int count) throws IOException
    {
        long total = 0;
        for (int i = offset; i < offset + count; i++)
        {
            final int taken = read(targets[i]);
            if (taken < 0)
            {
                return total == 0 ? -1 : total;
            }
            total += taken;
            if (targets[i].hasRemaining())
            {
                break;
            }
        }

        return total;
    }

    @Override
    public long transferTo(final long position, final long count, final FileChannel target) throws IOException
    {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(final long count, final ByteBuffer through, final StreamSinkChannel target)
        throws IOException
    {
        return Conduits.transfer(this, count, through, target);
    }

    @Override
    public void terminateReads() throws IOException
    {
        next.terminateReads();
        connection.onReadsTerminated();
    }

    @Override
    public void resumeReads()
    {
        if (isKeeping())
        {
            next.wakeupReads();
        }
        else
        {
            next.resumeReads();
        }
    }

    @Override
    public void setReadReadyHandler(final ReadReadyHandler handler)
    {
        next.setReadReadyHandler(new Ready(handler));
    }

    /** Whether there is something to read, though nothing more may come. */
    private boolean isKeeping()
    {
        return plainAt < plain.length || isMoreToUnwrap || isOver && !isEndTold;
    }

    private int end()
    {
        isEndTold = true;

        return -1;
    }

    private int readKept(final ByteBuffer target)
    {
        final int step = Math.min(target.remaining(), plain.length - plainAt);
        target.put(plain, plainAt, step);
        plainAt += step;
        if (plainAt == plain.length)
        {
            plain = NONE;
            plainAt = 0;
        }

        return step;
    }

    private ByteBuffer incoming()
    {
        final ByteBuffer incoming = Scratch.get().incoming.clear().put(records);
        records = NONE;

        return incoming;
    }

    private void keep(final ByteBuffer incoming)
    {
        if (incoming.hasRemaining())
        {
            records = Arrays.copyOfRange(
                incoming.array(), incoming.position(), incoming.position() + incoming.remaining());
        }
    }

    private int unwrap(final ByteBuffer incoming, final ByteBuffer target) throws IOException
    {
        final int from = target.position();
        boolean isWhole = incoming.hasRemaining();
        while (isWhole && !isOver && plain.length == 0 && target.hasRemaining())
        {
            final ByteBuffer text = Scratch.get().plain.clear();
            final SSLEngineResult result = engine.unwrap(incoming, text);
            isWhole = result.getStatus() != Status.BUFFER_UNDERFLOW && incoming.hasRemaining();
            isOver = result.getStatus() == Status.CLOSED;
            requireNoHandshake(result);
            take(text.flip(), target);
        }
        isMoreToUnwrap = isWhole && !isOver;
        keep(incoming);

        return target.position() - from;
    }

    private void requireNoHandshake(final SSLEngineResult result) throws SSLException
    {
        final HandshakeStatus status = result.getHandshakeStatus();
        if (status != HandshakeStatus.NEED_WRAP)
        {
            unanswered = 0;
        }
        else if (result.bytesProduced() == 0)
        {
            unanswered++;
        }
        if (status == HandshakeStatus.NEED_TASK || unanswered > MAX_UNANSWERED)
        {
            connection.onRenegotiation();

            throw new SSLException("no handshake is begun anew");
        }
    }

    private void take(final ByteBuffer text, final ByteBuffer target)
    {
        final int step = Math.min(text.remaining(), target.remaining());
        target.put(target.position(), text, 0, step).position(target.position() + step);
        text.position(step);
        if (text.hasRemaining())
        {
            plain = Arrays.copyOfRange(text.array(), step, text.limit());
        }
    }

    /**
     * Go on with the handshake.
     *
     * @return whether it is over.
     */
    private boolean shakeHands() throws IOException
    {
        final ByteBuffer incoming = incoming().flip();
        try
        {
            final boolean isDone = shakeHands(incoming);
            isMoreToUnwrap = isDone && incoming.hasRemaining();
            keep(incoming);
            if (isDone)
            {
                connection.onEstablished();
            }

            return isDone;
        }
        catch (final IOException ex)
        {
            connection.onHandshakeFailed(ex);

            throw ex;
        }
    }

    private boolean shakeHands(final ByteBuffer incoming) throws IOException
    {
        boolean canGoOn = sink.drain();
        while (canGoOn)
        {
            switch (engine.getHandshakeStatus())
            {
                case NEED_TASK:
                    engine.getDelegatedTask().run();
                    break;

                case NEED_WRAP:
                    canGoOn = sink.sendHandshake();
                    break;

                case NEED_UNWRAP:
                case NEED_UNWRAP_AGAIN:
                    if (!unwrapHandshake(incoming))
                    {
                        return false;
                    }
                    break;

                default:
                    return true;
            }
        }
        // The socket says when it has room, and the sink then has this called again.
        sink.resumeWrites();

        return false;
    }

    /**
     * @return whether something came.
     */
    private boolean unwrapHandshake(final ByteBuffer incoming) throws IOException
    {
        if (incoming.hasRemaining())
        {
            final SSLEngineResult result = engine.unwrap(incoming, Scratch.get().plain.clear());
            if (result.getStatus() == Status.CLOSED)
            {
                throw new ClosedChannelException();
            }
            if (result.getStatus() == Status.OK)
            {
                return true;
            }
        }
        final int count = next.read(incoming.compact());
        incoming.flip();
        if (count < 0)
        {
            throw new ClosedChannelException();
        }

        return count > 0;
    }

    /**
     * Whoever was called because something came, and left a part of it here, is called again.
     */
    private final class Ready implements ReadReadyHandler
    {
        private final ReadReadyHandler handler;

        private Ready(final ReadReadyHandler handler)
        {
            this.handler = handler;
        }

        @Override
        public void readReady()
        {
            handler.readReady();
            if (isKeeping() && next.isReadResumed())
            {
                next.wakeupReads();
            }
        }

        @Override
        public void forceTermination()
        {
            handler.forceTermination();
        }

        @Override
        public void terminated()
        {
            handler.terminated();
        }
    }
}
