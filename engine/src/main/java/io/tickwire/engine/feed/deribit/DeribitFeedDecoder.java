package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.schema.sbe.Side;

/**
 * What both of Deribit's protocols have: trades that tell liquidations, and 0 x 0 for a side that has no order.
 * Thread: feed-<venue>
 */
abstract class DeribitFeedDecoder extends FeedDecoder
{
    DeribitFeedDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    /** A best price of no amount is none. */
    static void forgetWhereNone(final JsonDecimal price, final JsonDecimal amount)
    {
        if (amount.isKnown() && amount.mantissa() == 0)
        {
            price.clear();
        }
    }

    /** Publish the trades of a message, all of them whole, and the liquidations that they are. */
    final void publishTrades(final Entries<DeribitTrade> trades)
    {
        for (int i = 0; i < trades.count(); i++)
        {
            final DeribitTrade trade = trades.get(i);
            final TradeValues values = trade.values();
            publishTrade(values);
            if (trade.isTakerLiquidated())
            {
                publishLiquidation(values);
            }
            if (trade.isMakerLiquidated())
            {
                values.side(values.side() == Side.BUY ? Side.SELL : Side.BUY);
                publishLiquidation(values);
            }
        }
    }
}
