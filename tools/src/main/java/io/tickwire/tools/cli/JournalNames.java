package io.tickwire.tools.cli;

import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.Recording;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

import java.io.IOException;

/**
 * What the ids of a run mean, as its definitions say.
 * Thread: conductor
 */
final class JournalNames
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SymbolDefinitionDecoder symbol = new SymbolDefinitionDecoder();
    private final NameDefinitionDecoder name = new NameDefinitionDecoder();
    private final Int2ObjectHashMap<String> symbols = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<String> venues = new Int2ObjectHashMap<>();

    /**
     * How many symbols a run's names file has.
     */
    static int countSymbols(final Journal journal, final Run run) throws IOException
    {
        final JournalNames names = new JournalNames();
        for (final Recording recording : journal.recordings())
        {
            if (recording.id() == run.recordingId())
            {
                journal.names(recording).forEach(
                    (buffer, offset, length) -> names.onMessage(buffer, offset + StreamHead.LENGTH));
            }
        }

        return names.symbols.size();
    }

    /**
     * Another run: all ids are void.
     */
    void clear()
    {
        symbols.clear();
        venues.clear();
    }

    /**
     * Take a message if it is a definition.
     */
    void onMessage(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        if (header.templateId() == SymbolDefinitionDecoder.TEMPLATE_ID)
        {
            symbol.wrapAndApplyHeader(buffer, offset, header);
            symbols.put((int)symbol.symbolId(), symbol.name());
        }
        else if (header.templateId() == NameDefinitionDecoder.TEMPLATE_ID)
        {
            name.wrapAndApplyHeader(buffer, offset, header);
            if (name.kind() == NameKind.VENUE)
            {
                venues.put((int)name.definedId(), name.name());
            }
        }
    }

    /**
     * The name, or the number where none was told.
     */
    String symbol(final long id)
    {
        final String found = symbols.get((int)id);

        return found == null ? "#" + id : found;
    }

    /**
     * The name, or the number where none was told.
     */
    String venue(final int id)
    {
        final String found = venues.get(id);

        return found == null ? "#" + id : found;
    }
}
