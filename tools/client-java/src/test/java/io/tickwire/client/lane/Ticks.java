package io.tickwire.client.lane;

import io.tickwire.client.sbe.BookDeltaEncoder;
import io.tickwire.client.sbe.BookKeyframeEncoder;
import io.tickwire.client.sbe.BookSnapshotEncoder;
import io.tickwire.client.sbe.Bool;
import io.tickwire.client.sbe.FeedState;
import io.tickwire.client.sbe.FeedStatusEncoder;
import io.tickwire.client.sbe.LossReason;
import io.tickwire.client.sbe.MessageHeaderEncoder;
import io.tickwire.client.sbe.NameDefinitionEncoder;
import io.tickwire.client.sbe.NameKind;
import io.tickwire.client.sbe.QuoteEncoder;
import io.tickwire.client.sbe.StreamLossEncoder;
import io.tickwire.client.sbe.SymbolDefinitionEncoder;
import io.tickwire.client.sbe.TickHeadEncoder;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteOrder;

/**
 * Messages of the stream, handed to a dispatcher without Aeron between them.
 * Thread: strategy
 */
final class Ticks
{
    private final LaneDispatch dispatch;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final BookKeyframeEncoder keyframe = new BookKeyframeEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final StreamLossEncoder loss = new StreamLossEncoder();
    private long g = 1;
    private int symbolId;
    private int venueId;
    private int priceExponent;
    private int quantityExponent;

    Ticks(final LaneDispatch dispatch)
    {
        this.dispatch = dispatch;
    }

    /** What the ticks to come are of. */
    Ticks of(final int symbolId, final int venueId, final int priceExponent, final int quantityExponent)
    {
        this.symbolId = symbolId;
        this.venueId = venueId;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;

        return this;
    }

    void symbol(final int id, final String name, final int priceExponent, final int quantityExponent)
    {
        final SymbolDefinitionEncoder symbol = new SymbolDefinitionEncoder();
        symbol.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header)
            .symbolId(id).priceExponent((byte)priceExponent).quantityExponent((byte)quantityExponent).name(name);
        handOn(symbol.encodedLength());
    }

    void venue(final int id, final String name)
    {
        final NameDefinitionEncoder definition = new NameDefinitionEncoder();
        definition.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header)
            .definedId(id).kind(NameKind.VENUE).name(name);
        handOn(definition.encodedLength());
    }

    /**
     * @param bids price and quantity in turn, as asks.
     */
    void snapshot(final int page, final boolean isLast, final long[] bids, final long[] asks)
    {
        head(snapshot.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head());
        snapshot.venueSequence(1).page(page).lastPage(isLast ? Bool.YES : Bool.NO);
        final BookSnapshotEncoder.BidsEncoder bid = snapshot.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2)
        {
            bid.next().price(bids[i]).quantity(bids[i + 1]);
        }
        final BookSnapshotEncoder.AsksEncoder ask = snapshot.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2)
        {
            ask.next().price(asks[i]).quantity(asks[i + 1]);
        }
        tick(snapshot.encodedLength());
    }

    /**
     * @param bids price and quantity in turn, as asks.
     */
    void delta(final int page, final boolean isLast, final long[] bids, final long[] asks)
    {
        head(delta.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head());
        delta.venueSequence(1).previousVenueSequence(0).checksum(0).page(page)
            .lastPage(isLast ? Bool.YES : Bool.NO).hasChecksum(Bool.NO);
        final BookDeltaEncoder.BidsEncoder bid = delta.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2)
        {
            bid.next().price(bids[i]).quantity(bids[i + 1]);
        }
        final BookDeltaEncoder.AsksEncoder ask = delta.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2)
        {
            ask.next().price(asks[i]).quantity(asks[i + 1]);
        }
        tick(delta.encodedLength());
    }

    void status(final FeedState state, final boolean isOfAllSymbols, final int lostTemplateId)
    {
        head(status.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head());
        if (isOfAllSymbols)
        {
            status.head().symbolId(TickHeadEncoder.symbolIdNullValue());
        }
        status.lostCount(1).lostAccount(0).lostTemplateId(lostTemplateId).state(state).reason("test");
        tick(status.encodedLength());
    }

    void quote(final long bid, final long ask)
    {
        head(quote.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head());
        quote.bidPrice(bid).bidQuantity(1).askPrice(ask).askQuantity(1).venueSequence(g);
        tick(quote.encodedLength());
    }

    /** A page of a book as it is, of bids only. */
    void keyframe(final int page, final boolean isLast, final long bookG, final long... bids)
    {
        head(keyframe.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head());
        keyframe.page(page).lastPage(isLast ? Bool.YES : Bool.NO).reserved((short)0).bookSequence(bookG);
        final BookKeyframeEncoder.BidsEncoder bid = keyframe.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2)
        {
            bid.next().price(bids[i]).quantity(bids[i + 1]);
        }
        keyframe.asksCount(0);
        handOn(keyframe.encodedLength());
    }

    /** The tick to come has this number, and nobody says why. */
    void goOnAt(final long next)
    {
        g = next;
    }

    /** One number is missing, and the stream says so. */
    void lose(final LossReason reason)
    {
        loss.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).from(g).to(g).reason(reason);
        g++;
        handOn(loss.encodedLength());
    }

    private void head(final TickHeadEncoder head)
    {
        head.exchangeTime(g).receiveTime(g + 1).symbolId(symbolId).venueId(venueId)
            .priceExponent((byte)priceExponent).quantityExponent((byte)quantityExponent);
    }

    private void tick(final int encodedLength)
    {
        handOn(encodedLength);
        g++;
    }

    private void handOn(final int encodedLength)
    {
        buffer.putLong(0, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(Long.BYTES, 1, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(2 * Long.BYTES, g + 2, ByteOrder.LITTLE_ENDIAN);
        dispatch.onMessage(buffer, 0, StreamHead.LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }
}
