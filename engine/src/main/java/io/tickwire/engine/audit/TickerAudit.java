package io.tickwire.engine.audit;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A symbol's quotes and figures of 24 hours: how many came, and the last ones.
 * Thread: any
 */
final class TickerAudit
{
    /**
     * What is shown of them.
     * Thread: any
     */
    enum Value
    {
        LAST, OPEN, HIGH, LOW, VWAP, VOLUME, MARK, QUOTE_VOLUME, BID, BID_QUANTITY, ASK, ASK_QUANTITY, SEQUENCE
    }

    private final Map<Value, String> values = new EnumMap<>(Value.class);
    private long quotes;
    private long tickers;
    private long quoteTimeNs = Decimals.NULL;
    private long tickerTimeNs = Decimals.NULL;

    void onQuote(final QuoteDecoder quote)
    {
        final int priceExponent = quote.head().priceExponent();
        final int quantityExponent = quote.head().quantityExponent();
        quotes++;
        quoteTimeNs = quote.head().exchangeTime();
        values.put(Value.BID, DecimalText.of(quote.bidPrice(), priceExponent));
        values.put(Value.BID_QUANTITY, DecimalText.of(quote.bidQuantity(), quantityExponent));
        values.put(Value.ASK, DecimalText.of(quote.askPrice(), priceExponent));
        values.put(Value.ASK_QUANTITY, DecimalText.of(quote.askQuantity(), quantityExponent));
        values.put(Value.SEQUENCE, DecimalText.count(quote.venueSequence(), TickSink.NO_SEQUENCE));
    }

    void onTicker(final TickerDecoder ticker)
    {
        final int priceExponent = ticker.head().priceExponent();
        tickers++;
        tickerTimeNs = ticker.head().exchangeTime();
        values.put(Value.LAST, DecimalText.of(ticker.last(), priceExponent));
        values.put(Value.OPEN, DecimalText.of(ticker.open24h(), priceExponent));
        values.put(Value.HIGH, DecimalText.of(ticker.high24h(), priceExponent));
        values.put(Value.LOW, DecimalText.of(ticker.low24h(), priceExponent));
        values.put(Value.VWAP, DecimalText.of(ticker.vwap24h(), priceExponent));
        values.put(Value.VOLUME, DecimalText.of(ticker.volume24h(), ticker.head().quantityExponent()));
        values.put(Value.MARK, DecimalText.of(ticker.markPrice(), priceExponent));
        values.put(Value.QUOTE_VOLUME, DecimalText.of(ticker.quoteVolume24h(), ticker.quoteVolumeExponent()));
    }

    long quotes()
    {
        return quotes;
    }

    long tickers()
    {
        return tickers;
    }

    /**
     * @return null where it is not known.
     */
    String get(final Value value)
    {
        return values.get(value);
    }

    long quoteTimeNs()
    {
        return quoteTimeNs;
    }

    long tickerTimeNs()
    {
        return tickerTimeNs;
    }

    /**
     * @param count that the venue's view tells.
     */
    Map<String, Object> report(final VenueView view, final long count)
    {
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("count", count);
        for (final TickerColumn column : view.ticker())
        {
            final Object content = column.of(this, view);
            if (content != null || !view.has(VenueView.Trait.UNKNOWN_IS_LEFT_OUT))
            {
                out.put(column.key(), content);
            }
        }

        return out;
    }
}
