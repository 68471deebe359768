package io.tickwire.engine.encode;

import io.tickwire.engine.schema.NumberText;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

import static io.tickwire.engine.schema.Decimals.NULL;
import static io.tickwire.engine.schema.Decimals.PERCENT_EXPONENT;

/**
 * The market as JSON, with exact decimals.
 * Thread: pipeline-<k>
 */
final class JsonMarketBatchWriter implements MarketBatchWriter
{
    private static final byte[] INITIAL = ascii("{\"type\":\"initial_data\",\"data\":{");
    private static final byte[] UPDATE = ascii("{\"type\":\"market_update\",\"data\":{");
    private static final byte[] END = {'}'};
    private static final JsonTail TAIL = new JsonTail("},", "");

    private static final TextWords PRICE = TextWords.of("{\"price\":");
    private static final TextWords CHANGE = TextWords.of(",\"change_24h\":");
    private static final TextWords VOLUME = TextWords.of(",\"volume_24h\":");
    private static final TextWords TIMESTAMP = TextWords.of(",\"timestamp\":");
    private static final TextWords NOTHING = TextWords.of("null");
    private static final int QUOTES = 2;
    private static final int MAX_FIELDS_BYTES =
        PRICE.length() + CHANGE.length() + VOLUME.length() + TIMESTAMP.length() +
        3 * (NumberText.MAX_DECIMAL_BYTES + QUOTES) + NumberText.MAX_INTEGER_BYTES + END.length;

    private final boolean quotesDecimals;
    private final JsonScratch scratch = new JsonScratch();
    private long[] values;
    private boolean isEmpty;
    private int at;

    /**
     * @param quotesDecimals whether decimals are shown as strings.
     */
    JsonMarketBatchWriter(final boolean quotesDecimals)
    {
        this.quotesDecimals = quotesDecimals;
    }

    @Override
    public int maxBytes()
    {
        return UPDATE.length + TAIL.maxBytes() + END.length;
    }

    @Override
    public int maxEntryBytes(final WireName symbol)
    {
        return symbol.json().length + MAX_FIELDS_BYTES;
    }

    @Override
    public void begin(
        final UnsafeBuffer buffer, final int offset, final boolean isInitial, final long wireId, final long[] values)
    {
        this.values = values;
        isEmpty = true;
        scratch.begin(buffer, offset);
        at = scratch.put(0, isInitial ? INITIAL : UPDATE, 0);
    }

    @Override
    public void add(
        final WireName symbol,
        final int priceExponent,
        final int quantityExponent,
        final long price,
        final long change,
        final long volume,
        final long timestampMs)
    {
        final byte[] text = scratch.bytes();
        // The first entry has no comma before it.
        int at = scratch.put(this.at, symbol.json(), isEmpty ? 1 : 0);
        isEmpty = false;

        at = scratch.reserve(at, MAX_FIELDS_BYTES + TextWords.TOUCHED_BYTES);
        at = putDecimal(text, PRICE.put(text, at), price, priceExponent);
        at = putDecimal(text, CHANGE.put(text, at), change, PERCENT_EXPONENT);
        at = putDecimal(text, VOLUME.put(text, at), volume, quantityExponent);
        at = JsonTail.putInteger(scratch, TIMESTAMP.put(text, at), timestampMs);
        this.at = scratch.put(at, END, 0);
    }

    @Override
    public int end()
    {
        at = TAIL.put(scratch, at, values);

        return scratch.end(scratch.put(at, END, 0));
    }

    private int putDecimal(final byte[] text, final int offset, final long mantissa, final int exponent)
    {
        if (mantissa == NULL)
        {
            return NOTHING.put(text, offset);
        }
        if (!quotesDecimals)
        {
            return NumberText.putDecimal(text, offset, mantissa, exponent);
        }

        text[offset] = (byte)'"';
        final int end = NumberText.putDecimal(text, offset + 1, mantissa, exponent);
        text[end] = (byte)'"';

        return end + 1;
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
