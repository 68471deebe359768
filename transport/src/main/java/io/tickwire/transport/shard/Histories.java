package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.protocol.WireForm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers candles of the past: of each venue those that the engine keeps.
 * Thread: io-<n>
 */
final class Histories
{
    private final Audiences audiences;

    Histories(final Audiences audiences)
    {
        this.audiences = audiences;
    }

    /**
     * Ask for candles.
     *
     * @param form   that the messages are wanted in.
     * @param answer takes the result, once all of it is there.
     */
    void ask(final HistoryQuery query, final WireForm form, final Consumer<Map<String, Object>> answer)
    {
        final Encoding encoding = form == WireForm.JSON ? Encoding.JSON : Encoding.MSGPACK;
        final int count = query.streams().size();
        final List<Object> series = new ArrayList<>();
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("symbol", query.symbol());
        result.put("interval", query.seconds());
        result.put("series", series);
        if (count == 0)
        {
            answer.accept(result);
        }

        final int[] left = {count};
        for (int i = 0; i < count; i++)
        {
            final Map<String, Object> ofVenue = new LinkedHashMap<>();
            ofVenue.put("venue", query.venues().get(i));
            series.add(ofVenue);
            audiences.probe(Probe.ofCandles(query.streams().getInt(i), encoding, query.most(), candles ->
            {
                ofVenue.put("candles", candles);
                if (--left[0] == 0)
                {
                    answer.accept(result);
                }
            }));
        }
    }
}
