package io.tickwire.transport.feed;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.BboUpdateDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderBookUpdateDecoder;
import io.tickwire.engine.schema.sbe.TradeUpdateDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the engine makes of the simulated ticks. */
class SimulatedFeedFramesTest
{
    private static final int RATE = 10;
    private static final int TICK_MS = 1_000 / RATE;
    private static final int TICKS = 30_000;
    private static final int VENUE = 1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long[] top;
    private long[] quote;
    private int quotes;
    private int trades;

    @Test
    void shouldBringSomethingOnEachChannel()
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha", "beta"), 2, RATE, 2);
        try (SteppedFeed stepped = new SteppedFeed(market))
        {
            final Names names = stepped.stepped().nameTables();
            final int symbolId = names.symbols().idOf("BTC/USDT");
            final int accountId = names.accounts().idOf("demo-1");
            for (final Channel channel : Channel.values())
            {
                stepped.subscribe(streamOf(channel, symbolId, accountId), Encoding.JSON);
            }

            final Map<Channel, String> samples = new EnumMap<>(Channel.class);
            for (int i = 0; i < TICKS && samples.size() < Channel.values().length; i++)
            {
                stepped.advanceMs(TICK_MS, (slot, endOfBatch) ->
                {
                    if (slot.kind() == FrameKind.DATA)
                    {
                        samples.putIfAbsent(StreamId.channel(slot.streamId()), SteppedFeed.text(slot));
                    }
                });
            }

            assertEquals(EnumSet.allOf(Channel.class), samples.keySet());
            samples.values().forEach(text -> assertTrue(
                text.contains("BTCUSDT") || text.contains("\"account\":\"demo-1\""), text));
            assertEquals(0, stepped.stepped().counter(EngineCounter.TICKS_POISONED));
            assertEquals(0, stepped.stepped().counter(EngineCounter.TICKS_INEXACT));
            assertEquals(0, stepped.stepped().counter(EngineCounter.BOOKS_STALE));
            assertEquals(0, stepped.feed().refused());
        }
    }

    @Test
    void shouldQuoteTheTopOfItsBooksAndTradeAtIt()
    {
        final SimulatedMarket market = new SimulatedMarket(3, List.of("alpha", "beta", "gamma"), 1, RATE, 0);
        try (SteppedFeed stepped = new SteppedFeed(market))
        {
            final int symbolId = stepped.stepped().nameTables().symbols().idOf("btc");
            stepped.subscribe(StreamId.of(Channel.BOOK, VENUE, symbolId, BookDepth.variantFor(1, false)), Encoding.SBE);
            stepped.subscribe(StreamId.of(Channel.BBO, VENUE, symbolId), Encoding.SBE);
            stepped.subscribe(StreamId.of(Channel.TRADE, VENUE, symbolId), Encoding.SBE);
            for (int i = 0; i < TICKS; i++)
            {
                stepped.advanceMs(TICK_MS, this::check);
            }

            assertTrue(quotes > TICKS / 20, "quotes=" + quotes);
            assertTrue(trades > TICKS / 100, "trades=" + trades);
        }
    }

    private void check(final FrameSlot slot, final boolean endOfBatch)
    {
        if (slot.kind() != FrameKind.DATA)
        {
            return;
        }

        final UnsafeBuffer payload = SteppedFeed.payload(slot);
        switch (StreamId.channel(slot.streamId()))
        {
            case BOOK ->
            {
                final OrderBookUpdateDecoder book = new OrderBookUpdateDecoder().wrapAndApplyHeader(payload, 0, header);
                final OrderBookUpdateDecoder.BidsDecoder bid = book.bids().next();
                final long[] seen = new long[] {bid.price(), bid.quantity(), 0, 0};
                final OrderBookUpdateDecoder.AsksDecoder ask = book.asks().next();
                seen[2] = ask.price();
                seen[3] = ask.quantity();
                assertTrue(seen[0] < seen[2], "crossed");
                top = seen;
            }
            case BBO ->
            {
                final BboUpdateDecoder bbo = new BboUpdateDecoder().wrapAndApplyHeader(payload, 0, header);
                quote = new long[] {bbo.bid(), bbo.bidQuantity(), bbo.ask(), bbo.askQuantity()};
                assertArrayEquals(top, quote);
                quotes++;
            }
            default ->
            {
                final TradeUpdateDecoder trade = new TradeUpdateDecoder().wrapAndApplyHeader(payload, 0, header);
                assertTrue(trade.price() >= quote[0] && trade.price() <= quote[2]);
                trades++;
            }
        }
    }

    private static int streamOf(final Channel channel, final int symbolId, final int accountId)
    {
        if (channel.isPrivate())
        {
            return StreamId.ofAccount(channel, accountId);
        }

        return switch (channel)
        {
            case MARKET -> StreamId.of(channel, 0, 0);
            case ARBITRAGE -> StreamId.of(channel, 0, symbolId);
            case BOOK, BOOK_DELTA -> StreamId.of(channel, VENUE, symbolId, BookDepth.variantFor(20, false));
            default -> StreamId.of(channel, VENUE, symbolId);
        };
    }
}
