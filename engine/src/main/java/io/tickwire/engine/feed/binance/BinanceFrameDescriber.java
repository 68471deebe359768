package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FrameDescriber;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.sbe.SbeReader;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.Side;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what messages of Binance's binary streams say.
 * Thread: any
 */
final class BinanceFrameDescriber implements FrameDescriber
{
    private static final long NS_PER_US = 1000;

    private final BinanceFrame frame = new BinanceFrame();

    @Override
    public Map<String, Object> describe(final byte[] buffer, final int offset, final int length)
    {
        final int message = SbeReader.isBinary(buffer, offset, length) ?
            frame.read(buffer, offset, length) : JsonKeys.UNKNOWN;
        if (message == JsonKeys.UNKNOWN)
        {
            return null;
        }

        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("type", BinanceSbeDecoder.KINDS.get(BinanceSbeDecoder.kind(message)));
        out.put("E", frame.timeNs() / NS_PER_US);
        switch (message)
        {
            case BinanceFrame.TRADES -> putTrades(out);
            case BinanceFrame.BEST -> putBest(out);
            default ->
            {
                out.put("U", message == BinanceFrame.DIFF ? frame.firstId() : null);
                out.put("u", frame.lastId());
                putLevels(out);
            }
        }
        out.put("s", new String(buffer, frame.symbolOffset(), frame.symbolLength(), StandardCharsets.UTF_8));

        return out;
    }

    private void putTrades(final Map<String, Object> out)
    {
        out.put("T", frame.tradeTimeNs() / NS_PER_US);
        final Entries<TradeValues> trades = frame.trades();
        final List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < trades.count(); i++)
        {
            final TradeValues trade = trades.get(i);
            final Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("t", trade.idLow());
            entry.put("p", text(trade.price()));
            entry.put("q", text(trade.quantity()));
            entry.put("m", trade.side() == Side.SELL);
            list.add(entry);
        }
        out.put("trades", list);
    }

    private void putBest(final Map<String, Object> out)
    {
        out.put("u", frame.lastId());
        out.put("b", text(frame.quote().bid()));
        out.put("B", text(frame.quote().bidQuantity()));
        out.put("a", text(frame.quote().ask()));
        out.put("A", text(frame.quote().askQuantity()));
    }

    private void putLevels(final Map<String, Object> out)
    {
        final LevelBuffer read = frame.levels();
        final int priceDecimals = frame.priceDecimals();
        final int quantityDecimals = frame.quantityDecimals();
        read.scale(-priceDecimals, -quantityDecimals);
        final LevelList levels = read.levels();
        final List<List<String>> bids = new ArrayList<>();
        for (int i = 0; i < levels.bidCount(); i++)
        {
            bids.add(List.of(
                text(levels.bidPrice(i), priceDecimals), text(levels.bidQuantity(i), quantityDecimals)));
        }
        final List<List<String>> asks = new ArrayList<>();
        for (int i = 0; i < levels.askCount(); i++)
        {
            asks.add(List.of(
                text(levels.askPrice(i), priceDecimals), text(levels.askQuantity(i), quantityDecimals)));
        }
        out.put("b", bids);
        out.put("a", asks);
    }

    private static String text(final JsonDecimal value)
    {
        return text(value.mantissa(), value.decimals());
    }

    private static String text(final long mantissa, final int decimals)
    {
        return BigDecimal.valueOf(mantissa, decimals).stripTrailingZeros().toPlainString();
    }
}
