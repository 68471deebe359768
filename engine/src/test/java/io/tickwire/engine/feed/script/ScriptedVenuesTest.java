package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What holds for the decoders of all venues where nothing goes wrong.
 */
class ScriptedVenuesTest
{
    private static final long SEED = 20261127L;
    private static final int EVENTS = 400;
    private static final int SHUFFLES = 3;

    static Set<String> venues()
    {
        return VenueScripts.names();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellEachBookAsItIs(final String venue)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            final ScriptRun run = new ScriptRun(VenueScripts.of(venue, SEED + seed));
            run.mustRecover(EVENTS, venue + " seed=" + (SEED + seed));

            final FeedProbe probe = run.probe();
            assertEquals(0, probe.count(FeedCounter.MALFORMED), venue);
            assertEquals(0, probe.count(FeedCounter.INEXACT), venue);
            assertEquals(0, probe.count(FeedCounter.GAPS), venue);
            assertEquals(0, probe.count(FeedCounter.CHECKSUMS_BAD), venue);
            assertEquals(0, probe.count(FeedCounter.UNKNOWN_MESSAGES), venue);
            assertTrue(probe.count(FeedCounter.DELTAS) > EVENTS / 4, venue);
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldNotMindHowAMessageIsWritten(final String venue)
    {
        final VenueScript script = VenueScripts.of(venue, SEED);
        if (!script.isJson())
        {
            return;
        }
        final ScriptRun run = new ScriptRun(script).play(EVENTS);
        for (int seed = 0; seed < SHUFFLES; seed++)
        {
            final JsonShuffler shuffler = new JsonShuffler(SEED + seed, script.allowsExponents());
            final FeedProbe probe = new FeedProbe(script.venue());
            for (final ScriptEvent event : run.delivered())
            {
                ScriptRun.deliver(probe, event.with(shuffler.shuffle(event.bytes())));
            }
            assertSame(run.probe(), probe, venue + " seed=" + (SEED + seed));
        }
    }

    private static void assertSame(final FeedProbe expected, final FeedProbe actual, final String when)
    {
        assertSame(expected.trades, actual.trades, when);
        assertSame(expected.quotes, actual.quotes, when);
        assertSame(expected.tickers, actual.tickers, when);
        assertSame(expected.candles, actual.candles, when);
        assertSame(expected.liquidations, actual.liquidations, when);
        assertSame(expected.statuses, actual.statuses, when);
        assertEquals(expected.books.keySet(), actual.books.keySet(), when);
        expected.books.forEach((symbol, book) ->
        {
            assertEquals(book.bids, actual.books.get(symbol).bids, when);
            assertEquals(book.asks, actual.books.get(symbol).asks, when);
            assertEquals(book.isLive, actual.books.get(symbol).isLive, when);
            assertEquals(book.sequence, actual.books.get(symbol).sequence, when);
        });
        for (final FeedCounter counter : FeedCounter.values())
        {
            if (counter != FeedCounter.BYTES)
            {
                assertEquals(expected.count(counter), actual.count(counter), () -> when + ": " + counter);
            }
        }
    }

    private static void assertSame(final List<String> expected, final List<String> actual, final String when)
    {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++)
        {
            assertEquals(expected.get(i), actual.get(i), when);
        }
        assertEquals(expected.size(), actual.size(), when);
    }
}
