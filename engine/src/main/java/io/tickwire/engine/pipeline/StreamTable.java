package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.BookWriter;
import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
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
    private final InstrumentTable<Stream[]> market = new InstrumentTable<>();
    private final Int2ObjectHashMap<PrivateStream> accountStreams = new Int2ObjectHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final StreamLabel.Tags tags;
    private final MarketRules rules;
    private final Books books;
    private final int maxFrameBytes;
    private final BatchStream wholeMarket;
    private final Keeping keeping;

    /** A tick's rows are of one symbol at one venue, but for few: its streams are looked up once. */
    private Stream[] latest;
    private int latestInstrument;

    /**
     * @param books         that streams of books tell.
     * @param maxFrameBytes of a frame.
     */
    StreamTable(
        final Names names,
        final FrameSealer sealer,
        final MarketRules rules,
        final Books books,
        final int maxFrameBytes,
        final Shard shard,
        final Keeping keeping)
    {
        wholeMarket = new BatchStream(StreamId.of(Channel.MARKET, 0, shard.index()), new MarketTable());
        this.keeping = keeping;
        this.books = books;
        this.maxFrameBytes = maxFrameBytes;
        this.names = names;
        this.tags = new NamedTags(names);
        this.rules = rules;
        this.sealer = sealer;
    }

    /**
     * The stream of a public channel with fixed messages, whose symbol and venue are known.
     */
    MarketStream market(final int streamId)
    {
        return (MarketStream)publicStream(streamId);
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
        if (channel == Channel.MARKET)
        {
            return streamId == wholeMarket.streamId() ? wholeMarket : null;
        }
        final boolean isKnown = names.symbols().isKnown(subjectId) && venueId < names.venues().size();

        return isKnown && StreamId.variant(streamId) < variantsOf(channel) ? publicStream(streamId) : null;
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
    Stream[] ofInstrument(final int symbolId, final int venueId)
    {
        return market.get(symbolId, venueId);
    }

    /**
     * The stream of all symbols of this pipeline.
     */
    BatchStream wholeMarket()
    {
        return wholeMarket;
    }

    /**
     * The lane of a class of a stream, made if need be.
     */
    private Lane laneOf(final Stream stream, final Conflation conflation)
    {
        Lane lane = stream.lane(conflation);
        if (lane == null)
        {
            if (!stream.hasLanes())
            {
                keeping.onNumbered(stream);
            }
            lane = new Lane(lanes.size(), stream, conflation);
            lanes.add(lane);
            stream.addLane(lane);
        }

        return lane;
    }

    /**
     * One more wants a stream in a class and an encoding.
     */
    Lane want(final Stream stream, final Conflation conflation, final Encoding encoding)
    {
        final Lane lane = laneOf(stream, conflation);
        lane.add(encoding);
        stream.want(conflation);

        return lane;
    }

    /**
     * The lane of an id.
     */
    Lane lane(final int id)
    {
        return lanes.get(id);
    }

    /**
     * How many lanes there are: their ids are below this.
     */
    int lanes()
    {
        return lanes.size();
    }

    /**
     * What streams show is void: ticks of another time follow.
     */
    void startOver()
    {
        wholeMarket.startOver();
        market.forEach(streams ->
        {
            for (final Stream stream : streams)
            {
                if (stream instanceof final MarketStream shown)
                {
                    shown.startOver();
                }
            }
        });
    }

    private Stream publicStream(final int streamId)
    {
        if (StreamId.instrument(streamId) != latestInstrument)
        {
            latestInstrument = StreamId.instrument(streamId);
            latest = market.get(StreamId.subjectId(streamId), StreamId.venueId(streamId));
        }
        final Stream[] streams = latest;
        final int index = StreamId.variant(streamId) * Channel.CODE_LIMIT + StreamId.channelCode(streamId);
        final Stream stream = streams == null || index >= streams.length ? null : streams[index];

        return stream == null ? newStream(streamId, index, streams) : stream;
    }

    private Stream newStream(final int streamId, final int index, final Stream[] before)
    {
        final int symbolId = StreamId.subjectId(streamId);
        final int venueId = StreamId.venueId(streamId);
        final Channel channel = StreamId.channel(streamId);
        final StreamLabel label = new StreamLabel(
            StreamId.wireId(streamId),
            names.symbols().get(symbolId).name(),
            names.venues().nameOf(venueId),
            names.symbols().priceExponentOf(symbolId),
            names.symbols().quantityExponentOf(symbolId),
            channel == Channel.CANDLE ? rules.candleSeconds().get(StreamId.variant(streamId)) : 0,
            tags);
        final Stream stream = switch (channel)
        {
            case BOOK, BOOK_DELTA -> new BookStream(streamId, books.of(symbolId, venueId), label, maxLevelsOf(label));
            default -> new MarketStream(
                streamId, UpdateLayout.of(channel), new StreamFrames(UpdateLayout.of(channel), label, sealer));
        };

        final int length = (StreamId.variant(streamId) + 1) * Channel.CODE_LIMIT;
        Stream[] streams = before;
        if (before == null || index >= before.length)
        {
            streams = before == null ? new Stream[length] : Arrays.copyOf(before, length);
            market.put(symbolId, venueId, streams);
            latest = streams;
        }
        streams[index] = stream;
        keeping.onNew(stream);

        return stream;
    }

    /** How many levels of a side a message of the longest encoding can have in a frame. */
    private int maxLevelsOf(final StreamLabel label)
    {
        return Math.min(
            rules.bookLevels(), BookSender.maxLevels(maxFrameBytes, BookWriter.of(label, Encoding.JSON_STRING)));
    }

    /** How many streams a symbol has of a channel. */
    private int variantsOf(final Channel channel)
    {
        return switch (channel)
        {
            case BOOK, BOOK_DELTA -> BookDepth.count();
            case CANDLE -> rules.candleSeconds().size();
            default -> 1;
        };
    }

    private PrivateStream newAccount(final int streamId)
    {
        final PrivateStream stream = new PrivateStream(streamId);
        accountStreams.put(streamId, stream);
        keeping.onNew(stream);

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
