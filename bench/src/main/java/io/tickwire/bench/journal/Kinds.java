package io.tickwire.bench.journal;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up what each kind of tick takes.
 * Thread: any
 */
final class Kinds implements JournalHandler
{
    private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

    static
    {
        NAMES.put(TradeDecoder.TEMPLATE_ID, "trade");
        NAMES.put(QuoteDecoder.TEMPLATE_ID, "quote");
        NAMES.put(BookDeltaDecoder.TEMPLATE_ID, "book change");
        NAMES.put(BookSnapshotDecoder.TEMPLATE_ID, "page of a whole book");
        NAMES.put(TickerDecoder.TEMPLATE_ID, "figures of 24 hours");
        NAMES.put(CandleDecoder.TEMPLATE_ID, "candle");
        NAMES.put(ClockDecoder.TEMPLATE_ID, "time");
    }

    private final long[] counts = new long[ClockDecoder.TEMPLATE_ID + 1];
    private final long[] bytes = new long[ClockDecoder.TEMPLATE_ID + 1];
    private final long[] levels = new long[ClockDecoder.TEMPLATE_ID + 1];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        final int kind = header.wrap(buffer, offset).templateId();
        if (kind >= counts.length)
        {
            return;
        }
        counts[kind]++;
        bytes[kind] += BitUtil.align(
            DataHeaderFlyweight.HEADER_LENGTH + StreamHead.LENGTH + length, FrameDescriptor.FRAME_ALIGNMENT);
        if (kind == BookDeltaDecoder.TEMPLATE_ID)
        {
            delta.wrapAndApplyHeader(buffer, offset, header);
            final BookDeltaDecoder.BidsDecoder bids = delta.bids();
            levels[kind] += bids.count();
            bids.forEach(bid -> {});
            levels[kind] += delta.asks().count();
        }
        else if (kind == BookSnapshotDecoder.TEMPLATE_ID)
        {
            snapshot.wrapAndApplyHeader(buffer, offset, header);
            final BookSnapshotDecoder.BidsDecoder bids = snapshot.bids();
            levels[kind] += bids.count();
            bids.forEach(bid -> {});
            levels[kind] += snapshot.asks().count();
        }
    }

    @Override
    public void onRun(final Run run)
    {
    }

    @Override
    public void onDamage(final Damage damage)
    {
        throw new IllegalStateException(damage.describe());
    }

    /** Those that came. */
    Map<String, Kind> byName()
    {
        final Map<String, Kind> kinds = new LinkedHashMap<>();
        NAMES.forEach((id, name) ->
        {
            if (counts[id] > 0)
            {
                kinds.put(name, new Kind(counts[id], bytes[id], levels[id]));
            }
        });

        return kinds;
    }
}
