package io.tickwire.transport.session;

import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes bytes as a {@link RecordSink} does, a record at a time, but passes them on as they are.
 */
final class FakeRecords extends AbstractStreamSinkConduit<FakeSink> implements RecordSink
{
    private static final int RECORD_BYTES = 1 << 14;

    private ByteBuffer held = ByteBuffer.allocate(0);
    private int begun;
    private int sealed;
    private int taken;

    FakeRecords(final FakeSink next)
    {
        super(next);
    }

    ConduitStreamSinkChannel channel()
    {
        return new ConduitStreamSinkChannel(null, this);
    }

    /**
     * How many bytes stand in records, sent and held.
     */
    int sealed()
    {
        return sealed;
    }

    /**
     * How many bytes it said that it took.
     */
    int taken()
    {
        return taken;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException
    {
        final int before = taken;
        next.write(held);
        if (!held.hasRemaining())
        {
            pass(source, begun);
            begun = 0;
            while (!held.hasRemaining() && source.hasRemaining())
            {
                seal(source);
            }
        }

        return taken - before;
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int count) throws IOException
    {
        int length = 0;
        for (int i = offset; i < offset + count; i++)
        {
            length += sources[i].remaining();
        }
        final ByteBuffer all = ByteBuffer.allocate(length);
        for (int i = offset; i < offset + count; i++)
        {
            all.put(sources[i].duplicate());
        }
        final int sent = write(all.flip());
        int left = sent;
        for (int i = offset; left > 0; i++)
        {
            final int step = Math.min(left, sources[i].remaining());
            sources[i].position(sources[i].position() + step);
            left -= step;
        }

        return sent;
    }

    @Override
    public void handOver(final ChunkPool pool)
    {
        begun = 0;
    }

    @Override
    public int begunBytes()
    {
        return begun;
    }

    @Override
    public void end()
    {
        begun = 0;
    }

    private void seal(final ByteBuffer source) throws IOException
    {
        final byte[] record = new byte[Math.min(RECORD_BYTES, source.remaining())];
        source.get(source.position(), record);
        sealed += record.length;
        held = ByteBuffer.wrap(record);
        next.write(held);
        if (held.hasRemaining())
        {
            begun = record.length;
        }
        else
        {
            pass(source, record.length);
        }
    }

    private void pass(final ByteBuffer source, final int bytes)
    {
        source.position(source.position() + bytes);
        taken += bytes;
    }
}
