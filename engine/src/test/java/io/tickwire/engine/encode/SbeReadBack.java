package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tickwire.engine.schema.sbe.BboUpdateDecoder;
import io.tickwire.engine.schema.sbe.EnvelopeDecoder;
import io.tickwire.engine.schema.sbe.LiquidationUpdateDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.PriceUpdateDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TradeUpdateDecoder;
import io.tickwire.engine.schema.sbe.UpdateHeadDecoder;
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
            default -> throw new AssertionError("no such layout: layout=" + update.layout);
        }
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
