package io.tickwire.client.lane;

import io.tickwire.client.sbe.LossReason;
import io.tickwire.client.sbe.MessageHeaderDecoder;
import io.tickwire.client.sbe.NameDefinitionDecoder;
import io.tickwire.client.sbe.NameKind;
import io.tickwire.client.sbe.StreamEndDecoder;
import io.tickwire.client.sbe.StreamLossDecoder;
import io.tickwire.client.sbe.StreamStartDecoder;
import io.tickwire.client.sbe.SymbolDefinitionDecoder;
import org.agrona.DirectBuffer;

/**
 * What the stream says of itself, between ticks. Definitions come again and again; only the first of a run costs more
 * than a look.
 * Thread: strategy
 */
final class StreamWords
{
    /** Templates from here on are no ticks. */
    static final int FIRST_TICKLESS = 100;

    private final LaneHandler handler;
    private final LaneNames names;
    private final LaneBooks books;
    private final LaneOrder order;
    private final StreamStartDecoder start = new StreamStartDecoder();
    private final StreamEndDecoder end = new StreamEndDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private final SymbolDefinitionDecoder symbol = new SymbolDefinitionDecoder();
    private final NameDefinitionDecoder name = new NameDefinitionDecoder();

    StreamWords(final LaneHandler handler, final LaneNames names, final LaneBooks books, final LaneOrder order)
    {
        this.handler = handler;
        this.names = names;
        this.books = books;
        this.order = order;
    }

    void onMessage(
        final StreamHead head, final MessageHeaderDecoder header, final DirectBuffer buffer, final int offset)
    {
        final int blockLength = header.blockLength();
        final int version = header.version();
        switch (header.templateId())
        {
            case StreamStartDecoder.TEMPLATE_ID ->
            {
                forget();
                order.onRun(head);
                handler.onRun(head.epoch(), start.wrap(buffer, offset, blockLength, version).startTime());
            }
            case StreamEndDecoder.TEMPLATE_ID ->
                handler.onRunEnd(head.epoch(), end.wrap(buffer, offset, blockLength, version).endTime());
            case StreamLossDecoder.TEMPLATE_ID -> onLoss(head, loss.wrap(buffer, offset, blockLength, version));
            default -> onDefinition(head, header, buffer, offset);
        }
    }

    void onDefinition(
        final StreamHead head, final MessageHeaderDecoder header, final DirectBuffer buffer, final int offset)
    {
        if (header.templateId() == SymbolDefinitionDecoder.TEMPLATE_ID)
        {
            symbol.wrap(buffer, offset, header.blockLength(), header.version());
            if (!names.isSymbol((int)symbol.symbolId()))
            {
                defineSymbol();
            }
        }
        else if (header.templateId() == NameDefinitionDecoder.TEMPLATE_ID)
        {
            name.wrap(buffer, offset, header.blockLength(), header.version());
            final NameKind kind = kindOf(name.kindRaw());
            if (kind != null && !names.isName(kind, (int)name.definedId()))
            {
                defineName(kind);
            }
        }
    }

    private void onLoss(final StreamHead head, final StreamLossDecoder loss)
    {
        if (loss.reasonRaw() == LossReason.GIVEN_UP.value())
        {
            order.onNothing(head, loss.from(), loss.to());
        }
        else
        {
            order.onLoss(head, loss.from(), loss.to(), LossCause.of(loss.reasonRaw()));
        }
    }

    /** Ids mean nothing any more. */
    void forget()
    {
        names.clear();
        books.onRun();
    }

    private void defineSymbol()
    {
        final int id = (int)symbol.symbolId();
        final int priceExponent = symbol.priceExponent();
        final int quantityExponent = symbol.quantityExponent();
        final String text = symbol.name();
        names.defineSymbol(id, text);
        books.onSymbol(id, priceExponent, quantityExponent);
        handler.onSymbol(id, text, priceExponent, quantityExponent);
    }

    private void defineName(final NameKind kind)
    {
        final int id = (int)name.definedId();
        final String text = name.name();
        names.define(kind, id, text);
        books.bindAll();
        handler.onName(kind, id, text);
    }

    /** A kind of a later version is passed over. */
    private static NameKind kindOf(final int raw)
    {
        return raw == NameKind.VENUE.value() ? NameKind.VENUE :
            raw == NameKind.ACCOUNT.value() ? NameKind.ACCOUNT :
            raw == NameKind.INDICATOR.value() ? NameKind.INDICATOR : null;
    }
}
