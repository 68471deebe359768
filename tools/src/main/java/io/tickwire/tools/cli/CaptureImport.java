package io.tickwire.tools.cli;

import io.tickwire.engine.audit.CaptureClock;
import io.tickwire.engine.audit.CapturePlan;
import io.tickwire.engine.audit.CapturePlayer;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.SteppedStream;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Plays a capture into a ring, and has each message's ticks written to the journal before the next one.
 * Thread: conductor
 */
final class CaptureImport
{
    /** With these a message, or a book's buffered changes, may become so many ticks: 32 MiB in slots of 512 bytes. */
    private static final int SLOTS = 1 << 16;
    private static final int STEPS_A_LOOK = 1 << 10;
    private static final double BYTES_PER_MB = 1e6;
    private static final List<FeedCounter> TOLD = List.of(
        FeedCounter.MALFORMED,
        FeedCounter.DECODER_ERRORS,
        FeedCounter.UNKNOWN_MESSAGES,
        FeedCounter.INEXACT,
        FeedCounter.GAPS,
        FeedCounter.CHECKSUMS_BAD);

    private final CapturePlan plan;
    private final ServerConfig config;
    private final Names names = Names.empty();
    private final CaptureClock clock = new CaptureClock();
    private final EngineCounters counters = new EngineCounters();

    /**
     * @param config whose slots the ticks fit into, and what else there is to say of the journal.
     */
    CaptureImport(final CapturePlan plan, final ServerConfig config)
    {
        this.plan = plan;
        this.config = config;
    }

    /**
     * @param progress gets from 0 to 1 how much is done, now and then.
     * @param isTold   whether it is to end before all is done.
     * @return a line that says what came of it.
     * @throws StreamException where the journal can not be written.
     */
    String run(final DoubleConsumer progress, final BooleanSupplier isTold) throws IOException, StreamException
    {
        final long startNs = System.nanoTime();
        final int slotBytes = config.engine().ticks().slotBytes();
        try (SteppedStream stream = SteppedStream.open(config.stream(), plan.firstTimeNs()))
        {
            final TickRing ring = new TickRing(
                SLOTS, slotBytes, WaitProfile.ECO.newWaitStrategy(), stream.origin().firstSequence());
            final TickPublisher publisher =
                new TickPublisher(ring, clock, counters.newSheet("feed-import"), new StageTimer("in->ring"));
            try (CapturePlayer player = new CapturePlayer(plan, names, clock, publisher))
            {
                stream.begin(ring, slotBytes, names, clock, config.server().name());
                for (long steps = 0; !isTold.getAsBoolean() && player.next(); steps++)
                {
                    requireRoom();
                    stream.drain();
                    if (steps % STEPS_A_LOOK == 0)
                    {
                        progress.accept(player.progress());
                    }
                }
                stream.end();
                progress.accept(player.progress());
                final String summary = summary(player, stream.bytes(), System.nanoTime() - startNs);

                return isTold.getAsBoolean() ? summary + ", and was told to end" : summary;
            }
        }
    }

    private void requireRoom() throws IOException
    {
        if (counters.total(EngineCounter.TICKS_DROPPED_RING_FULL) > 0)
        {
            throw new IOException("a message makes more ticks than an import has room for: ticks=" + SLOTS);
        }
        if (counters.total(EngineCounter.TICKS_DROPPED_TOO_LONG) > 0)
        {
            throw new IOException(
                "a tick is longer than a slot: set engine.ticks.slotSize to more than " +
                config.engine().ticks().slotBytes());
        }
    }

    private String summary(final CapturePlayer player, final long bytes, final long tookNs)
    {
        final StringBuilder line = new StringBuilder(String.format(
            Locale.ROOT,
            "imported %,d ticks of %,d symbols from %,d messages, %s to %s: %,.1f MB in %.1f s",
            counters.total(EngineCounter.TICKS_PUBLISHED),
            names.symbols().size(),
            player.messages(),
            time(plan.firstTimeNs()),
            time(clock.nanoTime()),
            bytes / BYTES_PER_MB,
            tookNs / (double)TimeUnit.SECONDS.toNanos(1)));
        for (final FeedCounter counter : TOLD)
        {
            final long count = player.count(counter);
            if (count > 0)
            {
                line.append(String.format(Locale.ROOT, ", %s %,d", counter.label(), count));
            }
        }

        return line.toString();
    }

    private static Instant time(final long timeNs)
    {
        return Instant.ofEpochSecond(0, timeNs).truncatedTo(ChronoUnit.MILLIS);
    }
}
