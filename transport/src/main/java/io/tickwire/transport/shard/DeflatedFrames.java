package io.tickwire.transport.shard;

import io.tickwire.transport.session.ServerFrames;
import io.tickwire.transport.session.Slab;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.MessageDeflater;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Frames of a batch, deflated for the clients that agreed on it. None is deflated with what came before it, so a frame
 * of a ring is deflated once, whoever gets it. They stand one behind the other, as they did in the ring, and a run of
 * them is one write.
 * <p>
 * What a shard deflates in a turn is bounded, for all its clients wait for that, also those who asked for no such
 * thing: what is beyond it goes as it is. So does what would not get shorter.
 * Thread: io-<n>
 */
final class DeflatedFrames
{
    /** A frame goes as it is. */
    static final int PLAIN = -1;

    /** What a turn may deflate: about a millisecond's worth. */
    static final int TURN_BYTES = 1 << 16;

    /** What a frame costs besides its bytes, in bytes: zlib begins anew with each. */
    static final int FRAME_COST_BYTES = 256;

    /** What is deflated in a turn is shorter than what it was; a turn that failed may leave something. */
    private static final int CAPACITY = 2 * TURN_BYTES;
    private static final int UNKNOWN = -2;
    private static final int OPCODE_TEXT = 1;

    private final int minBytes;
    private final int level;
    private final ServerCounters counters;
    private final FrameHeader header = new FrameHeader();
    private final Int2IntHashMap places = new Int2IntHashMap(UNKNOWN);
    private int left = TURN_BYTES;
    private int end;

    // Made for the first client that wants it.
    private MessageDeflater deflater;
    private ByteBuffer in;
    private UnsafeBuffer inBytes;
    private ByteBuffer out;
    private Slab slab;

    private long frames;
    private long framesPlain;
    private long bytesBefore;
    private long bytesAfter;

    DeflatedFrames(final Compression compression, final ServerCounters counters)
    {
        minBytes = Math.max(1, compression.minBytes());
        level = compression.level();
        this.counters = counters;
    }

    /**
     * A turn begins.
     */
    void beginTurn()
    {
        left = TURN_BYTES;
        // What a turn that failed has left.
        places.clear();
    }

    /**
     * Nobody points to what was deflated any more, and the ring's reader may move on.
     */
    void clear()
    {
        places.clear();
        end = 0;
    }

    /**
     * Deflate a frame of the ring that is read in this batch, unless that was done.
     *
     * @return where it stands in {@link #slab}, or {@link #PLAIN}.
     */
    int ofRing(final DirectBuffer ring, final int offset, final int length)
    {
        int place = places.get(offset);
        if (place == UNKNOWN)
        {
            place = of(ring, offset, length);
            places.put(offset, place);
        }

        return place;
    }

    /**
     * Deflate a frame that stands elsewhere.
     *
     * @return as {@link #ofRing}.
     */
    int of(final DirectBuffer source, final int offset, final int length)
    {
        final int headerBytes = ServerFrames.headerLength(source, offset);
        final int payload = length - headerBytes;
        if (payload < minBytes)
        {
            return PLAIN;
        }
        if (payload + FRAME_COST_BYTES > Math.min(left, CAPACITY - end))
        {
            framesPlain++;

            return PLAIN;
        }
        left -= payload + FRAME_COST_BYTES;
        begin();
        inBytes.putBytes(0, source, offset + headerBytes, payload);
        final int from = end + headerBytes;
        out.limit(from + payload + MessageDeflater.TAIL_BYTES).position(from);
        final int deflated = deflater.deflate(in.limit(payload).position(0), out);
        if (deflated == MessageDeflater.NO_ROOM || deflated >= payload)
        {
            return PLAIN;
        }

        return seal(from, payload, deflated, ServerFrames.opcode(source, offset) == OPCODE_TEXT);
    }

    /**
     * Where deflated frames stand, until {@link #clear}.
     */
    Slab slab()
    {
        return slab;
    }

    int lengthAt(final int place)
    {
        return ServerFrames.frameLength(slab.bytes(), place);
    }

    /**
     * Tell the counters what happened since the last call.
     */
    void publishCounts()
    {
        counters.add(ServerCounter.FRAMES_DEFLATED, frames);
        counters.add(ServerCounter.FRAMES_NOT_DEFLATED, framesPlain);
        counters.add(ServerCounter.BYTES_BEFORE_DEFLATE, bytesBefore);
        counters.add(ServerCounter.BYTES_AFTER_DEFLATE, bytesAfter);
        frames = 0;
        framesPlain = 0;
        bytesBefore = 0;
        bytesAfter = 0;
    }

    /**
     * Let its memory go.
     */
    void end()
    {
        if (deflater != null)
        {
            deflater.close();
            deflater = null;
        }
    }

    private int seal(final int from, final int payload, final int deflated, final boolean isText)
    {
        final int place = end;
        final int headerBytes = header.headerBytes(deflated);
        if (place + headerBytes < from)
        {
            // The shorter payload has a shorter header.
            slab.bytes().putBytes(place + headerBytes, slab.bytes(), from, deflated);
        }
        header.sealDeflated(slab.bytes(), place, deflated, isText);
        end = place + headerBytes + deflated;
        frames++;
        bytesBefore += payload;
        bytesAfter += deflated;

        return place;
    }

    private void begin()
    {
        if (deflater == null)
        {
            deflater = new MessageDeflater(level);
            in = ByteBuffer.allocateDirect(TURN_BYTES);
            inBytes = new UnsafeBuffer(in);
            out = ByteBuffer.allocateDirect(CAPACITY);
            slab = new Slab(new UnsafeBuffer(out));
        }
    }
}
