package io.tickwire.bench.journal;

import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.feed.TickSink;

/**
 * A market made up of what books and tapes are mostly made of: of sixteen ticks nine are quotes, four are changes of a
 * book by one to four levels, and three are trades; of a hundred symbols in turn, each a microsecond after the one
 * before. The n-th is always the same.
 * Thread: any
 */
final class MixedTicks
{
    static final long TICK_NS = 1_000;
    static final String FIRST_SYMBOL = "SYM0USDT";

    private static final int SYMBOLS = 100;
    private static final int KINDS = 16;
    private static final int QUOTES = 9;
    private static final int CHANGES = 13;
    private static final int MOST_LEVELS = 4;
    private static final int DEPTH = 20;
    private static final int PRICES = 1_000;
    private static final long BASE_PRICE = 6_700_000;

    private final TickWriter writer;
    private final Target[] targets = new Target[SYMBOLS];
    private final LevelList levels = new LevelList();
    private final long startNs;
    private long next;

    /**
     * A symbol at the venue.
     */
    private record Target(int symbolId, int venueId, int priceExponent, int quantityExponent) implements TickTarget
    {
    }

    /**
     * @param startNs when the first one comes.
     */
    MixedTicks(final Names names, final TickPublisher publisher, final long startNs)
    {
        this.startNs = startNs;
        writer = new TickWriter(publisher);
        final int venueId = names.venues().add("bench");
        for (int i = 0; i < SYMBOLS; i++)
        {
            final Symbol symbol = names.symbols().define("SYM" + i + "USDT", -2, -4);
            targets[i] = new Target(symbol.id(), venueId, symbol.priceExponent(), symbol.quantityExponent());
        }
    }

    /** When the next one comes. */
    long nextNs()
    {
        return startNs + next * TICK_NS;
    }

    /** Write it. */
    void write()
    {
        final long n = next;
        final long nowNs = nextNs();
        next++;
        writer.beginBatch(nowNs);
        final Target target = targets[(int)(n % SYMBOLS)];
        final long price = BASE_PRICE + n / SYMBOLS % PRICES;
        final int kind = (int)(n / SYMBOLS % KINDS);
        if (n < SYMBOLS)
        {
            writeBook(target, nowNs, price);
        }
        else if (kind < QUOTES)
        {
            writer.quote(
                target, nowNs, price, 1 + n % PRICES, price + 1, 1 + n % PRICES, TickSink.NO_SEQUENCE);
        }
        else if (kind < CHANGES)
        {
            writeChange(target, nowNs, price, n);
        }
        else
        {
            writer.trade(target, nowNs, price, 1 + n % PRICES, n, 0, (n & 1) == 0 ? Side.BUY : Side.SELL);
        }
    }

    private void writeBook(final Target target, final long nowNs, final long price)
    {
        levels.clear();
        for (int i = 0; i < DEPTH; i++)
        {
            levels.addBid(price - i, 1 + i);
            levels.addAsk(price + 1 + i, 1 + i);
        }
        writer.snapshot(target, nowNs, TickSink.NO_SEQUENCE, levels);
    }

    private void writeChange(final Target target, final long nowNs, final long price, final long n)
    {
        levels.clear();
        final int count = 1 + (int)(n % MOST_LEVELS);
        for (int i = 0; i < count; i++)
        {
            levels.addBid(price - i, n % PRICES);
        }
        writer.delta(target, nowNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, false, 0, levels);
    }
}
