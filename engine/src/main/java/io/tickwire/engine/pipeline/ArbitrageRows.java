package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.ConsolidatedBook;
import io.tickwire.engine.book.Opportunities;
import io.tickwire.engine.book.TopOfBook;
import io.tickwire.engine.book.VenueFees;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.schema.Channel;
import org.agrona.collections.LongArrayQueue;

import java.util.Arrays;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The first stage's part in gaps between venues: what each venue quotes goes into its symbol's consolidated book, and
 * what opens, changes and closes by it into the rows.
 * Thread: pipeline-<k>
 */
final class ArbitrageRows implements Opportunities.Listener
{
    /** What one venue's change can open and close takes no more longs than this. */
    private static final int MAX_LONGS = 2 * ConsolidatedBook.MAX_VENUES * 10;

    private static final int VENUE_SHIFT = 32;
    private static final int INITIAL_SYMBOLS = 64;

    private final StreamRows rows;
    private final MarketRules.Arbitrage rules;
    private final NameTable venues;
    private final VenueFees fees = new VenueFees();
    private Opportunities[] bySymbol = new Opportunities[INITIAL_SYMBOLS];
    private InstrumentState[] onlyVenue = new InstrumentState[INITIAL_SYMBOLS];

    /** Symbols at venues that went stale, all at once, and are still to be told. */
    private final LongArrayQueue stale = new LongArrayQueue();
    private int symbolId;

    ArbitrageRows(final StreamRows rows, final MarketRules.Arbitrage rules, final NameTable venues)
    {
        this.rows = rows;
        this.rules = rules;
        this.venues = venues;
    }

    /**
     * A venue will quote, which is known by its name now.
     */
    void onVenue(final int venueId)
    {
        fees.set(venueId, rules.takerFeeOf(venueId, venues));
    }

    /**
     * What a symbol's top at a venue is now. As long as one venue alone quotes it, there is nothing to compare.
     */
    void onTop(final InstrumentState instrument)
    {
        if (!stale.isEmpty())
        {
            closeStale();
        }
        symbolId = instrument.symbolId;
        Opportunities opportunities = symbolId < bySymbol.length ? bySymbol[symbolId] : null;
        if (opportunities == null)
        {
            final InstrumentState only = onlyOf(instrument);
            if (only == instrument)
            {
                return;
            }
            opportunities = new Opportunities(
                new ConsolidatedBook(), fees, rules.minSpread(), rules.changeSpread(), this);
            bySymbol[symbolId] = opportunities;
            tell(opportunities, only);
        }
        tell(opportunities, instrument);
    }

    /**
     * A symbol at a venue is not to be trusted.
     */
    void onStale(final int symbolId, final int venueId)
    {
        if (symbolId < 0 || symbolId >= bySymbol.length)
        {
            return;
        }
        if (bySymbol[symbolId] != null)
        {
            stale.addLong((long)venueId << VENUE_SHIFT | symbolId);
        }
        else if (onlyVenue[symbolId] != null && onlyVenue[symbolId].venueId == venueId)
        {
            onlyVenue[symbolId] = null;
        }
    }

    /**
     * No symbol of a venue is to be trusted.
     */
    void onStale(final int venueId)
    {
        for (int id = 0; id < bySymbol.length; id++)
        {
            onStale(id, venueId);
        }
    }

    /**
     * Close what was open across what went stale, as far as the rows of this tick have room.
     */
    void closeStale()
    {
        while (!stale.isEmpty() && rows.left() >= MAX_LONGS)
        {
            final long key = stale.pollLong();
            symbolId = (int)key;
            bySymbol[symbolId].onStale((int)(key >>> VENUE_SHIFT));
        }
    }

    @Override
    public void onOpportunity(
        final Opportunities.State state,
        final int buyVenue,
        final int sellVenue,
        final long buyPrice,
        final long sellPrice,
        final long quantity,
        final long spreadBps)
    {
        rows.row(StreamId.of(Channel.ARBITRAGE, 0, symbolId), NULL, NULL, NULL, 0)
            .add(buyPrice)
            .add(sellPrice)
            .add(quantity)
            .add(spreadBps)
            .add(UpdateValues.venuesTag(buyVenue, sellVenue));
    }

    private static void tell(final Opportunities opportunities, final InstrumentState instrument)
    {
        final TopOfBook top = instrument.top;
        opportunities.onTop(
            instrument.venueId, top.bid(), top.bidQuantity(), top.ask(), top.askQuantity());
    }

    /** The one venue that quotes the symbol of an instrument: that one itself, where it is the first. */
    private InstrumentState onlyOf(final InstrumentState instrument)
    {
        final int symbolId = instrument.symbolId;
        if (symbolId >= bySymbol.length)
        {
            final int length = Math.max(symbolId + 1, 2 * bySymbol.length);
            bySymbol = Arrays.copyOf(bySymbol, length);
            onlyVenue = Arrays.copyOf(onlyVenue, length);
        }
        if (onlyVenue[symbolId] == null)
        {
            onlyVenue[symbolId] = instrument;
        }

        return onlyVenue[symbolId];
    }
}
