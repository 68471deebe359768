package io.tickwire.bench.micro;

import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The WebSocket header before a payload of 60 to 4,000 bytes, as our frames have them. The yardstick writes the same
 * bytes one by one.
 */
@State(Scope.Thread)
public class SealBenchmark extends MicroBenchmark
{
    private static final int SAMPLES = 4096;
    private static final int SLAB_BYTES = 64 * 1024;
    private static final int SHORTEST = 60;
    private static final int LONGEST = 4_000;
    private static final int SHORT = 125;
    private static final byte BINARY = (byte)0x82;

    private final int[] lengths = new int[SAMPLES];
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(SLAB_BYTES);
    private final UnsafeBuffer slab = new UnsafeBuffer(bytes);
    private int index;
    private int offset;

    public SealBenchmark()
    {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SAMPLES; i++)
        {
            lengths[i] = random.nextInt(SHORTEST, LONGEST);
        }
    }

    @Benchmark
    public int seal()
    {
        final int length = nextLength();
        header.seal(slab, offset, length, false);

        return header.headerBytes(length);
    }

    /**
     * The yardstick.
     */
    @Benchmark
    public int byteByByte()
    {
        final int length = nextLength();
        bytes.position(offset).put(BINARY);
        if (length <= SHORT)
        {
            bytes.put((byte)length);
        }
        else
        {
            bytes.put((byte)126).put((byte)(length >> 8)).put((byte)length);
        }

        return bytes.position() - offset;
    }

    private int nextLength()
    {
        offset = offset + LONGEST > SLAB_BYTES - LONGEST ? 0 : offset + SHORTEST;

        return lengths[index++ & SAMPLES - 1];
    }
}
