package io.tickwire.tools.cli;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;

/**
 * Takes from a journal what belongs into a table.
 * Thread: conductor
 */
final class TickExport extends JournalTaker
{
    private static final Set<Integer> PRIVATE = Set.of(
        OrderDecoder.TEMPLATE_ID,
        ExecutionDecoder.TEMPLATE_ID,
        PositionDecoder.TEMPLATE_ID,
        AccountDecoder.TEMPLATE_ID);

    private final Set<TickKind> kinds;
    private final SymbolPatterns symbols;
    private final long toNs;
    private final JournalNames names = new JournalNames();
    private final TickRows rows;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tickHead = new TickHeadDecoder();
    private final Int2ObjectHashMap<Boolean> wanted = new Int2ObjectHashMap<>();
    private long privateTicks;

    TickExport(final Writer out, final Set<TickKind> kinds, final SymbolPatterns symbols, final long toNs)
        throws IOException
    {
        this.kinds = kinds;
        this.symbols = symbols;
        this.toNs = toNs;
        rows = new TickRows(names, new CsvTable(out, TickRows.columns(kinds)));
    }

    @Override
    boolean take(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        throws IOException
    {
        header.wrap(buffer, offset);
        final int template = header.templateId();
        if (!TickTemplates.isTick(template))
        {
            names.onMessage(buffer, offset);
            wanted.clear();

            return true;
        }
        tickHead.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        if (tickHead.receiveTime() >= toNs)
        {
            return false;
        }
        final TickKind kind = TickKind.of(template);
        if (PRIVATE.contains(template))
        {
            privateTicks++;
        }
        else if (kind != null && kinds.contains(kind) && isWanted((int)tickHead.symbolId()))
        {
            rows.write(buffer, offset, header, head.g(), head.epoch());
        }

        return true;
    }

    @Override
    public void onRun(final Run run)
    {
        names.clear();
        wanted.clear();
    }

    /**
     * How many ticks of accounts were passed over: no table has them.
     */
    long privateTicks()
    {
        return privateTicks;
    }

    private boolean isWanted(final int symbolId)
    {
        Boolean known = wanted.get(symbolId);
        if (known == null)
        {
            known = symbols.have(names.symbol(Integer.toUnsignedLong(symbolId)));
            wanted.put(symbolId, known);
        }

        return known;
    }
}
