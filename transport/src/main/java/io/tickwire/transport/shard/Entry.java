package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.transport.protocol.Wish;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.concurrent.TimeUnit;

/**
 * One of a client's subscriptions, as it counts them: a name or pattern in a channel. It stands for as many streams as
 * that means.
 * Thread: io-<n>
 */
final class Entry
{
    private final Channel channel;
    private final int variant;
    private final Conflation conflation;
    private final String pattern;
    private final Wish wish;
    private final Int2ObjectHashMap<Link> links = new Int2ObjectHashMap<>();
    private long listingsVersion;

    Entry(
        final Channel channel,
        final int variant,
        final Conflation conflation,
        final String pattern,
        final Wish wish,
        final long listingsVersion)
    {
        this.channel = channel;
        this.variant = variant;
        this.conflation = conflation;
        this.pattern = pattern;
        this.wish = wish;
        this.listingsVersion = listingsVersion;
    }

    Channel channel()
    {
        return channel;
    }

    /**
     * Whether a client means this by a channel's name: books and their changes share one.
     */
    boolean isOf(final Channel asked)
    {
        return channel.wireName().equals(asked.wireName());
    }

    int variant()
    {
        return variant;
    }

    Conflation conflation()
    {
        return conflation;
    }

    /**
     * The name or pattern as the client wrote it.
     */
    String pattern()
    {
        return pattern;
    }

    Wish wish()
    {
        return wish;
    }

    long maxAgeNs()
    {
        return TimeUnit.MICROSECONDS.toNanos(wish.maxAgeUs());
    }

    /**
     * Its links, by stream.
     */
    Int2ObjectHashMap<Link> links()
    {
        return links;
    }

    /**
     * Up to which listings it has been looked at.
     */
    long listingsVersion()
    {
        return listingsVersion;
    }

    void listingsVersion(final long version)
    {
        listingsVersion = version;
    }
}
