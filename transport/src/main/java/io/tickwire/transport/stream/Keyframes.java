package io.tickwire.transport.stream;

import io.tickwire.engine.ring.BookKeeper;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.BookKeyframeEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.KeyframeEndEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Tells in the stream, between ticks, all books as its ticks have made them, so that who begins to read anywhere has
 * them soon. A round tells each book once, a few in a turn; its end says where it began. One begins with the stream,
 * each {@link #SHARE} times the last one's bytes, and where somebody comes who has no book, or ticks are missing. What
 * the ids of a book mean stands before it.
 * <p>
 * Guarantees: what is told is what a reader of all ticks of the stream has who applies them by the rules of the engine;
 * pages of a book have no tick between them. A book that can not be trusted is not told. It never waits, and where it
 * finds no room it begins that book again with a later turn. Bounds: {@link #TURN_BYTES} a millisecond and a book more;
 * one byte for {@link #SHARE} of ticks, or a round a second while readers come.
 * Thread: stream
 */
final class Keyframes
{
    /** Where a round told little, the next one begins no sooner. */
    static final long SPACING_BYTES = 8L << 20;

    /** So many bytes of the stream for a byte of a round. */
    static final int SHARE = 8;

    static final int TURN_BYTES = 16 << 10;

    /** So often a book is looked at that is between two pages of a change, or that finds no room. */
    static final int TRIES = 64;

    /** Of a side: more than any venue has. */
    static final int MAX_LEVELS = 1 << 16;

    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long ROUND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int DIMENSION_BYTES = 4;
    private static final int PAGE_HEAD = MessageHeaderEncoder.ENCODED_LENGTH + BookKeyframeEncoder.BLOCK_LENGTH +
        2 * DIMENSION_BYTES;
    private static final int LEVEL_BYTES = 2 * Long.BYTES;

    private final BookKeeper books;
    private final int levelsPerPage;
    private final Definitions definitions;
    private final StreamOutput output;
    private final StreamCounters counters;
    private final StreamMarks marks;
    private final LevelList levels = new LevelList();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookKeyframeEncoder keyframe = new BookKeyframeEncoder();
    private final KeyframeEndEncoder end = new KeyframeEndEncoder();

    private boolean isWanted;
    private boolean isTelling;
    private long endPosition;
    private long roundBytes;
    private long nextTurnNs;

    // Of a round.
    private long begunNs;
    private long fromG;
    private int next;
    private int last;
    private int tries;
    private int told;

    /**
     * @param pageBytes of a message with its SBE header, at the most.
     */
    Keyframes(
        final BookKeeper books,
        final int pageBytes,
        final Definitions definitions,
        final StreamOutput output,
        final StreamCounters counters,
        final StreamMarks marks)
    {
        this.books = books;
        this.levelsPerPage = (pageBytes - PAGE_HEAD) / LEVEL_BYTES;
        this.definitions = definitions;
        this.output = output;
        this.counters = counters;
        this.marks = marks;
    }

    /**
     * Whether a template matters to a book.
     */
    static boolean reads(final int templateId)
    {
        return TickTemplates.concernsBooks(templateId) || templateId == StreamStartDecoder.TEMPLATE_ID;
    }

    /**
     * A tick is there, in the stream or not.
     */
    void onTick(final DirectBuffer buffer, final int offset, final int length, final long g)
    {
        books.onTick(buffer, offset, length, g);
    }

    /**
     * Nobody here saw some ticks.
     */
    void onLoss()
    {
        books.onLoss();
    }

    /**
     * The stream begins: who reads has nothing.
     *
     * @param g of the tick to come.
     */
    void onStart(final long g, final long nowNs)
    {
        isTelling = false;
        roundBytes = 0;
        nextTurnNs = nowNs;
        begunNs = nowNs - ROUND_NS;
        isWanted = true;
        marks.onBooks(g);
    }

    /**
     * Somebody reads who lacks books.
     */
    void want()
    {
        isWanted = true;
    }

    /**
     * Tell some, between two ticks of which all before the second are told.
     *
     * @param g of the tick to come.
     */
    void turn(final long g, final long nowNs)
    {
        if (!isTelling && !begin(g, nowNs) || isWithin(nextTurnNs - nowNs, ROUND_NS))
        {
            return;
        }

        final long from = roundBytes;
        while (next < last && roundBytes - from < TURN_BYTES && take(books.book(next), g, nowNs))
        {
            next++;
            tries = 0;
        }
        nextTurnNs = nowNs + (roundBytes - from) * TURN_NS / TURN_BYTES;
        if (next == last)
        {
            isTelling = !tellEnd(g, nowNs);
        }
    }

    private boolean begin(final long g, final long nowNs)
    {
        final boolean isDue = isWanted ? !isWithin(begunNs + ROUND_NS - nowNs, ROUND_NS) :
            output.position() - endPosition >= Math.max(SPACING_BYTES, SHARE * roundBytes);
        if (isDue)
        {
            isWanted = false;
            isTelling = true;
            begunNs = nowNs;
            fromG = g;
            roundBytes = 0;
            next = 0;
            last = books.size();
            tries = 0;
            told = 0;
        }

        return isDue;
    }

    /** Time that is to pass; what is too long is of a clock that was set. */
    private static boolean isWithin(final long restNs, final long limitNs)
    {
        return restNs > 0 && restNs <= limitNs;
    }

    /**
     * @return whether the next one is to be looked at.
     */
    private boolean take(final BookKeeper.Book book, final long g, final long nowNs)
    {
        if (!book.isLive())
        {
            return true;
        }
        if (book.isWhole() && tell(book, g, nowNs))
        {
            told++;
            counters.increment(StreamCounter.KEYFRAMES);

            return true;
        }
        if (++tries < TRIES)
        {
            return false;
        }
        counters.increment(StreamCounter.KEYFRAMES_LEFT_OUT);

        return true;
    }

    private boolean tell(final BookKeeper.Book book, final long g, final long nowNs)
    {
        levels.clear();
        book.addTo(levels);
        final int count = levels.bidCount() + levels.askCount();
        boolean isTold = definitions.tellAgain(book.symbolId(), book.venueId(), g, nowNs) >= 0;
        int page = 0;
        do
        {
            isTold = isTold && tellPage(book, page, count, g, nowNs);
            page++;
        }
        while (isTold && page * levelsPerPage < count);

        return isTold;
    }

    private boolean tellPage(
        final BookKeeper.Book book, final int page, final int count, final long g, final long nowNs)
    {
        final int from = page * levelsPerPage;
        final int to = Math.min(count, from + levelsPerPage);
        final int length = PAGE_HEAD + (to - from) * LEVEL_BYTES;
        final int offset = output.claim(length, g, nowNs);
        if (offset < 0)
        {
            return false;
        }

        keyframe.wrapAndApplyHeader(output.buffer(), offset, header).head()
            .exchangeTime(book.exchangeTimeNs())
            .receiveTime(book.receiveTimeNs())
            .symbolId(book.symbolId())
            .venueId(book.venueId())
            .priceExponent((byte)definitions.priceExponentOf(book.symbolId()))
            .quantityExponent((byte)definitions.quantityExponentOf(book.symbolId()));
        keyframe
            .venueSequence(BookKeyframeEncoder.venueSequenceNullValue())
            .page(page)
            .lastPage(to == count ? Bool.YES : Bool.NO)
            .reserved((short)0)
            .bookSequence(book.sequence());
        final int bids = levels.bidCount();
        putBids(Math.min(from, bids), Math.min(to, bids));
        putAsks(Math.max(from - bids, 0), Math.max(to - bids, 0));
        output.commit();
        count(length);

        return true;
    }

    private void putBids(final int from, final int to)
    {
        final BookKeyframeEncoder.BidsEncoder bids = keyframe.bidsCount(to - from);
        for (int i = from; i < to; i++)
        {
            bids.next().price(levels.bidPrice(i)).quantity(levels.bidQuantity(i));
        }
    }

    private void putAsks(final int from, final int to)
    {
        final BookKeyframeEncoder.AsksEncoder asks = keyframe.asksCount(to - from);
        for (int i = from; i < to; i++)
        {
            asks.next().price(levels.askPrice(i)).quantity(levels.askQuantity(i));
        }
    }

    private boolean tellEnd(final long g, final long nowNs)
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + KeyframeEndEncoder.BLOCK_LENGTH;
        final int offset = output.claim(length, g, nowNs);
        if (offset >= 0)
        {
            end.wrapAndApplyHeader(output.buffer(), offset, header).from(fromG).books(told);
            output.commit();
            count(length);
            counters.increment(StreamCounter.KEYFRAME_ROUNDS);
            endPosition = output.position();
            marks.onBooks(fromG);
        }

        return offset >= 0;
    }

    private void count(final int length)
    {
        roundBytes += length;
        counters.add(StreamCounter.KEYFRAME_BYTES, length);
    }
}
