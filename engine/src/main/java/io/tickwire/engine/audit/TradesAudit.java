package io.tickwire.engine.audit;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A symbol's trades, as their ticks tell them.
 * Thread: any
 */
final class TradesAudit
{
    /**
     * A trade, as it is shown.
     * Thread: any
     */
    private record Trade(String id, String price, String quantity, String aggressor, long timeNs)
    {
        Map<String, Object> report(final TimeForm times)
        {
            final Map<String, Object> out = new LinkedHashMap<>();
            out.put("id", id);
            out.put("price", price);
            out.put("qty", quantity);
            out.put("aggressor", aggressor);
            out.put("ts", TimeForm.textOf(times, timeNs));

            return out;
        }
    }

    private long count;
    private long buys;
    private long sells;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal notional = BigDecimal.ZERO;
    private Trade first;
    private Trade last;

    void onTrade(final TradeDecoder trade)
    {
        // In another run of a journal a symbol may have others.
        final int priceExponent = trade.head().priceExponent();
        final int quantityExponent = trade.head().quantityExponent();
        count++;
        buys += trade.side() == Side.BUY ? 1 : 0;
        sells += trade.side() == Side.SELL ? 1 : 0;
        final BigDecimal traded = BigDecimal.valueOf(trade.quantity(), -quantityExponent);
        quantity = quantity.add(traded);
        notional = notional.add(traded.multiply(BigDecimal.valueOf(trade.price(), -priceExponent)));
        last = new Trade(
            idOf(trade.tradeIdHigh(), trade.tradeIdLow()),
            DecimalText.of(trade.price(), priceExponent),
            DecimalText.of(trade.quantity(), quantityExponent),
            sideOf(trade.side()),
            trade.head().exchangeTime());
        first = first == null ? last : first;
    }

    long count()
    {
        return count;
    }

    Map<String, Object> report(final TimeForm times)
    {
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("count", count);
        out.put("sum_qty", textOf(quantity));
        out.put("sum_notional", textOf(notional));
        out.put("aggressor_buy", buys);
        out.put("aggressor_sell", sells);
        out.put("first", first.report(times));
        out.put("last", last.report(times));

        return out;
    }

    private static String textOf(final BigDecimal sum)
    {
        return DecimalText.of(sum.unscaledValue(), -sum.scale());
    }

    private static String idOf(final long high, final long low)
    {
        if (high != 0)
        {
            return new UUID(high, low).toString();
        }

        return low == 0 ? null : Long.toUnsignedString(low);
    }

    private static String sideOf(final Side side)
    {
        return switch (side)
        {
            case BUY -> "buy";
            case SELL -> "sell";
            case NULL_VAL -> null;
        };
    }
}
