package io.tickwire.transport.ingest;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

/**
 * Publishers that come, go, and are forgotten.
 */
class PublishersTest
{
    private static final int LIMIT = 2;
    private static final long EXPIRY_MS = 1_000;

    private final Publishers publishers = new Publishers(
        new IngestSettings(true, List.of("*"), true, 1, 1, LIMIT, EXPIRY_MS, 0, 1));
    private int superseded;

    @Test
    void shouldRememberWhoComesBackInTime()
    {
        final PublisherRecord record = take("one", 0);
        record.lastSequence = 7;
        publishers.release(record, 0);

        assertSame(record, take("one", TimeUnit.MILLISECONDS.toNanos(EXPIRY_MS)));
    }

    @Test
    void shouldForgetWhoDoesNot()
    {
        final PublisherRecord record = take("one", 0);
        publishers.release(record, 0);

        assertNotSame(record, take("one", TimeUnit.MILLISECONDS.toNanos(EXPIRY_MS) + 1));
        assertEquals(1, publishers.size());
    }

    @Test
    void shouldForgetFirstWhoIsGoneLongestAndNobodyWhoIsHere()
    {
        final PublisherRecord first = take("one", 0);
        final PublisherRecord second = take("two", 0);
        assertNull(take("three", 0));
        publishers.release(second, 1);
        publishers.release(first, 2);
        take("three", 3);

        assertEquals(LIMIT, publishers.size());
        assertSame(first, take("one", 4));
        assertNull(take("two", 5));
    }

    @Test
    void shouldNotRememberWhoHasNoName()
    {
        final PublisherRecord record =
            publishers.take(new PublisherRecord.Name("", "", "c1"), () -> superseded++, 0).record();
        publishers.release(record, 0);

        assertEquals(0, publishers.size());
    }

    @Test
    void shouldHaveWhoIsThereLetGoFirst()
    {
        final PublisherRecord record = take("one", 0);
        assertEquals(new Publishers.Taken(null, true), publishers.take(record.name(), () -> superseded++, 1));
        assertEquals(1, superseded);
        publishers.release(record, 2);
        assertSame(record, take("one", 3));
    }

    private PublisherRecord take(final String name, final long nowNs)
    {
        return publishers.take(new PublisherRecord.Name("desk", name, ""), () -> superseded++, nowNs).record();
    }
}
