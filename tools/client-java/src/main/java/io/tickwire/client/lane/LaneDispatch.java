package io.tickwire.client.lane;

import io.tickwire.client.sbe.AccountDecoder;
import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.BookKeyframeDecoder;
import io.tickwire.client.sbe.BookSnapshotDecoder;
import io.tickwire.client.sbe.CandleDecoder;
import io.tickwire.client.sbe.ClockDecoder;
import io.tickwire.client.sbe.ExecutionDecoder;
import io.tickwire.client.sbe.FeedStatusDecoder;
import io.tickwire.client.sbe.LiquidationDecoder;
import io.tickwire.client.sbe.MessageHeaderDecoder;
import io.tickwire.client.sbe.OrderDecoder;
import io.tickwire.client.sbe.PositionDecoder;
import io.tickwire.client.sbe.QuoteDecoder;
import io.tickwire.client.sbe.SignalDecoder;
import io.tickwire.client.sbe.TickHeadDecoder;
import io.tickwire.client.sbe.TickerDecoder;
import io.tickwire.client.sbe.TradeDecoder;
import org.agrona.DirectBuffer;

/**
 * Hands each message to whoever wants it: what it does to the order first, then names and books, then the handler.
 * Thread: strategy
 */
final class LaneDispatch
{
    private static final int MIN_LENGTH = StreamHead.LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;

    private final LaneMessageHandler messages;
    private final LaneHandler handler;
    private final LaneOrder order;
    private final LaneBooks books;
    private final StreamWords words;
    private final LaneLatency latency;
    private final LaneClock clock;
    private final StreamHead head = new StreamHead();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHeadDecoder tick = new TickHeadDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookKeyframeDecoder keyframe = new BookKeyframeDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final OrderDecoder accountOrder = new OrderDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final AccountDecoder account = new AccountDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final ClockDecoder time = new ClockDecoder();

    private boolean isLive;
    private long unreadable;

    LaneDispatch(final LaneConfig config, final LaneNames names, final LaneLatency latency)
    {
        this.messages = config.messages();
        this.handler = config.handler();
        this.latency = latency;
        this.clock = latency == null ? null : new LaneClock();
        books = new LaneBooks(handler, names);
        order = new LaneOrder(handler, books);
        words = new StreamWords(handler, names, books, order);
    }

    LaneOrder order()
    {
        return order;
    }

    LaneBooks books()
    {
        return books;
    }

    /** How many messages were none of this schema. */
    long unreadable()
    {
        return unreadable;
    }

    void live(final boolean isLive)
    {
        if (this.isLive != isLive)
        {
            this.isLive = isLive;
            handler.onLive(isLive);
        }
    }

    /** Ids mean nothing any more, and nothing said so: the stream of another run is read from its middle on. */
    void onOtherRun()
    {
        words.forget();
        handler.onRun(LaneHandler.UNKNOWN, LaneHandler.UNKNOWN);
    }

    /**
     * What a message defines, without handing it on.
     */
    void onDefinition(final DirectBuffer buffer, final int offset, final int length)
    {
        if (isReadable(buffer, offset, length) && header.templateId() > ClockDecoder.TEMPLATE_ID)
        {
            words.onDefinition(head, header, buffer, offset + MIN_LENGTH);
        }
    }

    void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        if (!isReadable(buffer, offset, length))
        {
            unreadable++;
            return;
        }

        final int bodyOffset = offset + MIN_LENGTH;
        final int templateId = header.templateId();
        final boolean isTick = templateId < StreamWords.FIRST_TICKLESS;
        if (isTick)
        {
            if (!order.onTick(head))
            {
                if (order.isRolling())
                {
                    roll(templateId, buffer, bodyOffset);
                }
                return;
            }
            if (isLive && latency != null)
            {
                tick.wrap(buffer, bodyOffset);
                latency.record(clock.nanoTime(), tick.receiveTime(), head.publishTimeNs());
            }
        }
        if (messages != null)
        {
            messages.onMessage(head, buffer, offset + StreamHead.LENGTH, length - StreamHead.LENGTH);
        }
        if (isTick)
        {
            onTick(templateId, buffer, bodyOffset, header.blockLength(), header.version());
        }
        else if (templateId == BookKeyframeDecoder.TEMPLATE_ID)
        {
            onKeyframe(buffer, bodyOffset);
        }
        else
        {
            words.onMessage(head, header, buffer, bodyOffset);
        }
    }

    private void onKeyframe(final DirectBuffer buffer, final int offset)
    {
        if (order.onKeyframe(head))
        {
            tick.wrap(buffer, offset);
            books.onKeyframe(tick, keyframe.wrap(buffer, offset, header.blockLength(), header.version()));
        }
    }

    /** A tick before the first that is wanted. */
    private void roll(final int templateId, final DirectBuffer buffer, final int offset)
    {
        final int blockLength = header.blockLength();
        final int version = header.version();
        tick.wrap(buffer, offset);
        switch (templateId)
        {
            case BookDeltaDecoder.TEMPLATE_ID ->
                books.onDelta(head, tick, delta.wrap(buffer, offset, blockLength, version));
            case BookSnapshotDecoder.TEMPLATE_ID ->
                books.onSnapshot(head, tick, snapshot.wrap(buffer, offset, blockLength, version));
            case FeedStatusDecoder.TEMPLATE_ID ->
                books.onStatus(tick, status.wrap(buffer, offset, blockLength, version));
            default ->
            {
                // It makes no book.
            }
        }
    }

    private boolean isReadable(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MIN_LENGTH)
        {
            return false;
        }
        head.wrap(buffer, offset);
        header.wrap(buffer, offset + StreamHead.LENGTH);

        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID &&
            header.blockLength() <= length - MIN_LENGTH;
    }

    private void onTick(
        final int templateId, final DirectBuffer buffer, final int offset, final int blockLength, final int version)
    {
        switch (templateId)
        {
            case QuoteDecoder.TEMPLATE_ID -> handler.onQuote(head, quote.wrap(buffer, offset, blockLength, version));
            case TradeDecoder.TEMPLATE_ID -> handler.onTrade(head, trade.wrap(buffer, offset, blockLength, version));
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(buffer, offset, blockLength, version);
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(buffer, offset, blockLength, version);
            case TickerDecoder.TEMPLATE_ID ->
                handler.onTicker(head, ticker.wrap(buffer, offset, blockLength, version));
            case CandleDecoder.TEMPLATE_ID ->
                handler.onCandle(head, candle.wrap(buffer, offset, blockLength, version));
            case LiquidationDecoder.TEMPLATE_ID ->
                handler.onLiquidation(head, liquidation.wrap(buffer, offset, blockLength, version));
            case SignalDecoder.TEMPLATE_ID ->
                handler.onSignal(head, signal.wrap(buffer, offset, blockLength, version));
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(buffer, offset, blockLength, version);
            case ClockDecoder.TEMPLATE_ID -> handler.onClock(head, time.wrap(buffer, offset, blockLength, version));
            default -> onPrivateTick(templateId, buffer, offset, blockLength, version);
        }
    }

    private void onPrivateTick(
        final int templateId, final DirectBuffer buffer, final int offset, final int blockLength, final int version)
    {
        switch (templateId)
        {
            case OrderDecoder.TEMPLATE_ID ->
                handler.onOrder(head, accountOrder.wrap(buffer, offset, blockLength, version));
            case ExecutionDecoder.TEMPLATE_ID ->
                handler.onExecution(head, execution.wrap(buffer, offset, blockLength, version));
            case PositionDecoder.TEMPLATE_ID ->
                handler.onPosition(head, position.wrap(buffer, offset, blockLength, version));
            case AccountDecoder.TEMPLATE_ID ->
                handler.onAccount(head, account.wrap(buffer, offset, blockLength, version));
            default ->
            {
                // A template of a later version: it has its place in the order, and nobody here knows it.
            }
        }
    }

    private void onSnapshot(final DirectBuffer buffer, final int offset, final int blockLength, final int version)
    {
        tick.wrap(buffer, offset);
        books.onSnapshot(head, tick, snapshot.wrap(buffer, offset, blockLength, version));
        handler.onBookSnapshot(head, snapshot.wrap(buffer, offset, blockLength, version));
    }

    private void onDelta(final DirectBuffer buffer, final int offset, final int blockLength, final int version)
    {
        tick.wrap(buffer, offset);
        books.onDelta(head, tick, delta.wrap(buffer, offset, blockLength, version));
        handler.onBookDelta(head, delta.wrap(buffer, offset, blockLength, version));
    }

    private void onStatus(final DirectBuffer buffer, final int offset, final int blockLength, final int version)
    {
        tick.wrap(buffer, offset);
        books.onStatus(tick, status.wrap(buffer, offset, blockLength, version));
        handler.onFeedStatus(head, status.wrap(buffer, offset, blockLength, version));
    }
}
