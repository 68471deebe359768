package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Hands out the messages of a journal in the order of g, each once, over all runs from a place on, and goes on with
 * what is written meanwhile. What is missing is told as {@link Damage} before the next message, with the numbers of
 * the ticks between that one and the last.
 * <p>
 * A message allocates nothing.
 * Thread: any, one at a time
 */
public final class JournalReader implements AutoCloseable
{
    private final Journal journal;
    private final StreamHead head = new StreamHead();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(Long.BYTES);
    private final RunNames names;
    private boolean isChecked = true;
    private boolean isFinite;
    private ReadStart start;

    private long recordingId;
    private long generation = Recording.NONE;
    private Recording recording;
    private FrameCursor cursor;
    private boolean isRunTold;
    private boolean isSkipping;
    private boolean hasSuccessor;
    private boolean isFinishing;
    private long expectedG;

    private boolean isDamaged;
    private long damageFrom;
    private long damageTo;
    private Damage.Reason reason;

    JournalReader(final Journal journal, final long afterRecordingId, final ReadStart start)
    {
        this.journal = journal;
        this.recordingId = afterRecordingId;
        this.start = start;
        names = new RunNames(journal);
    }

    /**
     * Do not compute checksums: a frame is believed whose header makes sense. To be called before the first poll.
     */
    public JournalReader withoutChecksums()
    {
        isChecked = false;

        return this;
    }

    /**
     * Nothing more is written: what is torn at the end of the last run is damage, too. To be called before the first
     * poll.
     */
    public JournalReader finite()
    {
        isFinite = true;

        return this;
    }

    /**
     * Hand on messages.
     *
     * @param limit how many at the most, not counting definitions that are told at the beginning.
     * @return how many they were; 0: nothing more is there for now.
     */
    public int poll(final JournalHandler handler, final int limit)
    {
        int count = 0;
        while (count < limit)
        {
            if (cursor == null && !openNext())
            {
                break;
            }
            final int result = cursor.next();
            if (result == FrameCursor.FRAME)
            {
                count += onFrame(handler);
            }
            else if (result == FrameCursor.DAMAGE)
            {
                addDamage(cursor.damageFrom(), cursor.position(), cursor.reason());
            }
            else if (!isFollowed())
            {
                tellTheEnd(handler);
                break;
            }
            else
            {
                finish(handler);
            }
        }

        return count;
    }

    /**
     * Where in the recording it stands.
     */
    public long position()
    {
        return cursor == null ? 0 : cursor.position();
    }

    /**
     * The recording that is read, or {@link Recording#NONE} before the first.
     */
    public long recordingId()
    {
        return recordingId;
    }

    @Override
    public void close()
    {
        if (cursor != null)
        {
            cursor.close();
        }
    }

    private boolean openNext()
    {
        final Recording next = successor();
        if (next == null)
        {
            return false;
        }
        recording = next;
        recordingId = next.id();
        hasSuccessor = false;
        isRunTold = false;
        isSkipping = start.kind() != ReadStart.Kind.ALL;
        expectedG = Damage.UNKNOWN;
        cursor = journal.frames(next, isChecked);
        if (isFinite || next.stopPosition() != Recording.NONE)
        {
            cursor.finish();
        }
        seek();

        return true;
    }

    private Recording successor()
    {
        final long now = journal.generation(scratch);
        if (now == generation)
        {
            return null;
        }
        Recording next = null;
        for (final Recording candidate : journal.recordings())
        {
            if (candidate.id() > recordingId && next == null)
            {
                next = candidate;
            }
        }
        if (next == null)
        {
            generation = now;
        }

        return next;
    }

    private void seek()
    {
        if (!isSkipping)
        {
            return;
        }
        try
        {
            final TimeIndex index = journal.timeIndex(recording);
            for (int i = start.indexEntry(index); i >= 0 && index.position(i) > recording.startPosition(); i--)
            {
                cursor.seek(index.position(i));
                if (cursor.isAtFrame())
                {
                    return;
                }
            }
            cursor.seek(recording.startPosition());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Nothing is left of this run: is there another?
     */
    private boolean isFollowed()
    {
        hasSuccessor |= successor() != null;

        return hasSuccessor;
    }

    private void tellTheEnd(final JournalHandler handler)
    {
        if (cursor.isEnded())
        {
            flushDamage(handler, Damage.UNKNOWN);
        }
    }

    /**
     * The run has ended, since another one has begun: take what is left, then leave it.
     */
    private void finish(final JournalHandler handler)
    {
        if (!isFinishing)
        {
            isFinishing = true;
            cursor.finish();
            return;
        }
        isFinishing = false;
        flushDamage(handler, Damage.UNKNOWN);
        cursor.close();
        cursor = null;
    }

    private int onFrame(final JournalHandler handler)
    {
        final DirectBuffer buffer = cursor.buffer();
        final int offset = cursor.offset();
        if (!MessageFrame.isWhole(buffer, offset, cursor.length()))
        {
            addDamage(cursor.framePosition(), cursor.position(), Damage.Reason.FORMAT);
            return 0;
        }
        head.wrap(buffer, offset).at(recordingId, cursor.framePosition());
        final int template = MessageFrame.template(buffer, offset);
        final long from =
            template == StreamLossDecoder.TEMPLATE_ID ? MessageFrame.lossFrom(buffer, offset) : head.g();
        if (expectedG != Damage.UNKNOWN && head.g() < expectedG)
        {
            addDamage(cursor.framePosition(), cursor.position(), Damage.Reason.SEQUENCE);
            return 0;
        }
        if (isSkipping && !start.isReached(head, buffer, offset, template))
        {
            isDamaged = false;
            expect(template);
            return 0;
        }

        return handOn(handler, template, from);
    }

    private int handOn(final JournalHandler handler, final int template, final long from)
    {
        final DirectBuffer buffer = cursor.buffer();
        final int offset = cursor.offset();
        if (!isRunTold)
        {
            beginRun(handler);
        }
        if (isDamaged)
        {
            flushDamage(handler, from - 1);
        }
        else if (expectedG != Damage.UNKNOWN && from > expectedG)
        {
            addDamage(cursor.framePosition(), cursor.framePosition(), Damage.Reason.SEQUENCE);
            flushDamage(handler, from - 1);
        }
        expect(template);
        handler.onMessage(buffer, offset + StreamHead.LENGTH, cursor.length() - StreamHead.LENGTH, head);

        return 1;
    }

    private void expect(final int template)
    {
        expectedG = TickTemplates.isTick(template) ? head.g() + 1 : head.g();
    }

    private void beginRun(final JournalHandler handler)
    {
        isRunTold = true;
        isSkipping = false;
        start = ReadStart.all();
        handler.onRun(journal.run(recording));
        if (cursor.framePosition() > recording.startPosition() || recording.startPosition() > 0)
        {
            names.handOn(handler, recording, head);
        }
    }

    private void addDamage(final long from, final long to, final Damage.Reason why)
    {
        if (!isDamaged)
        {
            isDamaged = true;
            damageFrom = from;
            reason = why;
        }
        damageTo = to;
    }

    private void flushDamage(final JournalHandler handler, final long toG)
    {
        if (isDamaged)
        {
            isDamaged = false;
            handler.onDamage(new Damage(recordingId, damageFrom, damageTo, expectedG, toG, reason));
        }
    }
}
