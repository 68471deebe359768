package io.tickwire.tools.load;

import io.tickwire.client.wire.StreamInfo;
import io.tickwire.tools.load.LoadStreams.Verdict;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A load that finds nothing wrong says something only if it finds what is.
 */
class LoadStreamsTest
{
    private static final long SID = 7;

    private final LoadStreams streams = new LoadStreams();

    @Test
    void shouldFindAHoleThatNobodyTold()
    {
        final StreamInfo trades = subscribed("trade", Map.of("class", "raw"));

        assertEquals(Verdict.RIGHT, streams.check(trades, 6, 5));
        assertEquals(Verdict.JUMPED, streams.check(trades, 8, 7));
        assertEquals(Verdict.RIGHT, streams.check(trades, 9, 8));
        assertEquals(Verdict.REPEATED, streams.check(trades, 9, 8));
    }

    @Test
    void shouldBelieveAGapThatIsTold()
    {
        final StreamInfo trades = subscribed("trade", Map.of("class", "raw"));

        assertEquals(4, streams.onGap(gap(6, 9)));
        assertEquals(Verdict.RIGHT, streams.check(trades, 10, 9));
        assertEquals(0, streams.onGap(gap(8, 10)));
        assertEquals(Verdict.JUMPED, streams.check(trades, 12, 11));
    }

    @Test
    void shouldLetStatesSkipButNotGoBack()
    {
        final StreamInfo prices = subscribed("price", Map.of("class", "conflated"));

        assertEquals(Verdict.RIGHT, streams.check(prices, 100, 0));
        assertEquals(Verdict.RIGHT, streams.check(prices, 110, 100));
        assertEquals(Verdict.REPEATED, streams.check(prices, 105, 104));
    }

    /** Who comes within an interval is told the state, and then what ends with the interval, as all are. */
    @Test
    void shouldLetWhatIsMergedEndWhereTheStateDid()
    {
        final StreamInfo prices = subscribed("price", Map.of("class", "conflated"));

        assertEquals(Verdict.RIGHT, streams.check(prices, 214, 0));
        assertEquals(Verdict.RIGHT, streams.check(prices, 214, 172));
        assertEquals(Verdict.RIGHT, streams.check(prices, 230, 214));
        assertEquals(Verdict.REPEATED, streams.check(prices, 230, 214));
    }

    @Test
    void shouldHoldChangesOfABookTogether()
    {
        final StreamInfo book = subscribed("book", Map.of("class", "conflated", "mode", "delta"));

        assertEquals(Verdict.RIGHT, streams.check(book, 100, 0));
        assertEquals(Verdict.RIGHT, streams.check(book, 104, 100));
        assertEquals(Verdict.BROKEN, streams.check(book, 110, 107));
        assertEquals(Verdict.RIGHT, streams.check(book, 120, 0));
    }

    private StreamInfo subscribed(final String channel, final Map<String, Object> more)
    {
        final Map<String, Object> message = new HashMap<>(more);
        message.put("channel", channel);
        message.put("sid", List.of(SID));
        message.put("seq", List.of(5));
        message.put("symbol", List.of("BTCUSDT"));
        message.put("venue", List.of("alpha"));
        message.put("px_exp", List.of(-1));
        message.put("qty_exp", List.of(-5));
        streams.onSubscribed(message);

        return streams.find(SID);
    }

    private static Map<String, Object> gap(final long from, final long to)
    {
        return Map.of("channel", "trade", "symbol", "BTCUSDT", "venue", "alpha", "from", from, "to", to);
    }
}
