package io.tickwire.transport;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.BookKeyframeDecoder;
import io.tickwire.engine.schema.sbe.KeyframeEndDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the lane as a strategy would, and holds each message against what the stream promises.
 */
final class StreamWatch implements AutoCloseable, FragmentHandler
{

    private final Aeron aeron;
    private final Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler(this);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tickHead = new TickHeadDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private final SymbolDefinitionDecoder symbol = new SymbolDefinitionDecoder();
    private final NameDefinitionDecoder name = new NameDefinitionDecoder();
    private final Set<Long> symbols = new HashSet<>();
    private final Set<Long> venues = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private long nextG = -1;
    private long ticks;
    private long lost;
    private int starts;
    private boolean isEnded;

    StreamWatch(final Path directory)
    {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory.resolve("aeron").toString()));
        subscription = aeron.addSubscription("aeron:ipc?tether=true", 2981);
    }

    int poll()
    {
        return subscription.poll(assembler, 100);
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        final long g = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        final int message = offset + StreamHead.LENGTH;
        header.wrap(buffer, message);
        if (frame.reservedValue() != length)
        {
            faults.add("reserved=" + frame.reservedValue() + " length=" + length);
        }
        if (TickTemplates.isTick(header.templateId()))
        {
            onTick(buffer, message, g);
        }
        else
        {
            onOther(buffer, message, g);
        }
    }

    private void onTick(final DirectBuffer buffer, final int message, final long g)
    {
        tickHead.wrap(buffer, message + MessageHeaderDecoder.ENCODED_LENGTH);
        if (starts == 0 || nextG >= 0 && g != nextG)
        {
            faults.add("g=" + g + " next=" + nextG + " starts=" + starts);
        }
        final long symbolId = tickHead.symbolId();
        if (symbolId != TickHeadDecoder.symbolIdNullValue() && !symbols.contains(symbolId) ||
            !venues.contains((long)tickHead.venueId()))
        {
            faults.add("not defined: symbol=" + symbolId + " venue=" + tickHead.venueId());
        }
        nextG = g + 1;
        ticks++;
    }

    private void onOther(final DirectBuffer buffer, final int message, final long g)
    {
        switch (header.templateId())
        {
            case StreamStartDecoder.TEMPLATE_ID ->
            {
                starts++;
                symbols.clear();
                venues.clear();
                nextG = g;
            }
            case StreamLossDecoder.TEMPLATE_ID ->
            {
                loss.wrapAndApplyHeader(buffer, message, header);
                lost += loss.to() - loss.from() + 1;
                if (loss.from() != nextG)
                {
                    faults.add("loss from " + loss.from() + " next=" + nextG);
                }
                nextG = loss.to() + 1;
            }
            case SymbolDefinitionDecoder.TEMPLATE_ID ->
                symbols.add(symbol.wrapAndApplyHeader(buffer, message, header).symbolId());
            case NameDefinitionDecoder.TEMPLATE_ID ->
            {
                name.wrapAndApplyHeader(buffer, message, header);
                if (name.kind() == NameKind.VENUE)
                {
                    venues.add(name.definedId());
                }
            }
            case BookKeyframeDecoder.TEMPLATE_ID, KeyframeEndDecoder.TEMPLATE_ID ->
            {
                // Nothing has happened, so that nothing is between two ticks.
            }
            case StreamEndDecoder.TEMPLATE_ID -> isEnded = true;
            default -> faults.add("template " + header.templateId());
        }
        if (g != nextG)
        {
            faults.add("template " + header.templateId() + " g=" + g + " next=" + nextG);
        }
    }

    List<String> faults()
    {
        return faults;
    }

    long ticks()
    {
        return ticks;
    }

    long lost()
    {
        return lost;
    }

    boolean isEnded()
    {
        return isEnded;
    }

    int starts()
    {
        return starts;
    }

    @Override
    public void close()
    {
        aeron.close();
    }
}
