package io.tickwire.transport.replay;

import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.BookKeyframeDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads a journal into a ring: each tick at its pace, with ids of here and the number that it had.
 * <p>
 * Guarantees: no tick is dropped for want of room, since the journal waits. Where ticks are missing
 * in the journal, all venues go stale before the next one, and books are told again by their keyframes. Assumes: the
 * ring's engine is one of recorded ticks, and nobody else publishes into it.
 * Thread: any, one at a time
 */
public final class Replayer implements JournalHandler, AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Replayer.class);
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long NONE = -1;

    private final Journal journal;
    private final ReplayRange range;
    private final Pace pace;
    private final IdMap ids;
    private final TickPublisher publisher;
    private final EpochNanoClock clock;
    private final RingMarks marks;
    private final StagedTick staged = new StagedTick();
    private final KnownBooks books = new KnownBooks();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();

    private JournalReader reader;
    private long firstNs;
    private long lastNs;
    private boolean isEnded;
    private boolean isFirstRun;

    // Of a jump: what is still to be written, and where it leads.
    private boolean isStarting;
    private boolean isWarming;
    private long warmFromNs;
    private boolean isBooksOnly;
    private long targetNs;
    private long targetG;

    // What stands before the staged tick.
    private long untrusted;
    private FeedState untrustedState = FeedState.STALE;
    private long nextG = NONE;
    private long shiftG;
    private long shiftNs;
    private boolean isShifted;

    private long positionNs;
    private long positionG = NONE;
    private long roundTicks;
    private long told;
    private long lost;

    Replayer(
        final Journal journal,
        final ReplayRange range,
        final Pace pace,
        final Names names,
        final Listings listings,
        final TickPublisher publisher,
        final EpochNanoClock clock)
    {
        this.journal = journal;
        this.range = range;
        this.pace = pace;
        this.ids = new IdMap(names, listings);
        this.publisher = publisher;
        this.clock = clock;
        this.marks = new RingMarks(publisher);
        look();
        Glance.list(journal, firstNs, ids);
        seekTime(firstNs);
    }

    /**
     * Tell what is due, as far as there is room.
     *
     * @param limit of ticks.
     * @return how much there was to do.
     */
    int doWork(final int limit)
    {
        publisher.beginBatch(clock.nanoTime());
        if (isStarting)
        {
            isStarting = !marks.start();
        }
        int work = 0;
        while (!isStarting && work < limit && (!staged.isEmpty() || stage()) && mayTell() && prepare() && tell())
        {
            work++;
        }

        return work;
    }

    /**
     * How long nothing will be due, as far as that is known; 0: there is no room.
     */
    long waitNs()
    {
        return staged.isEmpty() ? Long.MAX_VALUE : isWarming ? 0 : pace.waitNs(staged.timeNs());
    }

    void pause()
    {
        pace.pause();
    }

    void resume()
    {
        pace.resume();
    }

    /**
     * Tell so many ticks, not counting those of the time, and stand still.
     */
    void step(final long ticks)
    {
        pace.step(ticks);
    }

    void speed(final double speed)
    {
        pace.speed(speed);
    }

    /**
     * Go on at a recorded time.
     */
    void seekTime(final long timeNs)
    {
        look();
        targetNs = Math.max(firstNs, Math.min(lastNs, timeNs));
        targetG = NONE;
        warmFromNs = Math.max(
            Math.max(range.fromNs(), targetNs - range.warmNs()),
            Math.min(targetNs, journal.timeBefore(targetNs, range.warmTicks())));
        jump(journal.readerWithBooksAt(warmFromNs));
        positionNs = targetNs;
        pace.moveTo(targetNs);
    }

    /**
     * Go on at the tick of a number, or the next one that there is.
     */
    void seekG(final long g)
    {
        final long timeNs = Glance.timeOf(journal, g);
        seekTime(timeNs == Glance.NONE ? Long.MAX_VALUE : timeNs);
        targetG = g;
    }

    ReplayStatus.State state()
    {
        return isEnded && !isWarming ? ReplayStatus.State.ENDED :
            pace.isPaused() ? ReplayStatus.State.PAUSED : ReplayStatus.State.PLAYING;
    }

    ReplayStatus status()
    {
        return new ReplayStatus(state(), pace.speed(), positionNs, positionG, firstNs, lastNs, told, lost);
    }

    /**
     * Whether there is nothing more to tell, for now.
     */
    boolean isEnded()
    {
        return isEnded;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        if (templateId < Glance.TICK_TEMPLATES)
        {
            staged.set(buffer, offset, length, templateId, head.g());
            isBooksOnly &= staged.timeNs() < warmFromNs;
            if (isBooksOnly && !TickTemplates.concernsBooks(templateId))
            {
                staged.clear();
            }
            else if (!ids.map(staged.buffer(), length, templateId))
            {
                // Of something that has no place here.
                staged.clear();
                lost++;
            }
        }
        else if (templateId == BookKeyframeDecoder.TEMPLATE_ID)
        {
            books.stage(staged, ids, buffer, offset, length, isWarming ? NONE : head.g() - 1);
        }
        else if (templateId == StreamLossDecoder.TEMPLATE_ID)
        {
            loss.wrapAndApplyHeader(buffer, offset, header);
            lost += Math.max(0, loss.to() - loss.from() + 1);
            distrust(FeedState.STALE);
        }
        else
        {
            ids.define(buffer, offset, templateId);
        }
    }

    @Override
    public void onRun(final Run run)
    {
        if (!isFirstRun)
        {
            // The server was away: its time is passed over, and what it knew of venues was void.
            distrust(FeedState.DISCONNECTED);
            pace.skip();
        }
        isFirstRun = false;
        isShifted |= roundTicks > 0;
        ids.forget();
        look();
    }

    @Override
    public void onDamage(final Damage damage)
    {
        LOGGER.warn("replay.damage {}", damage.describe());
        lost += Math.max(0, damage.ticks());
        distrust(FeedState.STALE);
    }

    @Override
    public void close()
    {
        reader.close();
    }

    private void look()
    {
        final List<Run> runs = journal.runs();
        firstNs = range.firstNs(runs);
        lastNs = Math.max(firstNs, range.lastNs(runs));
    }

    private void jump(final JournalReader next)
    {
        if (reader != null)
        {
            reader.close();
        }
        reader = next;
        staged.clear();
        books.clear();
        isStarting = true;
        isWarming = true;
        isBooksOnly = true;
        isEnded = false;
        untrusted = 0;
        nextG = NONE;
        isFirstRun = true;
        isShifted = false;
        shiftG = 0;
        shiftNs = 0;
        roundTicks = 0;
    }

    private void distrust(final FeedState state)
    {
        untrusted = ids.venuesSeen();
        untrustedState = state;
        books.clear();
    }

    /** Read up to the next tick. */
    private boolean stage()
    {
        int count;
        do
        {
            count = reader.poll(this, 1);
        }
        while (count > 0 && staged.isEmpty());
        if (!staged.isEmpty() && (isWarming || staged.timeNs() <= range.toNs()))
        {
            isEnded = false;
            if (isShifted)
            {
                // A run that counts anew must not tell numbers again.
                isShifted = false;
                shiftG = Math.max(shiftG, positionG + 1 - staged.g());
            }
            if (shiftNs != 0)
            {
                staged.shift(shiftNs);
            }

            return true;
        }

        return onEnd();
    }

    private boolean onEnd()
    {
        staged.clear();
        if (range.isLoop() && roundTicks > 0)
        {
            beginRound();

            return stage();
        }
        if (isWarming)
        {
            isWarming = !marks.end(targetNs);
        }
        isEnded = true;

        return false;
    }

    /** The market goes on with its beginning, at the next minute. */
    private void beginRound()
    {
        final long lengthNs = positionNs - shiftNs - firstNs;
        shiftNs += (lengthNs / MINUTE_NS + 1) * MINUTE_NS;
        reader.close();
        reader = journal.readerAtTime(firstNs);
        pace.skip();
        roundTicks = 0;
        isFirstRun = true;
        isShifted = true;
        distrust(FeedState.DISCONNECTED);
    }

    private boolean mayTell()
    {
        return isWarming || pace.waitNs(staged.timeNs()) == 0;
    }

    /** Write what stands before the staged tick; each once. */
    private boolean prepare()
    {
        if (isWarming && isThere())
        {
            isWarming = !marks.end(targetNs);
            pace.moveTo(targetNs);

            return !isWarming && mayTell() && prepare();
        }
        while (untrusted != 0)
        {
            if (!marks.stale(Long.numberOfTrailingZeros(untrusted), untrustedState, positionNs))
            {
                return false;
            }
            untrusted &= untrusted - 1;
            nextG = NONE;
        }
        final long g = staged.g() + shiftG;
        if (g != nextG && marks.goOnAt(g))
        {
            nextG = g;
        }

        return g == nextG;
    }

    private boolean isThere()
    {
        return targetG == NONE ? staged.timeNs() >= targetNs : staged.g() >= targetG;
    }

    private boolean tell()
    {
        final long claim = staged.publish(publisher);
        if (claim == TickPublisher.RING_FULL)
        {
            return false;
        }
        if (claim == TickPublisher.TOO_LONG)
        {
            lost++;
            distrust(FeedState.STALE);
        }
        nextG = claim < 0 ? NONE : nextG + 1;
        books.onTold(staged);
        if (!isWarming && !staged.isKeyframe())
        {
            told++;
            roundTicks++;
            positionNs = staged.timeNs();
            positionG = staged.g() + shiftG;
            pace.onTold(positionNs, !staged.isClock());
        }
        staged.clear();

        return true;
    }
}
