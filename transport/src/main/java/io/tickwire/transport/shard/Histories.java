package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.ShardProxy;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers candles of the past: of each venue those that the engine keeps, and where these are fewer than are wanted,
 * before them those that are kept for longer.
 * Thread: io-<n>
 */
final class Histories
{
    private final Audiences audiences;
    private final Names names;
    private final FurtherPast past;
    private final ShardProxy proxy;
    private final EpochNanoClock clock;

    /**
     * @param proxy the way back to this shard.
     */
    Histories(
        final Audiences audiences,
        final Names names,
        final FurtherPast past,
        final ShardProxy proxy,
        final EpochNanoClock clock)
    {
        this.audiences = audiences;
        this.names = names;
        this.past = past;
        this.proxy = proxy;
        this.clock = clock;
    }

    /**
     * Takes the candles of one venue.
     * Thread: io-<n>
     */
    private interface Series
    {
        /**
         * @param candles  messages in the form that is wanted, or maps, oldest first.
         * @param hasOlder whether there may be some.
         */
        void onCandles(List<?> candles, boolean hasOlder);
    }

    /**
     * Ask for candles.
     *
     * @param form   that the messages are wanted in.
     * @param answer takes the result, once all of it is there.
     */
    void ask(final HistoryQuery query, final WireForm form, final Consumer<Map<String, Object>> answer)
    {
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
            gather(query, i, form, (candles, hasOlder) ->
            {
                ofVenue.put("candles", candles);
                ofVenue.put("more", hasOlder);
                if (--left[0] == 0)
                {
                    answer.accept(result);
                }
            });
        }
    }

    private void gather(final HistoryQuery query, final int index, final WireForm form, final Series series)
    {
        final int streamId = query.streams().getInt(index);
        final Encoding encoding = form == WireForm.JSON ? Encoding.JSON : Encoding.MSGPACK;
        audiences.probe(Probe.ofCandles(streamId, encoding, query.most(), query.beforeMs(), (messages, oldestMs) ->
        {
            final int missing = query.most() - messages.size();
            if (missing == 0)
            {
                series.onCandles(messages, true);
                return;
            }
            final FurtherPast.Wanted wanted = new FurtherPast.Wanted(
                names.symbols().get(StreamId.subjectId(streamId)),
                query.venues().get(index),
                query.seconds(),
                oldestMs,
                missing);
            askFurther(wanted, form, messages, series);
        }));
    }

    private void askFurther(
        final FurtherPast.Wanted wanted, final WireForm form, final List<byte[]> newer, final Series series)
    {
        final FurtherPast.Asked asked = past.ask(wanted, candles -> proxy.offer(() ->
        {
            final List<Object> all = new ArrayList<>(candles.size() + newer.size());
            candles.forEach(candle -> all.add(CandleMessages.of(wanted, candle, form, clock.nanoTime())));
            all.addAll(newer);
            series.onCandles(all, candles.size() == wanted.most());
        }));
        if (asked != FurtherPast.Asked.TAKEN)
        {
            series.onCandles(newer, asked == FurtherPast.Asked.TOO_MANY);
        }
    }
}
