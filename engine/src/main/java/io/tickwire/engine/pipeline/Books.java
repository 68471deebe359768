package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.pipeline.BookState.Outcome;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The books of a shard's symbols, kept by the ticks that tell them. A book is live from its snapshot's last page until
 * something about it is wrong; what has several pages changes it all at once.
 * Thread: pipeline-<k>
 */
final class Books
{
    private static final int DIMENSION_BYTES = 4;
    private static final int LEVEL_BYTES = 2 * Long.BYTES;
    private static final int UINT16_MASK = 0xffff;

    private final Names names;
    private final int maxLevels;
    private final InstrumentTable<BookState> states = new InstrumentTable<>();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();

    private int symbolPriceExponent;
    private int symbolQuantityExponent;
    private int priceExponent;
    private int quantityExponent;

    Books(final Names names, final int maxLevels)
    {
        this.names = names;
        this.maxLevels = maxLevels;
    }

    /**
     * The book of a symbol at a venue, or null where none was told.
     */
    BookState get(final int symbolId, final int venueId)
    {
        return states.get(symbolId, venueId);
    }

    /**
     * The book of a symbol at a venue, both of them known.
     */
    BookState of(final int symbolId, final int venueId)
    {
        BookState state = states.get(symbolId, venueId);
        if (state == null)
        {
            state = new BookState(maxLevels);
            states.put(symbolId, venueId, state);
        }

        return state;
    }

    /**
     * Whether a symbol and a venue are known.
     */
    boolean isKnown(final int symbolId, final int venueId)
    {
        return names.symbols().isKnown(symbolId) && venueId < names.venues().size();
    }

    /**
     * Apply a tick that the gate let pass, and whose symbol and venue are known.
     */
    Outcome apply(final TickSlot slot, final MessageHeaderDecoder header, final long sequence)
    {
        return apply(slot.buffer(), slot.messageOffset(), slot.messageLength(), header, sequence);
    }

    /**
     * The same, of a tick that was copied out of its slot.
     */
    Outcome apply(
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final MessageHeaderDecoder header,
        final long sequence)
    {
        final int bodyOffset = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        head.wrap(buffer, bodyOffset);
        final int symbolId = (int)head.symbolId();
        final BookState state = of(symbolId, head.venueId());
        state.onTick(head.exchangeTime(), head.receiveTime());
        if (!Decimals.isExponent(head.priceExponent()) || !Decimals.isExponent(head.quantityExponent()))
        {
            return stale(state, sequence, Outcome.POISONED);
        }

        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        symbolPriceExponent = names.symbols().priceExponentOf(symbolId);
        symbolQuantityExponent = names.symbols().quantityExponentOf(symbolId);

        return header.templateId() == BookSnapshotDecoder.TEMPLATE_ID ?
            applySnapshot(buffer, bodyOffset, offset + length, header, sequence, state) :
            applyDelta(buffer, bodyOffset, offset + length, header, sequence, state);
    }

    /**
     * A symbol's book at a venue, or all books of the venue, can not be trusted.
     *
     * @param symbolId that of all symbols' ticks stands for all.
     */
    void onStale(final long symbolId, final int venueId, final StaleReason reason)
    {
        if (symbolId != TickHeadDecoder.symbolIdNullValue())
        {
            goStale(states.get((int)symbolId, venueId), reason);
            return;
        }
        for (int id = 0; id < states.symbols(); id++)
        {
            goStale(states.get(id, venueId), reason);
        }
    }

    /**
     * No book can be trusted any more: ticks of another time follow.
     */
    void startOver()
    {
        states.forEach(BookState::startOver);
    }

    private static void goStale(final BookState state, final StaleReason reason)
    {
        if (state != null)
        {
            state.goStale(reason);
        }
    }

    private Outcome applySnapshot(
        final DirectBuffer buffer,
        final int bodyOffset,
        final int end,
        final MessageHeaderDecoder header,
        final long sequence,
        final BookState state)
    {
        snapshot.wrap(buffer, bodyOffset, header.blockLength(), header.version());

        return state.beginSnapshotPage(snapshot.page()) ?
            applyPage(buffer, bodyOffset + header.blockLength(), end, sequence, state, snapshot.lastPageRaw()) :
            lost(state, sequence);
    }

    private Outcome applyDelta(
        final DirectBuffer buffer,
        final int bodyOffset,
        final int end,
        final MessageHeaderDecoder header,
        final long sequence,
        final BookState state)
    {
        if (!state.isLive())
        {
            return state.applied(sequence, Outcome.NOTHING);
        }

        delta.wrap(buffer, bodyOffset, header.blockLength(), header.version());

        return state.beginDeltaPage(delta.page()) ?
            applyPage(buffer, bodyOffset + header.blockLength(), end, sequence, state, delta.lastPageRaw()) :
            lost(state, sequence);
    }

    private Outcome applyPage(
        final DirectBuffer buffer,
        final int levelsOffset,
        final int end,
        final long sequence,
        final BookState state,
        final short lastPage)
    {
        final Outcome outcome = setLevels(buffer, levelsOffset, end, state);
        if (outcome != Outcome.CHANGED)
        {
            return stale(state, sequence, outcome);
        }

        return lastPage == Bool.YES.value() ? complete(state, sequence) : state.applied(sequence, Outcome.NOTHING);
    }

    private static Outcome complete(final BookState state, final long sequence)
    {
        if (state.book().isCrossed())
        {
            state.goStale(StaleReason.CROSSED);
            return state.applied(sequence, Outcome.STALE);
        }
        state.goLive();

        return state.applied(sequence, Outcome.CHANGED);
    }

    private static Outcome lost(final BookState state, final long sequence)
    {
        final boolean wasLive = state.isLive();
        state.goStale(StaleReason.FEED_LOSS);

        return state.applied(sequence, wasLive ? Outcome.STALE : Outcome.NOTHING);
    }

    private static Outcome stale(final BookState state, final long sequence, final Outcome outcome)
    {
        state.goStale(StaleReason.FEED);

        return state.applied(sequence, outcome);
    }

    /** Both groups of levels, which are laid out alike in both messages. */
    private Outcome setLevels(final DirectBuffer buffer, final int offset, final int end, final BookState state)
    {
        final OrderBook book = state.book();
        int at = offset;
        for (int side = 0; side < 2; side++)
        {
            if (at + DIMENSION_BYTES > end)
            {
                return Outcome.POISONED;
            }
            final int levelBytes = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16_MASK;
            final int levels = buffer.getShort(at + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & UINT16_MASK;
            at += DIMENSION_BYTES;
            if (levelBytes < LEVEL_BYTES || at + (long)levels * levelBytes > end)
            {
                return Outcome.POISONED;
            }
            for (int i = 0; i < levels; i++, at += levelBytes)
            {
                final Outcome outcome = setLevel(
                    book,
                    side == 0,
                    buffer.getLong(at, ByteOrder.LITTLE_ENDIAN),
                    buffer.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
                if (outcome != Outcome.CHANGED)
                {
                    return outcome;
                }
            }
        }

        return Outcome.CHANGED;
    }

    private Outcome setLevel(final OrderBook book, final boolean isBid, final long price, final long quantity)
    {
        final long ownPrice =
            priceExponent == symbolPriceExponent ? price : Decimals.rescale(price, priceExponent, symbolPriceExponent);
        final long ownQuantity = quantityExponent == symbolQuantityExponent ?
            quantity : Decimals.rescale(quantity, quantityExponent, symbolQuantityExponent);
        if (price == NULL || quantity < 0)
        {
            return Outcome.POISONED;
        }
        if (ownPrice == NULL || ownQuantity == NULL)
        {
            return Outcome.INEXACT;
        }
        book.set(isBid, ownPrice, ownQuantity);

        return Outcome.CHANGED;
    }
}
