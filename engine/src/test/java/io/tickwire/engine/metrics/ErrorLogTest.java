package io.tickwire.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ErrorLogTest
{
    private final AtomicLong nowMs = new AtomicLong(1_000);
    private final ErrorLog log = new ErrorLog(ErrorLog.DEFAULT_CAPACITY_BYTES, nowMs::get);

    @Test
    void shouldBeginEmpty()
    {
        assertEquals(List.of(), log.entries());
    }

    @Test
    void shouldTellADistinctErrorOnceWithHowOftenAndWhen()
    {
        for (int i = 0; i < 3; i++)
        {
            nowMs.set(1_000 + i);
            log.onError(newError("bad price"));
        }

        final List<ErrorLog.Entry> entries = log.entries();
        assertEquals(1, entries.size());
        assertEquals(3, entries.get(0).count());
        assertEquals(1_000, entries.get(0).firstMs());
        assertEquals(1_002, entries.get(0).lastMs());
        assertTrue(entries.get(0).trace().startsWith("java.lang.IllegalStateException: bad price"));
        assertTrue(entries.get(0).trace().contains("ErrorLogTest.newError"));
    }

    @Test
    void shouldTellErrorsApart()
    {
        final IllegalStateException here = newError("same words");
        final IllegalStateException elsewhere = new IllegalStateException("same words");
        log.onError(here);
        log.onError(newError("other words"));
        log.onError(elsewhere);
        log.onError(new IllegalArgumentException("same words"));
        log.onError(here);

        assertEquals(List.of(2, 1, 1, 1), log.entries().stream().map(ErrorLog.Entry::count).toList());
    }

    @Test
    void shouldTellTheCauseOfAnError()
    {
        log.onError(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertTrue(log.entries().get(0).trace().contains("Caused by: java.lang.IllegalArgumentException: inner"));
    }

    @Test
    void shouldKeepWhatItHasWhenItIsFull()
    {
        final ErrorLog small = new ErrorLog(16 * 1024, nowMs::get);
        final IllegalStateException first = newError("error 0");
        small.onError(first);
        int kept = 0;
        for (int i = 1; i < 200; i++)
        {
            small.onError(newError("error " + i));
            kept = Math.max(kept, small.entries().size());
        }
        nowMs.set(5_000);
        small.onError(first);

        final List<ErrorLog.Entry> entries = small.entries();
        assertTrue(kept > 0 && kept < 200, "kept=" + kept);
        assertEquals(kept, entries.size());
        for (int i = 0; i < kept; i++)
        {
            assertTrue(entries.get(i).trace().startsWith("java.lang.IllegalStateException: error " + i + "\n"));
            assertEquals(i == 0 ? 2 : 1, entries.get(i).count());
        }
        assertEquals(5_000, entries.get(0).lastMs());
    }

    @Test
    void shouldThrowNothingWhereNothingFitsAtAll()
    {
        final ErrorLog tiny = new ErrorLog(64, nowMs::get);
        for (int i = 0; i < 10; i++)
        {
            tiny.onError(newError("error " + i));
        }

        assertEquals(List.of(), tiny.entries());
    }

    private static IllegalStateException newError(final String message)
    {
        return new IllegalStateException(message);
    }
}
