package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code public/get_instruments} answers. A perpetual is named by its pair, whatever it is settled in; ticks may
 * be finer where prices are low.
 * Thread: feed-<venue>
 */
final class DeribitInstruments implements InstrumentReader
{
    private static final JsonKeys ANSWER_KEYS = JsonKeys.of("result");

    private static final int NAME = 0;
    private static final int TICK_SIZE = 1;
    private static final int TICK_SIZE_STEPS = 2;
    private static final int MIN_TRADE_AMOUNT = 3;
    private static final int CONTRACT_SIZE = 4;
    private static final int IS_ACTIVE = 5;
    private static final int SETTLEMENT_PERIOD = 6;
    private static final int KIND = 7;
    private static final int BASE_CURRENCY = 8;
    private static final int COUNTER_CURRENCY = 9;
    private static final JsonKeys KEYS = JsonKeys.of(
        "instrument_name", "tick_size", "tick_size_steps", "min_trade_amount", "contract_size", "is_active",
        "settlement_period", "kind", "base_currency", "counter_currency");
    private static final JsonKeys STEP_KEYS = JsonKeys.of("tick_size");
    private static final int PERPETUAL = 0;
    private static final JsonKeys PERIODS = JsonKeys.of("perpetual");
    private static final int SPOT = 0;
    private static final JsonKeys INSTRUMENT_KINDS = JsonKeys.of("spot");

    private final JsonReader reader = new JsonReader();
    private int priceExponent;
    private int quantityExponent;

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readField(
            reader, ANSWER_KEYS, () -> InstrumentReader.readElements(reader, () -> readInstrument(listings)));
        reader.end();
    }

    private void readInstrument(final Consumer<Listing> listings)
    {
        String name = null;
        String base = "";
        String counter = "";
        boolean isActive = true;
        boolean isPerpetual = false;
        boolean isSpot = false;
        priceExponent = 0;
        quantityExponent = 0;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case NAME -> name = reader.readString();
                case TICK_SIZE -> priceExponent = Math.min(priceExponent, reader.readStepExponent());
                case TICK_SIZE_STEPS -> readSteps();
                case MIN_TRADE_AMOUNT, CONTRACT_SIZE ->
                    quantityExponent = Math.min(quantityExponent, reader.readStepExponent());
                case IS_ACTIVE -> isActive = reader.readBoolean();
                case SETTLEMENT_PERIOD -> isPerpetual = !reader.skipNull() && reader.readKeyword(PERIODS) == PERPETUAL;
                case KIND -> isSpot = reader.readKeyword(INSTRUMENT_KINDS) == SPOT;
                case BASE_CURRENCY -> base = reader.readString();
                case COUNTER_CURRENCY -> counter = reader.skipNull() ? "" : reader.readString();
                default -> reader.skipValue();
            }
        }

        if (name != null && isActive)
        {
            listings.accept(new Listing(
                name, canonicalName(name, base + counter, isPerpetual, isSpot), priceExponent, quantityExponent));
        }
    }

    /** What it is called here. */
    static String canonicalName(
        final String name, final String pair, final boolean isPerpetual, final boolean isSpot)
    {
        if (pair.isEmpty() || !isPerpetual && !isSpot)
        {
            return name;
        }

        return isSpot ? pair : pair + "-PERP";
    }

    private void readSteps()
    {
        InstrumentReader.readElements(reader, () -> InstrumentReader.readField(
            reader, STEP_KEYS, () -> priceExponent = Math.min(priceExponent, reader.readStepExponent())));
    }
}
