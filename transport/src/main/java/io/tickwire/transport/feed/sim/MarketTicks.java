package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.LiquidationEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Publishes the ticks of the public market, what is long in pages. What finds no room is lost and counted.
 * Thread: feed-<venue>
 */
final class MarketTicks
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int LEVEL_BYTES = LevelList.LONGS * Long.BYTES;
    private static final int GROUPS_BYTES = 2 * BookDeltaEncoder.BidsEncoder.sbeHeaderSize();
    private static final long PERCENT_MANTISSAS = 1_000_000;
    private static final byte[] REASON = "simulated".getBytes(StandardCharsets.US_ASCII);

    private final TickPublisher publisher;
    private final TickCounts counts;
    private final int pageLevels;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();

    /** The page that is being written. */
    private int bidFrom;
    private int bidTo;
    private int askFrom;
    private int askTo;

    MarketTicks(final TickPublisher publisher, final TickCounts counts)
    {
        this.publisher = publisher;
        this.counts = counts;
        pageLevels =
            (publisher.messageCapacity() - HEADER - BookDeltaEncoder.BLOCK_LENGTH - GROUPS_BYTES) / LEVEL_BYTES;
    }

    /**
     * How many slots a message of so many levels takes.
     */
    int pages(final int levels)
    {
        return Math.max(1, (levels + pageLevels - 1) / pageLevels);
    }

    void trade(
        final Instrument instrument,
        final long timeNs,
        final int price,
        final int quantity,
        final boolean isBuy,
        final long tradeId)
    {
        final int length = HEADER + TradeEncoder.BLOCK_LENGTH;
        final long claim = claim(length, TradeEncoder.TEMPLATE_ID, instrument);
        if (claim >= 0)
        {
            instrument.head(
                trade.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(), timeNs);
            trade
                .price(price)
                .quantity(quantity)
                .tradeIdLow(tradeId)
                .tradeIdHigh(0)
                .side(isBuy ? Side.BUY : Side.SELL);
            publisher.publish(claim, length);
        }
    }

    void quote(final Instrument instrument, final long timeNs, final SimulatedBooks books, final int book)
    {
        final int length = HEADER + QuoteEncoder.BLOCK_LENGTH;
        final long claim = claim(length, QuoteEncoder.TEMPLATE_ID, instrument);
        if (claim >= 0)
        {
            instrument.head(
                quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(), timeNs);
            quote
                .bidPrice(books.bid(book))
                .bidQuantity(books.bidQuantity(book))
                .askPrice(books.ask(book))
                .askQuantity(books.askQuantity(book))
                .venueSequence(books.sequence(book));
            publisher.publish(claim, length);
        }
    }

    void ticker(
        final Instrument instrument, final long timeNs, final int last, final DayFigures day, final int index)
    {
        final int length = HEADER + TickerEncoder.BLOCK_LENGTH;
        final long claim = claim(length, TickerEncoder.TEMPLATE_ID, instrument);
        if (claim >= 0)
        {
            final int open = day.open(index);
            instrument.head(
                ticker.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(), timeNs);
            ticker
                .last(last)
                .open24h(open)
                .high24h(day.high(index))
                .low24h(day.low(index))
                .vwap24h(day.average(index))
                .volume24h(day.volume(index))
                .change24h((last - open) * PERCENT_MANTISSAS / open)
                .trades24h(day.trades(index))
                .markPrice(TickerEncoder.markPriceNullValue())
                .quoteVolume24h(TickerEncoder.quoteVolume24hNullValue())
                .quoteVolumeExponent((byte)0);
            publisher.publish(claim, length);
        }
    }

    /**
     * @param isSale whether somebody was forced to sell.
     */
    void liquidation(
        final Instrument instrument, final long timeNs, final int price, final int quantity, final boolean isSale)
    {
        final int length = HEADER + LiquidationEncoder.BLOCK_LENGTH;
        final long claim = claim(length, LiquidationEncoder.TEMPLATE_ID, instrument);
        if (claim >= 0)
        {
            instrument.head(
                liquidation.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                timeNs);
            liquidation.price(price).quantity(quantity).side(isSale ? Side.SELL : Side.BUY);
            publisher.publish(claim, length);
        }
    }

    /**
     * What a venue's feed says of all its symbols.
     */
    void status(final int venueId, final long timeNs, final FeedState state)
    {
        final int length =
            HEADER + FeedStatusEncoder.BLOCK_LENGTH + FeedStatusEncoder.reasonHeaderLength() + REASON.length;
        final long claim = publisher.claim(
            length, FeedStatusEncoder.TEMPLATE_ID, venueId, (int)TickHeadEncoder.symbolIdNullValue());
        if (counts.count(claim))
        {
            status.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(timeNs)
                .receiveTime(timeNs)
                .symbolId(TickHeadEncoder.symbolIdNullValue())
                .venueId(venueId)
                .priceExponent((byte)0)
                .quantityExponent((byte)0);
            status
                .lostCount(0)
                .lostAccount(FeedStatusEncoder.lostAccountNullValue())
                .lostTemplateId(FeedStatusEncoder.lostTemplateIdNullValue())
                .state(state)
                .putReason(REASON, 0, REASON.length);
            publisher.publish(claim, length);
        }
    }

    void snapshot(final Instrument instrument, final long timeNs, final LevelList levels, final long sequence)
    {
        final int pages = pages(levels.bidCount() + levels.askCount());
        for (int page = 0; page < pages; page++)
        {
            final int length = beginPage(BookSnapshotEncoder.BLOCK_LENGTH, levels, page);
            final long claim = claim(length, BookSnapshotEncoder.TEMPLATE_ID, instrument);
            if (claim >= 0)
            {
                final int offset = publisher.messageOffset(claim);
                instrument.head(snapshot.wrapAndApplyHeader(publisher.buffer(), offset, header).head(), timeNs);
                snapshot.venueSequence(sequence).page(page).lastPage(page == pages - 1 ? Bool.YES : Bool.NO);
                putLevels(offset + HEADER + BookSnapshotEncoder.BLOCK_LENGTH, levels);
                publisher.publish(claim, length);
            }
        }
    }

    /**
     * @param sequence of the book after this change, which is the only one since the sequence before.
     */
    void delta(final Instrument instrument, final long timeNs, final LevelList levels, final long sequence)
    {
        final int pages = pages(levels.bidCount() + levels.askCount());
        for (int page = 0; page < pages; page++)
        {
            final int length = beginPage(BookDeltaEncoder.BLOCK_LENGTH, levels, page);
            final long claim = claim(length, BookDeltaEncoder.TEMPLATE_ID, instrument);
            if (claim >= 0)
            {
                final int offset = publisher.messageOffset(claim);
                instrument.head(delta.wrapAndApplyHeader(publisher.buffer(), offset, header).head(), timeNs);
                delta
                    .venueSequence(sequence)
                    .previousVenueSequence(sequence - 1)
                    .checksum(0)
                    .page(page)
                    .lastPage(page == pages - 1 ? Bool.YES : Bool.NO)
                    .hasChecksum(Bool.NO);
                putLevels(offset + HEADER + BookDeltaEncoder.BLOCK_LENGTH, levels);
                publisher.publish(claim, length);
            }
        }
    }

    /** Which levels stand on a page, all bids before all asks; and how long it is with them. */
    private int beginPage(final int blockLength, final LevelList levels, final int page)
    {
        final int from = page * pageLevels;
        final int to = from + pageLevels;
        final int bids = levels.bidCount();
        bidFrom = Math.min(bids, from);
        bidTo = Math.min(bids, to);
        askFrom = Math.max(0, from - bids);
        askTo = Math.max(askFrom, Math.min(levels.askCount(), to - bids));

        return HEADER + blockLength + GROUPS_BYTES + (bidTo - bidFrom + askTo - askFrom) * LEVEL_BYTES;
    }

    /** Both groups, which are laid out alike in both messages. */
    private void putLevels(final int offset, final LevelList levels)
    {
        final int asksOffset = putGroup(offset, levels.bids(), bidFrom, bidTo);
        putGroup(asksOffset, levels.asks(), askFrom, askTo);
    }

    private int putGroup(final int offset, final long[] levels, final int from, final int to)
    {
        final UnsafeBuffer buffer = publisher.buffer();
        buffer.putShort(offset, (short)LEVEL_BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + Short.BYTES, (short)(to - from), ByteOrder.LITTLE_ENDIAN);
        int at = offset + GROUPS_BYTES / 2;
        for (int i = from * LevelList.LONGS; i < to * LevelList.LONGS; i++)
        {
            buffer.putLong(at, levels[i], ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES;
        }

        return at;
    }

    private long claim(final int length, final int templateId, final Instrument instrument)
    {
        final long claim = publisher.claim(length, templateId, instrument.venueId(), instrument.symbolId());
        counts.count(claim);

        return claim;
    }
}
