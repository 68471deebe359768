package io.tickwire.transport.tls;

import io.tickwire.transport.session.ChunkPool;
import io.tickwire.transport.session.RecordSink;
import org.xnio.Buffers;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * Wraps what is written, and writes it: up to three records at once, which are put together in the thread's scratch
 * memory. What the socket does not take of them is held in chunks, and goes before all else; the bytes that these hold
 * are begun, not taken, so that whoever writes counts them as its own until they are gone.
 * <p>
 * One thread wraps at a time: the connection's I/O thread, then its shard. The engine may be unwrapping meanwhile; its
 * own lock makes that safe, and is held for no longer than a record takes. A key update that the other side asks for
 * goes before the next record, as RFC 8446 §4.6.3 wants it, without the I/O thread having to write.
 * Thread: io-<n>, the reader's until {@link #handOver}, then the shard's
 */
final class TlsSink extends AbstractStreamSinkConduit<StreamSinkConduit> implements RecordSink
{
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MAX_HELD =
        (Scratch.RECORDS * Scratch.RECORD_BYTES + ChunkPool.CHUNK_BYTES - 1) / ChunkPool.CHUNK_BYTES;

    private final TlsConnection connection;
    private final SSLEngine engine;
    private volatile boolean isHandedOver;
    private ChunkPool pool;
    private ByteBuffer[] held;
    private int heldCount;
    private int begunBytes;
    private boolean wasFull;
    private boolean isTerminating;
    private boolean isTerminated;

    TlsSink(final TlsConnection connection, final StreamSinkConduit next, final SSLEngine engine)
    {
        super(next);
        this.connection = connection;
        this.engine = engine;
    }

    @Override
    public void handOver(final ChunkPool pool)
    {
        assert heldCount == 0 : "the handshake's answer is still held";
        this.pool = pool;
        isHandedOver = true;
    }

    @Override
    public int begunBytes()
    {
        return begunBytes;
    }

    @Override
    public void end()
    {
        sayGoodbye();
        while (heldCount > 0)
        {
            release(held[--heldCount]);
        }
        held = null;
        begunBytes = 0;
    }

    /**
     * The connection is closed. Where no shard writes, nobody else says goodbye.
     */
    void onClose()
    {
        if (!isHandedOver)
        {
            end();
        }
    }

    @Override
    public int write(final ByteBuffer source) throws IOException
    {
        final ByteBuffer[] single = Scratch.get().single;
        single[0] = source;
        try
        {
            return (int)write(single, 0, 1);
        }
        finally
        {
            single[0] = null;
        }
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int count) throws IOException
    {
        if (isTerminating)
        {
            throw new ClosedChannelException();
        }
        if (!drain())
        {
            return 0;
        }

        long taken = pass(sources, offset, count, begunBytes);
        begunBytes -= (int)taken;
        while (heldCount == 0 && Buffers.hasRemaining(sources, offset, count))
        {
            taken += writeRecords(sources, offset, count);
        }

        return taken;
    }

    /**
     * Send what the handshake has to say next.
     *
     * @return whether the socket took it.
     */
    boolean sendHandshake() throws IOException
    {
        if (!drain())
        {
            return false;
        }
        final ByteBuffer records = Scratch.get().records.clear();
        engine.wrap(NOTHING, records);
        next.write(records.flip());
        hold(records);

        return heldCount == 0;
    }

    /**
     * Whether all that was wrapped has gone; else the socket did not take it.
     */
    boolean drain() throws IOException
    {
        while (heldCount > 0)
        {
            final ByteBuffer first = held[0];
            next.write(first);
            if (first.hasRemaining())
            {
                return false;
            }
            release(first);
            heldCount--;
            System.arraycopy(held, 1, held, 0, heldCount);
            held[heldCount] = null;
        }
        held = null;

        return true;
    }

    @Override
    public boolean flush() throws IOException
    {
        if (!drain())
        {
            return false;
        }
        if (isTerminating && !isTerminated)
        {
            isTerminated = true;
            next.terminateWrites();
            connection.onWritesTerminated();
        }

        return next.flush();
    }

    @Override
    public void terminateWrites() throws IOException
    {
        if (!isTerminating)
        {
            isTerminating = true;
            if (drain())
            {
                sayGoodbye();
            }
            flush();
        }
    }

    @Override
    public void truncateWrites() throws IOException
    {
        isTerminating = true;
        isTerminated = true;
        next.truncateWrites();
        connection.onWritesTerminated();
    }

    @Override
    public void setWriteReadyHandler(final WriteReadyHandler handler)
    {
        next.setWriteReadyHandler(new Ready(handler));
    }

    @Override
    public int writeFinal(final ByteBuffer source) throws IOException
    {
        return Conduits.writeFinalBasic(this, source);
    }

    @Override
    public long writeFinal(final ByteBuffer[] sources, final int offset, final int count) throws IOException
    {
        return Conduits.writeFinalBasic(this, sources, offset, count);
    }

    @Override
    public long transferFrom(final FileChannel source, final long position, final long count) throws IOException
    {
        return source.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(final StreamSourceChannel source, final long count, final ByteBuffer through)
        throws IOException
    {
        return Conduits.transfer(source, count, through, this);
    }

    private static int pass(final ByteBuffer[] sources, final int offset, final int count, final int bytes)
    {
        int left = bytes;
        for (int i = offset; i < offset + count && left > 0; i++)
        {
            final int step = Math.min(left, sources[i].remaining());
            sources[i].position(sources[i].position() + step);
            left -= step;
        }

        return bytes - left;
    }

    /**
     * Make as many records as go into a write, and write them. A socket that was full gets one at a time: what it does
     * not take has to be held.
     *
     * @return how many bytes of the sources stand in records that the socket took; the sources are advanced by these.
     */
    private long writeRecords(final ByteBuffer[] sources, final int offset, final int count) throws IOException
    {
        final Scratch scratch = Scratch.get();
        final ByteBuffer records = scratch.records.clear();
        final int most = wasFull ? 1 : Scratch.RECORDS;
        for (int i = offset; i < offset + count; i++)
        {
            sources[i].mark();
        }
        int made = 0;
        int plain = 0;
        while (made < most && Buffers.hasRemaining(sources, offset, count))
        {
            final SSLEngineResult result = engine.wrap(sources, offset, count, records);
            if (result.bytesProduced() == 0)
            {
                throw new IOException("nothing can be sent: " + result);
            }
            plain += result.bytesConsumed();
            scratch.plainEnds[made] = plain;
            scratch.recordEnds[made] = records.position();
            made++;
        }
        next.write(records.flip());
        wasFull = records.hasRemaining();
        if (!wasFull)
        {
            return plain;
        }

        int sent = 0;
        for (int i = 0; i < made && scratch.recordEnds[i] <= records.position(); i++)
        {
            sent = scratch.plainEnds[i];
        }
        begunBytes = plain - sent;
        hold(records);
        for (int i = offset; i < offset + count; i++)
        {
            sources[i].reset();
        }

        return pass(sources, offset, count, sent);
    }

    private void hold(final ByteBuffer records)
    {
        if (records.hasRemaining() && held == null)
        {
            held = new ByteBuffer[MAX_HELD];
        }
        while (records.hasRemaining())
        {
            final ByteBuffer chunk = pool == null ? ByteBuffer.allocate(ChunkPool.CHUNK_BYTES) : pool.take();
            final int step = Math.min(records.remaining(), chunk.capacity());
            chunk.put(0, records, records.position(), step).limit(step).position(0);
            records.position(records.position() + step);
            held[heldCount++] = chunk;
        }
    }

    private void release(final ByteBuffer chunk)
    {
        if (pool != null)
        {
            pool.release(chunk);
        }
    }

    private void sayGoodbye()
    {
        engine.closeOutbound();
        if (heldCount > 0)
        {
            return;
        }
        try
        {
            final ByteBuffer records = Scratch.get().records.clear();
            engine.wrap(NOTHING, records);
            next.write(records.flip());
            hold(records);
        }
        catch (final IOException ex)
        {
            // The other side has gone, and misses nothing.
            return;
        }
    }

    /**
     * Until the handshake is over, it alone waits for room.
     */
    private final class Ready implements WriteReadyHandler
    {
        private final WriteReadyHandler handler;

        private Ready(final WriteReadyHandler handler)
        {
            this.handler = handler;
        }

        @Override
        public void writeReady()
        {
            if (connection.isEstablished())
            {
                handler.writeReady();
            }
            else
            {
                next.suspendWrites();
                connection.getSourceChannel().wakeupReads();
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
