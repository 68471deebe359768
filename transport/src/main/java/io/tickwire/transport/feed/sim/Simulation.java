package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import org.agrona.collections.Int2IntHashMap;

import java.util.List;

/**
 * What happens next in the market, tick by tick. An event (somebody trades, a venue quotes anew, one runs ahead of the
 * others) may make several ticks, which come one after the other; when the last of them is out, a venue's quote is its
 * book's top again.
 * <p>
 * Bound: 8 KiB, and for each symbol 60 bytes and at each venue some 360 bytes; 130 bytes at each venue where there are
 * more than 65,536 books.
 * Thread: feed-<venue>
 */
public final class Simulation
{
    private static final int NONE = -1;

    /** The ticks of an event, in the order in which they come. */
    private static final int TRADE = 1;
    private static final int SNAPSHOT = 1 << 1;
    private static final int DELTA = 1 << 2;
    private static final int QUOTE = 1 << 3;
    private static final int TICKER = 1 << 4;
    private static final int LIQUIDATION = 1 << 5;

    /** What happens, how often in 1,024 times. */
    private static final int ODDS = 1 << 10;
    private static final int TRADES = 330;
    private static final int TICKERS = TRADES + 24;
    private static final int LIQUIDATIONS = TICKERS + 4;
    private static final int GAPS = LIQUIDATIONS + 1;

    private static final int LOT_WORTH = 1_000;
    private static final int TRADE_WORTH = 50;
    private static final int LIQUIDATION_WORTH = 5_000;
    private static final int OFFSET_SHIFT = 4;
    private static final int FRACTION_BITS = FairPrices.FRACTION_BITS;
    private static final int FAR = 8 * SimulatedBooks.MAX_MOVE;
    private static final int CALM_SPREADS = 2;
    private static final int WILD_SPREADS = 6;
    private static final int GAP_PER_MILLION = 2_500;
    private static final int GAP_RANGE_PER_MILLION = 4_000;
    private static final long MILLION = 1_000_000;
    private static final int GAP_EVENTS = 64;
    private static final int GAP_RANGE_EVENTS = 512;

    private final int venues;
    private final List<SimulatedSymbol> symbols;
    private final Instrument[] instruments;
    private final Draws draws;
    private final FairPrices fair;
    private final SimulatedBooks books;
    private final DayFigures day;
    private final long[] offsets;
    private final int[] lots;
    private final int[] tradeLots;
    private final Int2IntHashMap symbolById = new Int2IntHashMap(NONE);
    private final Int2IntHashMap venueById = new Int2IntHashMap(NONE);
    private final int[] venueIds;
    private final TickCounts counts = new TickCounts();
    private final MarketTicks ticks;
    private final TickPublisher publisher;
    private final LevelList levels = new LevelList();

    /** The event whose ticks are still to come. */
    private int pending;
    private int instrument;
    private int price;
    private int quantity;
    private boolean isBuy;
    private long tradeId;

    /** Where a venue runs ahead of the others, by how much, and for how many events more. */
    private int gapInstrument = NONE;
    private long gap;
    private int gapEvents;

    /**
     * @param symbolIds of the symbols, in their order.
     * @param venueIds  where each of them is traded.
     */
    public Simulation(
        final long seed,
        final List<SimulatedSymbol> symbols,
        final int[] symbolIds,
        final int[] venueIds,
        final TickPublisher publisher)
    {
        this.symbols = symbols;
        this.venueIds = venueIds.clone();
        this.publisher = publisher;
        venues = venueIds.length;
        final int count = symbols.size() * venues;
        draws = new Draws(seed);
        fair = new FairPrices(symbols);
        books = new SimulatedBooks(count);
        day = new DayFigures(symbols, venues, draws);
        instruments = new Instrument[count];
        offsets = new long[count];
        lots = new int[symbols.size()];
        tradeLots = new int[symbols.size()];
        for (int i = 0; i < symbols.size(); i++)
        {
            lots[i] = symbols.get(i).quantityWorth(LOT_WORTH);
            tradeLots[i] = symbols.get(i).quantityWorth(TRADE_WORTH);
            symbolById.put(symbolIds[i], i);
            add(i, symbolIds[i]);
        }
        for (int i = 0; i < venues; i++)
        {
            venueById.put(venueIds[i], i);
        }
        ticks = new MarketTicks(publisher, counts);
    }

    /**
     * Symbols at venues.
     */
    int instruments()
    {
        return instruments.length;
    }

    /**
     * How many slots {@link #open} takes.
     */
    int openingTicks()
    {
        return ticks.pages(2 * books.depth()) + 2;
    }

    /**
     * How many slots a tick takes at the most.
     */
    int maxSlots()
    {
        return ticks.pages(2 * books.depth());
    }

    long published()
    {
        return counts.published();
    }

    long refused()
    {
        return counts.refused();
    }

    /**
     * Say of all venues how their feed is.
     */
    void announce(final FeedState state, final long timeNs)
    {
        for (int i = 0; i < venues; i++)
        {
            ticks.status(venueIds[i], timeNs, state);
        }
    }

    /**
     * Tell the book, the quote and the day's figures of one instrument, before its first event.
     */
    void open(final int index, final long timeNs)
    {
        tellBook(index, timeNs);
        ticks.ticker(instruments[index], timeNs, books.bid(index), day, index);
    }

    /**
     * Tell the next tick.
     */
    void next(final long timeNs)
    {
        if (pending == 0)
        {
            happen();
        }

        final int tick = Integer.lowestOneBit(pending);
        pending ^= tick;
        tell(tick, timeNs);
    }

    /**
     * Tell a symbol's books at all venues anew.
     */
    void resync(final int symbolId, final long timeNs)
    {
        for (int i = 0; i < venues; i++)
        {
            resync(venueIds[i], symbolId, timeNs);
        }
    }

    /**
     * Tell a symbol's book at a venue anew.
     */
    void resync(final int venueId, final int symbolId, final long timeNs)
    {
        final int symbol = symbolById.get(symbolId);
        final int venue = venueById.get(venueId);
        if (symbol != NONE && venue != NONE)
        {
            final int index = symbol * venues + venue;
            if (index == instrument)
            {
                // The snapshot has it.
                pending &= ~DELTA;
            }
            tellBook(index, timeNs);
        }
    }

    private void add(final int symbol, final int symbolId)
    {
        final SimulatedSymbol traded = symbols.get(symbol);
        for (int venue = 0; venue < venues; venue++)
        {
            final int index = symbol * venues + venue;
            instruments[index] =
                new Instrument(symbolId, venueIds[venue], traded.priceExponent(), traded.quantityExponent());
            offsets[index] = fair.aside(symbol, draws);
            openBook(index, symbol);
        }
    }

    private void happen()
    {
        if (gapInstrument != NONE && --gapEvents < 0)
        {
            endGap();
            return;
        }

        final int symbol = draws.belowFavouringSmall(lots.length);
        instrument = symbol * venues + draws.below(venues);
        final int what = draws.below(ODDS);
        if (what < TRADES)
        {
            trade(symbol);
        }
        else if (what >= GAPS)
        {
            requote(symbol);
        }
        else if (what < TICKERS)
        {
            day.fade(instrument);
            pending = TICKER;
        }
        else if (what < LIQUIDATIONS)
        {
            liquidate(symbol);
        }
        else
        {
            beginGap(symbol);
        }
    }

    private void tell(final int tick, final long timeNs)
    {
        final Instrument at = instruments[instrument];
        switch (tick)
        {
            case TRADE -> ticks.trade(at, timeNs, price, quantity, isBuy, tradeId);
            case SNAPSHOT -> snapshot(instrument, timeNs);
            case DELTA -> ticks.delta(at, timeNs, books.changes(), books.sequence(instrument));
            case QUOTE -> ticks.quote(at, timeNs, books, instrument);
            case TICKER -> ticks.ticker(at, timeNs, books.bid(instrument), day, instrument);
            default -> ticks.liquidation(at, timeNs, price, quantity, !isBuy);
        }
    }

    private void tellBook(final int index, final long timeNs)
    {
        snapshot(index, timeNs);
        ticks.quote(instruments[index], timeNs, books, index);
    }

    private void snapshot(final int index, final long timeNs)
    {
        books.list(index, levels);
        ticks.snapshot(instruments[index], timeNs, levels, books.sequence(index));
    }

    /** Somebody takes from the best level of the other side. */
    private void trade(final int symbol)
    {
        isBuy = draws.flip();
        price = isBuy ? books.ask(instrument) : books.bid(instrument);
        quantity = Math.min(
            draws.heavy(tradeLots[symbol]),
            isBuy ? books.askQuantity(instrument) : books.bidQuantity(instrument));
        tradeId++;
        books.take(instrument, !isBuy, quantity, lots[symbol], draws);
        day.onTrade(instrument, price, quantity);
        pending = TRADE | DELTA | QUOTE;
    }

    /** The fair price moves, and the venue's makers go after it; where they need not, a level changes. */
    private void requote(final int symbol)
    {
        fair.step(symbol, draws);
        final long offset = offsets[instrument];
        offsets[instrument] = offset - (offset >> OFFSET_SHIFT) + fair.aside(symbol, draws);
        final int spread = spread(symbol);
        final int bid = bidFor(instrument, symbol, spread);
        if (Math.abs(bid - books.bid(instrument)) > FAR)
        {
            openBook(instrument, symbol);
            pending = SNAPSHOT | QUOTE;
        }
        else if (bid != books.bid(instrument) || bid + spread != books.ask(instrument))
        {
            books.move(
                instrument,
                near(bid, books.bid(instrument)),
                near(bid + spread, books.ask(instrument)),
                lots[symbol],
                draws);
            pending = DELTA | QUOTE;
        }
        else
        {
            final int distance = draws.belowFavouringSmall(books.depth());
            books.refresh(instrument, draws.flip(), distance, draws.heavy(lots[symbol]));
            pending = distance == 0 ? DELTA | QUOTE : DELTA;
        }
    }

    private void liquidate(final int symbol)
    {
        isBuy = draws.flip();
        price = isBuy ? books.ask(instrument) : books.bid(instrument);
        quantity = draws.heavy(symbols.get(symbol).quantityWorth(LIQUIDATION_WORTH));
        pending = LIQUIDATION;
    }

    /** One venue runs ahead of the others, by more than what two fees take. */
    private void beginGap(final int symbol)
    {
        if (venues == 1 || gapInstrument != NONE)
        {
            requote(symbol);
            return;
        }

        final long perMillion = GAP_PER_MILLION + draws.below(GAP_RANGE_PER_MILLION);
        final long size = fair.price(symbol) / MILLION * perMillion;
        gap = draws.flip() ? size : -size;
        gapInstrument = instrument;
        gapEvents = GAP_EVENTS + draws.below(GAP_RANGE_EVENTS);
        openBook(instrument, symbol);
        pending = SNAPSHOT | QUOTE;
    }

    private void endGap()
    {
        instrument = gapInstrument;
        gapInstrument = NONE;
        openBook(instrument, instrument / venues);
        pending = SNAPSHOT | QUOTE;
    }

    private void openBook(final int index, final int symbol)
    {
        final int spread = spread(symbol);
        final int bid = bidFor(index, symbol, spread);
        books.open(index, bid, bid + spread, lots[symbol], draws);
    }

    private int bidFor(final int index, final int symbol, final int spread)
    {
        final long middle = fair.price(symbol) + offsets[index] + (index == gapInstrument ? gap : 0);

        return (int)(middle >> FRACTION_BITS) - spread / 2;
    }

    private int spread(final int symbol)
    {
        return 1 + draws.below(fair.volatility(symbol) > 2 * FairPrices.CALM ? WILD_SPREADS : CALM_SPREADS);
    }

    private static int near(final int wanted, final int from)
    {
        return Math.max(from - SimulatedBooks.MAX_MOVE, Math.min(from + SimulatedBooks.MAX_MOVE, wanted));
    }
}
