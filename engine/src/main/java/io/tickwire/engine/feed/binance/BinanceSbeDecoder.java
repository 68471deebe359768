package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.sbe.SbeReader;

import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of {@code stream-sbe.binance.com}: events are binary; answers to requests and the notice of a shutdown are
 * JSON, as are the REST snapshots.
 * Thread: feed-<venue>
 */
final class BinanceSbeDecoder extends BinanceDecoder
{
    private static final int BEST_BID_ASK = BinanceEvent.TYPES.size();
    private static final int DEPTH_SNAPSHOT = BEST_BID_ASK + 1;
    private static final int DEPTH_DIFF = BEST_BID_ASK + 2;

    /** Those of JSON, and what comes in binary besides trades. */
    static final List<String> KINDS = Stream.concat(
        BinanceEvent.TYPES.stream(), Stream.of("bestBidAsk", "depthSnapshot", "depthDiff")).toList();

    private final BinanceFrame frame = new BinanceFrame();

    BinanceSbeDecoder(final VenueFeed feed)
    {
        super(feed, BinanceMarket.SPOT);
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        if (!SbeReader.isBinary(buffer, offset, length))
        {
            super.decode(buffer, offset, length);
            return;
        }

        final int message = frame.read(buffer, offset, length);
        if (message == JsonKeys.UNKNOWN)
        {
            feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
            return;
        }
        feed().stats().count(kind(message), 1);
        final Instrument instrument = feed().instrument(buffer, frame.symbolOffset(), frame.symbolLength());
        if (instrument != null)
        {
            publish(message, instrument);
        }
    }

    /** The place of a message's kind among {@link #KINDS}. */
    static int kind(final int message)
    {
        return switch (message)
        {
            case BinanceFrame.TRADES -> BinanceEvent.TRADE;
            case BinanceFrame.BEST -> BEST_BID_ASK;
            case BinanceFrame.SNAPSHOT -> DEPTH_SNAPSHOT;
            default -> DEPTH_DIFF;
        };
    }

    private void publish(final int message, final Instrument instrument)
    {
        switch (message)
        {
            case BinanceFrame.TRADES ->
            {
                for (int i = 0; i < frame.trades().count(); i++)
                {
                    final TradeValues trade = frame.trades().get(i);
                    trade.instrument(instrument);
                    publishTrade(trade);
                }
            }
            case BinanceFrame.BEST -> publishQuote(instrument, frame.timeNs(), frame.quote(), frame.lastId());
            case BinanceFrame.SNAPSHOT -> book(instrument).onPartial(frame.timeNs(), frame.lastId(), frame.levels());
            default ->
                book(instrument).onDelta(frame.timeNs(), frame.firstId(), frame.lastId(), 0, frame.levels());
        }
    }
}
