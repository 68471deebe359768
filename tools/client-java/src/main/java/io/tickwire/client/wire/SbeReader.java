package io.tickwire.client.wire;

import io.tickwire.client.sbe.ArbitrageUpdateDecoder;
import io.tickwire.client.sbe.BboUpdateDecoder;
import io.tickwire.client.sbe.Bool;
import io.tickwire.client.sbe.CandleUpdateDecoder;
import io.tickwire.client.sbe.EnvelopeDecoder;
import io.tickwire.client.sbe.LiquidationUpdateDecoder;
import io.tickwire.client.sbe.MarketUpdateDecoder;
import io.tickwire.client.sbe.MessageHeaderDecoder;
import io.tickwire.client.sbe.OrderBookUpdateDecoder;
import io.tickwire.client.sbe.PriceUpdateDecoder;
import io.tickwire.client.sbe.SignalUpdateDecoder;
import io.tickwire.client.sbe.StatsUpdateDecoder;
import io.tickwire.client.sbe.TradeUpdateDecoder;
import io.tickwire.client.sbe.UpdateHeadDecoder;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads SBE messages into an {@link Update}. What the schema leaves out of a message, its stream's names, is known by
 * {@code sid}.
 * Thread: client
 */
final class SbeReader
{
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final byte OWN = Levels.OWN;

    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final TextScanner text = new TextScanner();
    private final Names names = new Names();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceUpdateDecoder price = new PriceUpdateDecoder();
    private final BboUpdateDecoder bbo = new BboUpdateDecoder();
    private final TradeUpdateDecoder trade = new TradeUpdateDecoder();
    private final LiquidationUpdateDecoder liquidation = new LiquidationUpdateDecoder();
    private final OrderBookUpdateDecoder book = new OrderBookUpdateDecoder();
    private final StatsUpdateDecoder stats = new StatsUpdateDecoder();
    private final CandleUpdateDecoder candle = new CandleUpdateDecoder();
    private final SignalUpdateDecoder signal = new SignalUpdateDecoder();
    private final ArbitrageUpdateDecoder arbitrage = new ArbitrageUpdateDecoder();
    private final MarketUpdateDecoder market = new MarketUpdateDecoder();
    private Update update;

    /**
     * @return whether it is known here.
     */
    boolean read(final UnsafeBuffer buffer, final int offset, final int length, final Update update)
    {
        message.wrap(buffer, offset, length);
        header.wrap(message, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            throw new WireException("another schema: schemaId=" + header.schemaId());
        }
        this.update = update;
        switch (header.templateId())
        {
            case PriceUpdateDecoder.TEMPLATE_ID -> price();
            case BboUpdateDecoder.TEMPLATE_ID -> bbo();
            case TradeUpdateDecoder.TEMPLATE_ID -> trade();
            case LiquidationUpdateDecoder.TEMPLATE_ID -> liquidation();
            case OrderBookUpdateDecoder.TEMPLATE_ID -> book();
            case StatsUpdateDecoder.TEMPLATE_ID -> stats();
            case CandleUpdateDecoder.TEMPLATE_ID -> candle();
            case SignalUpdateDecoder.TEMPLATE_ID -> signal();
            case ArbitrageUpdateDecoder.TEMPLATE_ID -> arbitrage();
            case MarketUpdateDecoder.TEMPLATE_ID -> market();
            default -> update.channel = null;
        }

        return update.channel != null;
    }

    private void head(final Channel channel, final UpdateHeadDecoder head)
    {
        final Update update = this.update;
        update.channel = channel;
        update.sid = head.streamId();
        final long exchangeTime = head.exchangeTime();
        set(Field.SEQ, head.sequence());
        set(Field.PSEQ, head.previousSequence());
        set(Field.G, head.globalSequence());
        set(Field.T_EX, exchangeTime == UpdateHeadDecoder.exchangeTimeNullValue() ?
            Decimals.NONE : Math.floorDiv(exchangeTime, NS_PER_US));
        set(Field.T_IN, Math.floorDiv(head.receiveTime(), NS_PER_US));
        set(Field.T_OUT, Math.floorDiv(head.sendTime(), NS_PER_US));
        set(Field.TIMESTAMP, Math.floorDiv(
            exchangeTime == UpdateHeadDecoder.exchangeTimeNullValue() ? head.receiveTime() : exchangeTime, NS_PER_MS));
    }

    private void envelope(final EnvelopeDecoder merged)
    {
        if (merged.count() != EnvelopeDecoder.countNullValue())
        {
            set(Field.N, merged.count());
            set(Field.HI, merged.high());
            set(Field.LO, merged.low());
            set(Field.FIRST, merged.first());
            set(Field.VOL, merged.volume());
        }
    }

    private void set(final Field field, final long value)
    {
        update.set(field, value, OWN);
    }

    private void price()
    {
        price.wrapAndApplyHeader(message, 0, header);
        head(Channel.PRICE, price.head());
        set(Field.PRICE, price.price());
        set(Field.CHANGE_24H, price.change24h());
        set(Field.VOLUME_24H, price.volume24h());
        set(Field.BID, price.bid());
        set(Field.ASK, price.ask());
        set(Field.BID_QTY, price.bidQuantity());
        set(Field.ASK_QTY, price.askQuantity());
        envelope(price.merged());
    }

    private void bbo()
    {
        bbo.wrapAndApplyHeader(message, 0, header);
        head(Channel.BBO, bbo.head());
        set(Field.BID, bbo.bid());
        set(Field.BID_QTY, bbo.bidQuantity());
        set(Field.ASK, bbo.ask());
        set(Field.ASK_QTY, bbo.askQuantity());
        envelope(bbo.merged());
    }

    private void trade()
    {
        trade.wrapAndApplyHeader(message, 0, header);
        head(Channel.TRADE, trade.head());
        set(Field.PRICE, trade.price());
        set(Field.QUANTITY, trade.quantity());
        set(Field.TRADE_ID, trade.tradeIdLow());
        update.tradeIdHigh = trade.tradeIdHigh();
        set(Field.SIDE, trade.sideRaw());
        envelope(trade.merged());
    }

    private void liquidation()
    {
        liquidation.wrapAndApplyHeader(message, 0, header);
        head(Channel.LIQUIDATION, liquidation.head());
        set(Field.PRICE, liquidation.price());
        set(Field.QUANTITY, liquidation.quantity());
        set(Field.SIDE, liquidation.sideRaw());
        envelope(liquidation.merged());
    }

    private void book()
    {
        book.wrapAndApplyHeader(message, 0, header);
        head(Channel.BOOK, book.head());
        update.isSnapshot = book.isSnapshotRaw() == Bool.YES.value();
        if (book.hasChecksumRaw() == Bool.YES.value())
        {
            set(Field.CHECKSUM, book.checksum());
        }
        for (final OrderBookUpdateDecoder.BidsDecoder level : book.bids())
        {
            update.bids.add(level.price(), OWN);
            update.bids.add(level.quantity(), OWN);
        }
        for (final OrderBookUpdateDecoder.AsksDecoder level : book.asks())
        {
            update.asks.add(level.price(), OWN);
            update.asks.add(level.quantity(), OWN);
        }
    }

    private void stats()
    {
        stats.wrapAndApplyHeader(message, 0, header);
        head(Channel.STATS, stats.head());
        set(Field.OPEN_24H, stats.open24h());
        set(Field.HIGH_24H, stats.high24h());
        set(Field.LOW_24H, stats.low24h());
        set(Field.CHANGE_24H, stats.change24h());
        set(Field.VOLUME_24H, stats.volume24h());
        set(Field.VWAP_24H, stats.vwap24h());
        set(Field.TRADES_24H, stats.trades24h());
        envelope(stats.merged());
    }

    private void candle()
    {
        candle.wrapAndApplyHeader(message, 0, header);
        head(Channel.CANDLE, candle.head());
        set(Field.OPEN, candle.openPrice());
        set(Field.HIGH, candle.highPrice());
        set(Field.LOW, candle.lowPrice());
        set(Field.CLOSE, candle.closePrice());
        set(Field.VOLUME, candle.volume());
        set(Field.TRADES, candle.trades());
        set(Field.TIMESTAMP, candle.openTimeMs());
        set(Field.INTERVAL, candle.intervalSeconds());
        set(Field.CLOSED, candle.closedRaw());
        envelope(candle.merged());
    }

    private void signal()
    {
        signal.wrapAndApplyHeader(message, 0, header);
        head(Channel.SIGNAL, signal.head());
        set(Field.VALUE, signal.value());
        set(Field.CONFIDENCE, signal.confidence());
        set(Field.SIGNAL, signal.actionRaw());
        envelope(signal.merged());
        text(Field.INDICATOR, signal.limit(), signal.indicatorLength());
    }

    private void arbitrage()
    {
        arbitrage.wrapAndApplyHeader(message, 0, header);
        head(Channel.ARBITRAGE, arbitrage.head());
        set(Field.BUY_PRICE, arbitrage.buyPrice());
        set(Field.SELL_PRICE, arbitrage.sellPrice());
        set(Field.QUANTITY, arbitrage.quantity());
        set(Field.SPREAD_BPS, arbitrage.spreadBps());
        envelope(arbitrage.merged());
        text(Field.BUY_VENUE, arbitrage.limit(), arbitrage.buyVenueLength());
        arbitrage.skipBuyVenue();
        text(Field.SELL_VENUE, arbitrage.limit(), arbitrage.sellVenueLength());
    }

    private void market()
    {
        market.wrapAndApplyHeader(message, 0, header);
        head(Channel.MARKET, market.head());
        update.isInitial = market.isInitialRaw() == Bool.YES.value();
        for (final MarketUpdateDecoder.EntriesDecoder entry : market.entries())
        {
            final MarketEntries entries = update.market;
            entries.add(nameAt(market.limit(), entry.symbolLength()));
            entries.set(MarketEntries.PRICE, entry.price(), entry.priceExponent());
            entries.set(MarketEntries.CHANGE, entry.change24h(), (byte)-4);
            entries.set(MarketEntries.VOLUME, entry.volume24h(), entry.quantityExponent());
            final long timestamp = entry.timestamp();
            entries.set(MarketEntries.TIMESTAMP,
                timestamp == Decimals.NONE ? Decimals.NONE : Math.floorDiv(timestamp, NS_PER_MS), (byte)0);
            entry.skipSymbol();
        }
    }

    private void text(final Field field, final int limit, final int length)
    {
        update.setText(field, nameAt(limit, length));
    }

    /** A text behind its length, at the decoder's limit. */
    private String nameAt(final int limit, final int length)
    {
        return names.of(text.at(message, limit + Short.BYTES, length));
    }

    /** Shows a text of the message as scanners do. */
    private static final class TextScanner extends Scanner
    {
        private Scanner at(final UnsafeBuffer message, final int offset, final int length)
        {
            message.boundsCheck(offset, length);
            text = message;
            textOffset = offset;
            textLength = length;

            return this;
        }

        @Override
        public int next()
        {
            return OTHER;
        }

        @Override
        public boolean more()
        {
            return false;
        }

        @Override
        public boolean isAtEnd()
        {
            return true;
        }
    }
}
