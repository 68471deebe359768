package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All streams of a pipeline, made when they are first seen or first wanted.
 * Thread: pipeline-<k>
 */
final class StreamTable
{
    private final Names names;
    private final FrameSealer sealer;
    private final InstrumentTable<MarketStream[]> market = new InstrumentTable<>();
    private final Int2ObjectHashMap<PrivateStream> accountStreams = new Int2ObjectHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final StreamLabel.Tags tags;
    private final MarketRules rules;

    StreamTable(final Names names, final FrameSealer sealer, final MarketRules rules)
    {
        this.names = names;
        this.tags = new NamedTags(names);
        this.rules = rules;
        this.sealer = sealer;
    }

    /**
     * The stream of a public channel, whose symbol and venue are known.
     */
    MarketStream market(final int streamId)
    {
        final MarketStream[] streams = market.get(StreamId.subjectId(streamId), StreamId.venueId(streamId));
        final int index = indexOf(streamId);
        final MarketStream stream = streams == null || index >= streams.length ? null : streams[index];

        return stream == null ? newMarket(streamId, index) : stream;
    }

    /**
     * The stream of an account's channel.
     */
    PrivateStream account(final Channel channel, final int accountId)
    {
        final int streamId = StreamId.ofAccount(channel, accountId);
        final PrivateStream stream = accountStreams.get(streamId);

        return stream == null ? newAccount(streamId) : stream;
    }

    /**
     * The stream of an id, or null where its symbol, venue or account is not known.
     */
    Stream of(final int streamId)
    {
        final Channel channel = StreamId.channel(streamId);
        final int subjectId = StreamId.subjectId(streamId);
        if (channel.isPrivate())
        {
            return subjectId < names.accounts().size() ? account(channel, subjectId) : null;
        }

        final int venueId = StreamId.venueId(streamId);
        final boolean isKnown = names.symbols().isKnown(subjectId) && venueId < names.venues().size();

        return isKnown && StreamId.variant(streamId) < variantsOf(channel) ? market(streamId) : null;
    }

    /**
     * Ids of symbols that have streams are below this.
     */
    int symbols()
    {
        return market.symbols();
    }

    /**
     * The public streams of a symbol at a venue, as far as there are any; may have holes. Null where there are none.
     */
    MarketStream[] ofInstrument(final int symbolId, final int venueId)
    {
        return market.get(symbolId, venueId);
    }

    /**
     * The lane of a class of a stream, made if need be.
     */
    Lane laneOf(final Stream stream, final Conflation conflation)
    {
        Lane lane = stream.lane(conflation);
        if (lane == null)
        {
            lane = new Lane(lanes.size(), stream, conflation);
            lanes.add(lane);
            stream.addLane(lane);
        }

        return lane;
    }

    /**
     * The lane of an id.
     */
    Lane lane(final int id)
    {
        return lanes.get(id);
    }

    private MarketStream newMarket(final int streamId, final int index)
    {
        final int symbolId = StreamId.subjectId(streamId);
        final int venueId = StreamId.venueId(streamId);
        final UpdateLayout layout = UpdateLayout.of(StreamId.channel(streamId));
        final StreamLabel label = new StreamLabel(
            StreamId.wireId(streamId),
            names.symbols().get(symbolId).name(),
            names.venues().nameOf(venueId),
            names.symbols().priceExponentOf(symbolId),
            names.symbols().quantityExponentOf(symbolId),
            layout == UpdateLayout.CANDLE ? rules.candleSeconds().get(StreamId.variant(streamId)) : 0,
            tags);
        final MarketStream stream = new MarketStream(streamId, layout, new StreamFrames(layout, label, sealer));

        MarketStream[] streams = market.get(symbolId, venueId);
        if (streams == null || index >= streams.length)
        {
            final int length = (StreamId.variant(streamId) + 1) * Channel.CODE_LIMIT;
            streams = streams == null ? new MarketStream[length] : Arrays.copyOf(streams, length);
            market.put(symbolId, venueId, streams);
        }
        streams[index] = stream;

        return stream;
    }

    /** How many streams a symbol has of a channel. */
    private int variantsOf(final Channel channel)
    {
        return switch (channel)
        {
            case BOOK, BOOK_DELTA, MARKET -> 0;
            case CANDLE -> rules.candleSeconds().size();
            default -> 1;
        };
    }

    private static int indexOf(final int streamId)
    {
        return StreamId.variant(streamId) * Channel.CODE_LIMIT + StreamId.channel(streamId).code();
    }

    private PrivateStream newAccount(final int streamId)
    {
        final PrivateStream stream = new PrivateStream(streamId);
        accountStreams.put(streamId, stream);

        return stream;
    }

    private record NamedTags(Names names) implements StreamLabel.Tags
    {
        @Override
        public String indicator(final int id)
        {
            return names.indicators().nameOf(id);
        }

        @Override
        public String venue(final int id)
        {
            return names.venues().nameOf(id);
        }
    }
}
