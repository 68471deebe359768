package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FeedLagTest
{
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long START = TimeUnit.SECONDS.toNanos(1_700_000_000);

    private final FeedLag lag = new FeedLag();

    @Test
    void shouldTellNothingBeforeTheFirstWindowIsOver()
    {
        lag.record(START - MS, START);

        assertEquals(FeedLag.Lag.NONE, lag.last());
    }

    @Test
    void shouldTellTheLastWindow()
    {
        lag.record(START - 2 * MS, START);
        lag.record(START - 4 * MS, START + 2 * MS);
        lag.record(Decimals.NULL, START + 3 * MS);
        lag.record(START, START + 10_000 * MS);

        assertEquals(new FeedLag.Lag(2, 2 * MS, 4 * MS, 6 * MS), lag.last());
        assertEquals(0, lag.last().clockAheadNs());
    }

    @Test
    void shouldShowNegativeLagsAsSuch()
    {
        lag.record(START + 1_270 * MS, START);
        lag.record(START + 1_260 * MS, START);
        lag.record(START, START + 10_000 * MS);

        assertEquals(new FeedLag.Lag(2, -1_270 * MS, -1_265 * MS, -1_260 * MS), lag.last());
        assertEquals(1_270 * MS, lag.last().clockAheadNs());
    }

    @Test
    void shouldRememberTheFastestOfAMinute()
    {
        for (int window = 0; window < 8; window++)
        {
            final long nowNs = START + window * 10_000 * MS;
            lag.record(nowNs - (window == 0 ? 1 : 5 + window) * MS, nowNs);
            assertEquals(window == 0 ? 0 : window <= 6 ? MS : 6 * MS, lag.last().fastestNs());
        }
    }
}
