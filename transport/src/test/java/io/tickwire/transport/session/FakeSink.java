package io.tickwire.transport.session;

import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/**
 * A socket's sending side that takes as many bytes as it is told to.
 */
public final class FakeSink implements StreamSinkConduit
{
    private final XnioIoThread thread;
    private byte[] received = new byte[1 << 12];
    private int length;
    private int writes;
    private boolean isResumed;
    private boolean isBroken;
    private boolean isKeeping = true;
    private WriteReadyHandler handler;
    private IntUnaryOperator acceptance = offered -> offered;

    public FakeSink()
    {
        this(null);
    }

    public FakeSink(final XnioIoThread thread)
    {
        this.thread = thread;
    }

    public ConduitStreamSinkChannel channel()
    {
        return new ConduitStreamSinkChannel(null, this);
    }

    /**
     * @param acceptance how many it takes of so many that it is offered.
     */
    public void accept(final IntUnaryOperator acceptance)
    {
        this.acceptance = acceptance;
    }

    public void acceptAll()
    {
        acceptance = offered -> offered;
    }

    public void acceptNothing()
    {
        acceptance = offered -> 0;
    }

    public void fail()
    {
        isBroken = true;
    }

    /**
     * Throw away what comes from now on.
     */
    public void forget()
    {
        isKeeping = false;
    }

    public byte[] received()
    {
        return Arrays.copyOf(received, length);
    }

    public int length()
    {
        return length;
    }

    public int writes()
    {
        return writes;
    }

    /**
     * What the I/O thread does once the socket has room.
     */
    public void becomeWritable()
    {
        handler.writeReady();
    }

    @Override
    public int write(final ByteBuffer source) throws IOException
    {
        beginWrite();

        return take(source, acceptance.applyAsInt(source.remaining()));
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int count) throws IOException
    {
        beginWrite();
        int offered = 0;
        for (int i = offset; i < offset + count; i++)
        {
            offered += sources[i].remaining();
        }
        int left = acceptance.applyAsInt(offered);
        final int accepted = left;
        for (int i = offset; i < offset + count; i++)
        {
            left -= take(sources[i], Math.min(left, sources[i].remaining()));
        }

        return accepted - left;
    }

    private void beginWrite() throws IOException
    {
        if (isBroken)
        {
            throw new IOException("broken pipe");
        }
        writes++;
    }

    private int take(final ByteBuffer source, final int count)
    {
        if (!isKeeping)
        {
            source.position(source.position() + count);

            return count;
        }
        if (length + count > received.length)
        {
            received = Arrays.copyOf(received, Math.max(length + count, 2 * length));
        }
        source.get(received, length, count);
        length += count;

        return count;
    }

    @Override
    public void suspendWrites()
    {
        isResumed = false;
    }

    @Override
    public void resumeWrites()
    {
        isResumed = true;
    }

    @Override
    public void wakeupWrites()
    {
        isResumed = true;
    }

    @Override
    public boolean isWriteResumed()
    {
        return isResumed;
    }

    @Override
    public void setWriteReadyHandler(final WriteReadyHandler handler)
    {
        this.handler = handler;
    }

    @Override
    public XnioIoThread getWriteThread()
    {
        return thread;
    }

    @Override
    public boolean flush()
    {
        return true;
    }

    @Override
    public void terminateWrites()
    {
        fail();
    }

    @Override
    public void truncateWrites()
    {
        fail();
    }

    @Override
    public boolean isWriteShutdown()
    {
        return isBroken;
    }

    @Override
    public XnioWorker getWorker()
    {
        return null;
    }

    @Override
    public int writeFinal(final ByteBuffer source)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public long writeFinal(final ByteBuffer[] sources, final int offset, final int count)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(final FileChannel source, final long position, final long count)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(final StreamSourceChannel source, final long count, final ByteBuffer buffer)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitWritable()
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitWritable(final long time, final TimeUnit unit)
    {
        throw new UnsupportedOperationException();
    }
}
