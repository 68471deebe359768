package io.tickwire.transport.session;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.xnio.conduits.ConduitStreamSinkChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is on its way to one connection. Frames of a batch are listed, and {@link #flush} makes them one write: straight
 * from the ring's slab where they stand together there, else copied into the shard's stage. What the socket does not
 * take goes to the {@link Residue}; as long as there is any, the socket is not tried again before it says that it has
 * room. Control messages go before all frames that were not begun. Where the way out is a {@link RecordSink}, a frame
 * that a record holds a part of was begun, too.
 * <p>
 * Only the connection's shard writes, so there is no lock: the I/O thread that sees the socket writable suspends
 * that first, and then tells the shard ({@code WritableListener}), which alone resumes it.
 * Thread: io-<n>
 */
public final class Outbox
{
    private static final int INITIAL_RUNS = 4;
    private static final int MAX_RUNS = 256;
    private static final int MAX_KEPT_BYTES = 4096;
    private static final int RUN_INTS = 3;
    private static final int INLINE = -1;

    private final ConduitStreamSinkChannel sink;
    private final RecordSink records;
    private final Residue residue;
    private final Stage stage;
    private final WriteCounts counts;
    private final NanoClock clock;

    // The batch: runs of frames, each an offset and a length, in a slab or inline, and 1 where it is exempt.
    private int[] runs = new int[RUN_INTS * INITIAL_RUNS];
    private int runCount;
    private Slab slab;
    private byte[] inline;
    private int inlineBytes;
    private final UnsafeBuffer inlineView = new UnsafeBuffer(0, 0);
    private byte[] control;
    private int controlBytes;
    private final UnsafeBuffer controlView = new UnsafeBuffer(0, 0);

    private boolean isDirty;
    private boolean isAwaitingRoom;
    private boolean isEnding;
    private long lastProgressNs;

    public Outbox(
        final ConduitStreamSinkChannel sink,
        final ChunkPool pool,
        final Stage stage,
        final WriteCounts counts,
        final NanoClock clock)
    {
        this.sink = sink;
        this.stage = stage;
        this.counts = counts;
        this.clock = clock;
        this.residue = new Residue(pool);
        this.records = RecordSink.of(sink.getConduit());
        records.handOver(pool);
    }

    /**
     * Whether the socket has not taken all that it was given: frames then do not go into a batch, but are kept or
     * passed over, as the policy for slow clients says.
     */
    public boolean isBackedUp()
    {
        return isAwaitingRoom;
    }

    /**
     * Whether nothing but a goodbye is to follow.
     */
    public boolean isEnding()
    {
        return isEnding;
    }

    /**
     * List a frame of the batch.
     *
     * @param isExempt whether it does not count against the client, where it has to be kept.
     * @return whether the outbox was clean before: it is to be flushed at the end of the batch.
     */
    public boolean add(final Slab slab, final int offset, final int length, final boolean isExempt) throws IOException
    {
        if (isEnding)
        {
            return false;
        }
        if (isBehindLast(slab, offset, isExempt))
        {
            runs[RUN_INTS * runCount - 2] += length;
        }
        else
        {
            if (this.slab != null && this.slab != slab || runCount == MAX_RUNS)
            {
                flush();
                if (isAwaitingRoom)
                {
                    keep(slab.bytes(), offset, length, isExempt);

                    return false;
                }
            }
            this.slab = slab;
            addRun(offset, length, isExempt);
        }

        return becomesDirty();
    }

    /**
     * List frames that do not stay where they are until the batch ends, or keep them where the socket has no room.
     *
     * @param isExempt whether they do not count against the client.
     * @return as {@link #add}.
     */
    public boolean addCopy(final DirectBuffer source, final int offset, final int length, final boolean isExempt)
    {
        if (isAwaitingRoom || isEnding)
        {
            keep(source, offset, length, isExempt);

            return false;
        }
        inline = grown(inline, inlineBytes, length);
        source.getBytes(offset, inline, inlineBytes, length);
        addRun(INLINE, length, isExempt);
        inlineBytes += length;

        return becomesDirty();
    }

    /**
     * Add control frames; they go before all frames that were not begun, and do not count against the client.
     *
     * @return as {@link #add}.
     */
    public boolean addControl(final DirectBuffer source, final int offset, final int length)
    {
        if (isAwaitingRoom)
        {
            residue.addUrgent(source, offset, length);

            return false;
        }
        control = grown(control, controlBytes, length);
        source.getBytes(offset, control, controlBytes, length);
        controlBytes += length;

        return becomesDirty();
    }

    /**
     * Keep whole frames for when the socket has room; only where it has not now. Once nothing but a goodbye is to
     * follow, they are passed over.
     */
    public void keep(final DirectBuffer source, final int offset, final int length, final boolean isExempt)
    {
        if (!isEnding)
        {
            residue.append(source, offset, length, clock.nanoTime(), isExempt);
        }
    }

    /**
     * Whether there is memory to keep so much more.
     */
    public boolean canKeep(final int length)
    {
        return residue.hasRoom(length);
    }

    /**
     * Whether it keeps something although all residues together are more than they may be.
     */
    public boolean isOverdrawn()
    {
        return isAwaitingRoom && residue.isOverdrawn();
    }

    /**
     * Write the batch.
     */
    public void flush() throws IOException
    {
        isDirty = false;
        if (controlBytes == 0 && runCount == 1 && runs[0] >= 0)
        {
            write(slab.view(runs[0], runs[1]), slab.bytes(), runs[0], runs[1], runs[2] != 0);
        }
        else if (controlBytes + runCount > 0)
        {
            stageAll();
        }
        endBatch();
    }

    /**
     * The socket has room: send on.
     *
     * @return whether all of it is sent.
     */
    public boolean onRoom() throws IOException
    {
        final long sent = residue.drainTo(sink);
        counts.onWrite(sent);
        if (sent > 0)
        {
            lastProgressNs = clock.nanoTime();
        }
        if (residue.isEmpty())
        {
            isAwaitingRoom = false;

            return true;
        }
        residue.begin(records.begunBytes());
        counts.onPartialWrite();
        awaitRoom();

        return false;
    }

    /**
     * From now on nothing but control frames go out; what was kept and not begun is forgotten.
     */
    public void end()
    {
        isEnding = true;
        endBatch();
        if (isAwaitingRoom)
        {
            residue.forgetUnbegun();
        }
    }

    /**
     * Let all memory go.
     */
    public void clear()
    {
        isEnding = true;
        residue.clear();
        endBatch();
        controlBytes = 0;
        records.end();
    }

    /**
     * How much is kept that counts against the client.
     */
    public long queuedBytes()
    {
        return residue.meteredBytes();
    }

    /**
     * How long the oldest byte that counts has been kept; 0 where there is none.
     */
    public long ageNs()
    {
        return residue.meteredBytes() == 0 ? 0 : Math.max(0, clock.nanoTime() - residue.oldestNs());
    }

    /**
     * Whether control frames pile up that the client does not take.
     */
    public int urgentBytes()
    {
        return residue.urgentBytes();
    }

    /**
     * How long the socket has taken nothing of what it is to take; 0 where it has taken all.
     */
    public long stalledNs()
    {
        return isAwaitingRoom ? Math.max(0, clock.nanoTime() - lastProgressNs) : 0;
    }

    private void stageAll() throws IOException
    {
        stage.clear();
        if (controlBytes > 0)
        {
            stageControl();
        }
        int inlineAt = 0;
        for (int i = 0; i < runCount; i++)
        {
            final int offset = runs[RUN_INTS * i];
            final int length = runs[RUN_INTS * i + 1];
            final boolean isExempt = runs[RUN_INTS * i + 2] != 0;
            if (offset == INLINE)
            {
                inlineView.wrap(inline, 0, inlineBytes);
                stageOrWrite(inlineView, inlineAt, length, isExempt);
                inlineAt += length;
            }
            else
            {
                stageOrWrite(slab.bytes(), offset, length, isExempt);
            }
        }
        writeStage();
    }

    private void stageControl() throws IOException
    {
        controlView.wrap(control, 0, controlBytes);
        int length;
        for (int at = 0; at < controlBytes; at += length)
        {
            length = ServerFrames.frameLength(controlView, at);
            if (!stage.hasRoom(length))
            {
                writeStage();
            }
            if (isAwaitingRoom)
            {
                residue.addUrgent(controlView, at, length);
            }
            else if (stage.hasRoom(length))
            {
                stage.putUrgent(controlView, at, length);
            }
            else
            {
                writeLongControl(at, length);
            }
        }
        controlBytes = 0;
    }

    private void writeLongControl(final int offset, final int length) throws IOException
    {
        final int sent = write(ByteBuffer.wrap(control, offset, length));
        final int begun = records.begunBytes();
        if (sent + begun == 0)
        {
            residue.addUrgent(controlView, offset, length);
        }
        else if (sent < length)
        {
            residue.keepRest(controlView, offset, length, sent, begun, lastProgressNs, true);
        }
    }

    private void stageOrWrite(
        final DirectBuffer source, final int offset, final int length, final boolean isExempt) throws IOException
    {
        if (!stage.hasRoom(length))
        {
            writeStage();
        }
        if (isAwaitingRoom)
        {
            residue.append(source, offset, length, clock.nanoTime(), isExempt);
        }
        else if (stage.hasRoom(length))
        {
            stage.put(source, offset, length, isExempt);
        }
        else
        {
            writeLong(source, offset, length, isExempt);
        }
    }

    private void writeLong(
        final DirectBuffer source, final int offset, final int length, final boolean isExempt) throws IOException
    {
        final ByteBuffer view = source.byteBuffer() != null ?
            source.byteBuffer().duplicate().limit(offset + length).position(offset) :
            ByteBuffer.wrap(source.byteArray(), offset, length);
        write(view, source, offset, length, isExempt);
    }

    private void writeStage() throws IOException
    {
        if (stage.length() > 0 && !isAwaitingRoom)
        {
            final int sent = write(stage.view());
            if (sent < stage.length())
            {
                residue.keepRest(stage, sent, records.begunBytes(), lastProgressNs);
            }
        }
        stage.clear();
    }

    private void write(
        final ByteBuffer view, final DirectBuffer source, final int offset, final int length, final boolean isExempt)
        throws IOException
    {
        final int sent = write(view);
        if (sent < length)
        {
            residue.keepRest(source, offset, length, sent, records.begunBytes(), lastProgressNs, isExempt);
        }
    }

    private int write(final ByteBuffer view) throws IOException
    {
        final int sent = sink.write(view);
        counts.onWrite(sent);
        if (view.hasRemaining())
        {
            counts.onPartialWrite();
            lastProgressNs = clock.nanoTime();
            awaitRoom();
        }

        return sent;
    }

    private void awaitRoom()
    {
        isAwaitingRoom = true;
        sink.resumeWrites();
    }

    private boolean becomesDirty()
    {
        final boolean wasClean = !isDirty;
        isDirty = true;

        return wasClean;
    }

    /**
     * Whether a frame follows the last of the batch, in the same slab, and counts like it.
     */
    private boolean isBehindLast(final Slab slab, final int offset, final boolean isExempt)
    {
        final int last = RUN_INTS * (runCount - 1);

        return last >= 0 &&
            this.slab == slab &&
            runs[last] >= 0 &&
            runs[last] + runs[last + 1] == offset &&
            isExempt == (runs[last + 2] != 0);
    }

    private void addRun(final int offset, final int length, final boolean isExempt)
    {
        final int at = RUN_INTS * runCount;
        if (at == runs.length)
        {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        runs[at] = offset;
        runs[at + 1] = length;
        runs[at + 2] = isExempt ? 1 : 0;
        runCount++;
    }

    private void endBatch()
    {
        runCount = 0;
        slab = null;
        inlineBytes = 0;
        if (inline != null && inline.length > MAX_KEPT_BYTES)
        {
            inline = null;
        }
        if (control != null && controlBytes == 0 && control.length > MAX_KEPT_BYTES)
        {
            control = null;
        }
    }

    private static byte[] grown(final byte[] bytes, final int length, final int more)
    {
        if (bytes == null)
        {
            return new byte[more];
        }

        return length + more <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(length + more, 2 * length));
    }
}
