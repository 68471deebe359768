package io.tickwire.engine.audit;

import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ticks that have left the process come to, as a journal has them: books, trades, tickers and candles of each
 * symbol at each venue, in the words in which {@link Audit} tells them of the venue's own traffic. Of a capture that
 * was imported, both say the same. What is not in ticks (what decoders ignored, missed or checked) is not told here.
 * <p>
 * A symbol at a venue is the same in all runs; what ids mean holds for one.
 * Thread: any
 */
public final class StreamAudit
{
    private static final Map<Integer, String> KINDS = Map.ofEntries(
        Map.entry(TradeDecoder.TEMPLATE_ID, "trade"),
        Map.entry(QuoteDecoder.TEMPLATE_ID, "quote"),
        Map.entry(BookSnapshotDecoder.TEMPLATE_ID, "book_snapshot"),
        Map.entry(BookDeltaDecoder.TEMPLATE_ID, "book_delta"),
        Map.entry(TickerDecoder.TEMPLATE_ID, "ticker"),
        Map.entry(CandleDecoder.TEMPLATE_ID, "candle"),
        Map.entry(LiquidationDecoder.TEMPLATE_ID, "liquidation"),
        Map.entry(SignalDecoder.TEMPLATE_ID, "signal"),
        Map.entry(OrderDecoder.TEMPLATE_ID, "order"),
        Map.entry(ExecutionDecoder.TEMPLATE_ID, "execution"),
        Map.entry(PositionDecoder.TEMPLATE_ID, "position"),
        Map.entry(AccountDecoder.TEMPLATE_ID, "account"),
        Map.entry(FeedStatusDecoder.TEMPLATE_ID, "feed_status"),
        Map.entry(ClockDecoder.TEMPLATE_ID, "clock"));

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SymbolDefinitionDecoder symbolDefinition = new SymbolDefinitionDecoder();
    private final NameDefinitionDecoder nameDefinition = new NameDefinitionDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private final Long2ObjectHashMap<String> symbolNames = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<String> venueNames = new Int2ObjectHashMap<>();
    private final Map<String, Map<String, SymbolAudit>> venues = new TreeMap<>();
    private final TickAudit ticks = new TickAudit(this::symbol);
    private final long[] counts = new long[ClockDecoder.TEMPLATE_ID + 1];
    private final Map<String, Long> losses = new TreeMap<>();
    private long runs;

    /**
     * Another run begins: what ids mean is defined anew.
     */
    public void onRun()
    {
        runs++;
        symbolNames.clear();
        venueNames.clear();
        ticks.clear();
    }

    /**
     * A message of the stream.
     *
     * @param offset of its header.
     */
    public void onMessage(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        switch (templateId)
        {
            case SymbolDefinitionDecoder.TEMPLATE_ID ->
            {
                symbolDefinition.wrapAndApplyHeader(buffer, offset, header);
                symbolNames.put(symbolDefinition.symbolId(), symbolDefinition.name());
            }
            case NameDefinitionDecoder.TEMPLATE_ID ->
            {
                nameDefinition.wrapAndApplyHeader(buffer, offset, header);
                if (nameDefinition.kind() == NameKind.VENUE)
                {
                    venueNames.put((int)nameDefinition.definedId(), nameDefinition.name());
                }
            }
            case StreamLossDecoder.TEMPLATE_ID ->
            {
                loss.wrapAndApplyHeader(buffer, offset, header);
                losses.merge(loss.reason().name().toLowerCase(Locale.ROOT), loss.to() - loss.from() + 1, Long::sum);
            }
            default ->
            {
                if (templateId < counts.length)
                {
                    counts[templateId]++;
                    ticks.onTick(buffer, offset);
                }
            }
        }
    }

    /** How many ticks came. */
    public long ticks()
    {
        long sum = 0;
        for (final long count : counts)
        {
            sum += count;
        }

        return sum;
    }

    /**
     * @return one JSON object.
     */
    public String report()
    {
        return JsonTree.text(tree());
    }

    Map<String, Object> tree()
    {
        final Map<String, Long> kinds = new TreeMap<>();
        KINDS.forEach((id, kind) ->
        {
            if (counts[id] > 0)
            {
                kinds.put(kind, counts[id]);
            }
        });
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("runs", runs);
        out.put("lost", losses);
        out.put("ticks", kinds);
        final Map<String, Object> byVenue = new LinkedHashMap<>();
        venues.forEach((venue, symbols) -> byVenue.put(venue, tree(VenueViews.ofTicks(venue), symbols)));
        out.put("venues", byVenue);

        return out;
    }

    private static Map<String, Object> tree(final VenueView view, final Map<String, SymbolAudit> symbols)
    {
        final Map<String, Object> out = new LinkedHashMap<>();
        symbols.forEach((name, symbol) ->
        {
            final Map<String, Object> of = new LinkedHashMap<>();
            if (symbol.book().isThere())
            {
                final Map<String, Object> book = new LinkedHashMap<>();
                symbol.book().report(book);
                of.put("book", book);
            }
            symbol.report(view, of);
            if (!of.isEmpty())
            {
                out.put(name, of);
            }
        });

        return out;
    }

    private SymbolAudit symbol(final int venueId, final long symbolId)
    {
        final String venue = venueNames.get(venueId);
        final String symbol = symbolNames.get(symbolId);

        return venues
            .computeIfAbsent(venue == null ? "#" + venueId : venue, name -> new TreeMap<>())
            .computeIfAbsent(symbol == null ? "#" + symbolId : symbol, name -> new SymbolAudit(false));
    }
}
