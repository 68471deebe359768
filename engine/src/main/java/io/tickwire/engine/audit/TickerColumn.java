package io.tickwire.engine.audit;

import io.tickwire.engine.audit.TickerAudit.Value;

import java.util.function.BiFunction;

/**
 * A field of a report's ticker: its name and what stands there.
 * Thread: any
 */
enum TickerColumn
{
    UPDATE_ID("update_id", Value.SEQUENCE),
    LAST("last", Value.LAST),
    BID("bid", Value.BID, Value.BID_QUANTITY),
    ASK("ask", Value.ASK, Value.ASK_QUANTITY),
    BID_PRICE("bid", Value.BID),
    ASK_PRICE("ask", Value.ASK),
    OPEN("open24h", Value.OPEN),
    VOLUME("volume24h", Value.VOLUME),
    VWAP("vwap24h", Value.VWAP),
    LOW("low24h", Value.LOW),
    HIGH("high24h", Value.HIGH),
    MARK("mark", Value.MARK),
    SEQUENCE("sequence", Value.SEQUENCE),
    BYBIT_LAST("lastPrice", Value.LAST),
    BYBIT_BID("bid1Price", Value.BID),
    BYBIT_BID_SIZE("bid1Size", Value.BID_QUANTITY),
    BYBIT_ASK("ask1Price", Value.ASK),
    BYBIT_ASK_SIZE("ask1Size", Value.ASK_QUANTITY),
    BYBIT_MARK("markPrice", Value.MARK),
    TURNOVER("turnover24h", Value.QUOTE_VOLUME),
    QUOTE_TIME("ts", (ticker, view) -> TimeForm.textOf(view.times(), ticker.quoteTimeNs())),
    TICKER_TIME("ts", (ticker, view) -> TimeForm.textOf(view.times(), ticker.tickerTimeNs()));

    private final String key;
    private final BiFunction<TickerAudit, VenueView, Object> content;

    TickerColumn(final String key, final Value value)
    {
        this(key, (ticker, view) -> ticker.get(value));
    }

    TickerColumn(final String key, final Value price, final Value quantity)
    {
        this(key, (ticker, view) -> DecimalText.pair(
            zeroOf(ticker.get(price), view), zeroOf(ticker.get(quantity), view)));
    }

    TickerColumn(final String key, final BiFunction<TickerAudit, VenueView, Object> content)
    {
        this.key = key;
        this.content = content;
    }

    String key()
    {
        return key;
    }

    /**
     * @return null where it is not known.
     */
    Object of(final TickerAudit ticker, final VenueView view)
    {
        return content.apply(ticker, view);
    }

    private static String zeroOf(final String value, final VenueView view)
    {
        return value == null && view.has(VenueView.Trait.NO_PRICE_IS_ZERO) ? "0" : value;
    }
}
