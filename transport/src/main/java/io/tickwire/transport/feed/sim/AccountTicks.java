package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountEncoder;
import io.tickwire.engine.schema.sbe.ExecutionEncoder;
import io.tickwire.engine.schema.sbe.Liquidity;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Publishes what concerns one account alone. What finds no room is lost and counted.
 * Thread: feed-<venue>
 */
final class AccountTicks
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MAX_BYTES = 200;
    private static final int MAX_ID_BYTES = 24;
    private static final byte MONEY_EXPONENT = DemoPositions.MONEY_EXPONENT;
    private static final byte[] MONEY = SimulatedSymbol.QUOTE_ASSET.getBytes(StandardCharsets.US_ASCII);

    private final TickPublisher publisher;
    private final TickCounts counts;
    private final DemoAccounts accounts;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderEncoder order = new OrderEncoder();
    private final ExecutionEncoder execution = new ExecutionEncoder();
    private final PositionEncoder position = new PositionEncoder();
    private final AccountEncoder balance = new AccountEncoder();
    private final byte[] orderId = new byte[MAX_ID_BYTES];
    private final byte[] otherId = new byte[MAX_ID_BYTES];
    private final UnsafeBuffer orderIdText = new UnsafeBuffer(orderId);
    private final UnsafeBuffer otherIdText = new UnsafeBuffer(otherId);

    AccountTicks(final TickPublisher publisher, final TickCounts counts, final DemoAccounts accounts)
    {
        this.publisher = publisher;
        this.counts = counts;
        this.accounts = accounts;
        orderId[0] = 'o';
    }

    /**
     * The state of an account's order.
     */
    void order(final Instrument instrument, final long timeNs, final int account, final int accountId)
    {
        final DemoOrder placed = accounts.order(account);
        final long claim = claim(OrderEncoder.TEMPLATE_ID, instrument.venueId(), accountId);
        if (claim >= 0)
        {
            instrument.head(
                order.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(), timeNs);
            otherId[0] = 'c';
            order
                .price(placed.isMarket() ? Decimals.NULL : placed.price())
                .quantity(placed.quantity())
                .filledQuantity(placed.filled())
                .averagePrice(placed.averagePrice(accounts.positions()))
                .account(accountId)
                .side(placed.isBuy() ? Side.BUY : Side.SELL)
                .orderType(placed.isMarket() ? OrderType.MARKET : OrderType.LIMIT)
                .status(placed.status())
                .putOrderId(orderId, 0, 1 + orderIdText.putNaturalLongAscii(1, placed.number()))
                .putClientOrderId(otherId, 0, 1 + otherIdText.putNaturalLongAscii(1, placed.number()));
            publisher.publish(claim, HEADER + order.encodedLength());
        }
    }

    /**
     * The last fill of all, which is of this account's order.
     */
    void execution(final Instrument instrument, final long timeNs, final int account, final int accountId)
    {
        final DemoOrder placed = accounts.order(account);
        final long claim = claim(ExecutionEncoder.TEMPLATE_ID, instrument.venueId(), accountId);
        if (claim >= 0)
        {
            instrument.head(
                execution.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                timeNs);
            otherId[0] = 'e';
            execution
                .price(accounts.fillPrice())
                .quantity(accounts.fillQuantity())
                .fee(accounts.fillFee())
                .account(accountId)
                .feeExponent(MONEY_EXPONENT)
                .side(placed.isBuy() ? Side.BUY : Side.SELL)
                .liquidity(placed.isMarket() ? Liquidity.TAKER : Liquidity.MAKER)
                .putExecutionId(otherId, 0, 1 + otherIdText.putNaturalLongAscii(1, accounts.executionNumber()))
                .putOrderId(orderId, 0, 1 + orderIdText.putNaturalLongAscii(1, placed.number()))
                .putFeeAsset(MONEY, 0, MONEY.length);
            publisher.publish(claim, HEADER + execution.encodedLength());
        }
    }

    /**
     * What an account holds of the symbol of its order.
     */
    void position(
        final Instrument instrument, final long timeNs, final int account, final int accountId, final long markPrice)
    {
        final DemoPositions positions = accounts.positions();
        final int held = accounts.order(account).position();
        final long claim = claim(PositionEncoder.TEMPLATE_ID, instrument.venueId(), accountId);
        if (claim >= 0)
        {
            instrument.head(
                position.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head(),
                timeNs);
            position
                .quantity(positions.quantity(held))
                .entryPrice(positions.entryPrice(held))
                .markPrice(markPrice)
                .liquidationPrice(Decimals.NULL)
                .unrealizedProfit(positions.unrealized(held, markPrice))
                .realizedProfit(positions.realized(held))
                .account(accountId)
                .profitExponent(MONEY_EXPONENT);
            publisher.publish(claim, HEADER + position.encodedLength());
        }
    }

    /**
     * What money an account has at a venue.
     */
    void balance(final int venueId, final long timeNs, final int account, final int accountId)
    {
        final long claim = claim(AccountEncoder.TEMPLATE_ID, venueId, accountId);
        if (claim >= 0)
        {
            balance.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
                .exchangeTime(timeNs)
                .receiveTime(timeNs)
                .symbolId(TickHeadEncoder.symbolIdNullValue())
                .venueId(venueId)
                .priceExponent(MONEY_EXPONENT)
                .quantityExponent(MONEY_EXPONENT);
            balance
                .balance(accounts.balance(account))
                .available(accounts.available(account))
                .account(accountId)
                .putAsset(MONEY, 0, MONEY.length);
            publisher.publish(claim, HEADER + balance.encodedLength());
        }
    }

    private long claim(final int templateId, final int venueId, final int accountId)
    {
        final long claim = publisher.claim(MAX_BYTES, templateId, venueId, accountId);
        counts.count(claim);

        return claim;
    }
}
