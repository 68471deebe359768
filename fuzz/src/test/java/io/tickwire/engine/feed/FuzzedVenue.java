package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A venue's messages, its answers about books and its list of instruments, made up by a fuzzer: nothing ends the feed,
 * no change comes of a book that is not live (the probe sees to that), and it does not matter what stands around a
 * message in its buffer.
 * <p>
 * An input is messages, each behind a byte of its kind and two of its length, so that the fuzzer can cut and move them.
 */
final class FuzzedVenue
{
    private static final int SLOTS = 1 << 8;
    private static final int HEADER = 3;
    private static final int MAX_MESSAGES = 16;
    private static final byte[] STALE = "0123456789\"}],:.eE-\\u0".getBytes(StandardCharsets.UTF_8);
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "XBTUSD", "btcusd");

    private final Venue venue;

    FuzzedVenue(final String venue)
    {
        this.venue = Venue.of(venue);
    }

    void run(final byte[] data)
    {
        final FeedProbe alone = new FeedProbe(venue, SLOTS);
        final FeedProbe amidst = new FeedProbe(venue, SLOTS);
        int at = 0;
        for (int i = 0; i < MAX_MESSAGES && at + HEADER <= data.length; i++)
        {
            final int length = Math.min(
                (data[at + 1] & 0xFF) << 8 | data[at + 2] & 0xFF, data.length - at - HEADER);
            final byte[] message = Arrays.copyOfRange(data, at + HEADER, at + HEADER + length);
            deliver(data[at], message, alone, amidst);
            at += HEADER + length;
        }
        assertSame(alone, amidst);

        alone.reconnect();
        alone.books.forEach((symbol, book) -> assertFalse(book.isLive, symbol));
    }

    private void deliver(final byte kind, final byte[] message, final FeedProbe alone, final FeedProbe amidst)
    {
        switch (kind & 7)
        {
            case 1 ->
            {
                final String symbol = SYMBOLS.get((kind >> 3 & 0xF) % SYMBOLS.size());
                alone.answer(symbol, message);
                amidst.answer(symbol, message);
            }
            case 2 -> readInstruments(message);
            case 3 ->
            {
                alone.reconnect();
                amidst.reconnect();
            }
            default ->
            {
                alone.bytes(message);
                amidst.within(surrounded(message), STALE.length, message.length);
            }
        }
    }

    private void readInstruments(final byte[] body)
    {
        try
        {
            venue.newInstrumentReader().read(surrounded(body), STALE.length, body.length, listing ->
                assertTrue(!listing.venueSymbol().isEmpty() && !listing.canonicalName().isEmpty()));
        }
        catch (final MalformedMessageException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
    }

    private static byte[] surrounded(final byte[] message)
    {
        final byte[] buffer = new byte[STALE.length + message.length + JsonReader.PADDING + STALE.length];
        for (int i = 0; i < buffer.length; i++)
        {
            buffer[i] = STALE[i % STALE.length];
        }
        System.arraycopy(message, 0, buffer, STALE.length, message.length);

        return buffer;
    }

    private static void assertSame(final FeedProbe alone, final FeedProbe amidst)
    {
        assertEquals(alone.trades, amidst.trades);
        assertEquals(alone.quotes, amidst.quotes);
        assertEquals(alone.tickers, amidst.tickers);
        assertEquals(alone.candles, amidst.candles);
        assertEquals(alone.liquidations, amidst.liquidations);
        assertEquals(alone.statuses, amidst.statuses);
        assertEquals(alone.requests, amidst.requests);
        for (final FeedCounter counter : FeedCounter.values())
        {
            assertEquals(alone.count(counter), amidst.count(counter), counter.label());
        }
    }
}
