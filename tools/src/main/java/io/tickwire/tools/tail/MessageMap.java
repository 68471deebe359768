package io.tickwire.tools.tail;

import io.tickwire.client.view.ArbitrageView;
import io.tickwire.client.view.BookView;
import io.tickwire.client.view.CandleView;
import io.tickwire.client.view.Field;
import io.tickwire.client.view.LiquidationView;
import io.tickwire.client.view.MarketView;
import io.tickwire.client.view.Side;
import io.tickwire.client.view.SignalView;
import io.tickwire.client.view.TradeView;
import io.tickwire.client.view.UpdateView;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntToLongFunction;

/**
 * A message as the map of the protocol, whatever encoding it came in; numbers are exact. What is not known is left out.
 * Thread: client
 */
final class MessageMap
{
    private static final int PERCENT = -4;
    private static final int BASIS_POINTS = -2;
    private static final int INDICATOR = -8;
    private static final String UNITS = "smhdw";
    private static final int[] UNIT_SECONDS = {1, 60, 3_600, 86_400, 604_800};

    private MessageMap()
    {
    }

    static Map<String, Object> of(final UpdateView view)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", view.channel().type());
        putText(map, "symbol", view.symbol());
        putText(map, "venue", view.venue());
        special(view, map);
        for (final Field field : Field.values())
        {
            final BigDecimal number = number(view, field);
            if (number != null)
            {
                map.put(field.wireName(), number);
            }
        }

        return map;
    }

    /** Null: not known, or no number. */
    static BigDecimal number(final UpdateView view, final Field field)
    {
        final int exponent;
        switch (field.form())
        {
            case PRICE -> exponent = view.priceExponent();
            case QUANTITY -> exponent = view.quantityExponent();
            case PERCENT -> exponent = PERCENT;
            case BASIS_POINTS -> exponent = BASIS_POINTS;
            case INDICATOR -> exponent = INDICATOR;
            case INTEGER -> exponent = 0;
            default ->
            {
                return null;
            }
        }
        final long mantissa = view.mantissa(field);

        return mantissa == UpdateView.NONE ? null : decimal(mantissa, exponent);
    }

    static BigDecimal decimal(final long mantissa, final int exponent)
    {
        final BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).stripTrailingZeros();

        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static void special(final UpdateView view, final Map<String, Object> map)
    {
        if (view instanceof final TradeView trade)
        {
            map.put("side", name(trade.side()));
            map.put("trade_id", trade.tradeIdHigh() == 0 ?
                new BigDecimal(Long.toUnsignedString(trade.tradeId())) :
                new UUID(trade.tradeIdHigh(), trade.tradeId()).toString());
        }
        else if (view instanceof final LiquidationView liquidation)
        {
            map.put("side", name(liquidation.side()));
        }
        else if (view instanceof final SignalView signal)
        {
            map.put("indicator", signal.indicator());
            map.put("signal", signal.advice().name().toLowerCase(Locale.ROOT));
        }
        else if (view instanceof final CandleView candle)
        {
            map.put("interval", interval(candle.intervalSeconds()));
            map.put("closed", candle.isClosed());
        }
        else if (view instanceof final ArbitrageView arbitrage)
        {
            map.put("buy_venue", arbitrage.buyVenue());
            map.put("sell_venue", arbitrage.sellVenue());
        }
        else if (view instanceof final BookView book)
        {
            map.put("kind", book.isSnapshot() ? "snapshot" : "delta");
            map.put("bids", levels(view, book.bids(), book::bidPrice, book::bidQuantity));
            map.put("asks", levels(view, book.asks(), book::askPrice, book::askQuantity));
        }
        else if (view instanceof final MarketView market)
        {
            map.put("type", market.isInitial() ? "initial_data" : "market_update");
            map.put("data", entries(market));
        }
    }

    private static Map<String, Object> entries(final MarketView market)
    {
        final Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < market.entries(); i++)
        {
            final Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("price", market.entryPrice(i));
            entry.put("change_24h", market.entryChange24h(i));
            entry.put("volume_24h", market.entryVolume24h(i));
            entry.put("timestamp", market.entryTimestampMs(i));
            data.put(market.entrySymbol(i), entry);
        }

        return data;
    }

    /** As the protocol has it: of the greatest unit that it is a multiple of. */
    private static String interval(final int seconds)
    {
        for (int i = UNITS.length() - 1; i > 0; i--)
        {
            if (seconds % UNIT_SECONDS[i] == 0)
            {
                return String.valueOf(seconds / UNIT_SECONDS[i]) + UNITS.charAt(i);
            }
        }

        return seconds + "s";
    }

    private static List<Map<String, Object>> levels(
        final UpdateView view, final int count, final IntToLongFunction price, final IntToLongFunction quantity)
    {
        final List<Map<String, Object>> levels = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final Map<String, Object> level = new LinkedHashMap<>();
            level.put("price", decimal(price.applyAsLong(i), view.priceExponent()));
            level.put("quantity", decimal(quantity.applyAsLong(i), view.quantityExponent()));
            levels.add(level);
        }

        return levels;
    }

    private static String name(final Side side)
    {
        return side == null ? null : side.name().toLowerCase(Locale.ROOT);
    }

    private static void putText(final Map<String, Object> map, final String name, final String text)
    {
        if (!text.isEmpty())
        {
            map.put(name, text);
        }
    }
}
