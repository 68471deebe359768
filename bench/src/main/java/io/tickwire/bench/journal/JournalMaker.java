package io.tickwire.bench.journal;

import io.tickwire.engine.feed.ClockWriter;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.stream.SteppedStream;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes a journal of {@link MixedTicks}, as fast as the archive takes them.
 * Thread: any
 */
final class JournalMaker
{
    private static final int SLOTS = 1 << 14;
    private static final int SLOT_BYTES = 1 << 9;
    private static final int BATCH = 1 << 11;
    private static final long START_NS = TimeUnit.SECONDS.toNanos(1_750_000_000);

    private final Path folder;
    private long nowNs = START_NS;

    JournalMaker(final Path folder)
    {
        this.folder = folder;
    }

    /**
     * When the n-th tick comes.
     */
    static long timeMs(final long n)
    {
        return TimeUnit.NANOSECONDS.toMillis(START_NS + n * MixedTicks.TICK_NS);
    }

    /**
     * @param bytes that it is to have at the least.
     */
    Map<String, Object> make(final long bytes) throws IOException
    {
        final StreamSettings defaults = StreamSettings.defaults();
        final StreamSettings.Journal journal = defaults.journal();
        final StreamSettings settings = new StreamSettings(
            false,
            new StreamSettings.Journal(
                Optional.of(folder), journal.segmentBytes(), Sync.NONE, 0, 0),
            defaults.termBytes(),
            Optional.empty());
        final long startNs = System.nanoTime();
        long ticks = 0;
        try (SteppedStream stream = SteppedStream.open(settings, START_NS))
        {
            final Names names = Names.empty();
            final TickRing ring = new TickRing(
                SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy(), stream.origin().firstSequence());
            final TickPublisher publisher = new TickPublisher(
                ring, () -> nowNs, new EngineCounters().newSheet("feed-bench"), new StageTimer("in->ring"));
            final MixedTicks market = new MixedTicks(names, publisher, START_NS);
            final ClockWriter clock = new ClockWriter(publisher);
            stream.begin(ring, SLOT_BYTES, names, () -> nowNs, "bench");
            clock.write(nowNs);
            stream.drain();
            long clockNs = START_NS;
            while (stream.bytes() < bytes)
            {
                for (int i = 0; i < BATCH; i++)
                {
                    nowNs = market.nextNs();
                    market.write();
                }
                ticks += BATCH;
                if (nowNs - clockNs >= ClockWriter.INTERVAL_NS)
                {
                    clockNs = nowNs;
                    clock.write(nowNs);
                }
                stream.drain();
            }
            stream.end();

            final double seconds = (System.nanoTime() - startNs) / (double)TimeUnit.SECONDS.toNanos(1);
            final Map<String, Object> written = new LinkedHashMap<>();
            written.put("bytes", stream.bytes());
            written.put("ticks", ticks);
            written.put("perSecond", ticks / seconds);
            written.put("seconds", seconds);

            return written;
        }
        catch (final StreamException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
    }
}
