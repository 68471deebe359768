package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Believes nothing: keeps books by what the ticks say, and checks each tick against them. */
final class NaiveMarket implements TickHandler
{
    private final Map<Long, Book> books = new HashMap<>();
    private final Map<Integer, Integer> ticksByTemplate = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long lastTimeNs;
    private long widestGapPerMillion;

    /** A book of two maps. */
    private static final class Book
    {
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private long sequence;
        private boolean isWhole;
        private long[] quote;
        private long lastTradeId;
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        header.wrap(slot.buffer(), slot.messageOffset());
        ticksByTemplate.merge(header.templateId(), 1, Integer::sum);
        switch (header.templateId())
        {
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(slot);
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(slot);
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(slot);
            case TickerDecoder.TEMPLATE_ID -> onTicker(slot);
            case LiquidationDecoder.TEMPLATE_ID -> onLiquidation(slot);
            default ->
            {
                // Not of the public market.
            }
        }
    }

    int ticksOf(final int templateId)
    {
        return ticksByTemplate.getOrDefault(templateId, 0);
    }

    int books()
    {
        return books.size();
    }

    /** The widest gap between a bid and another venue's ask that was ever seen. */
    long widestGapPerMillion()
    {
        return widestGapPerMillion;
    }

    private void onTrade(final TickSlot slot)
    {
        final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final Book book = bookOf(trade.head());
        final boolean isBuy = trade.side() == Side.BUY;
        assertEquals(isBuy ? book.quote[2] : book.quote[0], trade.price());
        assertTrue(trade.quantity() > 0 && trade.quantity() <= (isBuy ? book.quote[3] : book.quote[1]));
        assertTrue(trade.tradeIdLow() > book.lastTradeId);
        book.lastTradeId = trade.tradeIdLow();
    }

    private void onQuote(final TickSlot slot)
    {
        final QuoteDecoder quote = new QuoteDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final Book book = bookOf(quote.head());
        assertTrue(book.isWhole);
        assertEquals(book.bids.firstKey(), quote.bidPrice());
        assertEquals(book.bids.firstEntry().getValue(), quote.bidQuantity());
        assertEquals(book.asks.firstKey(), quote.askPrice());
        assertEquals(book.asks.firstEntry().getValue(), quote.askQuantity());
        assertTrue(quote.bidPrice() > 0 && quote.bidPrice() < quote.askPrice());
        book.quote = new long[] {quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity()};
        seekGaps(quote.head().symbolId(), quote.bidPrice());
    }

    private void onSnapshot(final TickSlot slot)
    {
        final BookSnapshotDecoder snapshot =
            new BookSnapshotDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final Book book = bookOf(snapshot.head());
        if (snapshot.page() == 0)
        {
            book.bids.clear();
            book.asks.clear();
        }
        final BookSnapshotDecoder.BidsDecoder bids = snapshot.bids();
        while (bids.hasNext())
        {
            assertEquals(null, book.bids.put(bids.next().price(), bids.quantity()));
        }
        final BookSnapshotDecoder.AsksDecoder asks = snapshot.asks();
        while (asks.hasNext())
        {
            assertEquals(null, book.asks.put(asks.next().price(), asks.quantity()));
        }
        book.sequence = snapshot.venueSequence();
        complete(book, snapshot.lastPage());
        assertEquals(snapshot.encodedLength() + MessageHeaderDecoder.ENCODED_LENGTH, slot.messageLength());
    }

    private void onDelta(final TickSlot slot)
    {
        final BookDeltaDecoder delta =
            new BookDeltaDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final Book book = bookOf(delta.head());
        final int pagesBefore = delta.page();
        assertEquals(book.sequence + (pagesBefore == 0 ? 0 : -1), delta.previousVenueSequence());
        book.sequence = delta.venueSequence();
        final BookDeltaDecoder.BidsDecoder bids = delta.bids();
        while (bids.hasNext())
        {
            set(book.bids, bids.next().price(), bids.quantity());
        }
        final BookDeltaDecoder.AsksDecoder asks = delta.asks();
        while (asks.hasNext())
        {
            set(book.asks, asks.next().price(), asks.quantity());
        }
        complete(book, delta.lastPage());
        assertEquals(delta.encodedLength() + MessageHeaderDecoder.ENCODED_LENGTH, slot.messageLength());
    }

    private void onTicker(final TickSlot slot)
    {
        final TickerDecoder ticker =
            new TickerDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        bookOf(ticker.head());
        assertTrue(ticker.low24h() > 0 && ticker.low24h() <= ticker.high24h());
        assertTrue(ticker.open24h() >= ticker.low24h() && ticker.open24h() <= ticker.high24h());
        assertTrue(ticker.vwap24h() >= ticker.low24h() && ticker.vwap24h() <= ticker.high24h());
        assertTrue(ticker.volume24h() > 0);
        assertTrue(ticker.trades24h() > 0);
        assertEquals((ticker.last() - ticker.open24h()) * 1_000_000 / ticker.open24h(), ticker.change24h());
    }

    private void onLiquidation(final TickSlot slot)
    {
        final LiquidationDecoder liquidation =
            new LiquidationDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final Book book = bookOf(liquidation.head());
        assertEquals(liquidation.side() == Side.SELL ? book.quote[0] : book.quote[2], liquidation.price());
        assertTrue(liquidation.quantity() > 0);
    }

    private Book bookOf(final TickHeadDecoder head)
    {
        assertTrue(head.receiveTime() >= lastTimeNs);
        assertEquals(head.receiveTime(), head.exchangeTime());
        lastTimeNs = head.receiveTime();

        final Book book = books.computeIfAbsent(head.symbolId() << 8 | head.venueId(), key -> new Book());
        assertNotNull(book);

        return book;
    }

    private static void set(final TreeMap<Long, Long> side, final long price, final long quantity)
    {
        if (quantity == 0)
        {
            assertNotNull(side.remove(price), "a level was deleted that was not there");
        }
        else
        {
            assertTrue(price > 0 && quantity > 0);
            side.put(price, quantity);
        }
    }

    private static void complete(final Book book, final Bool isLast)
    {
        book.isWhole = isLast == Bool.YES;
        if (book.isWhole)
        {
            assertFalse(book.bids.firstKey() >= book.asks.firstKey(), "crossed");
            assertEquals(SimulatedBooks.DEPTH, book.bids.size());
            assertEquals(SimulatedBooks.DEPTH, book.asks.size());
        }
    }

    private void seekGaps(final long symbolId, final long bid)
    {
        for (final Map.Entry<Long, Book> other : books.entrySet())
        {
            if (other.getKey() >> 8 == symbolId && other.getValue().quote != null)
            {
                final long ask = other.getValue().quote[2];
                widestGapPerMillion = Math.max(widestGapPerMillion, (bid - ask) * 1_000_000 / ask);
            }
        }
    }
}
