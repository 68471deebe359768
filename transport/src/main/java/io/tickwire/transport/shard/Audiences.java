package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.MutableInteger;

/**
 * The subscriptions of a shard's clients: by what frames are for, and by the number that the engine knows each by.
 * Thread: io-<n>
 */
final class Audiences
{
    private final Long2ObjectHashMap<Audience> byKey = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Recipient> byNumber = new Int2ObjectHashMap<>();
    private final DemandProxy demand;
    private final int step;
    private final MutableInteger lastNumber;

    /**
     * @param step       how many shards there are: numbers are never those of another shard, which sees the same
     *                   entries.
     * @param lastNumber that was given.
     */
    Audiences(final DemandProxy demand, final int step, final MutableInteger lastNumber)
    {
        this.demand = demand;
        this.step = step;
        this.lastNumber = lastNumber;
    }

    /**
     * Who a frame is for, or null.
     */
    Audience of(final FrameSlot slot)
    {
        return byKey.get(Audience.key(slot.streamId(), slot.conflation(), slot.encoding()));
    }

    /**
     * Whom an addressed entry is for, or null where nobody waits for it any more.
     */
    Recipient recipient(final int number)
    {
        return byNumber.get(number);
    }

    /**
     * Begin a client's subscription to a stream.
     */
    Link open(
        final Client client,
        final Entry entry,
        final int streamId,
        final SubscribeGroup group)
    {
        final Encoding encoding = client.session().encoding();
        final Conflation conflation = entry.conflation();
        final long key = Audience.key(streamId, conflation, encoding);
        Audience audience = byKey.get(key);
        if (audience == null)
        {
            audience = new Audience(key, streamId, conflation, encoding);
            byKey.put(key, audience);
        }
        final int number = newNumber();
        final Link link = new Link(number, client, entry, streamId, audience, group);
        audience.expect();
        byNumber.put(number, new Recipient.OfLink(link));
        client.add(link);

        return link;
    }

    /**
     * Ask the engine for what was opened here.
     */
    void demand(final Link link)
    {
        final Entry entry = link.entry();
        final Subscription subscription = new Subscription(
            link.streamId(),
            link.conflation(),
            link.audience().encoding(),
            link.number(),
            entry.wish().wantsSnapshot(),
            entry.wish().sinceEpoch(),
            entry.wish().sinceSequence());
        demand.subscribe(subscription);
    }

    /**
     * End a subscription.
     */
    void close(final Link link)
    {
        if (link.isEnded())
        {
            return;
        }
        link.end();
        final Audience audience = link.audience();
        audience.remove(link);
        if (audience.forget())
        {
            byKey.remove(audience.key());
        }
        byNumber.remove(link.number());
        link.client().remove(link);
        demand.unsubscribe(link.streamId(), audience.conflation(), audience.encoding(), link.number());
    }

    /**
     * Ask for a stream's state for one subscription.
     */
    void resync(final Link link)
    {
        demand.resync(link.streamId(), link.conflation(), link.audience().encoding(), link.number());
    }

    /**
     * Ask something of a stream once, for no subscription.
     */
    void probe(final Probe probe)
    {
        final int number = newNumber();
        byNumber.put(number, new Recipient.OfProbe(probe, number));
        if (probe.candles() > 0)
        {
            demand.history(probe.streamId(), probe.encoding(), number, probe.candles());
        }
        else
        {
            demand.subscribe(Subscription.of(probe.streamId(), Conflation.LATEST, probe.encoding(), number));
        }
    }

    /**
     * A probe has what it wants, or wants no more.
     */
    void endProbe(final Probe probe, final int number)
    {
        byNumber.remove(number);
        if (probe.candles() == 0)
        {
            demand.unsubscribe(probe.streamId(), Conflation.LATEST, probe.encoding(), number);
        }
    }

    /**
     * Streams that are wanted here, in any class and encoding.
     */
    int size()
    {
        return byKey.size();
    }

    private int newNumber()
    {
        do
        {
            // Begun anew, and not turned over into the numbers of other shards.
            final int last = lastNumber.value;
            lastNumber.value = last > Integer.MAX_VALUE - step ? last % step : last + step;
        }
        while (byNumber.containsKey(lastNumber.value));

        return lastNumber.value;
    }
}
