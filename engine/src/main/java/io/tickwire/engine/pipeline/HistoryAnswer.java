package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.series.CandleView;

/**
 * The candles that one recipient asked for, oldest first and some at a time, so that the others do not wait for it. A
 * candle is told as it is when its turn comes; one that leaves before that is left out.
 * Thread: pipeline-<k>
 */
final class HistoryAnswer
{
    private static final long NS_PER_MS = 1_000_000L;

    private final LaneSender sender;
    private final long[] values = new long[UpdateValues.LENGTH];
    private MarketStream stream;
    private CandleView candles;
    private Encoding encoding;
    private int recipient;
    private int left;
    private int told;
    private long nextOpenNs;

    HistoryAnswer(final LaneSender sender)
    {
        this.sender = sender;
    }

    /**
     * @param candles of the stream, or null where there are none.
     * @param most    so many of the newest.
     */
    void begin(
        final MarketStream stream,
        final CandleView candles,
        final Encoding encoding,
        final int recipient,
        final int most)
    {
        this.stream = stream;
        this.candles = candles;
        this.encoding = encoding;
        this.recipient = recipient;
        told = 0;
        left = candles == null ? 0 : Math.min(most, candles.size());
        nextOpenNs = left == 0 ? 0 : candles.openTimeNs(candles.size() - left);
        stream.frames().maxBytes(encoding, false);
    }

    /**
     * Send some, as far as there is room.
     *
     * @return whether the recipient has all.
     */
    boolean proceed(final int limit)
    {
        for (int i = 0; i < limit && sender.ring().hasRoom(1, StreamFrames.MAX_FRAME_BYTES); i++)
        {
            final int index = left == 0 ? -1 : indexFrom(nextOpenNs);
            if (index < 0)
            {
                sender.putMarker(FrameKind.ANSWERED, stream.streamId(), Conflation.RAW, encoding)
                    .covers(0, stream.sequence())
                    .recovers(false, told)
                    .addressedTo(recipient);
                return true;
            }

            nextOpenNs = candles.openTimeNs(index) + 1;
            left--;
            put(index);
            told++;
        }

        return false;
    }

    private void put(final int index)
    {
        // Where it stands in the stream, and the times, are those of the newest message.
        System.arraycopy(stream.values(), 0, values, 0, UpdateValues.FIELDS);
        if (!stream.hasValues())
        {
            // It tells of an earlier run.
            values[UpdateValues.EXCHANGE_NS] = Decimals.NULL;
            values[UpdateValues.RECEIVE_NS] = sender.nowNs();
        }
        UpdateValues.stamp(values, stream.sequence(), 0, sender.nowNs());
        int at = UpdateValues.FIELDS;
        values[at++] = candles.open(index);
        values[at++] = candles.high(index);
        values[at++] = candles.low(index);
        values[at++] = candles.close(index);
        values[at++] = candles.volume(index);
        values[at++] = candles.trades(index);
        values[at++] = candles.openTimeNs(index) / NS_PER_MS;
        values[at] = candles.isClosed(index) ? 1 : 0;
        sender.putAddressed(FrameKind.HISTORY, stream, Conflation.RAW, encoding, recipient, values)
            .covers(candles.openTimeNs(index) / NS_PER_MS, stream.sequence());
    }

    /** The oldest candle that opened then or later, or -1. */
    private int indexFrom(final long openNs)
    {
        int from = 0;
        int to = candles.size();
        while (from < to)
        {
            final int middle = from + to >>> 1;
            if (candles.openTimeNs(middle) < openNs)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from < candles.size() ? from : -1;
    }
}
