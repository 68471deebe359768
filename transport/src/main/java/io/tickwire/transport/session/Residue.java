package io.tickwire.transport.session;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Arrays;

/**
 * What a socket did not take yet: the rest of a frame that it took a part of, then whole frames. Urgent frames go out
 * as soon as the frame that was begun has ended, before all others.
 * <pre>
 *   chunks   | sent | rest of a frame | frame | frame ... | free |
 *                   readAt            ^ urgent frames go here     writeAt
 * </pre>
 * How much may be in it is for the caller to say; only the chunks of all residues together are bounded here.
 * Thread: io-<n>
 */
final class Residue
{
    private static final int INITIAL_CHUNKS = 4;

    private final ChunkPool pool;
    private ByteBuffer[] chunks;
    private long[] timesNs;
    private int count;
    private int readAt;
    private int writeAt;
    private long bytes;
    private long position;
    private long meteredSinceNs;
    private final ExemptRanges exempt = new ExemptRanges();
    private long headLeft;
    private ByteBuffer urgent;

    Residue(final ChunkPool pool)
    {
        this.pool = pool;
    }

    boolean isEmpty()
    {
        return bytes == 0 && urgent == null;
    }

    /**
     * How many bytes count against the client.
     */
    long meteredBytes()
    {
        return bytes - exempt.bytes();
    }

    /**
     * When the oldest byte came in that counts, or a little before. What does not count is taken to go out first.
     */
    long oldestNs()
    {
        return timesNs[0] - meteredSinceNs < 0 ? meteredSinceNs : timesNs[0];
    }

    boolean isOverdrawn()
    {
        return count > 0 && pool.isOver();
    }

    boolean hasRoom(final int length)
    {
        return pool.hasRoom(length);
    }

    /**
     * Keep what is left of a run of frames of which a part is sent.
     *
     * @param sent     how many bytes of the run.
     * @param begun    how many more of it can not be taken back.
     * @param isExempt whether the run does not count against the client.
     */
    void keepRest(
        final DirectBuffer source,
        final int offset,
        final int length,
        final int sent,
        final int begun,
        final long nowNs,
        final boolean isExempt)
    {
        append(source, offset + sent, length - sent, nowNs, isExempt);
        headLeft = boundaryAfter(source, offset, sent + begun) - sent;
    }

    /**
     * Keep what is left of a stage. Urgent frames in it that were not begun stay urgent.
     */
    void keepRest(final Stage stage, final int sent, final int begun, final long nowNs)
    {
        final int urgentEnd = stage.urgentBytes();
        if (sent >= urgentEnd)
        {
            keepRest(stage.bytes(), 0, stage.length(), sent, begun, nowNs, false);
            exempt.addAfter(sent, stage.exempt(), position);

            return;
        }

        final int begunEnd = boundaryAfter(stage.bytes(), 0, sent + begun);
        append(stage.bytes(), sent, Math.min(begunEnd, urgentEnd) - sent, nowNs, true);
        headLeft = begunEnd - sent;
        if (begunEnd < urgentEnd)
        {
            addUrgent(stage.bytes(), begunEnd, urgentEnd - begunEnd);
        }
        exempt.addAfter(urgentEnd, stage.exempt(), position + bytes);
        append(stage.bytes(), urgentEnd, stage.length() - urgentEnd, nowNs, false);
    }

    /**
     * Add whole frames.
     *
     * @param isExempt whether they do not count against the client.
     */
    void append(
        final DirectBuffer source, final int offset, final int length, final long nowNs, final boolean isExempt)
    {
        if (!isExempt && meteredBytes() == 0)
        {
            meteredSinceNs = nowNs;
        }
        int from = offset;
        int left = length;
        while (left > 0)
        {
            if (count == 0 || writeAt == ChunkPool.CHUNK_BYTES)
            {
                addChunk(nowNs);
            }
            final int step = Math.min(left, ChunkPool.CHUNK_BYTES - writeAt);
            source.getBytes(from, chunks[count - 1], writeAt, step);
            writeAt += step;
            from += step;
            left -= step;
        }
        if (isExempt)
        {
            exempt.add(position + bytes, position + bytes + length);
        }
        bytes += length;
    }

    /**
     * Add frames that go out before all that were not begun.
     */
    void addUrgent(final DirectBuffer source, final int offset, final int length)
    {
        final int waiting = urgent == null ? 0 : urgent.remaining();
        final ByteBuffer grown = ByteBuffer.allocate(waiting + length);
        if (waiting > 0)
        {
            grown.put(urgent);
        }
        source.getBytes(offset, grown, length);
        urgent = grown.flip();
    }

    int urgentBytes()
    {
        return urgent == null ? 0 : urgent.remaining();
    }

    /**
     * So many bytes, of those that would be sent next, can not be taken back: the frames that they are of count as
     * begun.
     */
    void begin(final int begun)
    {
        // Where there are urgent frames, they are of these, or of the rest of a frame that goes before them.
        while (urgent == null && headLeft < begun)
        {
            headLeft += frameLengthAt((int)headLeft);
        }
    }

    /**
     * Send as much as the socket takes now.
     *
     * @return how many bytes.
     */
    long drainTo(final GatheringByteChannel sink) throws IOException
    {
        long sent = 0;
        if (urgent != null)
        {
            if (headLeft > 0)
            {
                sent += send(sink, headLeft);
                if (headLeft > 0)
                {
                    return sent;
                }
            }
            sent += sink.write(urgent);
            if (urgent.hasRemaining())
            {
                return sent;
            }
            urgent = null;
        }

        return bytes > 0 ? sent + send(sink, bytes) : sent;
    }

    /**
     * Forget all of it.
     */
    void clear()
    {
        for (int i = 0; i < count; i++)
        {
            pool.release(chunks[i]);
            chunks[i] = null;
        }
        count = 0;
        bytes = 0;
        exempt.clear();
        headLeft = 0;
        urgent = null;
        chunks = null;
        timesNs = null;
    }

    /**
     * Forget the frames of which nothing was sent, but for urgent ones: nothing but a goodbye is to follow.
     */
    void forgetUnbegun()
    {
        final long end = headLeft == 0 ? 0 : readAt + headLeft;
        final int keep = (int)((end + ChunkPool.CHUNK_BYTES - 1) / ChunkPool.CHUNK_BYTES);
        while (count > keep)
        {
            pool.release(chunks[--count]);
            chunks[count] = null;
        }
        bytes = headLeft;
        exempt.clear();
        readAt = keep == 0 ? 0 : readAt;
        writeAt = keep == 0 ? ChunkPool.CHUNK_BYTES : (int)(end - (keep - 1L) * ChunkPool.CHUNK_BYTES);
    }

    /**
     * Where the frame ends of which bytes were sent last.
     */
    private static int boundaryAfter(final DirectBuffer source, final int offset, final int sent)
    {
        int boundary = 0;
        while (boundary < sent)
        {
            boundary += ServerFrames.frameLength(source, offset + boundary);
        }

        return boundary;
    }

    private long send(final GatheringByteChannel sink, final long limit) throws IOException
    {
        final ByteBuffer[] gathered = pool.gathered();
        long wanted = 0;
        int listed = 0;
        while (listed < count && listed < gathered.length && wanted < limit)
        {
            final int from = listed == 0 ? readAt : 0;
            final int to = listed == count - 1 ? writeAt : ChunkPool.CHUNK_BYTES;
            final int step = (int)Math.min(to - from, limit - wanted);
            gathered[listed] = chunks[listed].limit(from + step).position(from);
            wanted += step;
            listed++;
        }
        try
        {
            final long sent = sink.write(gathered, 0, listed);
            for (int i = 0; i < listed; i++)
            {
                gathered[i].clear();
            }
            advance(sent);

            return sent;
        }
        finally
        {
            Arrays.fill(gathered, 0, listed, null);
        }
    }

    private void advance(final long sent)
    {
        bytes -= sent;
        position += sent;
        exempt.passTo(position);
        long left = sent;
        while (left > 0)
        {
            if (headLeft == 0)
            {
                headLeft = frameLengthAt(0);
            }
            final long step = Math.min(left, headLeft);
            skip(step);
            headLeft -= step;
            left -= step;
        }
        if (bytes == 0)
        {
            releaseSent(count);
            if (chunks.length > INITIAL_CHUNKS)
            {
                chunks = null;
                timesNs = null;
            }
        }
    }

    private void skip(final long length)
    {
        long at = readAt + length;
        int sentChunks = 0;
        while (at >= ChunkPool.CHUNK_BYTES)
        {
            at -= ChunkPool.CHUNK_BYTES;
            sentChunks++;
        }
        readAt = (int)at;
        releaseSent(sentChunks);
    }

    private void releaseSent(final int sentChunks)
    {
        if (sentChunks == 0)
        {
            return;
        }
        for (int i = 0; i < sentChunks; i++)
        {
            pool.release(chunks[i]);
        }
        count -= sentChunks;
        System.arraycopy(chunks, sentChunks, chunks, 0, count);
        System.arraycopy(timesNs, sentChunks, timesNs, 0, count);
        Arrays.fill(chunks, count, count + sentChunks, null);
        if (count == 0)
        {
            readAt = 0;
            writeAt = ChunkPool.CHUNK_BYTES;
        }
    }

    private void addChunk(final long nowNs)
    {
        if (chunks == null)
        {
            chunks = new ByteBuffer[INITIAL_CHUNKS];
            timesNs = new long[INITIAL_CHUNKS];
            readAt = 0;
        }
        else if (count == chunks.length)
        {
            chunks = Arrays.copyOf(chunks, 2 * count);
            timesNs = Arrays.copyOf(timesNs, 2 * count);
        }
        chunks[count] = pool.take();
        timesNs[count] = nowNs;
        count++;
        writeAt = 0;
    }

    /**
     * Of the frame that begins so far behind the head.
     */
    private long frameLengthAt(final int distance)
    {
        final int length = byteAt(distance + 1) & ServerFrames.LENGTH_MASK;
        if (length < ServerFrames.LENGTH_IN_2_BYTES)
        {
            return ServerFrames.SHORT_HEADER + length;
        }
        if (length == ServerFrames.LENGTH_IN_2_BYTES)
        {
            return ServerFrames.MEDIUM_HEADER + (byteAt(distance + 2) << Byte.SIZE | byteAt(distance + 3));
        }

        long payload = 0;
        for (int i = 2; i < ServerFrames.LONG_HEADER; i++)
        {
            payload = payload << Byte.SIZE | byteAt(distance + i);
        }

        return ServerFrames.LONG_HEADER + payload;
    }

    private int byteAt(final int distance)
    {
        final int at = readAt + distance;

        return chunks[at / ChunkPool.CHUNK_BYTES].get(at % ChunkPool.CHUNK_BYTES) & 0xFF;
    }
}
