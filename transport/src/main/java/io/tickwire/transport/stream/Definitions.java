package io.tickwire.transport.stream;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionEncoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Tells in the stream what ids mean: before the first tick that has one, and all of them again in turn.
 * <p>
 * It reads ticks that may be torn: an id in them that does not exist is passed over.
 * Thread: stream
 */
final class Definitions
{
    private static final int SYMBOL_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + 2 * Long.BYTES;
    private static final int VENUE_OFFSET = SYMBOL_OFFSET + Integer.BYTES;
    private static final int SHORT_MASK = 0xFFFF;
    private static final int TURN = 100;
    private static final int NO_ID = -1;

    private final Symbols symbols;
    private final NameTable[] tables;
    private final BitSet[] told = {new BitSet(), new BitSet(), new BitSet()};
    private final BitSet toldSymbols = new BitSet();
    private final StreamOutput output;
    private final StreamCounters counters;
    private final StreamMarks marks;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SymbolDefinitionEncoder symbol = new SymbolDefinitionEncoder();
    private final NameDefinitionEncoder name = new NameDefinitionEncoder();
    private int turn;

    /**
     * @param marks takes note of each that is told the first time.
     */
    Definitions(final Names names, final StreamOutput output, final StreamCounters counters, final StreamMarks marks)
    {
        this.symbols = names.symbols();
        this.tables = new NameTable[]{names.venues(), names.accounts(), names.indicators()};
        this.output = output;
        this.counters = counters;
        this.marks = marks;
    }

    /**
     * Who reads from now on knows none.
     */
    void clear()
    {
        toldSymbols.clear();
        for (final BitSet set : told)
        {
            set.clear();
        }
    }

    /**
     * Tell what the ids of a tick mean, where that was not told.
     *
     * @return what a claim said; 0 or above: all is told.
     */
    int tellBefore(final DirectBuffer slab, final int offset, final int length, final long g, final long nowNs)
    {
        if (length < VENUE_OFFSET + Short.BYTES)
        {
            return 0;
        }

        final int result = tellIds(
            slab.getInt(offset + SYMBOL_OFFSET, ByteOrder.LITTLE_ENDIAN),
            slab.getShort(offset + VENUE_OFFSET, ByteOrder.LITTLE_ENDIAN) & SHORT_MASK,
            g,
            nowNs);

        return result < 0 ? result :
            tellName(NameKind.ACCOUNT, accountOf(slab, offset, length), g, nowNs);
    }

    /**
     * Tell what two ids mean, where that was not told.
     *
     * @return what a claim said; 0 or above: both are told.
     */
    int tellIds(final int symbolId, final int venueId, final long g, final long nowNs)
    {
        final int result = tellSymbol(symbolId, g, nowNs);

        return result < 0 ? result : tellName(NameKind.VENUE, venueId, g, nowNs);
    }

    /**
     * Tell what two known ids mean, once more: for who has come since.
     *
     * @return what a claim said; 0 or above: both are told.
     */
    int tellAgain(final int symbolId, final int venueId, final long g, final long nowNs)
    {
        final int result = publishSymbol(symbolId, g, nowNs);

        return result < 0 ? result : publishName(NameKind.VENUE, venueId, g, nowNs);
    }

    int priceExponentOf(final int symbolId)
    {
        return symbols.priceExponentOf(symbolId);
    }

    int quantityExponentOf(final int symbolId)
    {
        return symbols.quantityExponentOf(symbolId);
    }

    /**
     * Tell a hundredth of all again, so that who joined is soon told all.
     */
    void tellInTurn(final long g, final long nowNs)
    {
        int total = symbols.size();
        for (final NameTable table : tables)
        {
            total += table.size();
        }
        int result = 0;
        for (int i = 0; i <= total / TURN && result >= 0; i++)
        {
            turn = turn < total ? turn : 0;
            result = tellNth(turn, g, nowNs);
            turn += result >= 0 ? 1 : 0;
        }
    }

    private int tellNth(final int nth, final long g, final long nowNs)
    {
        int index = nth;
        if (index < symbols.size())
        {
            return publishSymbol(index, g, nowNs);
        }
        index -= symbols.size();
        for (int i = 0; i < tables.length; i++)
        {
            if (index < tables[i].size())
            {
                return publishName(NameKind.get((short)(i + 1)), index, g, nowNs);
            }
            index -= tables[i].size();
        }

        return 0;
    }

    private int tellSymbol(final int id, final long g, final long nowNs)
    {
        return id < 0 || id >= symbols.size() || toldSymbols.get(id) ? 0 : publishSymbol(id, g, nowNs);
    }

    private int tellName(final NameKind kind, final int id, final long g, final long nowNs)
    {
        final int index = kind.value() - 1;

        return id < 0 || id >= tables[index].size() || told[index].get(id) ? 0 : publishName(kind, id, g, nowNs);
    }

    private int publishSymbol(final int id, final long g, final long nowNs)
    {
        final byte[] text = symbols.utf8Of(id);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + SymbolDefinitionEncoder.BLOCK_LENGTH +
            SymbolDefinitionEncoder.nameHeaderLength() + text.length;
        final int offset = output.claim(length, g, nowNs);
        if (offset >= 0)
        {
            symbol.wrapAndApplyHeader(output.buffer(), offset, header)
                .symbolId(id)
                .priceExponent((byte)symbols.priceExponentOf(id))
                .quantityExponent((byte)symbols.quantityExponentOf(id))
                .putName(text, 0, text.length);
            commit(toldSymbols, id, offset, length);
        }

        return offset;
    }

    private int publishName(final NameKind kind, final int id, final long g, final long nowNs)
    {
        final int index = kind.value() - 1;
        final byte[] text = tables[index].utf8Of(id);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + NameDefinitionEncoder.BLOCK_LENGTH +
            NameDefinitionEncoder.nameHeaderLength() + text.length;
        final int offset = output.claim(length, g, nowNs);
        if (offset >= 0)
        {
            name.wrapAndApplyHeader(output.buffer(), offset, header)
                .definedId(id)
                .kind(kind)
                .putName(text, 0, text.length);
            commit(told[index], id, offset, length);
        }

        return offset;
    }

    private void commit(final BitSet set, final int id, final int offset, final int length)
    {
        if (!set.get(id))
        {
            set.set(id);
            marks.onDefinition(output.buffer(), offset, length);
        }
        output.commit();
        counters.increment(StreamCounter.DEFINITIONS);
    }

    private static int accountOf(final DirectBuffer slab, final int offset, final int length)
    {
        final int field = switch (slab.getShort(offset + Short.BYTES, ByteOrder.LITTLE_ENDIAN))
        {
            case OrderDecoder.TEMPLATE_ID -> OrderDecoder.accountEncodingOffset();
            case ExecutionDecoder.TEMPLATE_ID -> ExecutionDecoder.accountEncodingOffset();
            case PositionDecoder.TEMPLATE_ID -> PositionDecoder.accountEncodingOffset();
            case AccountDecoder.TEMPLATE_ID -> AccountDecoder.accountEncodingOffset();
            case FeedStatusDecoder.TEMPLATE_ID -> FeedStatusDecoder.lostAccountEncodingOffset();
            default -> NO_ID;
        };
        final int place = MessageHeaderDecoder.ENCODED_LENGTH + field;

        return field == NO_ID || place + Integer.BYTES > length ?
            NO_ID : slab.getInt(offset + place, ByteOrder.LITTLE_ENDIAN);
    }
}
