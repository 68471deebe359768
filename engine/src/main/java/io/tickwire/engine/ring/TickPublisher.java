package io.tickwire.engine.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.schema.OwnThread;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The end of the ring that one feed writes to: claim a slot, encode a message in place, publish.
 * <pre>
 *   publisher.beginBatch(receiveTimeNs);
 *   final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
 *   if (claim &gt;= 0)
 *   {
 *       quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header). ...
 *       publisher.publish(claim, length);
 *   }
 * </pre>
 * A claim never waits. Where it fails the tick is lost, and that is not silent: it is counted, its symbol is marked for
 * a resync, and a {@code FeedStatus} tick announces it as soon as there is room.
 * Thread: feed-<venue>
 */
public final class TickPublisher
{
    /** There was no room: the tick is lost, and will be announced so. */
    public static final long RING_FULL = -1;

    /** The message is longer than a slot: the tick is lost, and will be announced so. */
    public static final long TOO_LONG = -2;

    private static final int TICKS_PER_STAMP = 16;

    private final RingBuffer<TickSlot> ring;
    private final UnsafeBuffer slab;
    private final int messageCapacity;
    private final EpochNanoClock clock;
    private final CounterSheet counters;
    private final StageTimer inToRing;
    private final TickLosses losses = new TickLosses();
    private final OwnThread owner = new OwnThread();

    private long receiveTimeNs;
    private long publishTimeNs;
    private int untilStamp;

    /**
     * @param inToRing records the time from a batch's receipt to its publication, once in up to 16 ticks.
     */
    public TickPublisher(
        final TickRing ring, final EpochNanoClock clock, final CounterSheet counters, final StageTimer inToRing)
    {
        this.ring = ring.buffer();
        this.slab = this.ring.get(0).buffer();
        this.messageCapacity = ring.messageCapacity();
        this.clock = clock;
        this.counters = counters;
        this.inToRing = inToRing;
        this.receiveTimeNs = clock.nanoTime();
    }

    /**
     * Bytes have come in, and the ticks to follow are from them. Announces earlier losses if it can.
     *
     * @param receiveTimeNs when they came.
     */
    public void beginBatch(final long receiveTimeNs)
    {
        this.receiveTimeNs = receiveTimeNs;
        untilStamp = 0;
        announceLosses();
    }

    /**
     * Whether so many claims would find room now, were this the only publisher: for a feed that can hold its own source
     * back.
     */
    public boolean hasRoom(final int ticks)
    {
        return ring.hasAvailableCapacity(ticks);
    }

    /**
     * Claim a slot, never waiting.
     *
     * @param length     bytes that the message may take, SBE header included.
     * @param templateId of the message, to say what is lost where the claim fails.
     * @param venueId    likewise.
     * @param subjectId  likewise: the symbol, or for a private message the account.
     * @return a claim, or {@link #RING_FULL} or {@link #TOO_LONG}.
     */
    public long claim(final int length, final int templateId, final int venueId, final int subjectId)
    {
        assert owner.isThis() : owner;

        if (length > messageCapacity)
        {
            losses.add(templateId, venueId, subjectId);
            counters.increment(EngineCounter.TICKS_DROPPED_TOO_LONG);
            return TOO_LONG;
        }

        if (!losses.isEmpty())
        {
            announceLosses();
        }

        final long claim = losses.isEmpty() ? tryNext() : RING_FULL;
        if (claim < 0)
        {
            losses.add(templateId, venueId, subjectId);
            counters.increment(EngineCounter.TICKS_DROPPED_RING_FULL);
        }

        return claim;
    }

    /**
     * Claim a slot for a tick whose source can be held back: where this fails nothing is lost, since the caller keeps
     * the tick and comes again.
     *
     * @param length bytes that the message may take, SBE header included.
     * @return a claim, or {@link #RING_FULL} or {@link #TOO_LONG}.
     */
    public long tryClaim(final int length)
    {
        assert owner.isThis() : owner;

        return length > messageCapacity ? TOO_LONG : tryNext();
    }

    /**
     * The buffer that messages are encoded into.
     */
    public UnsafeBuffer buffer()
    {
        return slab;
    }

    /**
     * Where in the buffer the message of a claim begins, with its SBE header.
     */
    public int messageOffset(final long claim)
    {
        return ring.get(claim).messageOffset();
    }

    /**
     * How long a message a claim can hold.
     */
    public int messageCapacity()
    {
        return messageCapacity;
    }

    /**
     * Publish a claim.
     *
     * @param length of the message, SBE header included; not more than was claimed.
     */
    public void publish(final long claim, final int length)
    {
        assert length > 0 && length <= messageCapacity : "length=" + length;

        if (--untilStamp < 0)
        {
            stamp();
        }

        ring.get(claim).stamp(publishTimeNs, length);
        ring.publish(claim);
        counters.increment(EngineCounter.TICKS_PUBLISHED);
    }

    /**
     * Give a claim up: readers pass over it.
     */
    public void abort(final long claim)
    {
        ring.get(claim).stamp(publishTimeNs, 0);
        ring.publish(claim);
        counters.increment(EngineCounter.TICKS_ABORTED);
    }

    /**
     * Take a symbol whose state was hurt by a lost tick, so that the feed can ask its venue for a new snapshot.
     *
     * @return its id, or -1 where there is none.
     */
    public int takeResync()
    {
        return losses.takeResync();
    }

    private long tryNext()
    {
        // Looking first keeps the exception of a full ring, which is slow, for the rare race between publishers.
        if (!ring.hasAvailableCapacity(1))
        {
            return RING_FULL;
        }

        try
        {
            return ring.tryNext();
        }
        catch (final InsufficientCapacityException ex)
        {
            return RING_FULL;
        }
    }

    private void stamp()
    {
        publishTimeNs = clock.nanoTime();
        untilStamp = TICKS_PER_STAMP - 1;
        inToRing.record(publishTimeNs - receiveTimeNs, 1);
    }

    private void announceLosses()
    {
        while (!losses.isEmpty())
        {
            final long claim = tryNext();
            if (claim < 0)
            {
                return;
            }

            publish(claim, losses.takeInto(slab, ring.get(claim).messageOffset(), receiveTimeNs));
        }
    }
}
