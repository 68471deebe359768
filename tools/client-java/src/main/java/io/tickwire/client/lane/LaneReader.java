package io.tickwire.client.lane;

import io.aeron.Image;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Reads the lane of a server on this machine: each message of its stream, in order, once.
 * <p>
 * Live, messages are handed out where Aeron has them. A reader that stands still is cut off by the server, which waits
 * for nobody; it then reads what it missed in the server's journal, and joins the live stream where the journal's last
 * message ends, by the position that both have of each frame: without a hole, and without a message twice. Without a
 * journal, it joins at once, and says what is missing. A server that ends, or dies, is waited for.
 * <p>
 * Nothing is allocated a message. There is no thread but the one that polls.
 * Thread: strategy
 */
public final class LaneReader implements AutoCloseable
{
    /** Aeron's number of the stream. */
    public static final int STREAM_ID = 2981;

    /** So near to the end of the journal, the live stream is asked for. */
    private static final long NEAR_BYTES = 1 << 20;

    /** Within this, the server says that it records a stream that is there. */
    private static final long RECORDING_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    /** So often the folder is looked at for the next run. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Aeron's own work is done at least each so many polls. */
    private static final int POLLS_MASK = 15;

    private static final int FRAME_HEADER = 32;
    private static final int FRAME_ALIGNMENT = 32;

    private final LaneConfig config;
    private final LaneNames names = new LaneNames();
    private final LaneLatency latency;
    private final LaneDispatch dispatch;
    private final LaneConnection connection;
    private final JournalCursor cursor;
    private final ControlledFragmentHandler fragments = this::onFragment;

    /** Where messages come from, null while it is the journal, or nowhere. */
    private Image live;
    private int polls;

    /** Of the live stream: where the next frame begins, and before which position all was handed on already. */
    private long position;
    private long joinedAt;
    private int termLength;
    private boolean isOverwritten;

    private boolean hasBegun;
    private int sessionId;
    private long recordingId = LaneConnection.NO_RECORDING;
    private long waitingSinceNs;
    private boolean isWaiting;
    private Recordings.Segment nextRun;
    private long nextLookNs = System.nanoTime();
    private long cutOffs;

    /**
     * Opens nothing yet: the first poll does.
     */
    public LaneReader(final LaneConfig config)
    {
        this.config = config;
        latency = config.measuresLatency() ? new LaneLatency() : null;
        dispatch = new LaneDispatch(config, names, latency);
        connection = new LaneConnection(config);
        cursor = config.journal() == null ? null : new JournalCursor(config.journal(), dispatch);
        if (config.start().place() == LaneStart.Place.POSITION)
        {
            dispatch.order().expect(config.start().epoch(), config.start().g());
        }
    }

    /**
     * Hand out what there is.
     *
     * @param limit how many messages at the most.
     * @return how much was done; 0: idle, as an Aeron subscription's poller does.
     */
    public int poll(final int limit)
    {
        final Image image = live;
        if (image == null)
        {
            return connection.doWork() + (connection.isConnected() ? catchUp(limit) : leave());
        }

        if (isOverwritten || image.isClosed())
        {
            leaveLive();
            return 1;
        }

        final int count = image.controlledPoll(fragments, limit);
        if (count == 0 || (++polls & POLLS_MASK) == 0)
        {
            connection.doWork();
        }

        return count;
    }

    /**
     * The book of a symbol at a venue from now on. What is asked for before the first poll is live at once where the
     * reader begins at a tick in a journal, and soon where it begins live, since the server tells all books to who
     * comes; else it is from the next time on that the stream tells it whole.
     *
     * @param symbol its canonical name.
     */
    public LaneBook book(final String symbol, final String venue)
    {
        return dispatch.books().want(symbol, venue);
    }

    /**
     * What ids mean now.
     */
    public LaneNames names()
    {
        return names;
    }

    /**
     * How old live ticks are when they come here; null where that was not asked for.
     */
    public LaneLatency latency()
    {
        return latency;
    }

    /**
     * Whether messages come as the server publishes them.
     */
    public boolean isLive()
    {
        return live != null && !live.isClosed();
    }

    /**
     * Whether there is a server.
     */
    public boolean isConnected()
    {
        return connection.isConnected();
    }

    /**
     * What {@link #nextG()} counts from.
     */
    public long epoch()
    {
        return dispatch.order().epoch();
    }

    /**
     * The tick that is to come: where {@link LaneStart#at} goes on for a reader that comes after this one.
     */
    public long nextG()
    {
        return dispatch.order().next();
    }

    /** How many ticks were told as lost. */
    public long lost()
    {
        return dispatch.order().lost();
    }

    /** How often the live stream was lost: this reader stood still for too long, or the server ended. */
    public long cutOffs()
    {
        return cutOffs;
    }

    /** How many messages came out of the journal. */
    public long replayed()
    {
        return cursor == null ? 0 : cursor.handedOn();
    }

    /** How many messages were none of this schema. */
    public long unreadable()
    {
        return dispatch.unreadable();
    }

    /** What Aeron said last of what went wrong, or null. */
    public Throwable lastError()
    {
        return connection.lastError();
    }

    /**
     * Let the stream, the journal and Aeron go.
     */
    @Override
    public void close()
    {
        live = null;
        CloseHelper.closeAll(cursor, connection);
    }

    /**
     * Who stands still for long finds later terms in the memory that it read, or zeros, and Aeron does not know. So
     * what a frame says of its own place must be the place that is next, padding aside; and where there is padding,
     * which may be anything by now, the tick must be the one that is next, or else the journal is asked.
     */
    private Action onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        final long end = header.position();
        final long skipped = end - BitUtil.align(length + FRAME_HEADER, FRAME_ALIGNMENT) - position;
        if (skipped != 0 && (skipped < 0 || skipped >= termLength || !isNext(buffer, offset)))
        {
            isOverwritten = true;
            return Action.ABORT;
        }

        position = end;
        if (end > joinedAt)
        {
            try
            {
                dispatch.onMessage(buffer, offset, length);
            }
            finally
            {
                checkOverwritten(header.position() != end);
            }
        }

        return isOverwritten ? Action.BREAK : Action.CONTINUE;
    }

    private boolean isNext(final DirectBuffer buffer, final int offset)
    {
        return cursor == null || StreamHead.g(buffer, offset) == nextG();
    }

    private void checkOverwritten(final boolean isDifferent)
    {
        if (isDifferent)
        {
            isOverwritten = true;
            dispatch.order().onOverwritten();
        }
    }

    private void leaveLive()
    {
        if (recordingId == LaneConnection.NO_RECORDING && connection.isConnected())
        {
            recordingId = connection.recordingOf(sessionId);
        }
        live = null;
        isOverwritten = false;
        cutOffs++;
        dispatch.live(false);
        connection.unsubscribe();
        if (cursor == null)
        {
            dispatch.order().holeCause(LossCause.CUT_OFF);
        }
        else if (!dispatch.order().isKnown())
        {
            // Nothing was handed on yet: it begins anew.
            hasBegun = false;
        }
        else if (recordingId != LaneConnection.NO_RECORDING)
        {
            cursor.placeAt(recordingId, Math.max(position, joinedAt));
        }
        else
        {
            placeAt(cursor.recordings().find(epoch(), nextG()));
        }
    }

    /** There is no server. */
    private int leave()
    {
        isWaiting = false;

        return 0;
    }

    private int catchUp(final int limit)
    {
        if (cursor == null || !hasBegun && config.start().place() == LaneStart.Place.LIVE)
        {
            return joinAnywhere();
        }
        if (!cursor.isPlaced() && !begin())
        {
            // The server has no journal, or nothing in it yet.
            return hasWaited() ? joinAnywhere() : 0;
        }

        hasBegun = true;
        final long recorded = connection.recordedPosition(cursor.recordingId());

        return recorded == LaneConnection.NO_RECORDING ? readEnded(limit) : readGrowing(limit, recorded);
    }

    /** What the server is writing now. */
    private int readGrowing(final int limit, final long recorded)
    {
        isWaiting = false;
        int work = cursor.poll(limit, recorded);
        if (recorded - cursor.position() <= NEAR_BYTES)
        {
            connection.subscribe();
            final Image image = connection.image();
            if (image != null && cursor.position() >= image.joinPosition() &&
                connection.recordingOf(image.sessionId()) == cursor.recordingId())
            {
                join(image, cursor.recordingId());
                work++;
            }
        }

        return work;
    }

    /** What a server has written that is not there any more; the next run follows. */
    private int readEnded(final int limit)
    {
        final Recordings.Segment next = nextRun();
        if (next == null && !hasWaited())
        {
            return 0;
        }
        final int work = cursor.poll(limit, JournalCursor.TO_THE_END);
        if (work == 0 && cursor.isAtEnd())
        {
            if (next == null)
            {
                // The server has stopped recording, and goes on without.
                dispatch.order().holeCause(LossCause.CUT_OFF);
                return joinAnywhere();
            }
            final long begin = cursor.recordings().begin(next);
            if (begin > next.position())
            {
                // The server had stopped recording for a while.
                dispatch.order().holeCause(LossCause.CUT_OFF);
            }
            cursor.placeAt(next.recordingId(), begin);
            return 1;
        }

        return work;
    }

    private Recordings.Segment nextRun()
    {
        final long nowNs = System.nanoTime();
        final boolean isKnown = nextRun != null && nextRun.recordingId() > cursor.recordingId();
        if (!isKnown && nowNs - nextLookNs >= 0)
        {
            nextRun = cursor.recordings().after(cursor.recordingId());
            nextLookNs = nowNs + LOOK_NS;
            return nextRun;
        }

        return isKnown ? nextRun : null;
    }

    private boolean begin()
    {
        final LaneStart start = config.start();
        final boolean isResumed = hasBegun || start.place() == LaneStart.Place.POSITION;

        if (hasBegun || !isResumed)
        {
            return placeAt(isResumed ?
                cursor.recordings().find(epoch(), nextG()) : cursor.recordings().oldest());
        }

        final Recordings.Segment segment = cursor.recordings().find(epoch(), nextG());
        if (!placeAt(segment))
        {
            return false;
        }
        final Recordings.Segment earlier = cursor.recordings().segmentOfBooks(segment, nextG());
        cursor.placeAt(earlier.recordingId(), cursor.recordings().begin(earlier));
        dispatch.order().roll();

        return true;
    }

    private boolean placeAt(final Recordings.Segment segment)
    {
        if (segment == null)
        {
            return false;
        }
        cursor.placeAt(segment.recordingId(), cursor.recordings().begin(segment));
        if (dispatch.order().isKnown() && cursor.recordings().isBehind(segment, nextG()))
        {
            dispatch.order().holeCause(LossCause.PURGED);
        }
        cursor.recordings().tellNames(segment.recordingId(), dispatch::onDefinition);

        return true;
    }

    private boolean hasWaited()
    {
        final long nowNs = System.nanoTime();
        if (!isWaiting)
        {
            isWaiting = true;
            waitingSinceNs = nowNs;
        }

        return nowNs - waitingSinceNs >= RECORDING_WAIT_NS;
    }

    private int joinAnywhere()
    {
        connection.subscribe();
        final Image image = connection.image();
        if (image == null)
        {
            return 0;
        }
        join(image, connection.recordingOf(image.sessionId()));

        return 1;
    }

    private void join(final Image image, final long recordingId)
    {
        live = image;
        isWaiting = false;
        this.recordingId = recordingId;
        joinedAt = cursor != null && cursor.isPlaced() && cursor.recordingId() == recordingId ?
            cursor.position() : image.joinPosition();
        position = image.joinPosition();
        termLength = image.termBufferLength();
        if (image.sessionId() != sessionId && hasBegun && (cursor == null || cursor.recordingId() != recordingId))
        {
            dispatch.onOtherRun();
        }
        if (cursor != null)
        {
            cursor.recordings().tellNames(recordingId, dispatch::onDefinition);
        }
        sessionId = image.sessionId();
        hasBegun = true;
        dispatch.live(true);
    }
}
