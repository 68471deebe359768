package io.tickwire.tools.cli;

import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Makes rows of ticks: one a tick, of books one a level. The first columns are the same for all kinds; then come those
 * of each kind that is asked for, a column of the same name once.
 * Thread: conductor
 */
final class TickRows
{
    private static final List<String> COMMON = List.of("type", "g", "epoch", "t_ex_ns", "t_in_ns", "venue", "symbol");
    private static final long NO_NUMBER = Long.MIN_VALUE;
    private static final int CHANGE_EXPONENT = -4;
    private static final int CONFIDENCE_EXPONENT = -4;

    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final JournalNames names;
    private final CsvTable table;
    private long g;
    private long epoch;

    TickRows(final JournalNames names, final CsvTable table)
    {
        this.names = names;
        this.table = table;
    }

    static List<String> columns(final Set<TickKind> kinds)
    {
        final Set<String> columns = new LinkedHashSet<>(COMMON);
        kinds.forEach(kind -> columns.addAll(kind.columns()));

        return new ArrayList<>(columns);
    }

    /**
     * Write the rows of a tick.
     *
     * @param header that of the tick, wrapped.
     */
    void write(
        final DirectBuffer buffer,
        final int offset,
        final MessageHeaderDecoder header,
        final long g,
        final long epoch) throws IOException
    {
        this.g = g;
        this.epoch = epoch;
        switch (header.templateId())
        {
            case TradeDecoder.TEMPLATE_ID -> write(trade.wrapAndApplyHeader(buffer, offset, header));
            case QuoteDecoder.TEMPLATE_ID -> write(quote.wrapAndApplyHeader(buffer, offset, header));
            case BookSnapshotDecoder.TEMPLATE_ID -> write(snapshot.wrapAndApplyHeader(buffer, offset, header));
            case BookDeltaDecoder.TEMPLATE_ID -> write(delta.wrapAndApplyHeader(buffer, offset, header));
            case TickerDecoder.TEMPLATE_ID -> write(ticker.wrapAndApplyHeader(buffer, offset, header));
            case CandleDecoder.TEMPLATE_ID -> write(candle.wrapAndApplyHeader(buffer, offset, header));
            case LiquidationDecoder.TEMPLATE_ID -> write(liquidation.wrapAndApplyHeader(buffer, offset, header));
            case SignalDecoder.TEMPLATE_ID -> write(signal.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new IllegalArgumentException("no kind of row: templateId=" + header.templateId());
        }
    }

    private CsvTable begin(final TickKind kind, final TickHeadDecoder head)
    {
        table.put("type", kind.row()).put("g", g).put("epoch", epoch)
            .put("t_in_ns", head.receiveTime())
            .put("venue", names.venue(head.venueId()))
            .put("symbol", names.symbol(head.symbolId()));
        if (head.exchangeTime() != TickHeadDecoder.exchangeTimeNullValue())
        {
            table.put("t_ex_ns", head.exchangeTime());
        }

        return table;
    }

    private void write(final TradeDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        begin(TickKind.TRADES, head)
            .put("price", tick.price(), head.priceExponent(), NO_NUMBER)
            .put("quantity", tick.quantity(), head.quantityExponent(), NO_NUMBER)
            .put("side", side(tick.side()))
            .put("trade_id", tradeId(tick.tradeIdHigh(), tick.tradeIdLow()))
            .end();
    }

    private void write(final QuoteDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        begin(TickKind.QUOTES, head)
            .put("bid_price", tick.bidPrice(), head.priceExponent(), NO_NUMBER)
            .put("bid_quantity", tick.bidQuantity(), head.quantityExponent(), NO_NUMBER)
            .put("ask_price", tick.askPrice(), head.priceExponent(), NO_NUMBER)
            .put("ask_quantity", tick.askQuantity(), head.quantityExponent(), NO_NUMBER)
            .put("sequence", count(tick.venueSequence(), QuoteDecoder.venueSequenceNullValue()))
            .end();
    }

    private void write(final BookSnapshotDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        final String sequence = count(tick.venueSequence(), BookSnapshotDecoder.venueSequenceNullValue());
        for (final BookSnapshotDecoder.BidsDecoder level : tick.bids())
        {
            writeLevel(head, "snapshot", "bid", level.price(), level.quantity(), sequence);
        }
        for (final BookSnapshotDecoder.AsksDecoder level : tick.asks())
        {
            writeLevel(head, "snapshot", "ask", level.price(), level.quantity(), sequence);
        }
    }

    private void write(final BookDeltaDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        final String sequence = count(tick.venueSequence(), BookDeltaDecoder.venueSequenceNullValue());
        for (final BookDeltaDecoder.BidsDecoder level : tick.bids())
        {
            final String action = level.quantity() == 0 ? "delete" : "set";
            writeLevel(head, action, "bid", level.price(), level.quantity(), sequence);
        }
        for (final BookDeltaDecoder.AsksDecoder level : tick.asks())
        {
            final String action = level.quantity() == 0 ? "delete" : "set";
            writeLevel(head, action, "ask", level.price(), level.quantity(), sequence);
        }
    }

    private void writeLevel(
        final TickHeadDecoder head,
        final String action,
        final String side,
        final long price,
        final long quantity,
        final String sequence) throws IOException
    {
        begin(TickKind.BOOKS, head)
            .put("action", action)
            .put("side", side)
            .put("price", price, head.priceExponent(), NO_NUMBER)
            .put("quantity", quantity, head.quantityExponent(), NO_NUMBER)
            .put("sequence", sequence)
            .end();
    }

    private void write(final TickerDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        final int price = head.priceExponent();
        begin(TickKind.TICKERS, head)
            .put("last", tick.last(), price, NO_NUMBER)
            .put("open_24h", tick.open24h(), price, NO_NUMBER)
            .put("high_24h", tick.high24h(), price, NO_NUMBER)
            .put("low_24h", tick.low24h(), price, NO_NUMBER)
            .put("vwap_24h", tick.vwap24h(), price, NO_NUMBER)
            .put("volume_24h", tick.volume24h(), head.quantityExponent(), NO_NUMBER)
            .put("change_24h", tick.change24h(), CHANGE_EXPONENT, NO_NUMBER)
            .put("trades_24h", count(tick.trades24h(), TickerDecoder.trades24hNullValue()))
            .put("mark_price", tick.markPrice(), price, NO_NUMBER)
            .put("quote_volume_24h", tick.quoteVolume24h(), tick.quoteVolumeExponent(), NO_NUMBER)
            .end();
    }

    private void write(final CandleDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        final int price = head.priceExponent();
        begin(TickKind.CANDLES, head)
            .put("interval", tick.intervalSeconds())
            .put("open_time", tick.openTime())
            .put("open", tick.openPrice(), price, NO_NUMBER)
            .put("high", tick.highPrice(), price, NO_NUMBER)
            .put("low", tick.lowPrice(), price, NO_NUMBER)
            .put("close", tick.closePrice(), price, NO_NUMBER)
            .put("volume", tick.volume(), head.quantityExponent(), NO_NUMBER)
            .put("trades", count(tick.trades(), CandleDecoder.tradesNullValue()))
            .put("quote_volume", tick.quoteVolume(), tick.quoteVolumeExponent(), NO_NUMBER)
            .put("closed", tick.closed() == Bool.YES ? "true" : "false")
            .end();
    }

    private void write(final LiquidationDecoder tick) throws IOException
    {
        final TickHeadDecoder head = tick.head();
        begin(TickKind.LIQUIDATIONS, head)
            .put("price", tick.price(), head.priceExponent(), NO_NUMBER)
            .put("quantity", tick.quantity(), head.quantityExponent(), NO_NUMBER)
            .put("side", side(tick.side()))
            .end();
    }

    private void write(final SignalDecoder tick) throws IOException
    {
        begin(TickKind.SIGNALS, tick.head())
            .put("value", tick.value(), tick.valueExponent(), NO_NUMBER)
            .put("confidence", tick.confidence(), CONFIDENCE_EXPONENT, NO_NUMBER)
            .put("action", tick.action() == SignalAction.NULL_VAL ? null : lower(tick.action().name()))
            .put("indicator", tick.indicator())
            .end();
    }

    private static String side(final Side side)
    {
        return side == Side.NULL_VAL ? null : lower(side.name());
    }

    private static String lower(final String name)
    {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String count(final long value, final long none)
    {
        return value == none ? null : Long.toUnsignedString(value);
    }

    /**
     * A number, or a UUID where it has a high half.
     */
    private static String tradeId(final long high, final long low)
    {
        return high == 0 ? Long.toUnsignedString(low) : new UUID(high, low).toString();
    }
}
