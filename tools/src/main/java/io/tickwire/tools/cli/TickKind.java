package io.tickwire.tools.cli;

import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What of the market a table may have, and the columns that only this kind has.
 * Thread: any
 */
enum TickKind
{
    TRADES("trade", List.of("price", "quantity", "side", "trade_id"), TradeDecoder.TEMPLATE_ID),
    QUOTES(
        "quote",
        List.of("bid_price", "bid_quantity", "ask_price", "ask_quantity", "sequence"),
        QuoteDecoder.TEMPLATE_ID),
    BOOKS(
        "book",
        List.of("action", "side", "price", "quantity", "sequence"),
        BookSnapshotDecoder.TEMPLATE_ID,
        BookDeltaDecoder.TEMPLATE_ID),
    TICKERS(
        "ticker",
        List.of("last", "open_24h", "high_24h", "low_24h", "vwap_24h", "volume_24h", "change_24h", "trades_24h",
            "mark_price", "quote_volume_24h"),
        TickerDecoder.TEMPLATE_ID),
    CANDLES(
        "candle",
        List.of("interval", "open_time", "open", "high", "low", "close", "volume", "trades", "quote_volume", "closed"),
        CandleDecoder.TEMPLATE_ID),
    LIQUIDATIONS("liquidation", List.of("price", "quantity", "side"), LiquidationDecoder.TEMPLATE_ID),
    SIGNALS("signal", List.of("indicator", "value", "confidence", "action"), SignalDecoder.TEMPLATE_ID);

    private final String row;
    private final List<String> columns;
    private final int[] templates;

    TickKind(final String row, final List<String> columns, final int... templates)
    {
        this.row = row;
        this.columns = columns;
        this.templates = templates;
    }

    /**
     * What a row of it is called.
     */
    String row()
    {
        return row;
    }

    List<String> columns()
    {
        return columns;
    }

    /**
     * The kind of a tick, or null where it is none of these.
     */
    static TickKind of(final int template)
    {
        for (final TickKind kind : values())
        {
            for (final int own : kind.templates)
            {
                if (own == template)
                {
                    return kind;
                }
            }
        }

        return null;
    }

    /**
     * By the name in lower case.
     * Thread: conductor
     */
    static final class Names implements ITypeConverter<TickKind>
    {
        @Override
        public TickKind convert(final String name)
        {
            for (final TickKind kind : values())
            {
                if (kind.name().toLowerCase(Locale.ROOT).equals(name))
                {
                    return kind;
                }
            }

            throw new TypeConversionException("must be one of " + Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + ": " + name);
        }
    }
}
