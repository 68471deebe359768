package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes messages that show the whole market, {@code market_update} and {@code initial_data}, in one encoding: begun
 * once, then an entry for each symbol, then ended. No message is longer than {@link #maxBytes} and
 * {@link #maxEntryBytes} of each of its entries together. Nothing here allocates.
 * <p>
 * The entries' symbols have exponents of their own, so that decimals stay floats where market data is scaled. In the
 * compact encoding, both messages have the number 8: those that are initial have {@code pseq} 0.
 * Thread: pipeline-<k>
 */
public sealed interface MarketBatchWriter
    permits JsonMarketBatchWriter, MsgpackMarketBatchWriter, SbeMarketBatchWriter
{
    /** In SBE, a message has at most so many entries: a group counts them in 16 bits. */
    int MAX_SBE_ENTRIES = 65_534;

    /**
     * The writer of an encoding.
     */
    static MarketBatchWriter of(final Encoding encoding)
    {
        return switch (encoding)
        {
            case JSON -> new JsonMarketBatchWriter(false);
            case JSON_STRING -> new JsonMarketBatchWriter(true);
            case MSGPACK, MSGPACK_SCALED -> new MsgpackMarketBatchWriter(false);
            case COMPACT, COMPACT_SCALED -> new MsgpackMarketBatchWriter(true);
            case SBE -> new SbeMarketBatchWriter();
        };
    }

    /**
     * No message without entries is longer than this.
     */
    int maxBytes();

    /**
     * No entry of a symbol makes a message longer by more than this.
     */
    int maxEntryBytes(WireName symbol);

    /**
     * Begin a message.
     *
     * @param isInitial whether it is {@code initial_data}.
     * @param wireId    {@code sid}.
     * @param values    as {@link UpdateValues#stamp} leaves them; not to be changed before the end.
     */
    void begin(UnsafeBuffer buffer, int offset, boolean isInitial, long wireId, long[] values);

    /**
     * Show a symbol; a message shows each at most once. What is not known is {@code Decimals.NULL}.
     *
     * @param change in percent.
     */
    void add(
        WireName symbol,
        int priceExponent,
        int quantityExponent,
        long price,
        long change,
        long volume,
        long timestampMs);

    /**
     * End the message.
     *
     * @return its length.
     */
    int end();
}
