package io.tickwire.engine.metrics;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.errors.ErrorLogReader;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The errors of all threads, each distinct one once, with how often and when it was last seen. Bounded: what does not
 * fit any more is left out, and seen only in the {@link EngineCounter#ERRORS} of the thread that had it.
 * Thread: any
 */
public final class ErrorLog implements ErrorHandler
{
    /** Bytes that are kept by default. */
    public static final int DEFAULT_CAPACITY_BYTES = 256 * 1024;

    private final UnsafeBuffer buffer;
    private final DistinctErrorLog log;

    public ErrorLog(final int capacityBytes, final EpochClock clock)
    {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes));
        log = new DistinctErrorLog(buffer, clock);
    }

    /**
     * One distinct error.
     *
     * @param count    times it was seen.
     * @param firstMs  when it was first seen, ms since 1970.
     * @param lastMs   when it was last seen, ms since 1970.
     * @param trace    its stack trace.
     */
    public record Entry(int count, long firstMs, long lastMs, String trace)
    {
    }

    @Override
    public void onError(final Throwable error)
    {
        log.record(error);
    }

    /**
     * All distinct errors so far.
     */
    public List<Entry> entries()
    {
        final List<Entry> entries = new ArrayList<>();
        ErrorLogReader.read(
            buffer,
            (count, firstMs, lastMs, trace) -> entries.add(new Entry(count, firstMs, lastMs, trace)));

        return entries;
    }
}
