package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/**
 * What has to be known of a capture before it can be played into a ring once and for all, since nothing lists it: whose
 * it is, the exponents of its symbols and, where the recorder wrote no times, when it began. All of it is learnt by
 * playing the capture as often as it takes.
 * <p>
 * A recording without times (lines), or with times of a clock that counts from elsewhere, begins so that its first tick
 * with a time of the exchange came at that time; lines are 10 ms apart. The same files so always have the same times.
 * Thread: any
 */
public final class CapturePlan
{
    private static final int MAX_RUNS = 8;
    private static final int SLOTS = 1 << 13;
    private static final int SLOT_BYTES = 1 << 13;
    private static final int EVENTS_A_STEP = 1 << 10;
    private static final long LINE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What is before this is the time of no recorder. */
    private static final long YEAR_2000_NS =
        TimeUnit.SECONDS.toNanos(Instant.parse("2000-01-01T00:00:00Z").getEpochSecond());

    private final List<Path> files;
    private final CaptureFormat format;
    private final CaptureVenues venues;
    private final Exponents exponents = new Exponents();
    private final long stepNs;
    private long beginNs;
    private long firstNs;

    private CapturePlan(final List<Path> files, final CaptureFormat format, final String venue) throws IOException
    {
        this.files = List.copyOf(files);
        this.format = format;
        this.venues = CaptureVenues.asAudited(files, format, venue);
        final CaptureFormat known = format == null ? CaptureFormat.detect(files.get(0)) : format;
        this.stepNs = known == CaptureFormat.LINES ? LINE_NS : 1;
    }

    /**
     * @param files    of one recording.
     * @param format   of the files; null: told from how they begin.
     * @param venue    that they are of; null: told from addresses or messages.
     * @param progress gets from 0 to 1 how much of a run is done, now and then.
     * @throws IOException              where a file can not be read, or is not of its format.
     * @throws IllegalArgumentException where there is no such venue, or it can not be told.
     */
    public static CapturePlan learn(
        final List<Path> files, final CaptureFormat format, final String venue, final DoubleConsumer progress)
        throws IOException
    {
        final CapturePlan plan = new CapturePlan(files, format, venue);
        boolean isBetter = true;
        for (int i = 0; i < MAX_RUNS && isBetter; i++)
        {
            isBetter = plan.learnOnce(progress);
        }

        return plan;
    }

    /** When its first event came; of one without events, of no meaning. */
    public long firstTimeNs()
    {
        return beginNs + firstNs;
    }

    CaptureReader open() throws IOException
    {
        return CaptureReader.open(files, format);
    }

    /** Whose decoder reads a connection. */
    String venueOf(final CaptureEvent event)
    {
        return venues.of(event.url());
    }

    /** One symbol has one pair of exponents, whichever of the capture's venues trade it. */
    Exponents exponents()
    {
        return exponents;
    }

    long timeNs(final CaptureEvent event)
    {
        return beginNs + stepNs * event.timeNs();
    }

    /**
     * @return whether another run may tell more.
     */
    private boolean learnOnce(final DoubleConsumer progress) throws IOException
    {
        final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy());
        final CaptureClock clock = new CaptureClock();
        final TickPublisher publisher = new TickPublisher(
            ring, clock, new EngineCounters().newSheet("feed-import"), new StageTimer("in->ring"));
        final TickHeadDecoder head = new TickHeadDecoder();
        try (TickReader reader = ring.newReader();
            CapturePlayer player = new CapturePlayer(this, Names.empty(), clock, publisher))
        {
            for (long steps = 0; player.next(); steps++)
            {
                firstNs = steps == 0 ? clock.nanoTime() - beginNs : firstNs;
                while (reader.position() < ring.cursor())
                {
                    reader.poll((slot, sequence) -> learnTime(slot, head, clock.nanoTime()), SLOTS);
                }
                if (steps % EVENTS_A_STEP == 0)
                {
                    progress.accept(player.progress());
                }
            }
            progress.accept(1.0);

            return player.improve(exponents);
        }
    }

    private void learnTime(final TickSlot slot, final TickHeadDecoder head, final long nowNs)
    {
        if (nowNs < YEAR_2000_NS && slot.messageLength() > 0)
        {
            head.wrap(slot.buffer(), slot.messageOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
            if (head.exchangeTime() >= YEAR_2000_NS)
            {
                beginNs = head.exchangeTime() - nowNs;
            }
        }
    }
}
