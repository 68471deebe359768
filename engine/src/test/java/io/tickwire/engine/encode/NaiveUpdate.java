package io.tickwire.engine.encode;

import static io.tickwire.engine.encode.NaiveField.decimal;
import static io.tickwire.engine.encode.NaiveField.integer;
import static io.tickwire.engine.encode.NaiveField.text;
import static io.tickwire.engine.encode.NaiveField.unsigned;

import io.tickwire.engine.schema.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An update by its names, and what the tables of PROTOCOL.md say that a client reads of it. The slow, obviously right
 * twin of {@link UpdateLayout}, and of each encoder.
 */
final class NaiveUpdate
{
    /** {@code side}: none, or the number of the schema. */
    static final int NO_SIDE = 0;
    static final int BUY = 1;
    static final int SELL = 2;

    final UpdateLayout layout;
    final StreamLabel label;

    long sequence;
    long previous;
    long global;
    long exchangeNs;
    long receiveNs;
    long sendNs;

    long price;
    long quantity;
    long change;
    long volume;
    long bid;
    long bidQuantity;
    long ask;
    long askQuantity;
    int side;
    long tradeIdHigh;
    long tradeIdLow;
    long trades;
    long openMs;
    boolean isClosed;
    int indicator;
    int buyVenue;
    int sellVenue;

    long merged;
    long mergedHigh;
    long mergedLow;
    long mergedFirst;
    long mergedVolume;

    NaiveUpdate(final UpdateLayout layout, final StreamLabel label)
    {
        this.layout = layout;
        this.label = label;
    }

    String type()
    {
        return switch (layout)
        {
            case PRICE -> "price_update";
            case BBO -> "bbo_update";
            case TRADE -> "trade_update";
            case LIQUIDATION -> "liquidation_update";
            case STATS -> "stats_update";
            case CANDLE -> "candle_update";
            case SIGNAL -> "signal_update";
            case ARBITRAGE -> "arbitrage_update";
        };
    }

    /** T of the compact encoding. */
    int code()
    {
        return switch (layout)
        {
            case PRICE -> 1;
            case BBO -> 5;
            case TRADE -> 4;
            case LIQUIDATION -> 10;
            case STATS -> 9;
            case CANDLE -> 7;
            case SIGNAL -> 6;
            case ARBITRAGE -> 11;
        };
    }

    /** What JSON and msgpack carry behind the type. */
    List<NaiveField> map(final boolean isEnveloped)
    {
        return joined(table(), head(), isEnveloped ? envelope() : List.of());
    }

    /** What the compact array carries behind T. */
    List<NaiveField> array(final boolean isEnveloped)
    {
        final List<NaiveField> stream = List.of(integer("sid", label.wireId()));

        return joined(stream, head(), table(), isEnveloped ? envelope() : List.of());
    }

    /**
     * The values as the pipeline hands them to an encoder.
     *
     * @param noise what stands in all places that are not part of this update.
     */
    long[] values(final boolean isEnveloped, final long noise)
    {
        final long[] values = new long[UpdateValues.LENGTH];
        Arrays.fill(values, noise);
        values[UpdateValues.GLOBAL] = global;
        values[UpdateValues.EXCHANGE_NS] = exchangeNs;
        values[UpdateValues.RECEIVE_NS] = receiveNs;
        final long[] own = switch (layout)
        {
            case PRICE -> new long[]{price, change, volume, bid, ask, bidQuantity, askQuantity};
            case BBO -> new long[]{bid, bidQuantity, ask, askQuantity};
            case TRADE -> new long[]{price, quantity, side, tradeIdLow, tradeIdHigh};
            case LIQUIDATION -> new long[]{price, quantity, side};
            case STATS -> new long[]{price, bid, ask, change, volume, bidQuantity, trades};
            case CANDLE -> new long[]{price, bid, ask, askQuantity, volume, trades, openMs, isClosed ? 1 : 0};
            case SIGNAL -> new long[]{price, quantity, side, indicator};
            case ARBITRAGE -> new long[]{bid, ask, quantity, change, buyVenue << 6 | sellVenue};
        };
        System.arraycopy(own, 0, values, UpdateValues.FIELDS, own.length);
        if (isEnveloped)
        {
            UpdateValues.envelop(values, merged, mergedHigh, mergedLow, mergedFirst, mergedVolume);
        }
        UpdateValues.stamp(values, sequence, previous, sendNs);

        return values;
    }

    private List<NaiveField> table()
    {
        return switch (layout)
        {
            case PRICE -> List.of(
                symbol(), price("price", price), decimal("change_24h", change, -4), quantity("volume_24h", volume),
                timestamp(), venue(), price("bid", bid), price("ask", ask),
                quantity("bid_qty", bidQuantity), quantity("ask_qty", askQuantity));
            case BBO -> List.of(
                symbol(), venue(), price("bid", bid), quantity("bid_qty", bidQuantity),
                price("ask", ask), quantity("ask_qty", askQuantity), timestamp());
            case TRADE -> List.of(
                symbol(), venue(), price("price", price), quantity("quantity", quantity), side(), tradeId(),
                timestamp());
            case LIQUIDATION -> List.of(
                symbol(), venue(), side(), price("price", price), quantity("quantity", quantity), timestamp());
            case STATS -> List.of(
                symbol(), price("open_24h", price), price("high_24h", bid), price("low_24h", ask),
                decimal("change_24h", change, -4), quantity("volume_24h", volume), price("vwap_24h", bidQuantity),
                integer("trades_24h", trades), timestamp(), venue());
            case CANDLE -> List.of(
                symbol(), text("interval", label.interval()), price("open", price), price("high", bid),
                price("low", ask), price("close", askQuantity), quantity("volume", volume),
                integer("trades", trades), new NaiveField("closed", isClosed), integer("timestamp", openMs),
                venue());
            case SIGNAL -> List.of(
                symbol(), text("indicator", label.tags().indicator(indicator)),
                text("signal", side == BUY ? "buy" : side == SELL ? "sell" : "neutral"),
                decimal("value", price, -8), decimal("confidence", quantity, -4), timestamp(), venue());
            case ARBITRAGE -> List.of(
                symbol(), text("buy_venue", label.tags().venue(buyVenue)),
                text("sell_venue", label.tags().venue(sellVenue)), price("buy_price", bid),
                price("sell_price", ask), quantity("quantity", quantity), decimal("spread_bps", change, -2),
                timestamp());
        };
    }

    private List<NaiveField> head()
    {
        return List.of(
            integer("seq", sequence),
            integer("pseq", previous),
            integer("g", global),
            integer("t_ex", exchangeNs == Decimals.NULL ? Decimals.NULL : exchangeNs / 1_000),
            integer("t_in", receiveNs / 1_000),
            integer("t_out", sendNs / 1_000));
    }

    private List<NaiveField> envelope()
    {
        return List.of(
            integer("n", merged),
            price("hi", mergedHigh),
            price("lo", mergedLow),
            price("first", mergedFirst),
            quantity("vol", mergedVolume));
    }

    private NaiveField symbol()
    {
        return text("symbol", label.symbol());
    }

    private NaiveField venue()
    {
        return text("venue", label.venue());
    }

    private NaiveField price(final String name, final long mantissa)
    {
        return decimal(name, mantissa, label.priceExponent());
    }

    private NaiveField quantity(final String name, final long mantissa)
    {
        return decimal(name, mantissa, label.quantityExponent());
    }

    private NaiveField timestamp()
    {
        return integer("timestamp", (exchangeNs == Decimals.NULL ? receiveNs : exchangeNs) / 1_000_000);
    }

    private NaiveField side()
    {
        return text("side", side == BUY ? "buy" : side == SELL ? "sell" : null);
    }

    private NaiveField tradeId()
    {
        return tradeIdHigh == 0 ?
            unsigned("trade_id", tradeIdLow) :
            text("trade_id", new UUID(tradeIdHigh, tradeIdLow).toString());
    }

    @SafeVarargs
    private static List<NaiveField> joined(final List<NaiveField>... parts)
    {
        final List<NaiveField> all = new ArrayList<>();
        for (final List<NaiveField> part : parts)
        {
            all.addAll(part);
        }

        return all;
    }
}
