package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

/**
 * Second stage: numbers each stream's messages, keeps them for those who come back, and tells each lane that is wanted:
 * raw lanes at once, the latest at the end of the batch, the others when their interval is over. What finds no room is
 * tried again in each batch.
 * Thread: pipeline-<k>
 */
final class FanoutStage implements TickHandler
{
    private static final int COMMANDS_PER_CYCLE = 16;

    private final Shard shard;
    private final StreamTable streams;
    private final LaneSender sender;
    private final PrivateFrames privateFrames;
    private final Subscriptions subscriptions;
    private final BookFanout books;
    private final KeptCandles candles;
    private final LossFanout losses;
    private final Demand demand;
    private final Keeping keeping;
    private final CounterSheet counters;
    private final ErrorLog errors;
    private final OwingLanes owing;
    private final TickGate gate = new TickGate();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final StreamRows rows;
    private boolean isOwn;
    private boolean isQuiet;

    FanoutStage(
        final Shard shard,
        final StageLink link,
        final StreamTable streams,
        final LaneSender sender,
        final Subscriptions subscriptions,
        final Demand demand,
        final Keeping keeping,
        final PipelineLoop.Gauges gauges)
    {
        this.shard = shard;
        this.rows = new StreamRows(link.rows());
        this.streams = streams;
        this.sender = sender;
        this.privateFrames = new PrivateFrames(sender);
        this.subscriptions = subscriptions;
        this.demand = demand;
        this.keeping = keeping;
        this.counters = gauges.counters();
        this.errors = gauges.errors();
        this.owing = new OwingLanes(streams, sender, counters, errors);
        this.candles = link.candles();
        this.books = new BookFanout(link.books(), streams, sender, owing);
        this.losses = new LossFanout(shard, streams, sender, privateFrames, books, owing, counters);
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        isOwn = shard.isFirst();
        try
        {
            dispatch(slot, sequence);
        }
        catch (final RuntimeException ex)
        {
            if (isOwn)
            {
                counters.increment(EngineCounter.TICKS_POISONED);
                counters.increment(EngineCounter.ERRORS);
                errors.onError(ex);
            }
        }
    }

    /**
     * A batch begins.
     */
    void beginBatch(final long nowNs)
    {
        sender.beginBatch(nowNs);
    }

    /**
     * Whether all that was due is told, and there is room for what the next tick says.
     */
    boolean isCaughtUp()
    {
        return owing.isCaughtUp() && sender.hasRoomForTick();
    }

    /**
     * Ticks of another time follow: what streams show is void, and so is what was still to be told of it.
     */
    void startOver()
    {
        sender.startOver();
        owing.startOver();
        candles.startOver();
        books.startOver();
        isQuiet = true;
        books.quiet(true);
    }

    /**
     * What comes is told again, beginning with what states are now.
     */
    void tellAgain()
    {
        isQuiet = false;
        books.quiet(false);
        for (int i = 0; i < streams.lanes(); i++)
        {
            final Stream stream = streams.lane(i).stream();
            if (stream instanceof final MarketStream market)
            {
                tellState(market);
            }
            else if (stream instanceof final BookStream book)
            {
                books.tellNow(book);
            }
            else if (stream instanceof final BatchStream all)
            {
                tellAll(all);
            }
        }
    }

    /**
     * The ticks that there were are taken in: tell what is due, and take in the next commands. On the way to another
     * time none is taken, since what is so on the way was never asked for.
     *
     * @return how much there was to do.
     */
    int endBatch()
    {
        int work = owing.tell();
        work += isQuiet ? 0 : subscriptions.proceed() + takeCommands();
        work += sender.ring().publish();
        keeping.endBatch();
        // Raw lanes could fill the ring in each batch before others, and the commands, have their turn.
        sender.keepRoom(owing.isOverdue() || subscriptions.isStarved() ||
            demand.isWaiting(shard.index()) && !sender.hasRoomForAnswer());

        return work;
    }

    /**
     * No batch will follow: whoever keeps the past is told to where the streams have come. Called again until there was
     * room for all of it.
     *
     * @return whether there was.
     */
    boolean end()
    {
        return keeping.end(candles);
    }

    private void dispatch(final TickSlot slot, final long sequence)
    {
        switch (gate.check(slot))
        {
            case PASS -> onReadable(slot, sequence);
            case UNKNOWN -> countIfOwn(EngineCounter.TICKS_UNKNOWN);
            case POISONED -> countIfOwn(EngineCounter.TICKS_POISONED);
            default ->
            {
                // The publisher gave it up, and counted that.
            }
        }
    }

    private void onReadable(final TickSlot slot, final long sequence)
    {
        head.wrap(slot.buffer(), TickGate.bodyOffset(slot));
        sender.onTime(head.receiveTime());
        final Channel privateChannel = PrivateMessages.channelOf(gate.templateId());
        if (privateChannel != null)
        {
            onPrivate(privateChannel, slot);
            return;
        }

        final long symbolId = head.symbolId();
        final boolean isForAll = symbolId == TickHeadDecoder.symbolIdNullValue();
        if (isForAll || shard.owns((int)symbolId))
        {
            isOwn = !isForAll || shard.isFirst();
            switch (gate.templateId())
            {
                case FeedStatusDecoder.TEMPLATE_ID ->
                {
                    onFeedStatus(slot);
                    tellRows(slot, sequence);
                }
                case ClockDecoder.TEMPLATE_ID -> tellRows(slot, sequence);
                case BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID ->
                {
                    books.onTick(slot, gate.header(), sequence);
                    tellRows(slot, sequence);
                }
                default -> onMarket(slot, sequence);
            }
        }
    }

    private void onMarket(final TickSlot slot, final long sequence)
    {
        if (!tellRows(slot, sequence) && !StateStage.reads(gate.templateId()))
        {
            // Where the first stage has a use for the template, it has counted why it skipped the tick.
            countIfOwn(EngineCounter.TICKS_UNUSED);
        }
    }

    private boolean tellRows(final TickSlot slot, final long sequence)
    {
        if (!rows.read(sequence))
        {
            return false;
        }

        final long exchangeTimeNs = head.exchangeTime();
        final long receiveTimeNs = head.receiveTime();
        sender.causedAt(slot.publishTimeNs());
        try
        {
            while (rows.hasRow())
            {
                final MarketStream stream = streams.market(rows.streamId());
                final long[] values = stream.values();
                rows.readRow(stream.layout(), values);
                values[UpdateValues.GLOBAL] = sequence;
                values[UpdateValues.EXCHANGE_NS] = exchangeTimeNs;
                values[UpdateValues.RECEIVE_NS] = receiveTimeNs;
                stream.hasValues(true);
                if (!isQuiet)
                {
                    stream.advance(1);
                    keeping.keep(stream);
                    onWanted(stream);
                }
                if (stream.layout() == UpdateLayout.PRICE)
                {
                    onPrice(stream);
                }
                else if (stream.layout() == UpdateLayout.CANDLE)
                {
                    candles.onRow(stream);
                    keeping.keepCandle(stream);
                }
            }
        }
        finally
        {
            rows.release();
        }

        return true;
    }

    /** The whole market has changed where a price has. */
    private void onPrice(final MarketStream stream)
    {
        final BatchStream all = streams.wholeMarket();
        all.table().onPrice(stream);
        if (isQuiet)
        {
            return;
        }
        for (final Lane lane : all.wanted())
        {
            all.changedOf(lane.conflation()).mark(StreamId.subjectId(stream.streamId()));
            owing.add(lane);
        }
    }

    /** A stream has several lanes, and is told to all of them once. */
    private void tellState(final MarketStream stream)
    {
        if (stream.isUntold() && Resumptions.isShown(stream))
        {
            stream.advance(1);
            keeping.keep(stream);
            onWanted(stream);
        }
        stream.told();
    }

    private void tellAll(final BatchStream all)
    {
        final DirtySet symbols = all.table().symbols();
        for (final Lane lane : all.wanted())
        {
            for (int i = 0; i < symbols.size(); i++)
            {
                all.changedOf(lane.conflation()).mark(symbols.at(i));
            }
            owing.add(lane);
        }
    }

    private void onWanted(final MarketStream stream)
    {
        for (final Lane lane : stream.wanted())
        {
            if (lane.conflation().merges())
            {
                merge(lane, stream);
            }
            else
            {
                tellRaw(lane, stream);
            }
        }
    }

    private void merge(final Lane lane, final MarketStream stream)
    {
        if (lane.owed().merge(stream.values()))
        {
            counters.increment(EngineCounter.ENVELOPES_SATURATED);
        }
        // A candle that has closed is told before the next one takes its place.
        if (!stream.isFinal() || !sender.sendMarket(lane, stream))
        {
            owing.add(lane);
        }
    }

    private void tellRaw(final Lane lane, final MarketStream stream)
    {
        if (lane.isEvent())
        {
            coverErrors(lane);
        }
        if (!sender.sendMarket(lane, stream))
        {
            if (lane.isEvent())
            {
                counters.increment(EngineCounter.EVENTS_DROPPED);
                lane.giveUp();
            }
            owing.addPending(lane);
        }
    }

    /** An event that an error kept from being told is no less lost than one that found no room. */
    private void coverErrors(final Lane lane)
    {
        final long before = lane.stream().sequence() - 1;
        if (lane.told() < before)
        {
            counters.add(EngineCounter.EVENTS_DROPPED, before - lane.told());
            lane.giveUpTo(before);
        }
    }

    private void onPrivate(final Channel channel, final TickSlot slot)
    {
        final long accountId = privateFrames.accountOf(slot, gate);
        if (accountId < 0 || !privateFrames.isReadable(accountId))
        {
            countIfOwn(EngineCounter.TICKS_POISONED);
            return;
        }
        isOwn = shard.owns((int)accountId);
        if (!isOwn || isQuiet)
        {
            return;
        }

        final PrivateStream stream = streams.account(channel, (int)accountId);
        stream.advance(1);
        counters.increment(EngineCounter.TICKS_APPLIED);
        final Lane lane = stream.lane(Conflation.RAW);
        if (lane == null || lane.encodings() == 0)
        {
            return;
        }

        sender.causedAt(slot.publishTimeNs());
        coverErrors(lane);
        if (privateFrames.send(lane, slot, gate.templateId()))
        {
            counters.add(EngineCounter.FRAMES_ENCODED, Integer.bitCount(lane.encodings()));
        }
        else
        {
            counters.increment(EngineCounter.EVENTS_DROPPED);
            lane.giveUp();
            owing.addPending(lane);
        }
    }

    private void onFeedStatus(final TickSlot slot)
    {
        final FeedStatusDecoder status = feedStatus.wrap(
            slot.buffer(), TickGate.bodyOffset(slot), gate.header().blockLength(), gate.header().version());
        switch (status.state())
        {
            case LOSS -> losses.onLoss(head, status);
            case STALE, DISCONNECTED ->
            {
                countIfOwn(EngineCounter.TICKS_APPLIED);
                books.onStale(head.symbolId(), head.venueId(), StaleReason.of(status.state()));
            }
            default -> countIfOwn(EngineCounter.TICKS_UNUSED);
        }
    }

    private int takeCommands()
    {
        int taken = 0;
        while (taken < COMMANDS_PER_CYCLE && subscriptions.canTake() &&
            demand.drain(shard.index(), subscriptions, 1) > 0)
        {
            taken++;
        }

        return taken;
    }

    /** What no shard owns is the first one's, so that it is counted once. */
    private void countIfOwn(final EngineCounter counter)
    {
        if (isOwn)
        {
            counters.increment(counter);
        }
    }
}
