package io.tickwire.transport.stream;

import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.TickCopier;
import io.tickwire.engine.ring.TickObserver;
import io.tickwire.engine.ring.TickSlotDescriptor;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the ring's ticks leave the process: each is copied straight from its slot into Aeron's term.
 * <p>
 * Guarantees: a tick is in the stream once, in the order of {@code g}, or a loss that is told before the next tick
 * covers it; an id is defined before its first use. It never holds the ring back and never waits for who reads.
 * Thread: stream
 */
final class TickStream implements TickCopier
{
    private static final Logger LOGGER = LoggerFactory.getLogger(TickStream.class);
    private static final int LIMIT = 256;
    private static final int RECEIVE_TIME_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
    private static final long LAST_WORDS_NS = TimeUnit.SECONDS.toNanos(1);

    private final TickObserver observer;
    private final StreamOutput output;
    private final Definitions definitions;
    private final Keyframes keyframes;
    private final StreamLosses losses;
    private final StreamCounters counters;
    private final StreamMarks marks;
    private final EpochNanoClock clock;
    private final byte[] server;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamStartEncoder start = new StreamStartEncoder();
    private final StreamEndEncoder end = new StreamEndEncoder();
    private final UnsafeBuffer bookTick;

    private volatile JournalRecorder.Live successor;

    private boolean isStarted;
    private boolean isTurn;
    private boolean hasNewReader;
    private long nowNs;
    private long lastG;
    /** Of the tick that is being copied: what its claim said. */
    private int claimed;
    private long copiedG;
    private long copiedReceiveTimeNs;
    private long copiedPosition;
    private boolean isCopyClock;
    private boolean isCopyOfBook;
    private int copiedLength;

    /**
     * @param slotBytes of the ring's.
     * @param server    what it is called.
     */
    TickStream(
        final TickObserver observer,
        final int slotBytes,
        final StreamOutput output,
        final Names names,
        final StreamCounters counters,
        final StreamMarks marks,
        final EpochNanoClock clock,
        final String server)
    {
        this.observer = observer;
        this.output = output;
        this.definitions = new Definitions(names, output, counters, marks);
        this.keyframes = new Keyframes(
            Engine.newBookKeeper(names, Keyframes.MAX_LEVELS),
            Math.min(TickSlotDescriptor.messageCapacity(slotBytes), output.maxLength()),
            definitions,
            output,
            counters,
            marks);
        this.bookTick = new UnsafeBuffer(new byte[slotBytes]);
        this.losses = new StreamLosses(counters);
        this.counters = counters;
        this.marks = marks;
        this.clock = clock;
        this.server = server.getBytes(StandardCharsets.UTF_8);
        this.lastG = observer.nextSequence() - 1;
        this.nowNs = clock.nanoTime();
    }

    /**
     * What is missing before the first tick.
     */
    void lostBefore(final long from, final long to)
    {
        losses.add(from, to, LossReason.RESTART);
    }

    /**
     * Wait for ticks, as the observer does, and take a batch of them.
     *
     * @return {@link TickObserver#HALTED} where no more is to be taken, but for {@link #finish}.
     */
    int cycle()
    {
        int work = 0;
        try
        {
            final JournalRecorder.Live next = successor;
            if (next != null)
            {
                successor = null;
                begin(next);
            }
            work = observer.poll(this, LIMIT);
            endBatch(work < LIMIT);
        }
        catch (final RuntimeException ex)
        {
            counters.increment(StreamCounter.ERRORS);
            LOGGER.error("stream.failed: a turn failed, and the stream goes on", ex);
        }

        return work;
    }

    /**
     * Go on with the publication of another recording. Any thread calls this.
     */
    void goOnWith(final JournalRecorder.Live next)
    {
        successor = next;
    }

    /**
     * Tell all books: somebody has come to read.
     */
    void onReader()
    {
        hasNewReader = true;
    }

    /**
     * Take all that is in the ring now, without a wait: for who fills the ring himself.
     */
    void drain()
    {
        // Then it is the end of what was taken before, as it is for who waits: nothing is told before its time.
        nowNs = isStarted ? nowNs : clock.nanoTime();
        while (observer.pollNow(this, LIMIT) > 0)
        {
            endBatch(false);
        }
    }

    /**
     * Make {@link #cycle} return {@link TickObserver#HALTED}. Any thread calls this.
     */
    void halt()
    {
        observer.halt();
    }

    @Override
    public void copy(
        final DirectBuffer slab, final int offset, final int length, final long publishTimeNs, final long sequence)
    {
        copiedG = sequence;
        copiedLength = length;
        final int templateId = length < MessageHeaderDecoder.ENCODED_LENGTH ?
            0 : slab.getShort(offset + Short.BYTES, ByteOrder.LITTLE_ENDIAN);
        isCopyClock = templateId == ClockDecoder.TEMPLATE_ID;
        isCopyOfBook = Keyframes.reads(templateId);
        claimed = isStarted ? losses.tell(output, nowNs) : start();
        if (claimed >= 0)
        {
            claimed = definitions.tellBefore(slab, offset, length, sequence, nowNs);
        }
        if (claimed >= 0)
        {
            claimed = output.claim(length, sequence, publishTimeNs);
        }
        if (claimed >= 0)
        {
            output.buffer().putBytes(claimed, slab, offset, length);
            copiedReceiveTimeNs = length < RECEIVE_TIME_OFFSET + Long.BYTES ?
                publishTimeNs : slab.getLong(offset + RECEIVE_TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
            copiedPosition = output.claimedPosition();
        }
        if (isCopyOfBook)
        {
            // What is published may be read and wiped at once.
            bookTick.putBytes(0, slab, offset, length);
        }
    }

    @Override
    public void keep()
    {
        lastG = copiedG;
        if (claimed >= 0)
        {
            marks.onTick(copiedPosition, copiedG, copiedReceiveTimeNs);
            output.commit();
            counters.increment(StreamCounter.TICKS);
            isTurn |= isCopyClock;
        }
        else
        {
            lose(copiedG, claimed);
        }
        if (isCopyOfBook)
        {
            keyframes.onTick(bookTick, 0, copiedLength, copiedG);
        }
    }

    @Override
    public void drop()
    {
        counters.increment(StreamCounter.COPIES_TORN);
        if (claimed >= 0)
        {
            output.abort();
        }
    }

    @Override
    public void onGivenUp(final long sequence)
    {
        lastG = sequence;
        counters.increment(StreamCounter.PLACES_GIVEN_UP);
        losses.add(sequence, sequence, LossReason.GIVEN_UP);
    }

    @Override
    public void onOvertaken(final long fromSequence, final long toSequence)
    {
        lastG = toSequence;
        counters.add(StreamCounter.TICKS_OVERTAKEN, toSequence - fromSequence + 1);
        losses.add(fromSequence, toSequence, LossReason.OVERTAKEN);
        keyframes.onLoss();
    }

    private void lose(final long g, final int code)
    {
        switch (code)
        {
            case StreamOutput.NO_READERS, StreamOutput.CLOSED ->
            {
                counters.increment(StreamCounter.TICKS_UNREAD);
                losses.clear();
                isStarted = false;
            }
            case StreamOutput.TOO_LONG ->
            {
                counters.increment(StreamCounter.TICKS_TOO_LONG);
                losses.add(g, g, LossReason.TOO_LONG);
                keyframes.want();
            }
            default ->
            {
                counters.increment(StreamCounter.TICKS_WITHOUT_ROOM);
                losses.add(g, g, LossReason.BACK_PRESSURE);
                keyframes.want();
            }
        }
    }

    private int start()
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + StreamStartEncoder.BLOCK_LENGTH +
            StreamStartEncoder.serverHeaderLength() + server.length;
        final int offset = output.claim(length, lastG + 1, nowNs);
        if (offset < 0)
        {
            return offset;
        }

        start.wrapAndApplyHeader(output.buffer(), offset, header)
            .startTime(nowNs)
            .schemaVersion(MessageHeaderEncoder.SCHEMA_VERSION)
            .putServer(server, 0, server.length);
        output.commit();
        definitions.clear();
        keyframes.onStart(lastG + 1, nowNs);
        isStarted = true;

        return losses.tell(output, nowNs);
    }

    private void begin(final JournalRecorder.Live next)
    {
        output.use(next.publication());
        marks.onRun(next.run());
        isStarted = false;
    }

    private void endBatch(final boolean isIdle)
    {
        nowNs = clock.nanoTime();
        if (isTurn)
        {
            isTurn = false;
            definitions.tellInTurn(lastG + 1, nowNs);
        }
        if (hasNewReader)
        {
            hasNewReader = false;
            keyframes.want();
            counters.increment(StreamCounter.READERS_JOINED);
        }
        if (isStarted && losses.tell(output, nowNs) >= 0)
        {
            keyframes.turn(lastG + 1, nowNs);
        }
        marks.onBatch(output.position(), losses.toldUpTo(lastG), isIdle);
    }

    /**
     * Tell the rest, and that it is all.
     */
    void finish()
    {
        drain();
        final long startNs = System.nanoTime();
        while (!tellEnd() && System.nanoTime() - startNs < LAST_WORDS_NS)
        {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
        marks.onBatch(output.position(), losses.toldUpTo(lastG), true);
    }

    private boolean tellEnd()
    {
        final int told = isStarted ? losses.tell(output, nowNs) : start();
        final int offset = told < 0 ? told : output.claim(
            MessageHeaderEncoder.ENCODED_LENGTH + StreamEndEncoder.BLOCK_LENGTH, lastG + 1, nowNs);
        if (offset >= 0)
        {
            end.wrapAndApplyHeader(output.buffer(), offset, header).endTime(nowNs);
            output.commit();
        }

        return offset != StreamOutput.NO_ROOM;
    }
}
