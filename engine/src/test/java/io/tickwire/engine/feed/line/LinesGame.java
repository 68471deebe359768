package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Lines of one book, moved by bytes: each says which line goes on, loses a change, goes down or comes back. The book
 * has few states, so that it comes to the same one again and again. What is published must be one of them, not an
 * earlier one than before, and live as long as any line is.
 */
public final class LinesGame
{
    private static final long MILLI_NS = 1_000_000;
    private static final int LEVELS = 2;
    private static final int QUANTITIES = 3;
    private static final TickTarget TARGET = new TickTarget()
    {
        @Override
        public int symbolId()
        {
            return 1;
        }

        @Override
        public int venueId()
        {
            return 1;
        }

        @Override
        public int priceExponent()
        {
            return 0;
        }

        @Override
        public int quantityExponent()
        {
            return 0;
        }
    };

    /** How the venue says where a book is. */
    private enum Kind
    {
        NUMBERED, TIMED, NEITHER
    }

    private final Kind kind;
    private final WordSink out = new WordSink();
    private final LineArbiter arbiter;
    private final List<TreeMap<Long, Long>> truth = new ArrayList<>();
    private final int[] changes;
    private final int[] at;
    private final boolean[] isLive;
    private long nowNs = MILLI_NS;
    private int reached;
    private long takeovers;

    private LinesGame(final Kind kind, final int lines, final int[] changes)
    {
        this.kind = kind;
        this.changes = changes;
        arbiter = new LineArbiter("test", out, lines);
        at = new int[lines];
        isLive = new boolean[lines];
        truth.add(new TreeMap<>());
        for (int i = 1; i < changes.length; i++)
        {
            final TreeMap<Long, Long> next = new TreeMap<>(truth.get(i - 1));
            put(next, price(i), quantity(i));
            truth.add(next);
        }
    }

    /** The first byte says what is played, each other one is a move and a change of the market. */
    public static void play(final byte[] data)
    {
        if (data.length == 0)
        {
            return;
        }
        final int[] changes = new int[8 * data.length + 8];
        for (int i = 0; i < changes.length; i++)
        {
            changes[i] = Math.floorMod(data[i % data.length] + i / data.length * 31, LEVELS * QUANTITIES);
        }
        final Kind kind = Kind.values()[(data[0] & 0xFF) % Kind.values().length];
        final LinesGame game = new LinesGame(kind, 2 + (data[0] >> 4 & 3) % 3, changes);
        for (int i = 1; i < data.length; i++)
        {
            game.move((data[i] & 3) % game.at.length, data[i] >> 2 & 15);
            game.look();
        }
        game.end();
    }

    private void move(final int line, final int kind)
    {
        nowNs += MILLI_NS;
        arbiter.line(line).beginBatch(nowNs);
        switch (kind)
        {
            case 0 -> lose(line, FeedState.STALE);
            case 1 -> lose(line, FeedState.DISCONNECTED);
            case 2 -> nowNs += 200 * MILLI_NS;
            case 3, 4 -> snapshot(line);
            default -> goOn(line);
        }
    }

    private void goOn(final int line)
    {
        at[line]++;
        if (isLive[line])
        {
            final LevelList levels = new LevelList();
            levels.addBid(price(at[line]), quantity(at[line]));
            final long sequence = kind == Kind.NUMBERED ? at[line] : TickSink.NO_SEQUENCE;
            arbiter.line(line).delta(TARGET, timeNs(line), sequence, sequence, false, 0, levels);
        }
    }

    /** It has lost a change. */
    private void lose(final int line, final FeedState state)
    {
        at[line]++;
        isLive[line] = false;
        arbiter.line(line).status(1, state == FeedState.STALE ? TARGET : null, state, "test");
    }

    private void snapshot(final int line)
    {
        if (!isLive[line])
        {
            isLive[line] = true;
            final LevelList levels = new LevelList();
            truth.get(at[line]).descendingMap().forEach(levels::addBid);
            arbiter.line(line).snapshot(
                TARGET, Decimals.NULL, kind == Kind.NUMBERED ? at[line] : TickSink.NO_SEQUENCE, levels);
        }
    }

    private void look()
    {
        boolean isAnyLive = false;
        long nowTakeovers = 0;
        for (int i = 0; i < at.length; i++)
        {
            isAnyLive |= isLive[i];
            nowTakeovers += arbiter.stats(i).get(LineCounter.TAKEOVERS);
        }
        assertEquals(isAnyLive, out.isLive);
        final boolean mayGoBack = kind == Kind.NEITHER || kind == Kind.TIMED && nowTakeovers > takeovers;
        reached = isAnyLive && !mayGoBack ? reached : 0;
        takeovers = nowTakeovers;
        if (isAnyLive)
        {
            while (reached < truth.size() && !truth.get(reached).equals(out.bids))
            {
                reached++;
            }
            assertTrue(reached < truth.size(), () -> kind + ": wrong, or an earlier one: " + out.bids);
        }
    }

    /** When all lines are live and have said the last change, so has the published book. */
    private void end()
    {
        int last = 0;
        for (final int place : at)
        {
            last = Math.max(last, place + 2);
        }
        for (int line = 0; line < at.length; line++)
        {
            snapshot(line);
            look();
            while (at[line] < last)
            {
                nowNs += MILLI_NS;
                arbiter.line(line).beginBatch(nowNs);
                goOn(line);
                look();
            }
        }
        nowNs += BookLines.PATIENCE_NS;
        arbiter.line(0).beginBatch(nowNs);
        assertEquals(truth.get(last), out.bids, kind + ": the last one");
    }

    private long timeNs(final int line)
    {
        return kind == Kind.NEITHER ? Decimals.NULL : at[line];
    }

    private long price(final int change)
    {
        return 100 + changes[change] % LEVELS;
    }

    private long quantity(final int change)
    {
        return changes[change] / LEVELS;
    }

    private static void put(final TreeMap<Long, Long> side, final long price, final long quantity)
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
}
