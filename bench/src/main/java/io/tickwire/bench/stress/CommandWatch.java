package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.DemandHandler;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * A pipeline that looks at each field of each command.
 */
final class CommandWatch implements DemandHandler
{
    private final Demand demand;
    private final Sightings sightings = new Sightings();

    CommandWatch(final Demand demand)
    {
        this.demand = demand;
    }

    /**
     * Drain once.
     *
     * @return all that was seen so far.
     */
    int drain(final int limit)
    {
        demand.drain(0, this, limit);

        return sightings.result();
    }

    /**
     * Drain one, and tell nothing of it.
     */
    void skip()
    {
        drain(1);
        sightings.forget();
    }

    @Override
    public boolean onSubscribe(final Subscription subscription)
    {
        final int name = StreamId.subjectId(subscription.streamId());
        look(name, subscription.equals(StressShard.wish(name)));

        return true;
    }

    @Override
    public void onUnsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        look(streamId, conflation, encoding, recipient);
    }

    @Override
    public boolean onResync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        look(streamId, conflation, encoding, recipient);

        return true;
    }

    @Override
    public boolean onHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        throw new IllegalStateException("nobody asks for a history here");
    }

    private void look(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final int name = StreamId.subjectId(streamId);
        look(
            name,
            streamId == StressShard.stream(name) && conflation == StressShard.conflation(name) &&
            encoding == StressShard.encoding(name) && recipient == StressShard.recipient(name));
    }

    private void look(final int name, final boolean isWhole)
    {
        if (isWhole && name != 0)
        {
            sightings.add(name);
        }
        else
        {
            sightings.spoil(Sightings.TORN);
        }
    }
}
