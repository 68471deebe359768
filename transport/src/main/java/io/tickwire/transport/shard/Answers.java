package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers subscriptions: {@code subscribed} once all of a group's streams are opened, then what was held of them, then
 * {@code caught_up} for who came back.
 * Thread: io-<n>
 */
final class Answers
{
    /** Where more streams are answered in one message, their lists are left out. */
    static final int MAX_LISTED = 1_024;

    private final Outlet outlet;
    private final Names names;
    private final ServerCounters counters;
    private final List<Integer> candleSeconds;
    private final long epoch;

    Answers(
        final Outlet outlet,
        final Names names,
        final ServerCounters counters,
        final List<Integer> candleSeconds,
        final long epoch)
    {
        this.outlet = outlet;
        this.names = names;
        this.counters = counters;
        this.candleSeconds = candleSeconds;
        this.epoch = epoch;
    }

    void onOpened(final Link link, final FrameSlot slot)
    {
        link.onOpened(slot.sequence(), slot.isRecovered());
        counters.increment(ServerCounter.STREAMS_OPENED);
        if (link.entry().wish().resumes())
        {
            counters.increment(
                slot.isRecovered() ? ServerCounter.STREAMS_RECOVERED : ServerCounter.STREAMS_UNRECOVERED);
        }
        final SubscribeGroup group = link.group();
        if (group != null)
        {
            group.onOpened(slot.count());
            if (group.isComplete())
            {
                answer(group);
            }
        }
    }

    void onLive(final Link link, final FrameSlot slot)
    {
        if (!link.entry().wish().resumes() || !slot.isRecovered())
        {
            return;
        }

        final Reply caughtUp = Reply.of("caught_up")
            .with("channel", link.channel().wireName())
            .with("sid", StreamId.wireId(link.streamId()))
            .with("from", slot.fromSequence())
            .with("to", slot.sequence())
            .with("count", slot.count());
        outlet.tell(link.client(), caughtUp);
    }

    /**
     * Answer a group with what is known, and let go what was held.
     */
    void answer(final SubscribeGroup group)
    {
        for (final Link link : group.links())
        {
            link.leaveGroup();
        }
        group.letGo();
        final Client client = group.client();
        outlet.reply(client, subscribed(group));
        final DirectBuffer held = group.held();
        int offset = 0;
        for (int i = 0; i < group.lengths().size(); i++)
        {
            final int length = group.lengths().get(i);
            if (!group.owners().get(i).isEnded())
            {
                outlet.copy(client, held, offset, length, true);
            }
            offset += length;
        }
    }

    private Reply subscribed(final SubscribeGroup group)
    {
        final Entry sample = group.sample();
        final Channel channel = group.channel();
        final Reply reply = Reply.of("subscribed")
            .with("channel", channel.wireName())
            .with("symbols", group.patterns())
            .with("epoch", epoch)
            .with("class", className(sample.conflation()));
        if (channel == Channel.CANDLE)
        {
            reply.with("interval", candleSeconds.get(sample.variant()));
        }
        if (channel == Channel.BOOK || channel == Channel.BOOK_DELTA)
        {
            final int depth = BookDepth.ofVariant(sample.variant());
            reply.with("mode", channel == Channel.BOOK ? "snapshot" : "delta");
            reply.with("depth", depth == BookDepth.FULL ? "full" : depth);
            if (BookDepth.hasChecksum(sample.variant()))
            {
                reply.with("checksum", true);
            }
        }
        reply.with("streams", group.links().size());
        if (group.links().size() <= MAX_LISTED)
        {
            list(group.links(), reply);
        }
        if (sample.wish().resumes())
        {
            reply.with("recovered", group.links().stream().allMatch(Link::isRecovered));
            reply.with("replayed", group.replayed());
        }

        return reply.withId(group.id());
    }

    private void list(final List<Link> links, final Reply reply)
    {
        final List<Object> sids = new ArrayList<>();
        final List<Object> sequences = new ArrayList<>();
        final List<Object> subjects = new ArrayList<>();
        final List<Object> venues = new ArrayList<>();
        final List<Object> priceExponents = new ArrayList<>();
        final List<Object> quantityExponents = new ArrayList<>();
        final boolean isPrivate = !links.isEmpty() && links.get(0).channel().isPrivate();
        final boolean isOfSymbols = !isPrivate && !links.isEmpty() && links.get(0).channel() != Channel.MARKET;
        for (final Link link : links)
        {
            final int streamId = link.streamId();
            sids.add(StreamId.wireId(streamId));
            sequences.add(link.openedSequence());
            if (isPrivate)
            {
                subjects.add(names.accounts().nameOf(StreamId.subjectId(streamId)));
            }
            if (isOfSymbols)
            {
                final int symbolId = StreamId.subjectId(streamId);
                subjects.add(names.symbols().get(symbolId).name());
                venues.add(names.venues().nameOf(StreamId.venueId(streamId)));
                priceExponents.add(names.symbols().priceExponentOf(symbolId));
                quantityExponents.add(names.symbols().quantityExponentOf(symbolId));
            }
        }
        reply.with("sid", sids).with("seq", sequences);
        if (isPrivate)
        {
            reply.with("accounts", subjects);
        }
        if (isOfSymbols)
        {
            reply.with("symbol", subjects).with("venue", venues);
            reply.with("px_exp", priceExponents).with("qty_exp", quantityExponents);
        }
    }

    /**
     * What a class is called: {@code raw}, {@code latest}, or an interval such as {@code 100ms}.
     */
    static String className(final Conflation conflation)
    {
        return switch (conflation)
        {
            case RAW -> "raw";
            case LATEST -> "latest";
            default -> conflation.intervalMs() + "ms";
        };
    }
}
