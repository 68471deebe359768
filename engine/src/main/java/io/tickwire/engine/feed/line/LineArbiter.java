package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one stream of two to four redundant lines of a venue. Each line is a {@link io.tickwire.engine.feed.VenueFeed}
 * of its own, with its own decoders, that writes into {@link #line} instead of the ring:
 * <pre>
 *   final LineArbiter arbiter = new LineArbiter(venue.name(), new TickWriter(publisher), 2);
 *   final VenueFeed a = new VenueFeed(venue, venueId, symbols, arbiter.line(0), controlOfA);
 *   final VenueFeed b = new VenueFeed(venue, venueId, symbols, arbiter.line(1), controlOfB);
 * </pre>
 * What is said first is published, and what is said again dropped; a line's own order stays. A symbol is stale when all
 * lines are in it. Whoever holds the lines says {@link FeedState#DISCONNECTED} of all symbols on a line's sink when the
 * line is down; where a line asks for a new snapshot, that is for itself. What is late is looked for with each batch of
 * any line, so that there is no timer.
 * <p>
 * Of a symbol it holds the trades of the last half minute, in 4 kB to 1.1 MB as they take, as much for liquidations and
 * candles where there are any, and where there are books 16 kB and a book for each line.
 * Thread: feed-<venue>
 */
public final class LineArbiter
{
    public static final int MIN_LINES = 2;
    public static final int MAX_LINES = 4;

    static final int NOBODY = -1;

    private static final long SECOND_NS = 1_000_000_000L;

    private final TickSink out;
    private final Line[] lines;
    private final LineStats[] stats;
    private final long[] won;
    private final Int2ObjectHashMap<SymbolLines> symbols = new Int2ObjectHashMap<>();
    private final List<BookLines> waiting = new ArrayList<>();
    private final LevelList view = new LevelList();
    private final boolean[] isUp;
    private int leader = NOBODY;
    private long nowNs;
    private long countedSinceNs;

    /**
     * @param venue for what is told of the lines.
     * @param out   where the one stream goes.
     */
    public LineArbiter(final String venue, final TickSink out, final int lines)
    {
        if (lines < MIN_LINES || lines > MAX_LINES)
        {
            throw new IllegalArgumentException(
                "lines must be from " + MIN_LINES + " to " + MAX_LINES + ": lines=" + lines);
        }

        this.out = out;
        this.lines = new Line[lines];
        this.stats = new LineStats[lines];
        this.won = new long[lines];
        this.isUp = new boolean[lines];
        for (int i = 0; i < lines; i++)
        {
            this.lines[i] = new Line(this, i);
            this.stats[i] = new LineStats(venue + ".line-" + i);
        }
    }

    /** Where a line's ticks go. */
    public TickSink line(final int index)
    {
        return lines[index];
    }

    /** Any thread calls this. */
    public LineStats stats(final int line)
    {
        return stats[line];
    }

    /**
     * The book of a symbol went wrong behind this, such as where the ring was full: publish it again, whole.
     *
     * @return false where no line has one that can be trusted, so that their snapshots are to be waited for.
     */
    public boolean republish(final int symbolId)
    {
        final SymbolLines symbol = symbols.get(symbolId);

        return symbol != null && symbol.hasBooks() && symbol.books().republish();
    }

    TickSink out()
    {
        return out;
    }

    /** When the bytes came whose ticks are looked at. */
    long nowNs()
    {
        return nowNs;
    }

    /** For one whole book at a time. */
    LevelList view()
    {
        return view;
    }

    SymbolLines symbol(final int symbolId)
    {
        final SymbolLines symbol = symbols.get(symbolId);

        return symbol == null ? newSymbol(symbolId) : symbol;
    }

    void beginBatch(final int line, final long receiveTimeNs)
    {
        isUp[line] = true;
        nowNs = receiveTimeNs;
        out.beginBatch(receiveTimeNs);
        if (!waiting.isEmpty())
        {
            serveWaiting();
        }
        if (receiveTimeNs - countedSinceNs >= SECOND_NS)
        {
            elect();
        }
    }

    /** A line's tick is published. */
    void onWon(final int line)
    {
        won[line]++;
        stats[line].increment(LineCounter.WON);
    }

    /** A line is ahead in a book, and waits until the published one gets there. */
    void await(final BookLines books)
    {
        waiting.add(books);
    }

    /** What a line says of itself is told where it holds for all lines. */
    void onStatus(
        final int line, final int venueId, final TickTarget target, final FeedState state, final String reason)
    {
        final boolean isBad = state == FeedState.STALE || state == FeedState.DISCONNECTED;
        if (target == null && isBad)
        {
            onDown(line, venueId, state, reason);
        }
        else if (target == null)
        {
            isUp[line] = true;
            if (!isUpBesides(line))
            {
                out.status(venueId, null, state, reason);
            }
        }
        else if (isBad)
        {
            final SymbolLines symbol = symbol(target.symbolId());
            symbol.onStale(line);
            if (!symbol.isTrusted())
            {
                out.status(venueId, target, state, reason);
            }
        }
        else
        {
            symbol(target.symbolId()).onHeard(line, target);
            out.status(venueId, target, state, reason);
        }
    }

    /** A line has gone. It may have been the only one in some symbols. */
    private void onDown(final int line, final int venueId, final FeedState state, final String reason)
    {
        isUp[line] = false;
        final boolean isLast = !isUpBesides(line);
        for (final SymbolLines symbol : symbols.values())
        {
            final boolean wasTrusted = symbol.isTrusted();
            symbol.onStale(line);
            if (wasTrusted && !symbol.isTrusted() && !isLast)
            {
                out.status(venueId, symbol.target(), FeedState.STALE, reason);
            }
        }
        if (isLast)
        {
            out.status(venueId, null, state, reason);
        }
    }

    private boolean isUpBesides(final int line)
    {
        for (int i = 0; i < isUp.length; i++)
        {
            if (i != line && isUp[i])
            {
                return true;
            }
        }

        return false;
    }

    private void serveWaiting()
    {
        for (int i = waiting.size() - 1; i >= 0; i--)
        {
            if (!waiting.get(i).onTime(nowNs))
            {
                waiting.set(i, waiting.get(waiting.size() - 1));
                waiting.remove(waiting.size() - 1);
            }
        }
    }

    /** Who won most in the time that is over leads in the one that comes. */
    private void elect()
    {
        int first = 0;
        for (int i = 1; i < won.length; i++)
        {
            first = won[i] > won[first] ? i : first;
        }
        if (won[first] > 0 && first != leader)
        {
            for (int i = 0; i < won.length; i++)
            {
                stats[i].set(LineCounter.LEADS, i == first ? 1 : 0);
            }
            leader = first;
        }
        Arrays.fill(won, 0);
        countedSinceNs = nowNs;
    }

    private SymbolLines newSymbol(final int symbolId)
    {
        final SymbolLines symbol = new SymbolLines(this, lines.length);
        symbols.put(symbolId, symbol);

        return symbol;
    }
}
