package io.tickwire.transport;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a journal from its beginning to its end, and holds it against what it promises: one order over all runs, each
 * number once, in a tick or in a loss that is told, and each id defined before its use.
 */
final class JournalProof implements JournalHandler
{
    private static final int LIMIT = 1_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tickHead = new TickHeadDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private final SymbolDefinitionDecoder symbol = new SymbolDefinitionDecoder();
    private final Set<Long> symbols = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private final Set<Long> epochs = new HashSet<>();
    private final List<Long> holes = new ArrayList<>();
    private long nextG = -1;
    private long ticks;
    private long lost;
    private int runs;
    private int ends;

    /**
     * Read all of a journal that nobody writes.
     */
    static JournalProof of(final Path journal)
    {
        final JournalProof proof = new JournalProof();
        try (Journal open = Journal.open(journal); JournalReader reader = open.reader())
        {
            int read = 1;
            while (read > 0)
            {
                read = reader.poll(proof, LIMIT);
            }
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }

        return proof;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        header.wrap(buffer, offset);
        epochs.add(head.epoch());
        if (TickTemplates.isTick(header.templateId()))
        {
            tickHead.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
            final long symbolId = tickHead.symbolId();
            if (symbolId != TickHeadDecoder.symbolIdNullValue() && !symbols.contains(symbolId))
            {
                fault("symbol " + symbolId + " is not defined at g " + head.g());
            }
            if (nextG >= 0 && head.g() != nextG)
            {
                fault("g=" + head.g() + " next=" + nextG);
            }
            nextG = head.g() + 1;
            ticks++;
        }
        else if (header.templateId() == StreamLossDecoder.TEMPLATE_ID)
        {
            loss.wrapAndApplyHeader(buffer, offset, header);
            if (nextG >= 0 && loss.from() != nextG)
            {
                fault("loss from " + loss.from() + " next=" + nextG);
            }
            if (loss.reason() == LossReason.RESTART)
            {
                holes.add(loss.from());
            }
            else if (loss.reason() != LossReason.GIVEN_UP)
            {
                lost += loss.to() - loss.from() + 1;
            }
            nextG = loss.to() + 1;
        }
        else if (header.templateId() == SymbolDefinitionDecoder.TEMPLATE_ID)
        {
            symbols.add(symbol.wrapAndApplyHeader(buffer, offset, header).symbolId());
        }
        else if (header.templateId() == StreamStartDecoder.TEMPLATE_ID)
        {
            symbols.clear();
        }
        else if (header.templateId() == StreamEndDecoder.TEMPLATE_ID)
        {
            ends++;
        }
    }

    @Override
    public void onRun(final Run run)
    {
        symbols.clear();
        runs++;
    }

    @Override
    public void onDamage(final Damage damage)
    {
        damages.add(damage);
    }

    private void fault(final String text)
    {
        if (faults.size() < 20)
        {
            faults.add(text);
        }
    }

    List<String> faults()
    {
        return faults;
    }

    List<Damage> damages()
    {
        return damages;
    }

    Set<Long> epochs()
    {
        return epochs;
    }

    /**
     * Where the numbers begin that are not known of a run that was killed, in order.
     */
    List<Long> holes()
    {
        return holes;
    }

    /**
     * The last number that is told of.
     */
    long lastG()
    {
        return nextG - 1;
    }

    long ticks()
    {
        return ticks;
    }

    /**
     * Ticks that are told as lost, but for those of a kill.
     */
    long lost()
    {
        return lost;
    }

    int runs()
    {
        return runs;
    }

    int ends()
    {
        return ends;
    }
}
