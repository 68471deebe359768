package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ArbitrageUpdateDecoder;
import io.tickwire.engine.schema.sbe.BboUpdateDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleUpdateDecoder;
import io.tickwire.engine.schema.sbe.EnvelopeDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.LiquidationUpdateDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.PriceUpdateDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.StatsUpdateDecoder;
import io.tickwire.engine.schema.sbe.TradeUpdateDecoder;
import io.tickwire.engine.schema.sbe.UpdateHeadDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Decodes messages in SBE: updates of the market, and private ticks as they are. */
final class NaiveSbeDecoder
{
    private static final int BASIS_POINTS_EXPONENT = -2;
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    private final Names names;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Map<String, Object> message;
    private int priceExponent;
    private int quantityExponent;

    NaiveSbeDecoder(final Names names)
    {
        this.names = names;
    }

    /** The message under the names that its fields have in the other encodings. */
    Map<String, Object> decode(final byte[] payload, final int streamId)
    {
        final Channel channel = StreamId.channel(streamId);
        message = new HashMap<>();
        message.put("type", NaiveFields.typeOf(channel));

        final UnsafeBuffer buffer = new UnsafeBuffer(payload);
        final int length = channel.isPrivate() ? tick(channel, buffer) : update(channel, buffer, streamId);
        assertEquals(payload.length, MessageHeaderDecoder.ENCODED_LENGTH + length);

        return message;
    }

    private int update(final Channel channel, final UnsafeBuffer buffer, final int streamId)
    {
        message.put("symbol", names.symbols().get(StreamId.subjectId(streamId)).name());
        message.put("venue", names.venues().nameOf(StreamId.venueId(streamId)));

        return switch (channel)
        {
            case PRICE -> price(new PriceUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case BBO -> bbo(new BboUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case TRADE -> trade(new TradeUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case LIQUIDATION ->
                liquidation(new LiquidationUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case CANDLE -> candle(new CandleUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case ARBITRAGE -> arbitrage(new ArbitrageUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            case STATS -> stats(new StatsUpdateDecoder().wrapAndApplyHeader(buffer, 0, header), streamId);
            default -> throw new AssertionError(channel);
        };
    }

    private int arbitrage(final ArbitrageUpdateDecoder update, final int streamId)
    {
        message.remove("venue");
        head(update.head(), streamId);
        price("buy_price", update.buyPrice());
        price("sell_price", update.sellPrice());
        quantity("quantity", update.quantity());
        decimal("spread_bps", update.spreadBps(), BASIS_POINTS_EXPONENT);
        envelope(update.merged());
        message.put("buy_venue", update.buyVenue());
        message.put("sell_venue", update.sellVenue());

        return update.encodedLength();
    }

    private int candle(final CandleUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("open", update.openPrice());
        price("high", update.highPrice());
        price("low", update.lowPrice());
        price("close", update.closePrice());
        quantity("volume", update.volume());
        message.put("trades", update.trades());
        message.put("timestamp", update.openTimeMs());
        message.put("interval", update.intervalSeconds() + "s");
        message.put("closed", update.closed() == Bool.YES);
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private int stats(final StatsUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("open_24h", update.open24h());
        price("high_24h", update.high24h());
        price("low_24h", update.low24h());
        decimal("change_24h", update.change24h(), Decimals.PERCENT_EXPONENT);
        quantity("volume_24h", update.volume24h());
        price("vwap_24h", update.vwap24h());
        message.put("trades_24h", update.trades24h() == Decimals.NULL ? null : (Long)update.trades24h());
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private int price(final PriceUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("price", update.price());
        decimal("change_24h", update.change24h(), Decimals.PERCENT_EXPONENT);
        quantity("volume_24h", update.volume24h());
        price("bid", update.bid());
        price("ask", update.ask());
        quantity("bid_qty", update.bidQuantity());
        quantity("ask_qty", update.askQuantity());
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private int bbo(final BboUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("bid", update.bid());
        price("ask", update.ask());
        quantity("bid_qty", update.bidQuantity());
        quantity("ask_qty", update.askQuantity());
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private int trade(final TradeUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("price", update.price());
        quantity("quantity", update.quantity());
        message.put("side", text(update.side(), Side.NULL_VAL));
        message.put("trade_id", update.tradeIdHigh() == 0 ?
            Long.toUnsignedString(update.tradeIdLow()) :
            new UUID(update.tradeIdHigh(), update.tradeIdLow()).toString());
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private int liquidation(final LiquidationUpdateDecoder update, final int streamId)
    {
        head(update.head(), streamId);
        price("price", update.price());
        quantity("quantity", update.quantity());
        message.put("side", text(update.side(), Side.NULL_VAL));
        envelope(update.merged());

        return update.sbeDecodedLength();
    }

    private void head(final UpdateHeadDecoder head, final int streamId)
    {
        assertEquals(StreamId.wireId(streamId), head.streamId());
        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        message.put("seq", head.sequence());
        message.put("pseq", head.previousSequence());
        message.put("g", head.globalSequence());
        message.put("t_ex", head.exchangeTime() == Decimals.NULL ? null : (Long)(head.exchangeTime() / NS_PER_US));
        message.put("t_in", head.receiveTime() / NS_PER_US);
        message.put("t_out", head.sendTime() / NS_PER_US);
        timestamp(head.exchangeTime(), head.receiveTime());
    }

    private void envelope(final EnvelopeDecoder merged)
    {
        if (merged.count() != EnvelopeDecoder.countNullValue())
        {
            message.put("n", merged.count());
            price("hi", merged.high());
            price("lo", merged.low());
            price("first", merged.first());
            quantity("vol", merged.volume());
        }
    }

    private int tick(final Channel channel, final UnsafeBuffer buffer)
    {
        return switch (channel)
        {
            case ORDERS -> order(new OrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case EXECUTIONS -> execution(new ExecutionDecoder().wrapAndApplyHeader(buffer, 0, header));
            case POSITIONS -> position(new PositionDecoder().wrapAndApplyHeader(buffer, 0, header));
            case ACCOUNT -> account(new AccountDecoder().wrapAndApplyHeader(buffer, 0, header));
            default -> throw new AssertionError(channel);
        };
    }

    private int order(final OrderDecoder order)
    {
        head(order.head(), order.account(), true);
        price("price", order.price());
        quantity("quantity", order.quantity());
        quantity("filled_quantity", order.filledQuantity());
        price("average_price", order.averagePrice());
        message.put("side", text(order.side(), Side.NULL_VAL));
        message.put("order_type", order.orderType().name().toLowerCase(Locale.ROOT));
        message.put("status", order.status().name().toLowerCase(Locale.ROOT));
        message.put("order_id", order.orderId());
        message.put("client_order_id", order.clientOrderId());

        return order.encodedLength();
    }

    private int execution(final ExecutionDecoder execution)
    {
        head(execution.head(), execution.account(), true);
        price("price", execution.price());
        quantity("quantity", execution.quantity());
        decimal("fee", execution.fee(), execution.feeExponent());
        message.put("side", text(execution.side(), Side.NULL_VAL));
        message.put("liquidity", execution.liquidity().name().toLowerCase(Locale.ROOT));
        message.put("execution_id", execution.executionId());
        message.put("order_id", execution.orderId());
        message.put("fee_asset", execution.feeAsset());

        return execution.encodedLength();
    }

    private int position(final PositionDecoder position)
    {
        head(position.head(), position.account(), true);
        quantity("quantity", position.quantity());
        price("entry_price", position.entryPrice());
        price("mark_price", position.markPrice());
        price("liquidation_price", position.liquidationPrice());
        decimal("unrealized_pnl", position.unrealizedProfit(), position.profitExponent());
        decimal("realized_pnl", position.realizedProfit(), position.profitExponent());

        return position.encodedLength();
    }

    private int account(final AccountDecoder account)
    {
        head(account.head(), account.account(), false);
        quantity("balance", account.balance());
        quantity("available", account.available());
        message.put("asset", account.asset());

        return account.encodedLength();
    }

    private void head(final TickHeadDecoder head, final long accountId, final boolean hasSymbol)
    {
        priceExponent = head.priceExponent();
        quantityExponent = head.quantityExponent();
        message.put("account", names.accounts().nameOf((int)accountId));
        message.put("venue", names.venues().nameOf(head.venueId()));
        if (hasSymbol)
        {
            final int symbolId = (int)head.symbolId();
            message.put("symbol", names.symbols().isKnown(symbolId) ? names.symbols().get(symbolId).name() : "");
        }
        timestamp(head.exchangeTime(), head.receiveTime());
    }

    private void timestamp(final long exchangeNs, final long receiveNs)
    {
        message.put("timestamp", (exchangeNs == Decimals.NULL ? receiveNs : exchangeNs) / NS_PER_MS);
    }

    private void price(final String field, final long mantissa)
    {
        decimal(field, mantissa, priceExponent);
    }

    private void quantity(final String field, final long mantissa)
    {
        decimal(field, mantissa, quantityExponent);
    }

    private void decimal(final String field, final long mantissa, final int exponent)
    {
        message.put(field, mantissa == Decimals.NULL ? null : NaiveDecoder.canonical(mantissa, exponent));
    }

    private static String text(final Side side, final Side none)
    {
        return side == none ? null : side.name().toLowerCase(Locale.ROOT);
    }
}
