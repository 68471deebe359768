package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.MapWriter;
import io.tickwire.engine.encode.WireName;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.Liquidity;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The messages of the private channels, described once for all encodings. In SBE the tick itself is the message.
 * Thread: pipeline-<k>
 */
final class PrivateMessages
{
    private static final long NS_PER_MS = 1_000_000;
    private static final int TEXT_LENGTH_MASK = 0xffff;

    private static final WireName ORDER_UPDATE = WireName.of("order_update");
    private static final WireName EXECUTION_UPDATE = WireName.of("execution_update");
    private static final WireName POSITION_UPDATE = WireName.of("position_update");
    private static final WireName ACCOUNT_UPDATE = WireName.of("account_update");

    private static final WireName ACCOUNT = WireName.of("account");
    private static final WireName SYMBOL = WireName.of("symbol");
    private static final WireName VENUE = WireName.of("venue");
    private static final WireName ORDER_ID = WireName.of("order_id");
    private static final WireName CLIENT_ORDER_ID = WireName.of("client_order_id");
    private static final WireName EXECUTION_ID = WireName.of("execution_id");
    private static final WireName SIDE = WireName.of("side");
    private static final WireName ORDER_TYPE = WireName.of("order_type");
    private static final WireName STATUS = WireName.of("status");
    private static final WireName PRICE = WireName.of("price");
    private static final WireName QUANTITY = WireName.of("quantity");
    private static final WireName FILLED_QUANTITY = WireName.of("filled_quantity");
    private static final WireName AVERAGE_PRICE = WireName.of("average_price");
    private static final WireName FEE = WireName.of("fee");
    private static final WireName FEE_ASSET = WireName.of("fee_asset");
    private static final WireName LIQUIDITY = WireName.of("liquidity");
    private static final WireName ENTRY_PRICE = WireName.of("entry_price");
    private static final WireName MARK_PRICE = WireName.of("mark_price");
    private static final WireName LIQUIDATION_PRICE = WireName.of("liquidation_price");
    private static final WireName UNREALIZED_PNL = WireName.of("unrealized_pnl");
    private static final WireName REALIZED_PNL = WireName.of("realized_pnl");
    private static final WireName ASSET = WireName.of("asset");
    private static final WireName BALANCE = WireName.of("balance");
    private static final WireName AVAILABLE = WireName.of("available");
    private static final WireName TIMESTAMP = WireName.of("timestamp");

    private static final int ORDER_TEXTS = 2;
    private static final int EXECUTION_TEXTS = 3;
    private static final int POSITION_TEXTS = 0;
    private static final int ACCOUNT_TEXTS = 1;

    private static final int ORDER_FIELDS = 13;
    private static final int EXECUTION_FIELDS = 12;
    private static final int POSITION_FIELDS = 10;
    private static final int ACCOUNT_FIELDS = 6;

    private static final EnumTexts SIDES = new EnumTexts(Side.values(), Side::value);
    private static final EnumTexts ORDER_TYPES = new EnumTexts(OrderType.values(), OrderType::value);
    private static final EnumTexts ORDER_STATUSES = new EnumTexts(OrderStatus.values(), OrderStatus::value);
    private static final EnumTexts LIQUIDITIES = new EnumTexts(Liquidity.values(), Liquidity::value);

    private final Messages messages;
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final OrderDecoder order = new OrderDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final AccountDecoder account = new AccountDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer();

    PrivateMessages(final Messages messages)
    {
        this.messages = messages;
    }

    /**
     * The private channel of a template, or null where it has none.
     */
    static Channel channelOf(final int templateId)
    {
        return switch (templateId)
        {
            case OrderDecoder.TEMPLATE_ID -> Channel.ORDERS;
            case ExecutionDecoder.TEMPLATE_ID -> Channel.EXECUTIONS;
            case PositionDecoder.TEMPLATE_ID -> Channel.POSITIONS;
            case AccountDecoder.TEMPLATE_ID -> Channel.ACCOUNT;
            default -> null;
        };
    }

    /**
     * Whose a private tick is. The header must have passed the gate.
     *
     * @return the account, or -1 where the message does not hold what it says it does, or can not be shown.
     */
    long accountOf(final DirectBuffer buffer, final int bodyOffset, final int length, final MessageHeaderDecoder header)
    {
        final int block = header.blockLength();
        final int version = header.version();
        final long owner;
        final int texts;
        switch (header.templateId())
        {
            case OrderDecoder.TEMPLATE_ID ->
            {
                owner = order.wrap(buffer, bodyOffset, block, version).account();
                texts = ORDER_TEXTS;
            }
            case ExecutionDecoder.TEMPLATE_ID ->
            {
                owner = execution.wrap(buffer, bodyOffset, block, version).account();
                texts = EXECUTION_TEXTS;
            }
            case PositionDecoder.TEMPLATE_ID ->
            {
                owner = position.wrap(buffer, bodyOffset, block, version).account();
                texts = POSITION_TEXTS;
            }
            default ->
            {
                owner = account.wrap(buffer, bodyOffset, block, version).account();
                texts = ACCOUNT_TEXTS;
            }
        }

        head.wrap(buffer, bodyOffset);
        final int end = bodyOffset - MessageHeaderDecoder.ENCODED_LENGTH + length;

        return holdsTexts(buffer, bodyOffset + block, end, texts) && Decimals.isExponent(head.priceExponent()) &&
            Decimals.isExponent(head.quantityExponent()) && Decimals.isExponent(ownExponent(header.templateId())) ?
            owner : -1;
    }

    /**
     * Write the message of the tick that {@link #accountOf} was asked of last.
     *
     * @return its length.
     */
    int write(final MapWriter writer, final int templateId, final UnsafeBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case OrderDecoder.TEMPLATE_ID -> writeOrder(writer, buffer, offset);
            case ExecutionDecoder.TEMPLATE_ID -> writeExecution(writer, buffer, offset);
            case PositionDecoder.TEMPLATE_ID -> writePosition(writer, buffer, offset);
            default -> writeAccount(writer, buffer, offset);
        }

        return writer.end();
    }

    /** Whether a message's texts end before it does; looks at no byte behind its end. */
    private static boolean holdsTexts(final DirectBuffer buffer, final int offset, final int end, final int texts)
    {
        int next = offset;
        for (int i = 0; i < texts; i++)
        {
            if (next + OrderDecoder.orderIdHeaderLength() > end)
            {
                return false;
            }
            next += OrderDecoder.orderIdHeaderLength() + (buffer.getShort(next, LITTLE_ENDIAN) & TEXT_LENGTH_MASK);
        }

        return next <= end;
    }

    /** The exponent that a message has besides those of its head, or 0. */
    private int ownExponent(final int templateId)
    {
        return switch (templateId)
        {
            case ExecutionDecoder.TEMPLATE_ID -> execution.feeExponent();
            case PositionDecoder.TEMPLATE_ID -> position.profitExponent();
            default -> 0;
        };
    }

    private void writeOrder(final MapWriter writer, final UnsafeBuffer buffer, final int offset)
    {
        final OrderDecoder order = this.order.sbeRewind();
        head.wrap(order.buffer(), order.offset());
        writer.begin(buffer, offset, ORDER_UPDATE, Channel.ORDERS.code(), ORDER_FIELDS);
        whose(writer, order.account());
        order.wrapOrderId(text);
        text(writer, ORDER_ID);
        order.wrapClientOrderId(text);
        text(writer, CLIENT_ORDER_ID);
        SIDES.write(writer, SIDE, order.sideRaw());
        ORDER_TYPES.write(writer, ORDER_TYPE, order.orderTypeRaw());
        ORDER_STATUSES.write(writer, STATUS, order.statusRaw());
        writer.decimal(PRICE, order.price(), head.priceExponent());
        writer.decimal(QUANTITY, order.quantity(), head.quantityExponent());
        writer.decimal(FILLED_QUANTITY, order.filledQuantity(), head.quantityExponent());
        writer.decimal(AVERAGE_PRICE, order.averagePrice(), head.priceExponent());
        timestamp(writer);
    }

    private void writeExecution(final MapWriter writer, final UnsafeBuffer buffer, final int offset)
    {
        final ExecutionDecoder execution = this.execution.sbeRewind();
        head.wrap(execution.buffer(), execution.offset());
        writer.begin(buffer, offset, EXECUTION_UPDATE, Channel.EXECUTIONS.code(), EXECUTION_FIELDS);
        whose(writer, execution.account());
        execution.wrapExecutionId(text);
        text(writer, EXECUTION_ID);
        execution.wrapOrderId(text);
        text(writer, ORDER_ID);
        SIDES.write(writer, SIDE, execution.sideRaw());
        writer.decimal(PRICE, execution.price(), head.priceExponent());
        writer.decimal(QUANTITY, execution.quantity(), head.quantityExponent());
        writer.decimal(FEE, execution.fee(), execution.feeExponent());
        execution.wrapFeeAsset(text);
        text(writer, FEE_ASSET);
        LIQUIDITIES.write(writer, LIQUIDITY, execution.liquidityRaw());
        timestamp(writer);
    }

    private void writePosition(final MapWriter writer, final UnsafeBuffer buffer, final int offset)
    {
        final PositionDecoder position = this.position.sbeRewind();
        head.wrap(position.buffer(), position.offset());
        writer.begin(buffer, offset, POSITION_UPDATE, Channel.POSITIONS.code(), POSITION_FIELDS);
        whose(writer, position.account());
        writer.decimal(QUANTITY, position.quantity(), head.quantityExponent());
        writer.decimal(ENTRY_PRICE, position.entryPrice(), head.priceExponent());
        writer.decimal(MARK_PRICE, position.markPrice(), head.priceExponent());
        writer.decimal(LIQUIDATION_PRICE, position.liquidationPrice(), head.priceExponent());
        writer.decimal(UNREALIZED_PNL, position.unrealizedProfit(), position.profitExponent());
        writer.decimal(REALIZED_PNL, position.realizedProfit(), position.profitExponent());
        timestamp(writer);
    }

    private void writeAccount(final MapWriter writer, final UnsafeBuffer buffer, final int offset)
    {
        final AccountDecoder account = this.account.sbeRewind();
        head.wrap(account.buffer(), account.offset());
        writer.begin(buffer, offset, ACCOUNT_UPDATE, Channel.ACCOUNT.code(), ACCOUNT_FIELDS);
        writer.text(ACCOUNT, messages.accountName(account.account()));
        writer.text(VENUE, messages.venueName(head.venueId()));
        account.wrapAsset(text);
        text(writer, ASSET);
        writer.decimal(BALANCE, account.balance(), head.quantityExponent());
        writer.decimal(AVAILABLE, account.available(), head.quantityExponent());
        timestamp(writer);
    }

    private void whose(final MapWriter writer, final long account)
    {
        writer.text(ACCOUNT, messages.accountName(account));
        writer.text(SYMBOL, messages.symbolName(head.symbolId()));
        writer.text(VENUE, messages.venueName(head.venueId()));
    }

    private void text(final MapWriter writer, final WireName name)
    {
        writer.text(name, text, 0, text.capacity());
    }

    private void timestamp(final MapWriter writer)
    {
        final long exchangeNs = head.exchangeTime();
        writer.integer(TIMESTAMP, (exchangeNs == Decimals.NULL ? head.receiveTime() : exchangeNs) / NS_PER_MS);
    }
}
