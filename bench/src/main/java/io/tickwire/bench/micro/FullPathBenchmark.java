package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.List;

/**
 * The whole path on one thread with everything on: of ten ticks six are quotes, two trades and two changes of books;
 * trades go into statistics, candles of six intervals and indicators, quotes into the consolidated book; and of each
 * symbol everything is wanted as msgpack: trades, signals and gaps raw, states as the latest, its book to 20 levels as
 * what changed. Goal: 2 million ticks a second and core.
 */
@State(Scope.Thread)
public class FullPathBenchmark extends MicroBenchmark
{
    static final int BATCH = 256;
    private static final int MIX = 10;
    private static final int DEPTH = 20;
    private static final int LEVELS = 40;
    private static final int PAGE_LEVELS = 10;
    private static final int GROUP_BYTES = 4;
    private static final int LEVEL_BYTES = 2 * Long.BYTES;
    private static final long BEST_BID = 6_000_000;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int TRADE_BYTES = HEADER_BYTES + TradeEncoder.BLOCK_LENGTH;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private OneThreadPipeline pipeline;
    private TickPublisher publisher;
    private int index;

    /**
     * Build a pipeline, want everything of every symbol, and give each a book.
     */
    @Setup
    public void setup()
    {
        pipeline = new OneThreadPipeline();
        publisher = pipeline.publisher();
        want();
        publisher.beginBatch(pipeline.clock().nanoTime());
        for (int i = 0; i < OneThreadPipeline.SYMBOLS; i++)
        {
            publishSnapshot(i);
            pipeline.step();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long publishToFrame()
    {
        publishBatch();

        return pipeline.step();
    }

    private void want()
    {
        for (int i = 0; i < OneThreadPipeline.SYMBOLS; i++)
        {
            for (final Channel channel : List.of(Channel.PRICE, Channel.BBO, Channel.STATS))
            {
                pipeline.want(StreamId.of(channel, 1, i), Conflation.LATEST, Encoding.MSGPACK);
            }
            for (int interval = 0; interval < MarketRules.defaults().candleSeconds().size(); interval++)
            {
                pipeline.want(StreamId.of(Channel.CANDLE, 1, i, interval), Conflation.LATEST, Encoding.MSGPACK);
            }
            pipeline.want(
                StreamId.of(Channel.BOOK_DELTA, 1, i, BookDepth.variantFor(DEPTH, false)),
                Conflation.LATEST,
                Encoding.MSGPACK);
            pipeline.want(StreamId.of(Channel.TRADE, 1, i), Conflation.RAW, Encoding.MSGPACK);
            pipeline.want(StreamId.of(Channel.SIGNAL, 1, i), Conflation.RAW, Encoding.MSGPACK);
            pipeline.want(StreamId.of(Channel.ARBITRAGE, 0, i), Conflation.RAW, Encoding.MSGPACK);
        }
    }

    private void publishBatch()
    {
        publisher.beginBatch(pipeline.clock().nanoTime());
        final long nowNs = pipeline.clock().nanoTime();
        for (int i = 0; i < BATCH; i++)
        {
            final int sample = index++;
            switch (i % MIX)
            {
                case 0, 1 -> publishTrade(pipeline.symbolOf(sample), pipeline.priceOf(sample), nowNs);
                case 2, 3 -> publishDelta(pipeline.symbolOf(sample), pipeline.priceOf(sample), nowNs);
                default -> publishQuote(pipeline.symbolOf(sample), pipeline.priceOf(sample), nowNs);
            }
        }
    }

    private void publishQuote(final int symbolId, final long price, final long nowNs)
    {
        final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, symbolId);
        head(quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
            symbolId, nowNs);
        quote
            .bidPrice(price)
            .bidQuantity(price * 7)
            .askPrice(price + 50)
            .askQuantity(price * 3)
            .venueSequence(index);
        publisher.publish(claim, QUOTE_BYTES);
    }

    private void publishTrade(final int symbolId, final long price, final long nowNs)
    {
        final long claim = publisher.claim(TRADE_BYTES, TradeEncoder.TEMPLATE_ID, 1, symbolId);
        head(trade.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
            symbolId, nowNs);
        trade.price(price).quantity(price * 3).tradeIdLow(index).tradeIdHigh(0).side(Side.BUY);
        publisher.publish(claim, TRADE_BYTES);
    }

    private void publishDelta(final int symbolId, final long price, final long nowNs)
    {
        final int length = HEADER_BYTES + BookDeltaEncoder.BLOCK_LENGTH + 2 * GROUP_BYTES + 2 * LEVEL_BYTES;
        final long claim = publisher.claim(length, BookDeltaEncoder.TEMPLATE_ID, 1, symbolId);
        head(delta.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
            symbolId, nowNs);
        delta.venueSequence(index).previousVenueSequence(0).checksum(0).page(0).lastPage(Bool.YES)
            .hasChecksum(Bool.NO);
        delta.bidsCount(1).next().price(BEST_BID - price % LEVELS).quantity(price & 7);
        delta.asksCount(1).next().price(BEST_BID + 1 + price % LEVELS).quantity(price & 5);
        publisher.publish(claim, length);
    }

    private void publishSnapshot(final int symbolId)
    {
        final int length =
            HEADER_BYTES + BookSnapshotEncoder.BLOCK_LENGTH + 2 * GROUP_BYTES + 2 * PAGE_LEVELS * LEVEL_BYTES;
        final long claim = publisher.claim(length, BookSnapshotEncoder.TEMPLATE_ID, 1, symbolId);
        head(snapshot.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
            symbolId, pipeline.clock().nanoTime());
        snapshot.venueSequence(0).page(0).lastPage(Bool.YES);
        final BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(PAGE_LEVELS);
        for (int i = 0; i < PAGE_LEVELS; i++)
        {
            bids.next().price(BEST_BID - i).quantity(5);
        }
        final BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(PAGE_LEVELS);
        for (int i = 0; i < PAGE_LEVELS; i++)
        {
            asks.next().price(BEST_BID + 1 + i).quantity(5);
        }
        publisher.publish(claim, length);
    }

    private static void head(final TickHeadEncoder head, final int symbolId, final long nowNs)
    {
        head
            .exchangeTime(nowNs)
            .receiveTime(nowNs)
            .symbolId(symbolId)
            .venueId(1)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
    }
}
