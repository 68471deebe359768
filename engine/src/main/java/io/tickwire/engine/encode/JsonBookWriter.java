package io.tickwire.engine.encode;

import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.NumberText;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A stream's books as JSON, with exact decimals.
 * <pre>
 *   {"type":"orderbook_update","symbol":"BTC/USD","bids":[   {"price":  67234.5   ,"quantity":  0.1   },{"price": ...
 *   '--------------------- opening ----------------------'   '-first-'           '- between -'       '-- next --'
 * </pre>
 * Thread: pipeline-<k>
 */
final class JsonBookWriter implements BookWriter
{
    private static final byte[] ASKS = "],\"asks\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHECKSUM = ",\"checksum\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = {'}'};

    private final byte[] opening;
    private final TextWords first;
    private final TextWords between;
    private final TextWords next;
    private final JsonTail snapshot;
    private final JsonTail delta;
    private final int priceExponent;
    private final int quantityExponent;
    private final int maxLevelBytes;
    private final int maxOtherBytes;
    private final JsonScratch scratch = new JsonScratch();

    /**
     * @param quotesDecimals whether decimals are shown as strings.
     */
    JsonBookWriter(final StreamLabel label, final boolean quotesDecimals)
    {
        final String quote = quotesDecimals ? "\"" : "";
        opening = ("{\"type\":\"orderbook_update\",\"symbol\":" + quoted(label.symbol()) + ",\"bids\":[")
            .getBytes(StandardCharsets.UTF_8);
        first = TextWords.of("{\"price\":" + quote);
        between = TextWords.of(quote + ",\"quantity\":" + quote);
        next = TextWords.of(quote + "},{\"price\":" + quote);
        snapshot = tail(label, "snapshot");
        delta = tail(label, "delta");
        priceExponent = label.priceExponent();
        quantityExponent = label.quantityExponent();
        maxLevelBytes = NumberText.maxDecimalBytes(priceExponent) + between.length() +
            NumberText.maxDecimalBytes(quantityExponent) + next.length();
        maxOtherBytes = opening.length + ASKS.length + snapshot.maxBytes() +
            CHECKSUM.length + NumberText.MAX_INTEGER_BYTES + END.length;
    }

    @Override
    public int maxBytes(final int bids, final int asks)
    {
        return Math.toIntExact(maxOtherBytes + ((long)bids + asks) * maxLevelBytes);
    }

    @Override
    public int write(
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values,
        final LevelList levels,
        final boolean isSnapshot,
        final long checksum)
    {
        final JsonScratch scratch = this.scratch;
        scratch.begin(buffer, offset);
        int at = scratch.put(0, opening, 0);
        at = putLevels(at, levels.bids(), levels.bidCount());
        at = scratch.put(at, ASKS, 0);
        at = putLevels(at, levels.asks(), levels.askCount());
        at = (isSnapshot ? snapshot : delta).put(scratch, at, values);
        if (checksum >= 0)
        {
            at = scratch.put(at, CHECKSUM, 0);
            at = JsonTail.putInteger(scratch, at, checksum);
        }

        return scratch.end(scratch.put(at, END, 0));
    }

    private int putLevels(final int offset, final long[] levels, final int count)
    {
        if (count == 0)
        {
            return offset;
        }

        final JsonScratch scratch = this.scratch;
        final byte[] text = scratch.bytes();
        final TextWords between = this.between;
        final TextWords next = this.next;
        final int priceExponent = this.priceExponent;
        final int quantityExponent = this.quantityExponent;
        final int room = maxLevelBytes + TextWords.TOUCHED_BYTES;

        int at = first.put(text, scratch.reserve(offset, room));
        for (int i = 0; i < count * LevelList.LONGS; i += LevelList.LONGS)
        {
            at = scratch.reserve(at, room);
            at = NumberText.putDecimal(text, at, levels[i], priceExponent);
            at = between.put(text, at);
            at = NumberText.putDecimal(text, at, levels[i + 1], quantityExponent);
            at = next.put(text, at);
        }

        // No level follows: of what leads to one, only that is left which closes the last.
        return at - first.length() - 1;
    }

    private static JsonTail tail(final StreamLabel label, final String kind)
    {
        return new JsonTail("],", ",\"kind\":\"" + kind + "\",\"venue\":" + quoted(label.venue()));
    }

    private static String quoted(final String text)
    {
        return new String(JsonText.quoted(text), StandardCharsets.UTF_8);
    }
}
