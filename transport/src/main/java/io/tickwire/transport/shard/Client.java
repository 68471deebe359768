package io.tickwire.transport.shard;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.session.Session;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What a shard knows of one of its connections.
 * Thread: io-<n>
 */
final class Client
{
    private static final int MAX_KEPT_OWED = 64;

    private final Session session;
    private final Outbox outbox;
    private final int maxDeflatedBytes;
    private final long openedNs;
    private final List<Entry> entries = new ArrayList<>(0);
    private final List<String> topics = new ArrayList<>(0);
    private Int2ObjectHashMap<Link> links;
    private ArrayDeque<Link> owed;

    private Principal principal;
    private boolean wasToldExpiring;
    private int index;
    private boolean isBroadcast;
    private boolean isClosing;
    private boolean isGone;
    private long closingSinceNs;
    private long lastPingNs;
    private long nudgedNs;
    private boolean wasToldSlow;
    private long lastSlowNs;
    private long aboveSinceNs;
    private boolean isAbove;
    private long framesDelivered;
    private long listingsVersion = -1;

    Client(final Session session, final Outbox outbox, final long nowNs)
    {
        this.session = session;
        this.outbox = outbox;
        this.maxDeflatedBytes = session.deflate() == null ? 0 : session.deflate().maxDeflatedBytes();
        this.principal = session.principal();
        this.openedNs = nowNs;
        this.lastPingNs = nowNs;
        this.nudgedNs = nowNs;
    }

    Session session()
    {
        return session;
    }

    Outbox outbox()
    {
        return outbox;
    }

    /**
     * Who it is.
     */
    Principal principal()
    {
        return principal;
    }

    void become(final Principal principal)
    {
        this.principal = principal;
        wasToldExpiring = false;
    }

    /**
     * Whether it was told that its token is about to expire.
     */
    boolean wasToldExpiring()
    {
        return wasToldExpiring;
    }

    void toldExpiring()
    {
        wasToldExpiring = true;
    }

    /**
     * The longest frame that is deflated for it; 0: none is.
     */
    int maxDeflatedBytes()
    {
        return maxDeflatedBytes;
    }

    long openedNs()
    {
        return openedNs;
    }

    List<Entry> entries()
    {
        return entries;
    }

    /**
     * The channels of publishers that it gets.
     */
    List<String> topics()
    {
        return topics;
    }

    /**
     * The link of a stream, or null.
     */
    Link linkOf(final int streamId)
    {
        return links == null ? null : links.get(streamId);
    }

    void add(final Link link)
    {
        links = links == null ? new Int2ObjectHashMap<>() : links;
        links.put(link.streamId(), link);
        link.entry().links().put(link.streamId(), link);
    }

    void remove(final Link link)
    {
        links.remove(link.streamId());
        link.entry().links().remove(link.streamId());
    }

    int streams()
    {
        return links == null ? 0 : links.size();
    }

    /**
     * What it gets once it has room.
     */
    ArrayDeque<Link> owed()
    {
        owed = owed == null ? new ArrayDeque<>() : owed;

        return owed;
    }

    boolean isOwedSomething()
    {
        return owed != null && !owed.isEmpty();
    }

    void forgetOwed()
    {
        owed = null;
    }

    /**
     * It is owed nothing more; who is slow once is slow again, so a short list is kept.
     */
    void settled()
    {
        if (streams() > MAX_KEPT_OWED)
        {
            owed = null;
        }
    }

    int index()
    {
        return index;
    }

    void index(final int index)
    {
        this.index = index;
    }

    boolean isBroadcast()
    {
        return isBroadcast;
    }

    void becomeBroadcast()
    {
        isBroadcast = true;
    }

    /**
     * What was listed when its patterns were looked at last.
     */
    long listingsVersion()
    {
        return listingsVersion;
    }

    void listingsVersion(final long listingsVersion)
    {
        this.listingsVersion = listingsVersion;
    }

    /**
     * Whether a close frame was sent.
     */
    boolean isClosing()
    {
        return isClosing;
    }

    void close(final long nowNs)
    {
        isClosing = true;
        closingSinceNs = nowNs;
    }

    long closingSinceNs()
    {
        return closingSinceNs;
    }

    boolean isGone()
    {
        return isGone;
    }

    void gone()
    {
        isGone = true;
    }

    long lastPingNs()
    {
        return lastPingNs;
    }

    void pinged(final long nowNs)
    {
        lastPingNs = nowNs;
    }

    /** When its socket was tried last without our having been told that it has room. */
    long nudgedNs()
    {
        return nudgedNs;
    }

    void nudged(final long nowNs)
    {
        nudgedNs = nowNs;
    }

    /**
     * Whether it was told that it is slow, not so long ago.
     */
    boolean wasToldSlow(final long nowNs, final long withinNs)
    {
        return wasToldSlow && nowNs - lastSlowNs <= withinNs;
    }

    void toldSlow(final long nowNs)
    {
        wasToldSlow = true;
        lastSlowNs = nowNs;
    }

    /**
     * Note whether more is queued than may be, and since when.
     *
     * @return for how long it has been so.
     */
    long above(final boolean isAbove, final long nowNs)
    {
        if (isAbove && !this.isAbove)
        {
            aboveSinceNs = nowNs;
        }
        this.isAbove = isAbove;

        return isAbove ? nowNs - aboveSinceNs : 0;
    }

    void delivered(final long frames)
    {
        framesDelivered += frames;
    }

    long framesDelivered()
    {
        return framesDelivered;
    }
}
