package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.Liquidity;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import io.tickwire.transport.protocol.Intervals;
import io.tickwire.transport.ws.Utf8Check;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * Looks at the values of a tick that is whole: each in its range, prices that fit each other, and a symbol, venue and
 * account that the publisher may publish for. Nothing is allocated for a tick that is good.
 * Thread: io-<n>
 */
final class TickChecks
{
    /** Of signals, in ten-thousandths. */
    static final int MAX_CONFIDENCE = 10_000;

    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long MAX_AHEAD_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int UINT16 = 0xFFFF;

    /** As long as 64 characters can be. */
    private static final int MAX_TEXT_BYTES = 256;
    private static final String[] ORDER_TEXTS = {"order_id", "client_order_id"};
    private static final String[] EXECUTION_TEXTS = {"execution_id", "order_id", "fee_asset"};
    private static final String[] BALANCE_TEXTS = {"asset"};
    private static final String[] SIGNAL_TEXTS = {"indicator"};
    private static final String[] STATUS_TEXTS = {"reason"};
    private static final String PRICE = "price";
    private static final String QUANTITY = "quantity";
    private static final String SIDE = "side";
    private static final int LAST_SIDE = Side.SELL.value();

    private final Symbols symbols;
    private final int maxTickBytes;
    private final Fault fault = new Fault();
    private final Utf8Check utf8 = new Utf8Check();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private final OrderDecoder order = new OrderDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final AccountDecoder account = new AccountDecoder();
    private int priceExponent;
    private int quantityExponent;

    /**
     * @param maxTickBytes that a slot of the ring holds.
     */
    TickChecks(final Symbols symbols, final int maxTickBytes)
    {
        this.symbols = symbols;
        this.maxTickBytes = maxTickBytes;
    }

    /**
     * What is wrong with the tick that a decoder stands on, for its publisher; null: nothing.
     *
     * @param nowNs that its time is held against.
     */
    String faultOf(final TickFrameDecoder tick, final Grants grants, final long nowNs)
    {
        fault.clear();
        if (tick.length() > maxTickBytes)
        {
            return "a tick has at most " + maxTickBytes + " bytes, longer books go in pages: bytes=" + tick.length();
        }
        final int body = tick.offset() + HEADER;
        head.wrap(tick.buffer(), body);
        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        checkHead(TickType.ofTemplate(tick.templateId()), grants, nowNs);
        if (fault.isNone())
        {
            checkValues(tick, body, grants, nowNs);
        }

        return fault.text();
    }

    private void checkHead(final TickType type, final Grants grants, final long nowNs)
    {
        final long exchangeNs = head.exchangeTime();
        if (exchangeNs != NULL && (exchangeNs < 0 || exchangeNs > nowNs + MAX_AHEAD_NS))
        {
            fault.add("timestamp must be from 1970 to a minute from now: timestamp=" +
                TimeUnit.NANOSECONDS.toMillis(exchangeNs));
        }
        fault.exponent("priceExponent", priceExponent);
        fault.exponent("quantityExponent", quantityExponent);
        final boolean hasSymbol = head.symbolId() != TickHeadDecoder.symbolIdNullValue();
        if (hasSymbol == (type == TickType.BALANCE) && type != TickType.STATUS)
        {
            fault.add(hasSymbol ? "a balance is of no symbol" : "a " + type.wireName() + " must have a symbol");
        }
        if (!fault.isNone())
        {
            return;
        }
        final int symbolId = (int)head.symbolId();
        final String refusal =
            hasSymbol ? grants.faultOf(type, symbolId, head.venueId()) : grants.faultOf(type, head.venueId());
        if (refusal != null)
        {
            fault.add(refusal);
        }
        else if (hasSymbol && (priceExponent != symbols.priceExponentOf(symbolId) ||
            quantityExponent != symbols.quantityExponentOf(symbolId)))
        {
            fault.add("exponents must be the symbol's, " + symbols.priceExponentOf(symbolId) + " and " +
                symbols.quantityExponentOf(symbolId) + ": priceExponent=" + priceExponent + " quantityExponent=" +
                quantityExponent);
        }
    }

    private void checkValues(
        final TickFrameDecoder tick, final int body, final Grants grants, final long nowNs)
    {
        final DirectBuffer buffer = tick.buffer();
        final int block = tick.blockLength();
        final int version = tick.version();
        switch (tick.templateId())
        {
            case TradeDecoder.TEMPLATE_ID -> checkTrade(trade.wrap(buffer, body, block, version));
            case QuoteDecoder.TEMPLATE_ID -> checkQuote(quote.wrap(buffer, body, block, version));
            case BookSnapshotDecoder.TEMPLATE_ID -> checkLevels(buffer, body + block, 1);
            case BookDeltaDecoder.TEMPLATE_ID -> checkLevels(buffer, body + block, 0);
            case TickerDecoder.TEMPLATE_ID -> checkTicker(ticker.wrap(buffer, body, block, version));
            case CandleDecoder.TEMPLATE_ID -> checkCandle(candle.wrap(buffer, body, block, version), nowNs);
            case SignalDecoder.TEMPLATE_ID ->
            {
                checkSignal(signal.wrap(buffer, body, block, version));
                checkTexts(buffer, body + block, SIGNAL_TEXTS);
            }
            case FeedStatusDecoder.TEMPLATE_ID ->
            {
                checkStatus(status.wrap(buffer, body, block, version), grants);
                checkTexts(buffer, body + block, STATUS_TEXTS);
            }
            case LiquidationDecoder.TEMPLATE_ID ->
                checkLiquidation(liquidation.wrap(buffer, body, block, version));
            case OrderDecoder.TEMPLATE_ID ->
            {
                checkOrder(order.wrap(buffer, body, block, version), grants);
                checkTexts(buffer, body + block, ORDER_TEXTS);
            }
            case ExecutionDecoder.TEMPLATE_ID ->
            {
                checkExecution(execution.wrap(buffer, body, block, version), grants);
                checkTexts(buffer, body + block, EXECUTION_TEXTS);
            }
            case PositionDecoder.TEMPLATE_ID -> checkPosition(position.wrap(buffer, body, block, version), grants);
            default ->
            {
                checkBalance(account.wrap(buffer, body, block, version), grants);
                checkTexts(buffer, body + block, BALANCE_TEXTS);
            }
        }
    }

    private void checkTrade(final TradeDecoder trade)
    {
        fault.positive(PRICE, trade.price(), priceExponent);
        fault.positive(QUANTITY, trade.quantity(), quantityExponent);
        if (trade.sideRaw() != Side.NULL_VAL.value())
        {
            fault.code(SIDE, trade.sideRaw(), LAST_SIDE);
        }
    }

    private void checkQuote(final QuoteDecoder quote)
    {
        final long bid = quote.bidPrice();
        final long ask = quote.askPrice();
        if (bid == NULL && ask == NULL)
        {
            fault.add("a quote must have a bid or an ask");
        }
        checkSide("bid", bid, "bid_qty", quote.bidQuantity());
        checkSide("ask", ask, "ask_qty", quote.askQuantity());
        fault.ordered("bid", bid, "ask", ask, priceExponent);
    }

    private void checkSide(final String name, final long price, final String quantityName, final long quantity)
    {
        fault.positiveOrUnknown(name, price, priceExponent);
        if (quantity != NULL)
        {
            fault.range(quantityName, quantity, 0, price == NULL ? 0 : Fault.MAX_MANTISSA, quantityExponent);
        }
    }

    /** Both groups, which are laid out alike in both messages: best first in a snapshot, in any order in a change. */
    private void checkLevels(final DirectBuffer buffer, final int offset, final long leastQuantity)
    {
        final boolean isSorted = leastQuantity > 0;
        int at = offset;
        long bestBid = NULL;
        for (int side = 0; side < 2; side++)
        {
            final boolean isBid = side == 0;
            final int levelBytes = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16;
            final int levels = buffer.getShort(at + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & UINT16;
            at += 2 * Short.BYTES;
            long before = NULL;
            for (int i = 0; i < levels && fault.isNone(); i++, at += levelBytes)
            {
                final long price = buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
                fault.positive(isBid ? "bids.price" : "asks.price", price, priceExponent);
                fault.range(
                    isBid ? "bids.quantity" : "asks.quantity",
                    buffer.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN),
                    leastQuantity,
                    Fault.MAX_MANTISSA,
                    quantityExponent);
                if (isSorted && before != NULL && (isBid ? price >= before : price <= before))
                {
                    fault.add((isBid ? "bids" : "asks") + " must be best first, each price once: level=" + i);
                }
                if (isSorted && i == 0 && !isBid)
                {
                    fault.ordered("bids.price", bestBid, "asks.price", price, priceExponent);
                }
                bestBid = isBid && i == 0 ? price : bestBid;
                before = price;
            }
        }
    }

    private void checkTicker(final TickerDecoder ticker)
    {
        fault.positiveOrUnknown("last", ticker.last(), priceExponent);
        fault.positiveOrUnknown("open_24h", ticker.open24h(), priceExponent);
        fault.positiveOrUnknown("high_24h", ticker.high24h(), priceExponent);
        fault.positiveOrUnknown("low_24h", ticker.low24h(), priceExponent);
        fault.positiveOrUnknown("vwap_24h", ticker.vwap24h(), priceExponent);
        fault.ordered("low_24h", ticker.low24h(), "high_24h", ticker.high24h(), priceExponent);
        if (ticker.volume24h() != NULL)
        {
            fault.range("volume_24h", ticker.volume24h(), 0, Fault.MAX_MANTISSA, quantityExponent);
        }
        fault.amountOrUnknown("change_24h", ticker.change24h(), Decimals.PERCENT_EXPONENT);
        fault.positiveOrUnknown("mark_price", ticker.markPrice(), priceExponent);
        checkQuoteVolume("quote_volume_24h", ticker.quoteVolume24h(), ticker.quoteVolumeExponent());
    }

    private void checkQuoteVolume(final String name, final long volume, final int exponent)
    {
        fault.exponent("quoteVolumeExponent", exponent);
        if (volume != NULL)
        {
            fault.range(name, volume, 0, Long.MAX_VALUE, exponent);
        }
    }

    private void checkCandle(final CandleDecoder candle, final long nowNs)
    {
        if (candle.openTime() < 0 || candle.openTime() > nowNs + MAX_AHEAD_NS)
        {
            fault.add("open_time must be from 1970 to a minute from now: open_time=" +
                TimeUnit.NANOSECONDS.toMillis(candle.openTime()));
        }
        final long seconds = candle.intervalSeconds();
        if (seconds < 1 || seconds > Intervals.MAX_CANDLE_SECONDS)
        {
            fault.add("interval must be from 1 to " + Intervals.MAX_CANDLE_SECONDS + " s: interval=" + seconds);
        }
        fault.positive("open", candle.openPrice(), priceExponent);
        fault.positive("high", candle.highPrice(), priceExponent);
        fault.positive("low", candle.lowPrice(), priceExponent);
        fault.positive("close", candle.closePrice(), priceExponent);
        fault.ordered("low", candle.lowPrice(), "open", candle.openPrice(), priceExponent);
        fault.ordered("low", candle.lowPrice(), "close", candle.closePrice(), priceExponent);
        fault.ordered("open", candle.openPrice(), "high", candle.highPrice(), priceExponent);
        fault.ordered("close", candle.closePrice(), "high", candle.highPrice(), priceExponent);
        fault.range("volume", candle.volume(), 0, Fault.MAX_MANTISSA, quantityExponent);
        fault.flag("closed", candle.closedRaw());
        checkQuoteVolume("quote_volume", candle.quoteVolume(), candle.quoteVolumeExponent());
    }

    private void checkSignal(final SignalDecoder signal)
    {
        fault.exponent("valueExponent", signal.valueExponent());
        fault.amount("value", signal.value(), signal.valueExponent());
        if (signal.confidence() > MAX_CONFIDENCE)
        {
            fault.add("confidence must be from 0 to " + MAX_CONFIDENCE + ": confidence=" + signal.confidence());
        }
        if (signal.actionRaw() > SignalAction.SELL.value())
        {
            fault.add("signal must be from 0 to " + SignalAction.SELL.value() + ": signal=" + signal.actionRaw());
        }
    }

    /** What is lost of an account is told to it alone, and so must be the publisher's to say. */
    private void checkStatus(final FeedStatusDecoder status, final Grants grants)
    {
        fault.code("state", status.stateRaw(), FeedState.LOSS.value());
        final boolean isLoss = status.stateRaw() == FeedState.LOSS.value();
        final TickType lost = TickType.ofTemplate(status.lostTemplateId());
        if (isLoss && lost == null)
        {
            fault.add("lost_type must be one of " + TickType.wireNames() + ": lostTemplateId=" +
                status.lostTemplateId());
        }
        final boolean hasAccount = status.lostAccount() != FeedStatusDecoder.lostAccountNullValue();
        if (hasAccount || isLoss && lost != null && lost.isPrivate())
        {
            checkAccount(status.lostAccount(), grants);
        }
        if (isLoss && lost != null && !grants.mayPublish(lost))
        {
            fault.add("lost_type must be one that this publisher may publish: lost_type=" + lost.wireName());
        }
    }

    private void checkLiquidation(final LiquidationDecoder liquidation)
    {
        fault.positive(PRICE, liquidation.price(), priceExponent);
        fault.positive(QUANTITY, liquidation.quantity(), quantityExponent);
        fault.code(SIDE, liquidation.sideRaw(), LAST_SIDE);
    }

    private void checkOrder(final OrderDecoder order, final Grants grants)
    {
        checkAccount(order.account(), grants);
        fault.positiveOrUnknown(PRICE, order.price(), priceExponent);
        fault.positive(QUANTITY, order.quantity(), quantityExponent);
        fault.range("filled_quantity", order.filledQuantity(), 0, order.quantity(), quantityExponent);
        fault.positiveOrUnknown("average_price", order.averagePrice(), priceExponent);
        fault.code(SIDE, order.sideRaw(), LAST_SIDE);
        fault.code("order_type", order.orderTypeRaw(), OrderType.POST_ONLY.value());
        fault.code("status", order.statusRaw(), OrderStatus.EXPIRED.value());
    }

    private void checkExecution(final ExecutionDecoder execution, final Grants grants)
    {
        checkAccount(execution.account(), grants);
        fault.positive(PRICE, execution.price(), priceExponent);
        fault.positive(QUANTITY, execution.quantity(), quantityExponent);
        fault.exponent("feeExponent", execution.feeExponent());
        fault.amountOrUnknown("fee", execution.fee(), execution.feeExponent());
        fault.code(SIDE, execution.sideRaw(), LAST_SIDE);
        fault.code("liquidity", execution.liquidityRaw(), Liquidity.TAKER.value());
    }

    private void checkPosition(final PositionDecoder position, final Grants grants)
    {
        checkAccount(position.account(), grants);
        fault.amount(QUANTITY, position.quantity(), quantityExponent);
        fault.positiveOrUnknown("entry_price", position.entryPrice(), priceExponent);
        fault.positiveOrUnknown("mark_price", position.markPrice(), priceExponent);
        fault.positiveOrUnknown("liquidation_price", position.liquidationPrice(), priceExponent);
        fault.exponent("profitExponent", position.profitExponent());
        fault.amountOrUnknown("unrealized_pnl", position.unrealizedProfit(), position.profitExponent());
        fault.amountOrUnknown("realized_pnl", position.realizedProfit(), position.profitExponent());
    }

    private void checkBalance(final AccountDecoder account, final Grants grants)
    {
        checkAccount(account.account(), grants);
        fault.amount("balance", account.balance(), quantityExponent);
        fault.amount("available", account.available(), quantityExponent);
    }

    /** They go to clients as they are, in frames of text too, which must be UTF-8. */
    private void checkTexts(final DirectBuffer buffer, final int offset, final String[] names)
    {
        int at = offset;
        for (int i = 0; i < names.length; i++)
        {
            final int length = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16;
            at += Short.BYTES;
            if (length > MAX_TEXT_BYTES)
            {
                fault.add(names[i] + " must be a text of up to " + MAX_TEXT_BYTES + " bytes: bytes=" + length);
            }
            else if (!isText(buffer, at, length))
            {
                fault.add(names[i] + " must be UTF-8");
            }
            at += length;
        }
    }

    private boolean isText(final DirectBuffer buffer, final int offset, final int length)
    {
        utf8.reset();
        for (int i = 0; i < length; i++)
        {
            if (!utf8.accept(buffer.getByte(offset + i) & 0xFF))
            {
                return false;
            }
        }

        return utf8.isComplete();
    }

    private void checkAccount(final long accountId, final Grants grants)
    {
        if (!grants.hasAccount(accountId))
        {
            fault.add(Grants.ACCOUNT_FAULT);
        }
    }
}
