package io.tickwire.transport.stream;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookKeyframeDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.KeyframeEndDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A reader of the whole stream that keeps its books in sorted maps, and holds each keyframe against them.
 */
final class NaiveStreamBooks implements FragmentHandler
{
    private final Map<String, Book> books = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookKeyframeDecoder keyframe = new BookKeyframeDecoder();
    private final KeyframeEndDecoder end = new KeyframeEndDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final Set<String> told = new HashSet<>();
    private Book expected;
    private int page;
    private long nextG = -1;
    long keyframes;
    long rounds;

    private static final class Book
    {
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private boolean isLive;
        private boolean isSnapshot;
        private int next;
        private long g;
        private long liveSince;

        private void stale()
        {
            isLive = false;
            isSnapshot = false;
            next = 0;
            bids.clear();
            asks.clear();
        }

        private static void set(final TreeMap<Long, Long> side, final long price, final long quantity)
        {
            if (quantity == 0)
            {
                side.remove(price);
            }
            else
            {
                side.put(price, quantity);
            }
        }

        private void complete(final long g)
        {
            if (!bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey())
            {
                stale();
                return;
            }
            liveSince = isLive ? liveSince : g;
            isLive = true;
            isSnapshot = false;
            next = 0;
        }
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        final long g = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        final int at = offset + StreamHead.LENGTH;
        header.wrap(buffer, at);
        if (header.templateId() != BookKeyframeDecoder.TEMPLATE_ID)
        {
            assertEquals(0, page, "a book's pages have nothing between them");
        }
        if (header.templateId() < 100)
        {
            assertTrue(nextG < 0 || g == nextG, "g=" + g + " next=" + nextG);
            nextG = g + 1;
        }
        switch (header.templateId())
        {
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(snapshot.wrapAndApplyHeader(buffer, at, header), g);
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrapAndApplyHeader(buffer, at, header), g);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(status.wrapAndApplyHeader(buffer, at, header));
            case BookKeyframeDecoder.TEMPLATE_ID -> onKeyframe(keyframe.wrapAndApplyHeader(buffer, at, header), g);
            case KeyframeEndDecoder.TEMPLATE_ID -> onEnd(end.wrapAndApplyHeader(buffer, at, header));
            case StreamLossDecoder.TEMPLATE_ID ->
            {
                books.values().forEach(Book::stale);
                nextG = g;
            }
            default ->
            {
                // Of no book.
            }
        }
    }

    private void onSnapshot(final BookSnapshotDecoder tick, final long g)
    {
        final Book book = books.computeIfAbsent(key(tick.head()), key -> new Book());
        if (tick.page() == 0)
        {
            book.stale();
            book.isSnapshot = true;
        }
        if (!book.isSnapshot || tick.page() != book.next)
        {
            book.stale();
            return;
        }
        book.next++;
        book.g = g;
        tick.bids().forEach(level -> Book.set(book.bids, level.price(), level.quantity()));
        tick.asks().forEach(level -> Book.set(book.asks, level.price(), level.quantity()));
        if (tick.lastPage() == Bool.YES)
        {
            book.complete(g);
        }
    }

    private void onDelta(final BookDeltaDecoder tick, final long g)
    {
        final Book book = books.computeIfAbsent(key(tick.head()), key -> new Book());
        if (!book.isLive)
        {
            return;
        }
        book.next = tick.page() == 0 ? 0 : book.next;
        if (tick.page() != book.next)
        {
            book.stale();
            return;
        }
        book.next++;
        book.g = g;
        tick.bids().forEach(level -> Book.set(book.bids, level.price(), level.quantity()));
        tick.asks().forEach(level -> Book.set(book.asks, level.price(), level.quantity()));
        if (tick.lastPage() == Bool.YES)
        {
            book.complete(g);
        }
    }

    private void onStatus(final FeedStatusDecoder tick)
    {
        final TickHeadDecoder head = tick.head();
        final boolean isOfAll = head.symbolId() == TickHeadDecoder.symbolIdNullValue();
        books.forEach((key, book) ->
        {
            if (key.equals(key(head)) || isOfAll && key.endsWith("@" + head.venueId()))
            {
                book.stale();
            }
        });
    }

    private void onKeyframe(final BookKeyframeDecoder told, final long g)
    {
        final TickHeadDecoder head = told.head();
        assertTrue(nextG < 0 || g == nextG, "g=" + g + " next=" + nextG);
        assertEquals(page, told.page());
        if (page == 0)
        {
            final Book book = books.get(key(head));
            assertNotNull(book);
            assertTrue(book.isLive && book.next == 0, "a book that can not be told");
            assertEquals(book.g, told.bookSequence());
            expected = new Book();
            expected.bids.putAll(book.bids);
            expected.asks.putAll(book.asks);
        }
        told.bids().forEach(level -> take(expected.bids, level.price(), level.quantity()));
        told.asks().forEach(level -> take(expected.asks, level.price(), level.quantity()));
        page++;
        if (told.lastPage() == Bool.YES)
        {
            assertTrue(expected.bids.isEmpty() && expected.asks.isEmpty(), "levels are missing");
            page = 0;
            keyframes++;
            this.told.add(key(head));
        }
    }

    /** Best first, and all of them. */
    private static void take(final TreeMap<Long, Long> side, final long price, final long quantity)
    {
        final Map.Entry<Long, Long> best = side.pollFirstEntry();
        assertNotNull(best);
        assertEquals(best.getKey(), price);
        assertEquals(best.getValue(), quantity);
    }

    private void onEnd(final KeyframeEndDecoder end)
    {
        rounds++;
        books.forEach((key, book) -> assertTrue(
            !book.isLive || book.next > 0 || book.liveSince >= end.from() || told.contains(key),
            "not told: " + key));
        told.clear();
    }

    private static String key(final TickHeadDecoder head)
    {
        return head.symbolId() + "@" + head.venueId();
    }
}
