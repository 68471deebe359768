package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MarketUpdateEncoder;
import io.tickwire.engine.schema.sbe.MarketUpdateEncoder.EntriesEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.UpdateHeadEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The market as SBE: an entry's symbol stands behind its block, inside the group. How many entries there are is written
 * at the end, into the group's dimension.
 * <pre>
 *   | price (8) | change24h (8) | volume24h (8) | timestamp (8) | exponents (1, 1) | length (2) | symbol |
 * </pre>
 * Thread: pipeline-<k>
 */
final class SbeMarketBatchWriter implements MarketBatchWriter
{
    private static final long NS_PER_MS = 1_000_000;

    private static final int STREAM_ID =
        MessageHeaderEncoder.ENCODED_LENGTH + UpdateHeadEncoder.streamIdEncodingOffset();
    private static final int IS_INITIAL =
        MessageHeaderEncoder.ENCODED_LENGTH + MarketUpdateEncoder.isInitialEncodingOffset();
    private static final int GROUP = MessageHeaderEncoder.ENCODED_LENGTH + MarketUpdateEncoder.BLOCK_LENGTH;
    private static final int COUNT = GROUP + Short.BYTES;
    private static final int ENTRY_BYTES = EntriesEncoder.sbeBlockLength();

    private final FrameTemplate head;
    private UnsafeBuffer buffer;
    private int start;
    private int at;
    private int entries;

    SbeMarketBatchWriter()
    {
        final TemplateBuilder builder = new TemplateBuilder(LITTLE_ENDIAN);
        SbeHead.put(builder, MarketUpdateEncoder.BLOCK_LENGTH, MarketUpdateEncoder.TEMPLATE_ID, 0, 0, 0);
        builder.octet(Bool.NO.value()).constantShort(ENTRY_BYTES).constantShort(0);
        head = new FrameTemplate(builder, 0);
    }

    @Override
    public int maxBytes()
    {
        return head.length();
    }

    @Override
    public int maxEntryBytes(final WireName symbol)
    {
        return ENTRY_BYTES + EntriesEncoder.symbolHeaderLength() + symbol.utf8().length;
    }

    @Override
    public void begin(
        final UnsafeBuffer buffer, final int offset, final boolean isInitial, final long wireId, final long[] values)
    {
        this.buffer = buffer;
        start = offset;
        entries = 0;
        at = offset + head.write(buffer, offset, values);
        buffer.putInt(offset + STREAM_ID, (int)wireId, LITTLE_ENDIAN);
        buffer.putByte(offset + IS_INITIAL, (byte)(isInitial ? Bool.YES.value() : Bool.NO.value()));
    }

    /**
     * @throws IllegalStateException where the message has as many entries as it can have.
     */
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
        if (entries == MAX_SBE_ENTRIES)
        {
            throw new IllegalStateException("an SBE message has at most " + MAX_SBE_ENTRIES + " entries");
        }

        final UnsafeBuffer buffer = this.buffer;
        final byte[] name = symbol.utf8();
        final int entry = at;
        final int text = entry + ENTRY_BYTES;
        final long timestampNs = timestampMs == Decimals.NULL ? Decimals.NULL : timestampMs * NS_PER_MS;
        buffer.putLong(entry + EntriesEncoder.priceEncodingOffset(), price, LITTLE_ENDIAN);
        buffer.putLong(entry + EntriesEncoder.change24hEncodingOffset(), change, LITTLE_ENDIAN);
        buffer.putLong(entry + EntriesEncoder.volume24hEncodingOffset(), volume, LITTLE_ENDIAN);
        buffer.putLong(entry + EntriesEncoder.timestampEncodingOffset(), timestampNs, LITTLE_ENDIAN);
        buffer.putByte(entry + EntriesEncoder.priceExponentEncodingOffset(), (byte)priceExponent);
        buffer.putByte(entry + EntriesEncoder.quantityExponentEncodingOffset(), (byte)quantityExponent);
        buffer.putShort(text, (short)name.length, LITTLE_ENDIAN);
        buffer.putBytes(text + EntriesEncoder.symbolHeaderLength(), name);
        at = text + EntriesEncoder.symbolHeaderLength() + name.length;
        entries++;
    }

    @Override
    public int end()
    {
        buffer.putShort(start + COUNT, (short)entries, LITTLE_ENDIAN);

        return at - start;
    }
}
