package io.tickwire.tools.cli;

import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes from a journal what belongs into a table.
 * Thread: conductor
 */
final class TickExport implements JournalHandler
{
    private static final int LAST_TICK = 99;

    private final Set<TickKind> kinds;
    private final SymbolPatterns symbols;
    private final long toNs;
    private final JournalNames names = new JournalNames();
    private final TickRows rows;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tickHead = new TickHeadDecoder();
    private final Int2ObjectHashMap<Boolean> wanted = new Int2ObjectHashMap<>();
    private final List<Damage> damages = new ArrayList<>();
    private IOException failure;
    private boolean isDone;

    TickExport(final Writer out, final Set<TickKind> kinds, final SymbolPatterns symbols, final long toNs)
        throws IOException
    {
        this.kinds = kinds;
        this.symbols = symbols;
        this.toNs = toNs;
        rows = new TickRows(names, new CsvTable(out, TickRows.columns(kinds)));
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        if (isDone || failure != null)
        {
            return;
        }
        header.wrap(buffer, offset);
        final int template = header.templateId();
        if (template > LAST_TICK)
        {
            names.onMessage(buffer, offset);
            wanted.clear();
            return;
        }
        tickHead.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        isDone = tickHead.receiveTime() >= toNs;
        final TickKind kind = TickKind.of(template);
        if (!isDone && kind != null && kinds.contains(kind) && isWanted((int)tickHead.symbolId()))
        {
            write(buffer, offset, head);
        }
    }

    @Override
    public void onRun(final Run run)
    {
        names.clear();
        wanted.clear();
    }

    @Override
    public void onDamage(final Damage damage)
    {
        if (!isDone)
        {
            damages.add(damage);
        }
    }

    /**
     * Whether the time has come up to which is written.
     */
    boolean isDone()
    {
        return isDone;
    }

    /**
     * @throws IOException where something could not be written.
     */
    void check() throws IOException
    {
        if (failure != null)
        {
            throw failure;
        }
    }

    List<Damage> damages()
    {
        return damages;
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

    private void write(final DirectBuffer buffer, final int offset, final StreamHead head)
    {
        try
        {
            rows.write(buffer, offset, header, head.g(), head.epoch());
        }
        catch (final IOException ex)
        {
            failure = ex;
        }
    }
}
