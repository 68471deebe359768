package io.tickwire.bench.micro;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;

/**
 * A message of a venue, from bytes to ticks that are read from the ring, its book kept; an operation is the next
 * message of what the venue once sent. The yardstick, Jackson's streaming parser, only goes over the same bytes.
 */
@State(Scope.Thread)
public class DecodeBenchmark extends MicroBenchmark
{
    /** Whose messages. */
    @Param({DecodeSession.MADE_UP})
    public String venue;

    private DecodeSession session;
    private int next;

    /**
     * Load what the venue sent.
     */
    @Setup
    public void setup() throws IOException
    {
        session = DecodeSession.load(venue);
    }

    @Benchmark
    public long decode()
    {
        if (next == session.messages())
        {
            next = 0;
            session.restart();
        }

        return session.decode(next++);
    }

    /**
     * The yardstick.
     */
    @Benchmark
    public long jackson() throws IOException
    {
        next = next == session.messages() ? 0 : next;

        return session.jackson(next++);
    }
}
