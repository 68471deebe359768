package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountEncoder;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.ExecutionEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.LiquidationEncoder;
import io.tickwire.engine.schema.sbe.Liquidity;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionEncoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TickerEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Intervals;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes SBE of the ticks that maps tell; books that are longer than a slot become pages.
 * Thread: io-<n>
 */
final class MapTickEncoder
{
    /** The exponent of amounts that are of no symbol: fees, profits and balances. */
    static final int MONEY_EXPONENT = -8;

    private static final int VALUE_EXPONENT = -8;
    private static final int CONFIDENCE_EXPONENT = -4;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int LEVEL_BYTES = 2 * Long.BYTES;
    private static final int GROUP_BYTES = 2 * Short.BYTES;
    private static final String PRICE = "price";
    private static final String QUANTITY = "quantity";
    private static final Map<String, Side> SIDES = words(Side.values());
    private static final Map<String, OrderType> ORDER_TYPES = words(OrderType.values());
    private static final Map<String, OrderStatus> STATUSES = words(OrderStatus.values());
    private static final Map<String, Liquidity> LIQUIDITIES = words(Liquidity.values());
    private static final Map<String, SignalAction> ACTIONS = words(SignalAction.values());
    private static final Map<String, FeedState> STATES = words(FeedState.values());
    private static final Map<String, Boolean> KINDS = new TreeMap<>(Map.of("snapshot", true, "delta", false));

    private final Names names;
    private final int maxTickBytes;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final OrderEncoder order = new OrderEncoder();
    private final ExecutionEncoder execution = new ExecutionEncoder();
    private final PositionEncoder position = new PositionEncoder();
    private final AccountEncoder account = new AccountEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();

    // The tick that is being encoded.
    private TickFields fields;
    private MutableDirectBuffer buffer;
    private int offset;
    private long exchangeNs;
    private long symbolId;
    private int venueId;
    private int accountId;
    private int px;
    private int qty;

    /**
     * @param maxTickBytes that a slot of the ring holds.
     */
    MapTickEncoder(final Names names, final int maxTickBytes)
    {
        this.names = names;
        this.maxTickBytes = maxTickBytes;
    }

    /**
     * Encode a tick.
     *
     * @return where it ends.
     */
    int encode(
        final TickType type,
        final TickFields fields,
        final Grants grants,
        final MutableDirectBuffer buffer,
        final int offset)
        throws TickFaultException
    {
        fields.requireSound();
        this.fields = fields;
        this.buffer = buffer;
        this.offset = offset;
        resolve(type, grants);

        return switch (type)
        {
            case TRADE -> encodeTrade();
            case QUOTE -> encodeQuote();
            case BOOK -> encodeBook();
            case TICKER -> encodeTicker();
            case CANDLE -> encodeCandle();
            case SIGNAL -> encodeSignal();
            case LIQUIDATION -> encodeLiquidation();
            case ORDER -> encodeOrder();
            case EXECUTION -> encodeExecution();
            case POSITION -> encodePosition();
            case BALANCE -> encodeBalance();
            case STATUS -> encodeStatus();
        };
    }

    private void resolve(final TickType type, final Grants grants) throws TickFaultException
    {
        exchangeNs = fields.exchangeTimeNs();
        px = MONEY_EXPONENT;
        qty = MONEY_EXPONENT;
        symbolId = TickHeadEncoder.symbolIdNullValue();
        if (type != TickType.BALANCE && (type != TickType.STATUS || fields.raw("symbol") != null))
        {
            final String symbol = fields.requiredText("symbol");
            symbolId = require(grants.symbolIdOf(symbol), Grants.SYMBOL_FAULT, "symbol", symbol);
            px = names.symbols().priceExponentOf((int)symbolId);
            qty = names.symbols().quantityExponentOf((int)symbolId);
        }
        final String venue = fields.requiredText("venue");
        venueId = require(grants.venueIdOf(venue), Grants.VENUE_FAULT, "venue", venue);
        accountId = (int)FeedStatusEncoder.lostAccountNullValue();
        if (type.isPrivate() || type == TickType.STATUS && fields.raw("account") != null)
        {
            final String name = fields.requiredText("account");
            accountId = require(grants.accountIdOf(name), Grants.ACCOUNT_FAULT, "account", name);
        }
    }

    private static int require(final int id, final String fault, final String field, final String name)
        throws TickFaultException
    {
        if (id == NameTable.ABSENT)
        {
            throw new TickFaultException(fault + ": " + field + "=" + name);
        }

        return id;
    }

    private int encodeTrade() throws TickFaultException
    {
        head(trade.wrapAndApplyHeader(buffer, offset, header).head());
        trade.price(price(PRICE)).quantity(quantity(QUANTITY));
        tradeId();
        final Side side = fields.word("side", SIDES);
        trade.side(side == null ? Side.NULL_VAL : side);

        return offset + HEADER + trade.encodedLength();
    }

    private void tradeId() throws TickFaultException
    {
        final Object id = fields.raw("trade_id");
        try
        {
            if (id instanceof final String text && text.indexOf('-') > 0)
            {
                final UUID uuid = UUID.fromString(text);
                trade.tradeIdLow(uuid.getLeastSignificantBits()).tradeIdHigh(uuid.getMostSignificantBits());
            }
            else
            {
                trade.tradeIdLow(id == null ? 0 : Long.parseUnsignedLong(id.toString())).tradeIdHigh(0);
            }
        }
        catch (final IllegalArgumentException ex)
        {
            throw new TickFaultException(
                "trade_id must be a whole number of 64 bits or a UUID: trade_id=" + TickFields.shown(id));
        }
    }

    private int encodeQuote() throws TickFaultException
    {
        head(quote.wrapAndApplyHeader(buffer, offset, header).head());
        quote
            .bidPrice(fields.decimal("bid", px))
            .bidQuantity(fields.decimal("bid_qty", qty))
            .askPrice(fields.decimal("ask", px))
            .askQuantity(fields.decimal("ask_qty", qty))
            .venueSequence(count("venue_seq"));

        return offset + HEADER + quote.encodedLength();
    }

    private int encodeBook() throws TickFaultException
    {
        final boolean isSnapshot = !Boolean.FALSE.equals(fields.word("kind", KINDS));
        final int block = isSnapshot ? BookSnapshotEncoder.BLOCK_LENGTH : BookDeltaEncoder.BLOCK_LENGTH;
        final int pageLevels = (maxTickBytes - HEADER - block - 2 * GROUP_BYTES) / LEVEL_BYTES;
        final int bids = fields.levels(true).size() / 2;
        final int levels = bids + fields.levels(false).size() / 2;
        final int pages = Math.max(1, (levels + pageLevels - 1) / pageLevels);
        int at = offset;
        for (int page = 0; page < pages; page++)
        {
            if (isSnapshot)
            {
                head(snapshot.wrapAndApplyHeader(buffer, at, header).head());
                snapshot.venueSequence(count("venue_seq")).page(page).lastPage(flag(page == pages - 1));
            }
            else
            {
                head(delta.wrapAndApplyHeader(buffer, at, header).head());
                delta
                    .venueSequence(count("venue_seq"))
                    .previousVenueSequence(count("prev_venue_seq"))
                    .checksum(0)
                    .page(page)
                    .lastPage(flag(page == pages - 1))
                    .hasChecksum(Bool.NO);
            }
            final int from = page * pageLevels;
            final int to = Math.min(levels, from + pageLevels);
            at = putSide(true, Math.min(bids, from), Math.min(bids, to), at + HEADER + block);
            at = putSide(false, Math.max(0, from - bids), Math.max(0, to - bids), at);
        }

        return at;
    }

    private int putSide(final boolean isBids, final int from, final int to, final int offset)
        throws TickFaultException
    {
        final List<Object> levels = fields.levels(isBids);
        final String name = isBids ? "bids" : "asks";
        buffer.putShort(offset, (short)LEVEL_BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + Short.BYTES, (short)(to - from), ByteOrder.LITTLE_ENDIAN);
        int at = offset + GROUP_BYTES;
        for (int i = 2 * from; i < 2 * to; i += 2, at += LEVEL_BYTES)
        {
            buffer.putLong(at, fields.mantissa(name + ".price", levels.get(i), px), ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(
                at + Long.BYTES,
                fields.mantissa(name + ".quantity", levels.get(i + 1), qty),
                ByteOrder.LITTLE_ENDIAN);
        }

        return at;
    }

    private int encodeTicker() throws TickFaultException
    {
        head(ticker.wrapAndApplyHeader(buffer, offset, header).head());
        ticker
            .last(fields.decimal("last", px))
            .open24h(fields.decimal("open_24h", px))
            .high24h(fields.decimal("high_24h", px))
            .low24h(fields.decimal("low_24h", px))
            .vwap24h(fields.decimal("vwap_24h", px))
            .volume24h(fields.decimal("volume_24h", qty))
            .change24h(fields.decimal("change_24h", Decimals.PERCENT_EXPONENT))
            .trades24h(count("trades_24h"))
            .markPrice(fields.decimal("mark_price", px));
        final int exponent = fields.finestExponent("quote_volume_24h", MONEY_EXPONENT);
        ticker.quoteVolume24h(fields.decimal("quote_volume_24h", exponent)).quoteVolumeExponent((byte)exponent);

        return offset + HEADER + ticker.encodedLength();
    }

    private int encodeCandle() throws TickFaultException
    {
        head(candle.wrapAndApplyHeader(buffer, offset, header).head());
        final int exponent = fields.finestExponent("quote_volume", MONEY_EXPONENT);
        candle
            .openTime(TimeUnit.MILLISECONDS.toNanos(fields.requiredCount("open_time", TickFields.MAX_MS)))
            .openPrice(price("open"))
            .highPrice(price("high"))
            .lowPrice(price("low"))
            .closePrice(price("close"))
            .volume(quantity("volume"))
            .trades(count("trades"))
            .intervalSeconds(interval())
            .closed(flag(fields.isSo("closed")))
            .quoteVolume(fields.decimal("quote_volume", exponent))
            .quoteVolumeExponent((byte)exponent);

        return offset + HEADER + candle.encodedLength();
    }

    private int interval() throws TickFaultException
    {
        try
        {
            return Intervals.candleSeconds(fields.requiredText("interval"), null);
        }
        catch (final BadCommandException ex)
        {
            throw new TickFaultException(ex.getMessage());
        }
    }

    private int encodeSignal() throws TickFaultException
    {
        head(signal.wrapAndApplyHeader(buffer, offset, header).head());
        signal
            .value(fields.requiredDecimal("value", VALUE_EXPONENT))
            .confidence(confidence())
            .valueExponent((byte)VALUE_EXPONENT)
            .action(fields.requiredWord("signal", ACTIONS))
            .indicator(fields.requiredText("indicator"));

        return offset + HEADER + signal.encodedLength();
    }

    /** From 0 to 1; what is too much for the message's 16 bits is told here, all else by the checks. */
    private int confidence() throws TickFaultException
    {
        final long confidence = fields.requiredDecimal("confidence", CONFIDENCE_EXPONENT);
        if (confidence < 0 || confidence > TickChecks.MAX_CONFIDENCE)
        {
            throw new TickFaultException(
                "confidence must be from 0 to 1: confidence=" + TickFields.shown(fields.raw("confidence")));
        }

        return (int)confidence;
    }

    private int encodeStatus() throws TickFaultException
    {
        head(status.wrapAndApplyHeader(buffer, offset, header).head());
        final TickType lost = fields.word("lost_type", TickType.byName());
        final String reason = fields.text("reason");
        status
            .lostCount(Math.max(0, fields.count("lost", Integer.MAX_VALUE)))
            .lostAccount(accountId)
            .lostTemplateId(lost == null ? FeedStatusEncoder.lostTemplateIdNullValue() : lost.templateId())
            .state(fields.requiredWord("state", STATES))
            .reason(reason == null ? "" : reason);

        return offset + HEADER + status.encodedLength();
    }

    private int encodeLiquidation() throws TickFaultException
    {
        head(liquidation.wrapAndApplyHeader(buffer, offset, header).head());
        liquidation
            .price(price(PRICE))
            .quantity(quantity(QUANTITY))
            .side(fields.requiredWord("side", SIDES));

        return offset + HEADER + liquidation.encodedLength();
    }

    private int encodeOrder() throws TickFaultException
    {
        head(order.wrapAndApplyHeader(buffer, offset, header).head());
        final long filled = fields.decimal("filled_quantity", qty);
        order
            .price(fields.decimal(PRICE, px))
            .quantity(quantity(QUANTITY))
            .filledQuantity(filled == Decimals.NULL ? 0 : filled)
            .averagePrice(fields.decimal("average_price", px))
            .account(accountId)
            .side(fields.requiredWord("side", SIDES))
            .orderType(fields.requiredWord("order_type", ORDER_TYPES))
            .status(fields.requiredWord("status", STATUSES))
            .orderId(fields.requiredText("order_id"))
            .clientOrderId(fields.text("client_order_id"));

        return offset + HEADER + order.encodedLength();
    }

    private int encodeExecution() throws TickFaultException
    {
        head(execution.wrapAndApplyHeader(buffer, offset, header).head());
        execution
            .price(price(PRICE))
            .quantity(quantity(QUANTITY))
            .fee(fields.decimal("fee", MONEY_EXPONENT))
            .account(accountId)
            .feeExponent((byte)MONEY_EXPONENT)
            .side(fields.requiredWord("side", SIDES))
            .liquidity(fields.requiredWord("liquidity", LIQUIDITIES))
            .executionId(fields.requiredText("execution_id"))
            .orderId(fields.requiredText("order_id"))
            .feeAsset(fields.text("fee_asset"));

        return offset + HEADER + execution.encodedLength();
    }

    private int encodePosition() throws TickFaultException
    {
        head(position.wrapAndApplyHeader(buffer, offset, header).head());
        position
            .quantity(quantity(QUANTITY))
            .entryPrice(fields.decimal("entry_price", px))
            .markPrice(fields.decimal("mark_price", px))
            .liquidationPrice(fields.decimal("liquidation_price", px))
            .unrealizedProfit(fields.decimal("unrealized_pnl", MONEY_EXPONENT))
            .realizedProfit(fields.decimal("realized_pnl", MONEY_EXPONENT))
            .account(accountId)
            .profitExponent((byte)MONEY_EXPONENT);

        return offset + HEADER + position.encodedLength();
    }

    private int encodeBalance() throws TickFaultException
    {
        head(account.wrapAndApplyHeader(buffer, offset, header).head());
        account
            .balance(fields.requiredDecimal("balance", MONEY_EXPONENT))
            .available(fields.requiredDecimal("available", MONEY_EXPONENT))
            .account(accountId)
            .asset(fields.requiredText("asset"));

        return offset + HEADER + account.encodedLength();
    }

    /** The time of receipt is known once the tick is published. */
    private void head(final TickHeadEncoder head)
    {
        head
            .exchangeTime(exchangeNs)
            .receiveTime(0)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)px)
            .quantityExponent((byte)qty);
    }

    private long price(final String name) throws TickFaultException
    {
        return fields.requiredDecimal(name, px);
    }

    private long quantity(final String name) throws TickFaultException
    {
        return fields.requiredDecimal(name, qty);
    }

    /** -1 is what SBE has for a count that is not known. */
    private long count(final String name) throws TickFaultException
    {
        return fields.count(name, Long.MAX_VALUE);
    }

    private static Bool flag(final boolean value)
    {
        return value ? Bool.YES : Bool.NO;
    }

    private static <E extends Enum<E>> Map<String, E> words(final E[] values)
    {
        final Map<String, E> words = new TreeMap<>();
        Arrays.stream(values)
            .filter(value -> !"NULL_VAL".equals(value.name()))
            .forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), value));

        return words;
    }
}
