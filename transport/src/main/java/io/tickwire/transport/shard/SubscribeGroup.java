package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Channel;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The streams of one channel that a client asked for in one message: they are answered together, once all of them are
 * opened. What comes of them before is held, so that the answer comes first.
 * Thread: io-<n>
 */
final class SubscribeGroup
{
    private static final int MAX_HELD_BYTES = 1 << 22;

    private final Client client;
    private final Object id;
    private final Channel channel;
    private final List<String> patterns;
    private final Entry sample;
    private final HeldRoom room;
    private final boolean isAsked;
    private final List<Link> links = new ArrayList<>();
    private final ExpandableArrayBuffer held = new ExpandableArrayBuffer(0);
    private final List<Integer> lengths = new ArrayList<>(0);
    private final List<Link> owners = new ArrayList<>(0);
    private int heldBytes;
    private int opened;
    private long replayed;
    private boolean isRefused;

    /**
     * @param sample  of the entries: they are all of one variant and class.
     * @param room    of all groups.
     * @param isAsked whether the client asked for it just now; what else is held may be more than there is room for.
     */
    SubscribeGroup(
        final Client client,
        final Object id,
        final Channel channel,
        final List<String> patterns,
        final Entry sample,
        final HeldRoom room,
        final boolean isAsked)
    {
        this.client = client;
        this.id = id;
        this.channel = channel;
        this.patterns = patterns;
        this.sample = sample;
        this.room = room;
        this.isAsked = isAsked;
    }

    Client client()
    {
        return client;
    }

    Object id()
    {
        return id;
    }

    Channel channel()
    {
        return channel;
    }

    List<String> patterns()
    {
        return patterns;
    }

    Entry sample()
    {
        return sample;
    }

    List<Link> links()
    {
        return links;
    }

    void add(final Link link)
    {
        links.add(link);
    }

    /**
     * An entry of the group has ended before it was answered: nothing of it is waited for, told of or let go.
     *
     * @return whether the others need wait no longer.
     */
    boolean withdraw(final Entry entry)
    {
        patterns.remove(entry.pattern());
        opened -= (int)links.stream().filter(link -> link.isEnded() && link.isOpened()).count();
        links.removeIf(Link::isEnded);
        if (links.isEmpty())
        {
            letGo();
        }

        return !links.isEmpty() && isComplete();
    }

    /**
     * A stream was opened.
     *
     * @param replayed how many messages are to follow.
     */
    void onOpened(final long replayed)
    {
        opened++;
        this.replayed += replayed;
    }

    long replayed()
    {
        return replayed;
    }

    boolean isComplete()
    {
        return !isRefused && opened == links.size();
    }

    /**
     * Whether there is room, among all groups, for a frame to be held.
     */
    boolean hasRoomFor(final int length)
    {
        return !isAsked || room.has(length);
    }

    /**
     * It is not answered: what it asked for ends.
     */
    void refuse()
    {
        isRefused = true;
        letGo();
    }

    boolean isRefused()
    {
        return isRefused;
    }

    /**
     * What is held goes its way, or is for nobody.
     */
    void letGo()
    {
        room.release(heldBytes);
        heldBytes = 0;
    }

    /**
     * Hold frames back.
     *
     * @return false where too much is held already: the answer can not wait for the others any longer.
     */
    boolean hold(final Link link, final DirectBuffer source, final int offset, final int length)
    {
        held.putBytes(heldBytes, source, offset, length);
        heldBytes += length;
        room.take(length);
        lengths.add(length);
        owners.add(link);

        return heldBytes <= MAX_HELD_BYTES;
    }

    DirectBuffer held()
    {
        return held;
    }

    /**
     * How long each of the frames is that are held.
     */
    List<Integer> lengths()
    {
        return lengths;
    }

    /**
     * Whose each of them is.
     */
    List<Link> owners()
    {
        return owners;
    }
}
