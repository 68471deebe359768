package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.sbe.SbeReader;
import io.tickwire.engine.feed.sbe.WireDouble;

import java.nio.charset.StandardCharsets;

/**
 * Reads what a definition says of an instrument, as {@link DeribitInstruments} reads it of the venue's list: the same
 * instrument has the same name and exponents, whichever way it is learned of.
 * Thread: feed-<venue>
 */
final class SbeDefinition
{
    private static final int KIND_FUTURE = 0;

    private final SbeReader reader = new SbeReader(true);
    private final JsonDecimal step = new JsonDecimal();

    /**
     * @param buffer a message of one of the two templates of definitions.
     */
    Listing read(final byte[] buffer, final int offset, final int length)
    {
        reader.wrap(buffer, offset, length);
        final boolean isNewer = reader.templateId() == SbeLayout.INSTRUMENT_V2;
        final int shift = isNewer ? -1 : 0;
        reader.nextBlock(SbeLayout.DEFINITION_BYTES + shift);
        final boolean isSpot = reader.uint8(SbeLayout.KIND) == SbeLayout.SPOT;
        final boolean isPerpetual = reader.uint8(SbeLayout.KIND) == KIND_FUTURE &&
            reader.uint8(SbeLayout.PERIOD + shift) == SbeLayout.PERPETUAL;
        final String pair =
            currency(SbeLayout.BASE_CURRENCY + shift) + currency(SbeLayout.COUNTER_CURRENCY + shift);
        final int quantityExponent = Math.min(
            exponent(SbeLayout.CONTRACT_SIZE + shift), exponent(SbeLayout.MIN_TRADE_AMOUNT + shift));
        int priceExponent = exponent(SbeLayout.TICK_SIZE + shift);
        for (int steps = isNewer ? reader.beginGroup() : 0; steps > 0; steps--)
        {
            reader.nextBlock(SbeLayout.STEP_BYTES);
            priceExponent = Math.min(priceExponent, exponent(SbeLayout.STEP_TICK_SIZE));
        }
        reader.readText();
        final String name = text(reader.textOffset(), reader.textLength());

        return new Listing(
            name,
            DeribitInstruments.canonicalName(name, pair, isPerpetual, isSpot),
            priceExponent,
            quantityExponent);
    }

    /** Of a step that is not told: that of whole numbers. */
    private int exponent(final int fieldOffset)
    {
        final double value = reader.float64(fieldOffset);
        if (!(value > 0))
        {
            return 0;
        }
        WireDouble.read(value, step);

        return Math.min(0, step.stepExponent());
    }

    /** Filled up with zeros behind its end. */
    private String currency(final int fieldOffset)
    {
        int length = 0;
        while (length < SbeLayout.CURRENCY_BYTES && reader.uint8(fieldOffset + length) != 0)
        {
            length++;
        }

        return text(reader.block() + fieldOffset, length);
    }

    private String text(final int offset, final int length)
    {
        return new String(reader.buffer(), offset, length, StandardCharsets.UTF_8);
    }
}
