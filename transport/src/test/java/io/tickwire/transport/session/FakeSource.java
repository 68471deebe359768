package io.tickwire.transport.session;

import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * A socket's receiving side that gives what a test put into it.
 */
public final class FakeSource implements StreamSourceConduit
{
    private final XnioIoThread thread;
    private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
    private ReadReadyHandler handler;
    private boolean isResumed;
    private boolean isWoken;
    private boolean isAtEnd;
    private boolean isBroken;

    public FakeSource(final XnioIoThread thread)
    {
        this.thread = thread;
    }

    public void give(final byte[] bytes)
    {
        pieces.add(ByteBuffer.wrap(bytes));
    }

    public void end()
    {
        isAtEnd = true;
    }

    public void fail()
    {
        isBroken = true;
    }

    public boolean isAllRead()
    {
        return pieces.isEmpty();
    }

    /**
     * What the I/O thread does, as long as reading is resumed and there is something to read.
     */
    public void pump()
    {
        while (isResumed && (isWoken || isAtEnd || isBroken || !pieces.isEmpty()))
        {
            isWoken = false;
            handler.readReady();
        }
    }

    @Override
    public int read(final ByteBuffer target) throws IOException
    {
        if (isBroken)
        {
            throw new IOException("connection reset");
        }
        if (pieces.isEmpty())
        {
            return isAtEnd ? -1 : 0;
        }

        final ByteBuffer piece = pieces.peek();
        final int count = Math.min(piece.remaining(), target.remaining());
        target.put(piece.slice(piece.position(), count));
        piece.position(piece.position() + count);
        if (!piece.hasRemaining())
        {
            pieces.poll();
        }

        return count;
    }

    @Override
    public void resumeReads()
    {
        isResumed = true;
    }

    @Override
    public void suspendReads()
    {
        isResumed = false;
    }

    @Override
    public void wakeupReads()
    {
        isResumed = true;
        isWoken = true;
    }

    @Override
    public boolean isReadResumed()
    {
        return isResumed;
    }

    @Override
    public void setReadReadyHandler(final ReadReadyHandler handler)
    {
        this.handler = handler;
    }

    @Override
    public XnioIoThread getReadThread()
    {
        return thread;
    }

    @Override
    public void terminateReads()
    {
        isAtEnd = true;
    }

    @Override
    public boolean isReadShutdown()
    {
        return isAtEnd;
    }

    @Override
    public XnioWorker getWorker()
    {
        return null;
    }

    @Override
    public long read(final ByteBuffer[] targets, final int offset, final int count)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(final long position, final long count, final FileChannel target)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(final long count, final ByteBuffer buffer, final StreamSinkChannel target)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReadable()
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReadable(final long time, final TimeUnit unit)
    {
        throw new UnsupportedOperationException();
    }
}
