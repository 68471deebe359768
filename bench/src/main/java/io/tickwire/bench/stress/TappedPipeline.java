package io.tickwire.bench.stress;

import io.tickwire.engine.WallClock;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.pipeline.SymbolPipeline;
import io.tickwire.engine.pipeline.Tap;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.SystemEpochClock;

import java.util.List;
import java.util.Map;

/**
 * A small pipeline with a tap, and a feed of trades whose fields all follow from a name.
 */
final class TappedPipeline
{
    private static final int TRADE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH;
    private static final WallClock CLOCK = new WallClock();
    private static final EngineCounters COUNTERS = new EngineCounters();
    private static final ErrorLog ERRORS = new ErrorLog(1 << 12, SystemEpochClock.INSTANCE);
    private static final Names NAMES = names();
    private static final MarketRules RULES =
        MarketRules.defaults().with(List.of(new MarketRules.Model("watch", Map.of())));
    private static final long NS_PER_MS = 1_000_000;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final TickPublisher publisher;
    private final SymbolPipeline pipeline;

    TappedPipeline()
    {
        final TickRing ticks = new TickRing(4, 256, new NoWait());
        pipeline = new SymbolPipeline(
            0,
            new SymbolPipeline.Surroundings(
                1,
                ticks,
                new Demand(1, 4096, new NoWait()),
                new FrameHeader(),
                NAMES,
                new SymbolPipeline.ReplaySizes(1 << 13, 1, 1),
                RULES,
                new Resyncs(),
                CLOCK,
                1,
                COUNTERS,
                ERRORS,
                Long.MAX_VALUE,
                false,
                null),
            new FrameRing(16, 4096, new NoWait()),
            false);
        publisher = new TickPublisher(ticks, CLOCK, COUNTERS.newSheet("stress"), new StageTimer("in->ring"));
    }

    Tap tap()
    {
        return pipeline.taps().get(0);
    }

    /**
     * A trade of the symbol that has a name for its id; the pipeline takes it in.
     */
    void trade(final int name)
    {
        final long claim = publisher.claim(TRADE_BYTES, TradeEncoder.TEMPLATE_ID, 1, name);
        trade.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(name * NS_PER_MS)
            .receiveTime(name * NS_PER_MS)
            .symbolId(name)
            .venueId(1)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        trade.price(priceOf(name)).quantity(name).tradeIdLow(name).tradeIdHigh(0).side(Side.BUY);
        publisher.publish(claim, TRADE_BYTES);
        pipeline.step();
    }

    /**
     * Whether a copy shows one trade of its symbol, whole.
     */
    static boolean isWhole(final Tap.Copy copy)
    {
        final int name = copy.symbolId();
        final var trades = copy.market().trades();
        final var candles = copy.market().candles();

        return copy.venueId() == 1 && copy.exchangeTimeNs() == name * NS_PER_MS &&
            copy.market().symbol().equals(symbolOf(name)) &&
            trades.size() == 1 && trades.price(0) == priceOf(name) && trades.quantity(0) == name &&
            candles.size() == 1 && candles.close(0) == priceOf(name) && candles.volume(0) == name;
    }

    private static long priceOf(final int name)
    {
        return name * 0x0101_0101_0101L;
    }

    private static String symbolOf(final int name)
    {
        return "S" + name;
    }

    private static Names names()
    {
        final Names names = Names.empty();
        names.venues().add("stress");
        for (int i = 0; i < 10; i++)
        {
            names.symbols().define(symbolOf(i), -2, -8);
        }

        return names;
    }
}
