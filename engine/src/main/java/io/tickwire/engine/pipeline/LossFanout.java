package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

/**
 * The second stage's part in what was lost before it reached the engine: events are covered by gaps, books go stale,
 * other states are healed by the next one.
 * Thread: pipeline-<k>
 */
final class LossFanout
{
    private final Shard shard;
    private final StreamTable streams;
    private final LaneSender sender;
    private final PrivateFrames privateFrames;
    private final BookFanout books;
    private final OwingLanes owing;
    private final CounterSheet counters;

    LossFanout(
        final Shard shard,
        final StreamTable streams,
        final LaneSender sender,
        final PrivateFrames privateFrames,
        final BookFanout books,
        final OwingLanes owing,
        final CounterSheet counters)
    {
        this.shard = shard;
        this.streams = streams;
        this.sender = sender;
        this.privateFrames = privateFrames;
        this.books = books;
        this.owing = owing;
        this.counters = counters;
    }

    /**
     * A publisher announces what it lost.
     */
    void onLoss(final TickHeadDecoder head, final FeedStatusDecoder status)
    {
        final long lost = status.lostCount();
        final Channel channel = PrivateMessages.channelOf(status.lostTemplateId());
        if (channel != null)
        {
            final long accountId = status.lostAccount();
            if (privateFrames.isReadable(accountId) && shard.owns((int)accountId))
            {
                onLoss(streams.account(channel, (int)accountId), lost);
            }
        }
        else if (head.symbolId() != TickHeadDecoder.symbolIdNullValue())
        {
            onMarketLoss((int)head.symbolId(), head.venueId(), status.lostTemplateId(), lost);
        }
    }

    private void onMarketLoss(final int symbolId, final int venueId, final int templateId, final long lost)
    {
        if (TickTemplates.isBook(templateId))
        {
            counters.add(EngineCounter.TICKS_LOST_UPSTREAM, lost);
            books.onLoss(symbolId, venueId);
            return;
        }

        final Channel channel = switch (templateId)
        {
            case TradeDecoder.TEMPLATE_ID -> Channel.TRADE;
            case LiquidationDecoder.TEMPLATE_ID -> Channel.LIQUIDATION;
            default -> null;
        };
        final int streamId = channel == null ? 0 : StreamId.of(channel, venueId, symbolId);
        if (channel == null || streams.of(streamId) == null)
        {
            // A state that was lost is healed by the next one.
            counters.add(EngineCounter.TICKS_LOST_UPSTREAM, lost);
        }
        else
        {
            onLoss(streams.of(streamId), lost);
        }
    }

    private void onLoss(final Stream stream, final long lost)
    {
        if (lost == 0)
        {
            return;
        }

        counters.add(EngineCounter.TICKS_LOST_UPSTREAM, lost);
        sender.causedAt(0);
        for (final Lane lane : stream.wanted())
        {
            if (lane.owes() && !(stream instanceof final MarketStream market && sender.sendMarket(lane, market)))
            {
                counters.add(EngineCounter.EVENTS_DROPPED, stream.sequence() - lane.told());
                lane.giveUp();
            }
        }

        stream.advance(lost);
        if (stream instanceof MarketStream market)
        {
            market.breakRecords();
        }
        for (final Lane lane : stream.wanted())
        {
            lane.giveUpLost();
            owing.addPending(lane);
        }
    }
}
