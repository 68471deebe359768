package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import org.agrona.collections.Int2IntHashMap;

import java.util.List;

import static io.tickwire.transport.feed.sim.TickKind.DELTA;
import static io.tickwire.transport.feed.sim.TickKind.EXECUTION;
import static io.tickwire.transport.feed.sim.TickKind.LIQUIDATION;
import static io.tickwire.transport.feed.sim.TickKind.ORDER;
import static io.tickwire.transport.feed.sim.TickKind.POSITION;
import static io.tickwire.transport.feed.sim.TickKind.QUOTE;
import static io.tickwire.transport.feed.sim.TickKind.SNAPSHOT;
import static io.tickwire.transport.feed.sim.TickKind.TICKER;
import static io.tickwire.transport.feed.sim.TickKind.TRADE;

/**
 * What happens next in the market, tick by tick. An event (somebody trades, a venue quotes anew, one runs ahead of the
 * others) may make several ticks, which come one after the other; when the last of them is out, a venue's quote is its
 * book's top again.
 * <p>
 * Bound: some 100 bytes a symbol and 360 more for each venue, or 170 where there are more than 65,536 books; 250 bytes
 * an account.
 * Thread: feed-<venue>
 */
public final class Simulation
{
    private static final int NONE = -1;

    /** What happens, how often in 1,024 times. */
    private static final int ODDS = 1 << 10;
    private static final int TRADES = 330;
    private static final int TICKERS = TRADES + 24;
    private static final int LIQUIDATIONS = TICKERS + 4;
    private static final int GAPS = LIQUIDATIONS + 1;
    private static final int ACCOUNTS = GAPS + 24;

    private static final int LOT_WORTH = 1_000;
    private static final int TRADE_WORTH = 50;
    private static final int LIQUIDATION_WORTH = 5_000;
    private static final int FAR = 8 * SimulatedBooks.MAX_MOVE;

    private final int venues;
    private final List<SimulatedSymbol> symbols;
    private final Instrument[] instruments;
    private final Draws draws;
    private final VenuePrices prices;
    private final SimulatedBooks books;
    private final DayFigures day;
    private final int[] lots;
    private final int[] tradeLots;
    private final Int2IntHashMap symbolById = new Int2IntHashMap(NONE);
    private final Int2IntHashMap venueById = new Int2IntHashMap(NONE);
    private final int[] venueIds;
    private final TickCounts accountCounts = new TickCounts();
    private final MarketTicks ticks;
    private final DemoAccounts accounts;
    private final AccountTicks accountTicks;
    private final int[] accountIds;
    private final LevelList levels = new LevelList();

    /** The event whose ticks are still to come. */
    private int pending;
    private int instrument;
    private int account;
    private int price;
    private int quantity;
    private boolean isBuy;
    private long tradeId;

    /**
     * @param symbolIds  of the symbols, in their order.
     * @param venueIds   where each of them is traded.
     * @param accountIds who trades.
     */
    public Simulation(
        final long seed,
        final List<SimulatedSymbol> symbols,
        final int[] symbolIds,
        final int[] venueIds,
        final int[] accountIds,
        final TickPublisher publisher)
    {
        this.symbols = symbols;
        this.venueIds = venueIds.clone();
        this.accountIds = accountIds.clone();
        venues = venueIds.length;
        final int count = symbols.size() * venues;
        draws = new Draws(seed);
        prices = new VenuePrices(symbols.size(), venues, new FairPrices(symbols), draws);
        books = new SimulatedBooks(count);
        day = new DayFigures(symbols, venues, draws);
        accounts = new DemoAccounts(accountIds.length, symbols, venues, books, draws);
        instruments = new Instrument[count];
        lots = new int[symbols.size()];
        tradeLots = new int[symbols.size()];
        for (int i = 0; i < symbols.size(); i++)
        {
            add(i, symbolIds[i]);
        }
        for (int i = 0; i < venues; i++)
        {
            venueById.put(venueIds[i], i);
        }
        ticks = new MarketTicks(publisher);
        accountTicks = new AccountTicks(publisher, accountCounts, accounts);
    }

    /**
     * How often {@link #open} is to be called.
     */
    int openings()
    {
        return instruments.length + accountIds.length;
    }

    /**
     * How many slots {@link #open} takes at the most.
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

    /**
     * How many slots it takes to tell a symbol's books at all venues anew.
     */
    int resyncTicks()
    {
        return venues * (maxSlots() + 1);
    }

    long published()
    {
        return ticks.published() + accountCounts.published();
    }

    long refused()
    {
        return ticks.refused() + accountCounts.refused();
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
     * Tell what is there before the first event: first of each instrument the book, the quote and the day's figures,
     * then of each account its money.
     */
    void open(final int index, final long timeNs)
    {
        if (index < instruments.length)
        {
            tellBook(index, timeNs);
            ticks.ticker(instruments[index], timeNs, books.bid(index), day, index);
        }
        else
        {
            final int opened = index - instruments.length;
            accountTicks.balance(venueOf(opened), timeNs, opened, accountIds[opened]);
        }
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
        lots[symbol] = traded.quantityWorth(LOT_WORTH);
        tradeLots[symbol] = traded.quantityWorth(TRADE_WORTH);
        symbolById.put(symbolId, symbol);
        for (int venue = 0; venue < venues; venue++)
        {
            final int index = symbol * venues + venue;
            instruments[index] =
                new Instrument(symbolId, venueIds[venue], traded.priceExponent(), traded.quantityExponent());
            openBook(index);
        }
    }

    private void happen()
    {
        final int back = prices.countDown();
        if (back >= 0)
        {
            instrument = back;
            openBook(back);
            pending = SNAPSHOT | QUOTE;
            return;
        }

        final int symbol = draws.belowFavouringSmall(lots.length);
        instrument = symbol * venues + draws.below(venues);
        final int what = draws.below(ODDS);
        if (what < TRADES)
        {
            trade(symbol);
        }
        else if (what >= ACCOUNTS)
        {
            requote(symbol);
        }
        else
        {
            happenSeldom(what, symbol);
        }
    }

    private void happenSeldom(final int what, final int symbol)
    {
        if (what < TICKERS)
        {
            day.fade(instrument);
            pending = TICKER;
        }
        else if (what < LIQUIDATIONS)
        {
            liquidate(symbol);
        }
        else if (what < GAPS && prices.runAhead(instrument))
        {
            openBook(instrument);
            pending = SNAPSHOT | QUOTE;
        }
        else if (what >= GAPS && accountIds.length > 0)
        {
            account = draws.below(accountIds.length);
            pending = accounts.happen(account);
            instrument = accounts.order(account).book();
        }
        else
        {
            requote(symbol);
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
            case LIQUIDATION -> ticks.liquidation(at, timeNs, price, quantity, !isBuy);
            case EXECUTION -> accountTicks.execution(at, timeNs, account, accountIds[account]);
            case ORDER -> accountTicks.order(at, timeNs, account, accountIds[account]);
            case POSITION ->
                accountTicks.position(at, timeNs, account, accountIds[account], books.bid(instrument));
            default -> accountTicks.balance(venueOf(account), timeNs, account, accountIds[account]);
        }
    }

    /** Each account has its money at one venue. */
    private int venueOf(final int account)
    {
        return venueIds[account % venues];
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
        prices.step(instrument);
        final int spread = prices.spread(instrument);
        final int bid = prices.bid(instrument, spread);
        final int bidNow = books.bid(instrument);
        final int askNow = books.ask(instrument);
        if (Math.abs(bid - bidNow) > FAR)
        {
            openBook(instrument);
            pending = SNAPSHOT | QUOTE;
        }
        else if (bid != bidNow || bid + spread != askNow)
        {
            books.move(instrument, near(bid, bidNow), near(bid + spread, askNow), lots[symbol], draws);
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

    private void openBook(final int index)
    {
        final int spread = prices.spread(index);
        final int bid = prices.bid(index, spread);
        books.open(index, bid, bid + spread, lots[index / venues], draws);
    }

    private static int near(final int wanted, final int from)
    {
        return Math.max(from - SimulatedBooks.MAX_MOVE, Math.min(from + SimulatedBooks.MAX_MOVE, wanted));
    }
}
