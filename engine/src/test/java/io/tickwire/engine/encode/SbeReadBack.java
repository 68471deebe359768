package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tickwire.engine.schema.sbe.ArbitrageUpdateDecoder;
import io.tickwire.engine.schema.sbe.BboUpdateDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleUpdateDecoder;
import io.tickwire.engine.schema.sbe.EnvelopeDecoder;
import io.tickwire.engine.schema.sbe.LiquidationUpdateDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.PriceUpdateDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalUpdateDecoder;
import io.tickwire.engine.schema.sbe.StatsUpdateDecoder;
import io.tickwire.engine.schema.sbe.TradeUpdateDecoder;
import io.tickwire.engine.schema.sbe.UpdateHeadDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Holds an SBE message, as the generated codecs read it, against what it must show. */
final class SbeReadBack
{
    private static final int SCHEMA_ID = 29815;
    private static final int HEADER_BYTES = 8;
    private static final int HEAD_BYTES = 56;
    private static final int ENVELOPE_BYTES = 40;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceUpdateDecoder price = new PriceUpdateDecoder();
    private final BboUpdateDecoder bbo = new BboUpdateDecoder();
    private final TradeUpdateDecoder trade = new TradeUpdateDecoder();
    private final LiquidationUpdateDecoder liquidation = new LiquidationUpdateDecoder();
    private final StatsUpdateDecoder stats = new StatsUpdateDecoder();
    private final CandleUpdateDecoder candle = new CandleUpdateDecoder();
    private final SignalUpdateDecoder signal = new SignalUpdateDecoder();
    private final ArbitrageUpdateDecoder arbitrage = new ArbitrageUpdateDecoder();

    void assertMessage(
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final NaiveUpdate update,
        final boolean isEnveloped)
    {
        switch (update.layout)
        {
            case PRICE ->
            {
                assertHeader(buffer, offset, length, 101, 7 * Long.BYTES);
                assertPrice(price.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case BBO ->
            {
                assertHeader(buffer, offset, length, 102, 4 * Long.BYTES);
                assertBbo(bbo.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case TRADE ->
            {
                assertHeader(buffer, offset, length, 103, 4 * Long.BYTES + 1);
                assertTrade(trade.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case LIQUIDATION ->
            {
                assertHeader(buffer, offset, length, 104, 2 * Long.BYTES + 1);
                assertLiquidation(liquidation.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case STATS ->
            {
                assertHeader(buffer, offset, length, 106, 7 * Long.BYTES);
                assertStats(stats.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case CANDLE ->
            {
                assertHeader(buffer, offset, length, 107, 7 * Long.BYTES + Integer.BYTES + 1);
                assertCandle(candle.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case SIGNAL ->
            {
                assertHeader(buffer, offset, length - texts(update), 108, 2 * Long.BYTES + 1);
                assertSignal(signal.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            case ARBITRAGE ->
            {
                assertHeader(buffer, offset, length - texts(update), 109, 4 * Long.BYTES);
                assertArbitrage(arbitrage.wrapAndApplyHeader(buffer, offset, header), update, isEnveloped);
            }
            default -> throw new AssertionError("no such layout: layout=" + update.layout);
        }
    }

    private static int texts(final NaiveUpdate update)
    {
        final StreamLabel.Tags tags = update.label.tags();

        return update.layout == UpdateLayout.SIGNAL ?
            2 + utf8(tags.indicator(update.indicator)) :
            4 + utf8(tags.venue(update.buyVenue)) + utf8(tags.venue(update.sellVenue));
    }

    private static int utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void assertHeader(
        final DirectBuffer buffer, final int offset, final int length, final int templateId, final int ownBytes)
    {
        header.wrap(buffer, offset);
        assertEquals(SCHEMA_ID, header.schemaId());
        assertEquals(0, header.version());
        assertEquals(templateId, header.templateId());
        assertEquals(HEAD_BYTES + ownBytes + ENVELOPE_BYTES, header.blockLength());
        assertEquals(HEADER_BYTES + header.blockLength(), length);
    }

    private static void assertPrice(
        final PriceUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.price(), "price");
        assertEquals(expected.change, actual.change24h(), "change24h");
        assertEquals(expected.volume, actual.volume24h(), "volume24h");
        assertEquals(expected.bid, actual.bid(), "bid");
        assertEquals(expected.ask, actual.ask(), "ask");
        assertEquals(expected.bidQuantity, actual.bidQuantity(), "bidQuantity");
        assertEquals(expected.askQuantity, actual.askQuantity(), "askQuantity");
        assertEnvelope(actual.merged(), expected, isEnveloped);
    }

    private static void assertBbo(
        final BboUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.bid, actual.bid(), "bid");
        assertEquals(expected.bidQuantity, actual.bidQuantity(), "bidQuantity");
        assertEquals(expected.ask, actual.ask(), "ask");
        assertEquals(expected.askQuantity, actual.askQuantity(), "askQuantity");
        assertEnvelope(actual.merged(), expected, isEnveloped);
    }

    private static void assertTrade(
        final TradeUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.price(), "price");
        assertEquals(expected.quantity, actual.quantity(), "quantity");
        assertEquals(expected.tradeIdLow, actual.tradeIdLow(), "tradeIdLow");
        assertEquals(expected.tradeIdHigh, actual.tradeIdHigh(), "tradeIdHigh");
        assertEnvelope(actual.merged(), expected, isEnveloped);
        assertSame(side(expected), actual.side());
    }

    private static void assertLiquidation(
        final LiquidationUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.price(), "price");
        assertEquals(expected.quantity, actual.quantity(), "quantity");
        assertEnvelope(actual.merged(), expected, isEnveloped);
        assertSame(side(expected), actual.side());
    }

    private static void assertStats(
        final StatsUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.open24h(), "open24h");
        assertEquals(expected.bid, actual.high24h(), "high24h");
        assertEquals(expected.ask, actual.low24h(), "low24h");
        assertEquals(expected.change, actual.change24h(), "change24h");
        assertEquals(expected.volume, actual.volume24h(), "volume24h");
        assertEquals(expected.bidQuantity, actual.vwap24h(), "vwap24h");
        assertEquals(expected.trades, actual.trades24h(), "trades24h");
        assertEnvelope(actual.merged(), expected, isEnveloped);
    }

    private static void assertCandle(
        final CandleUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.openPrice(), "openPrice");
        assertEquals(expected.bid, actual.highPrice(), "highPrice");
        assertEquals(expected.ask, actual.lowPrice(), "lowPrice");
        assertEquals(expected.askQuantity, actual.closePrice(), "closePrice");
        assertEquals(expected.volume, actual.volume(), "volume");
        assertEquals(expected.trades, actual.trades(), "trades");
        assertEquals(expected.openMs, actual.openTimeMs(), "openTimeMs");
        assertEnvelope(actual.merged(), expected, isEnveloped);
        assertEquals(expected.label.intervalSeconds(), actual.intervalSeconds(), "intervalSeconds");
        assertSame(expected.isClosed ? Bool.YES : Bool.NO, actual.closed());
    }

    private static void assertSignal(
        final SignalUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.price, actual.value(), "value");
        assertEquals(expected.quantity, actual.confidence(), "confidence");
        assertEnvelope(actual.merged(), expected, isEnveloped);
        assertEquals(expected.side, actual.actionRaw(), "action");
        assertEquals(expected.label.tags().indicator(expected.indicator), actual.indicator());
    }

    private static void assertArbitrage(
        final ArbitrageUpdateDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertHead(actual.head(), expected);
        assertEquals(expected.bid, actual.buyPrice(), "buyPrice");
        assertEquals(expected.ask, actual.sellPrice(), "sellPrice");
        assertEquals(expected.quantity, actual.quantity(), "quantity");
        assertEquals(expected.change, actual.spreadBps(), "spreadBps");
        assertEnvelope(actual.merged(), expected, isEnveloped);
        assertEquals(expected.label.tags().venue(expected.buyVenue), actual.buyVenue());
        assertEquals(expected.label.tags().venue(expected.sellVenue), actual.sellVenue());
    }

    private static void assertHead(final UpdateHeadDecoder actual, final NaiveUpdate expected)
    {
        assertEquals(expected.label.wireId(), actual.streamId(), "streamId");
        assertEquals(expected.label.priceExponent(), actual.priceExponent(), "priceExponent");
        assertEquals(expected.label.quantityExponent(), actual.quantityExponent(), "quantityExponent");
        assertEquals(0, actual.reserved(), "reserved");
        assertEquals(expected.sequence, actual.sequence(), "sequence");
        assertEquals(expected.previous, actual.previousSequence(), "previousSequence");
        assertEquals(expected.global, actual.globalSequence(), "globalSequence");
        assertEquals(expected.exchangeNs, actual.exchangeTime(), "exchangeTime");
        assertEquals(expected.receiveNs, actual.receiveTime(), "receiveTime");
        assertEquals(expected.sendNs, actual.sendTime(), "sendTime");
    }

    private static void assertEnvelope(
        final EnvelopeDecoder actual, final NaiveUpdate expected, final boolean isEnveloped)
    {
        assertEquals(isEnveloped ? expected.merged : EnvelopeDecoder.countNullValue(), actual.count(), "count");
        assertEquals(isEnveloped ? expected.mergedHigh : EnvelopeDecoder.highNullValue(), actual.high(), "high");
        assertEquals(isEnveloped ? expected.mergedLow : EnvelopeDecoder.lowNullValue(), actual.low(), "low");
        assertEquals(isEnveloped ? expected.mergedFirst : EnvelopeDecoder.firstNullValue(), actual.first(), "first");
        assertEquals(
            isEnveloped ? expected.mergedVolume : EnvelopeDecoder.volumeNullValue(), actual.volume(), "volume");
    }

    private static Side side(final NaiveUpdate update)
    {
        return switch (update.side)
        {
            case NaiveUpdate.BUY -> Side.BUY;
            case NaiveUpdate.SELL -> Side.SELL;
            default -> Side.NULL_VAL;
        };
    }
}
