package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.StreamKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * Who of a shard's clients gets a stream in a class and an encoding. As long as some of them do not keep up, it keeps
 * the newest frame for all of these, so that what they are owed is bounded by the number of streams.
 * Thread: io-<n>
 */
final class Audience
{
    private static final int INITIAL_LINKS = 2;
    private static final int MAX_KEPT_BYTES = 4_096;

    private final long key;
    private final Conflation conflation;
    private final Encoding encoding;
    private final boolean isConflated;
    private final boolean isIncremental;
    private Link[] links = new Link[INITIAL_LINKS];
    private int count;
    private int expected;
    private int owing;
    private byte[] latest;
    private int latestLength;
    private final UnsafeBuffer latestView = new UnsafeBuffer(0, 0);

    Audience(final long key, final int streamId, final Conflation conflation, final Encoding encoding)
    {
        this.key = key;
        this.conflation = conflation;
        this.encoding = encoding;
        final Channel channel = StreamId.channel(streamId);
        this.isIncremental = channel == Channel.BOOK_DELTA || channel == Channel.MARKET;
        this.isConflated = conflation.merges() && channel.kind() == StreamKind.STATE && !isIncremental;
    }

    /**
     * What audiences are found by.
     */
    static long key(final int streamId, final Conflation conflation, final Encoding encoding)
    {
        return (long)streamId << Byte.SIZE | conflation.ordinal() << 4 | encoding.ordinal();
    }

    long key()
    {
        return key;
    }

    Conflation conflation()
    {
        return conflation;
    }

    Encoding encoding()
    {
        return encoding;
    }

    /**
     * Whether a newer frame makes an older one worthless.
     */
    boolean isConflated()
    {
        return isConflated;
    }

    /**
     * Whether a frame tells only what has changed since the one before.
     */
    boolean isIncremental()
    {
        return isIncremental;
    }

    /**
     * One more will belong to it, or does.
     */
    void expect()
    {
        expected++;
    }

    /**
     * One fewer belongs to it.
     *
     * @return whether none is left.
     */
    boolean forget()
    {
        return --expected == 0;
    }

    Link[] links()
    {
        return links;
    }

    int count()
    {
        return count;
    }

    void add(final Link link)
    {
        if (count == links.length)
        {
            links = Arrays.copyOf(links, 2 * count);
        }
        link.placeAt(count);
        links[count++] = link;
    }

    void remove(final Link link)
    {
        settle(link);
        if (link.isLive())
        {
            final Link last = links[--count];
            links[link.place()] = last;
            last.placeAt(link.place());
            links[count] = null;
            link.placeAt(Link.NOWHERE);
        }
    }

    /**
     * Whether someone waits for the newest frame.
     */
    boolean isOwing()
    {
        return owing > 0;
    }

    /**
     * A client gets no frame of these before it has room; then the newest.
     */
    void owe(final Link link)
    {
        if (!link.isOwed())
        {
            link.owed(true);
            owing++;
        }
    }

    /**
     * It has what it was owed, or is no more.
     */
    void settle(final Link link)
    {
        if (link.isOwed())
        {
            link.owed(false);
            if (--owing == 0 && latest != null && latest.length > MAX_KEPT_BYTES)
            {
                latest = null;
            }
        }
    }

    void keepLatest(final FrameSlot slot)
    {
        if (latest == null || latest.length < slot.length())
        {
            latest = new byte[slot.length()];
        }
        latestLength = slot.length();
        slot.buffer().getBytes(slot.offset(), latest, 0, latestLength);
    }

    /**
     * The newest frame, while someone waits for it.
     */
    DirectBuffer latest()
    {
        latestView.wrap(latest, 0, latestLength);

        return latestView;
    }

    int latestLength()
    {
        return latest == null ? 0 : latestLength;
    }
}
