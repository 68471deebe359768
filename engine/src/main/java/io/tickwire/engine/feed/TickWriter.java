package io.tickwire.engine.feed;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.LiquidationEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes what a decoder has read into the ring, books in as many pages as they take. What finds no room is lost,
 * counted and announced by the publisher.
 * Thread: feed-<venue>
 */
public final class TickWriter implements TickSink
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int LEVEL_BYTES = LevelList.LONGS * Long.BYTES;
    private static final int GROUPS_BYTES = 2 * BookDeltaEncoder.BidsEncoder.sbeHeaderSize();
    private static final int MAX_PAGE_LEVELS = 65_534;

    private final TickPublisher publisher;
    private final int pageLevels;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final FeedLag lag = new FeedLag();
    private long receiveTimeNs;
    private long published;
    private long refused;

    /** The page that is being written. */
    private int bidFrom;
    private int bidTo;
    private int askFrom;
    private int askTo;
    private int pageLength;

    public TickWriter(final TickPublisher publisher)
    {
        this.publisher = publisher;
        pageLevels = Math.min(MAX_PAGE_LEVELS,
            (publisher.messageCapacity() - HEADER - BookDeltaEncoder.BLOCK_LENGTH - GROUPS_BYTES) / LEVEL_BYTES);
    }

    @Override
    public void beginBatch(final long receiveTimeNs)
    {
        received(receiveTimeNs);
        publisher.beginBatch(receiveTimeNs);
    }

    @Override
    public void received(final long receiveTimeNs)
    {
        this.receiveTimeNs = receiveTimeNs;
    }

    /** How long ticks took from their venue, by both clocks. */
    public FeedLag lag()
    {
        return lag;
    }

    /** How many ticks the ring has taken; a page of a book is one. */
    public long published()
    {
        return published;
    }

    /** How many ticks the ring had no room for. */
    public long refused()
    {
        return refused;
    }

    @Override
    public void trade(
        final TickTarget target,
        final long exchangeTimeNs,
        final long price,
        final long quantity,
        final long idLow,
        final long idHigh,
        final Side side)
    {
        final int length = HEADER + TradeEncoder.BLOCK_LENGTH;
        final long claim = claim(length, TradeEncoder.TEMPLATE_ID, target);
        if (claim >= 0)
        {
            final MutableDirectBuffer buffer = publisher.buffer();
            head(trade.wrapAndApplyHeader(buffer, publisher.messageOffset(claim), header).head(), target,
                exchangeTimeNs);
            trade
                .price(price)
                .quantity(quantity)
                .tradeIdLow(idLow)
                .tradeIdHigh(idHigh)
                .side(side == null ? Side.NULL_VAL : side);
            publisher.publish(claim, length);
        }
    }

    @Override
    public void quote(
        final TickTarget target,
        final long exchangeTimeNs,
        final long bidPrice,
        final long bidQuantity,
        final long askPrice,
        final long askQuantity,
        final long venueSequence)
    {
        final int length = HEADER + QuoteEncoder.BLOCK_LENGTH;
        final long claim = claim(length, QuoteEncoder.TEMPLATE_ID, target);
        if (claim >= 0)
        {
            final MutableDirectBuffer buffer = publisher.buffer();
            head(quote.wrapAndApplyHeader(buffer, publisher.messageOffset(claim), header).head(), target,
                exchangeTimeNs);
            quote
                .bidPrice(bidPrice)
                .bidQuantity(bidQuantity)
                .askPrice(askPrice)
                .askQuantity(askQuantity)
                .venueSequence(venueSequence);
            publisher.publish(claim, length);
        }
    }

    @Override
    public void ticker(final TickTarget target, final long exchangeTimeNs, final TickerValues values)
    {
        final int length = HEADER + TickerEncoder.BLOCK_LENGTH;
        final long claim = claim(length, TickerEncoder.TEMPLATE_ID, target);
        if (claim >= 0)
        {
            final MutableDirectBuffer buffer = publisher.buffer();
            head(ticker.wrapAndApplyHeader(buffer, publisher.messageOffset(claim), header).head(), target,
                exchangeTimeNs);
            values.encode(ticker, target.priceExponent(), target.quantityExponent());
            publisher.publish(claim, length);
        }
    }

    @Override
    public void candle(final TickTarget target, final long exchangeTimeNs, final CandleValues values)
    {
        if (!values.isWhole(target.priceExponent(), target.quantityExponent()))
        {
            return;
        }

        final int length = HEADER + CandleEncoder.BLOCK_LENGTH;
        final long claim = claim(length, CandleEncoder.TEMPLATE_ID, target);
        if (claim >= 0)
        {
            final MutableDirectBuffer buffer = publisher.buffer();
            head(candle.wrapAndApplyHeader(buffer, publisher.messageOffset(claim), header).head(), target,
                exchangeTimeNs);
            values.encode(candle, target.priceExponent(), target.quantityExponent());
            publisher.publish(claim, length);
        }
    }

    @Override
    public void liquidation(
        final TickTarget target,
        final long exchangeTimeNs,
        final long price,
        final long quantity,
        final Side side)
    {
        final int length = HEADER + LiquidationEncoder.BLOCK_LENGTH;
        final long claim = claim(length, LiquidationEncoder.TEMPLATE_ID, target);
        if (claim >= 0)
        {
            final MutableDirectBuffer buffer = publisher.buffer();
            head(liquidation.wrapAndApplyHeader(buffer, publisher.messageOffset(claim), header).head(), target,
                exchangeTimeNs);
            liquidation
                .price(price)
                .quantity(quantity)
                .side(side);
            publisher.publish(claim, length);
        }
    }

    @Override
    public void snapshot(
        final TickTarget target, final long exchangeTimeNs, final long venueSequence, final LevelList levels)
    {
        final int pages = pages(levels.bidCount() + levels.askCount());
        for (int page = 0; page < pages; page++)
        {
            final long claim =
                claimPage(page, levels, BookSnapshotEncoder.BLOCK_LENGTH, BookSnapshotEncoder.TEMPLATE_ID, target);
            if (claim >= 0)
            {
                head(snapshot.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                    target, exchangeTimeNs);
                snapshot
                    .venueSequence(venueSequence)
                    .page(page)
                    .lastPage(page == pages - 1 ? Bool.YES : Bool.NO);
                publishPage(claim, snapshot.limit(), levels);
            }
        }
    }

    @Override
    public void delta(
        final TickTarget target,
        final long exchangeTimeNs,
        final long previousSequence,
        final long venueSequence,
        final boolean hasChecksum,
        final long checksum,
        final LevelList levels)
    {
        final int pages = pages(levels.bidCount() + levels.askCount());
        for (int page = 0; page < pages; page++)
        {
            final long claim =
                claimPage(page, levels, BookDeltaEncoder.BLOCK_LENGTH, BookDeltaEncoder.TEMPLATE_ID, target);
            if (claim >= 0)
            {
                head(delta.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                    target, exchangeTimeNs);
                delta
                    .venueSequence(venueSequence)
                    .previousVenueSequence(previousSequence)
                    .checksum(checksum)
                    .page(page)
                    .lastPage(page == pages - 1 ? Bool.YES : Bool.NO)
                    .hasChecksum(hasChecksum ? Bool.YES : Bool.NO);
                publishPage(claim, delta.limit(), levels);
            }
        }
    }

    @Override
    public void status(final int venueId, final TickTarget target, final FeedState state, final String reason)
    {
        final byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        final int length = HEADER + FeedStatusEncoder.BLOCK_LENGTH + FeedStatusEncoder.reasonHeaderLength() +
            text.length;
        final int symbolId = target == null ? (int)TickHeadEncoder.symbolIdNullValue() : target.symbolId();
        final long claim = claim(length, FeedStatusEncoder.TEMPLATE_ID, venueId, symbolId);
        if (claim >= 0)
        {
            status.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(TickHeadEncoder.exchangeTimeNullValue())
                .receiveTime(receiveTimeNs)
                .symbolId(symbolId)
                .venueId(venueId)
                .priceExponent((byte)0)
                .quantityExponent((byte)0);
            status
                .lostCount(0)
                .lostAccount(FeedStatusEncoder.lostAccountNullValue())
                .lostTemplateId(FeedStatusEncoder.lostTemplateIdNullValue())
                .state(state)
                .putReason(text, 0, text.length);
            publisher.publish(claim, length);
        }
    }

    private long claim(final int length, final int templateId, final TickTarget target)
    {
        return claim(length, templateId, target.venueId(), target.symbolId());
    }

    private long claim(final int length, final int templateId, final int venueId, final int symbolId)
    {
        final long claim = publisher.claim(length, templateId, venueId, symbolId);
        if (claim >= 0)
        {
            published++;
        }
        else
        {
            refused++;
        }

        return claim;
    }

    private void head(final TickHeadEncoder head, final TickTarget target, final long exchangeTimeNs)
    {
        lag.record(exchangeTimeNs, receiveTimeNs);
        head
            .exchangeTime(exchangeTimeNs)
            .receiveTime(receiveTimeNs)
            .symbolId(target.symbolId())
            .venueId(target.venueId())
            .priceExponent((byte)target.priceExponent())
            .quantityExponent((byte)target.quantityExponent());
    }

    /** How many slots a message of so many levels takes. */
    public int pages(final int levels)
    {
        return Math.max(1, (levels + pageLevels - 1) / pageLevels);
    }

    /** Claim a slot for a page. Bids come first, then asks; a page has the next of both that fit. */
    private long claimPage(
        final int page, final LevelList levels, final int blockLength, final int templateId, final TickTarget target)
    {
        final int bids = levels.bidCount();
        final int asks = levels.askCount();
        final int from = page * pageLevels;
        final int to = from + pageLevels;
        bidFrom = Math.min(bids, from);
        bidTo = Math.min(bids, to);
        askFrom = Math.min(asks, Math.max(0, from - bids));
        askTo = Math.min(asks, Math.max(0, to - bids));
        pageLength = HEADER + blockLength + GROUPS_BYTES + (bidTo - bidFrom + askTo - askFrom) * LEVEL_BYTES;

        return claim(pageLength, templateId, target);
    }

    /** Put the levels of the page that was claimed, and publish it. */
    private void publishPage(final long claim, final int offset, final LevelList levels)
    {
        final UnsafeBuffer buffer = publisher.buffer();
        putSide(buffer, putSide(buffer, offset, levels.bids(), bidFrom, bidTo), levels.asks(), askFrom, askTo);
        publisher.publish(claim, pageLength);
    }

    private static int putSide(
        final UnsafeBuffer buffer, final int offset, final long[] levels, final int from, final int to)
    {
        buffer.putShort(offset, (short)LEVEL_BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + Short.BYTES, (short)(to - from), ByteOrder.LITTLE_ENDIAN);
        int at = offset + BookDeltaEncoder.BidsEncoder.sbeHeaderSize();
        for (int i = from * LevelList.LONGS; i < to * LevelList.LONGS; i++)
        {
            buffer.putLong(at, levels[i], ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES;
        }

        return at;
    }
}
