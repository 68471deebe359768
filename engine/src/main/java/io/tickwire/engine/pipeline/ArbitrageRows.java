package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.ConsolidatedBook;
import io.tickwire.engine.book.Opportunities;
import io.tickwire.engine.book.VenueFees;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import org.agrona.collections.LongArrayQueue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    private final StreamRows rows;
    private final MarketRules.Arbitrage rules;
    private final VenueFees fees;
    private final List<Opportunities> bySymbol = new ArrayList<>();

    /** Symbols at venues that went stale, all at once, and are still to be told. */
    private final LongArrayQueue stale = new LongArrayQueue();
    private int symbolId;

    ArbitrageRows(final StreamRows rows, final MarketRules.Arbitrage rules)
    {
        this.rows = rows;
        this.rules = rules;
        final int[] perVenue = new int[ConsolidatedBook.MAX_VENUES];
        Arrays.fill(perVenue, rules.takerFee());
        fees = new VenueFees(perVenue);
    }

    /**
     * What a venue quotes now.
     */
    void onTop(
        final int symbolId,
        final int venueId,
        final long bid,
        final long bidQuantity,
        final long ask,
        final long askQuantity)
    {
        if (!stale.isEmpty())
        {
            closeStale();
        }
        this.symbolId = symbolId;
        of(symbolId).onTop(venueId, bid, bidQuantity, ask, askQuantity);
    }

    /**
     * A symbol at a venue is not to be trusted.
     */
    void onStale(final int symbolId, final int venueId)
    {
        if (symbolId >= 0 && symbolId < bySymbol.size() && bySymbol.get(symbolId) != null)
        {
            stale.addLong((long)venueId << VENUE_SHIFT | symbolId);
        }
    }

    /**
     * No symbol of a venue is to be trusted.
     */
    void onStale(final int venueId)
    {
        for (int id = 0; id < bySymbol.size(); id++)
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
            bySymbol.get(symbolId).onStale((int)(key >>> VENUE_SHIFT));
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

    private Opportunities of(final int symbolId)
    {
        while (bySymbol.size() <= symbolId)
        {
            bySymbol.add(null);
        }
        Opportunities opportunities = bySymbol.get(symbolId);
        if (opportunities == null)
        {
            opportunities = new Opportunities(
                new ConsolidatedBook(), fees, rules.minSpread(), rules.changeSpread(), this);
            bySymbol.set(symbolId, opportunities);
        }

        return opportunities;
    }
}
