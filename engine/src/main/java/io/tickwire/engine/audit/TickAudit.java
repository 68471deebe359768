package io.tickwire.engine.audit;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Adds ticks up, each symbol's at each venue by itself.
 * Thread: any
 */
final class TickAudit implements TickHandler
{
    private final Long2ObjectHashMap<SymbolAudit> symbols = new Long2ObjectHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final NewSymbol newSymbol;

    /**
     * Makes what adds up a symbol's ticks at a venue, when its first one comes.
     * Thread: any
     */
    interface NewSymbol
    {
        SymbolAudit of(int venueId, long symbolId);
    }

    TickAudit(final NewSymbol newSymbol)
    {
        this.newSymbol = newSymbol;
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        if (slot.messageLength() > 0)
        {
            onTick(slot.buffer(), slot.messageOffset());
        }
    }

    /** What ticks have told of a symbol at a venue. */
    SymbolAudit symbol(final int venueId, final long symbolId)
    {
        return symbols.computeIfAbsent(
            (long)venueId << Integer.SIZE | symbolId, key -> newSymbol.of(venueId, symbolId));
    }

    /** What ids mean is to be asked anew. */
    void clear()
    {
        symbols.clear();
    }

    /**
     * @param offset of the message's header.
     */
    void onTick(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        switch (header.templateId())
        {
            case TradeDecoder.TEMPLATE_ID ->
            {
                trade.wrapAndApplyHeader(buffer, offset, header);
                symbol(trade.head()).trades().onTrade(trade);
            }
            case QuoteDecoder.TEMPLATE_ID ->
            {
                quote.wrapAndApplyHeader(buffer, offset, header);
                symbol(quote.head()).onQuote(quote);
            }
            case BookSnapshotDecoder.TEMPLATE_ID ->
            {
                snapshot.wrapAndApplyHeader(buffer, offset, header);
                symbol(snapshot.head()).onSnapshot(snapshot);
            }
            case BookDeltaDecoder.TEMPLATE_ID ->
            {
                delta.wrapAndApplyHeader(buffer, offset, header);
                symbol(delta.head()).onDelta(delta);
            }
            case TickerDecoder.TEMPLATE_ID ->
            {
                ticker.wrapAndApplyHeader(buffer, offset, header);
                symbol(ticker.head()).ticker().onTicker(ticker);
            }
            case CandleDecoder.TEMPLATE_ID ->
            {
                candle.wrapAndApplyHeader(buffer, offset, header);
                symbol(candle.head()).candles().onCandle(candle);
            }
            default ->
            {
                // What a feed says of itself the decoders' counters tell.
            }
        }
    }

    private SymbolAudit symbol(final TickHeadDecoder head)
    {
        return symbol(head.venueId(), head.symbolId());
    }
}
