package io.tickwire.examples;

import io.tickwire.client.lane.LaneConfig;
import io.tickwire.client.lane.LaneReader;
import io.tickwire.client.lane.LossCause;
import io.tickwire.client.lane.StreamHead;
import io.tickwire.client.sbe.FeedState;
import io.tickwire.client.sbe.FeedStatusDecoder;
import io.tickwire.client.sbe.FeedStatusEncoder;
import io.tickwire.client.sbe.MessageHeaderDecoder;
import io.tickwire.client.sbe.MessageHeaderEncoder;
import io.tickwire.client.sbe.QuoteDecoder;
import io.tickwire.client.sbe.QuoteEncoder;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigLoader;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The example does what it says, by hand and with a server.
 */
@Timeout(180)
class SpreadWatcherTest
{
    private static final int SYMBOL = 3;

    private final List<String> told = new ArrayList<>();
    private final SpreadWatcher watcher = new SpreadWatcher(Set.of("BTC-USDT"), 5, this::onSpread);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamHead head = new StreamHead().wrap(buffer, 512);

    @TempDir
    private Path folder;

    @BeforeEach
    void define()
    {
        watcher.onSymbol(SYMBOL, "BTC-USDT", -2, -3);
        watcher.onSymbol(SYMBOL + 1, "ETH-USDT", -2, -3);
    }

    @Test
    void shouldTellASpreadOnceThatOpens()
    {
        quote(SYMBOL, 1, -2, 10_000, 10_010);
        quote(SYMBOL, 2, -2, 10_000, 10_011);
        assertEquals(List.of(), told);

        // In units of its own: 100.20 is bid where 100.10 is asked.
        quote(SYMBOL, 2, -1, 1_002, 1_003);
        quote(SYMBOL, 2, -1, 1_002, 1_003);
        assertEquals(List.of("BTC-USDT 1 2 10.0"), told);
    }

    @Test
    void shouldTellNoneOfOtherSymbols()
    {
        quote(SYMBOL + 1, 1, -2, 10_000, 10_010);
        quote(SYMBOL + 1, 2, -2, 10_100, 10_110);

        assertEquals(List.of(), told);
    }

    @Test
    void shouldNotTradeOnAVenueThatCanNotBeReached()
    {
        quote(SYMBOL, 1, -2, 10_000, 10_010);
        final FeedStatusEncoder status = new FeedStatusEncoder();
        status.wrapAndApplyHeader(buffer, 0, header).head().symbolId(SYMBOL).venueId(1);
        status.state(FeedState.STALE);
        watcher.onFeedStatus(head, new FeedStatusDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
        quote(SYMBOL, 2, -2, 10_100, 10_110);

        assertEquals(List.of(), told);
    }

    @Test
    void shouldForgetWhatMayHaveChangedUnseen()
    {
        quote(SYMBOL, 1, -2, 10_000, 10_010);
        watcher.onLoss(1, 5, 6, LossCause.CUT_OFF);
        quote(SYMBOL, 2, -2, 10_100, 10_110);

        assertEquals(List.of(), told);
    }

    @Test
    void shouldWatchAServer() throws Exception
    {
        final ConfigLoader loader = new ConfigLoader(Map.of());
        for (final String setting : List.of(
            "server.listeners=127.0.0.1:0", "tls.listeners=", "stream.lane=true", "stream.directory=" + folder))
        {
            loader.set(setting, "test");
        }
        final Set<String> symbols = Set.of("BTC-USDT", "ETH-USDT", "BTC/USDT", "ETH/USDT", "BTCUSDT", "ETHUSDT");
        final SpreadWatcher watcher = new SpreadWatcher(symbols, -1_000, this::onSpread);
        try (TickwireServer server = new TickwireServer(loader.load().config());
            LaneReader lane = new LaneReader(LaneConfig.of(folder, watcher)))
        {
            server.start();
            while (told.size() < 5)
            {
                lane.poll(64);
                Thread.onSpinWait();
            }

            assertTrue(lane.isLive());
            assertEquals(0, lane.lost());
        }
    }

    private void onSpread(final String symbol, final int buy, final int sell, final double bps, final long inNs)
    {
        told.add(String.format(Locale.ROOT, "%s %d %d %.1f", symbol, buy, sell, bps));
    }

    private void quote(final int symbol, final int venue, final int exponent, final long bid, final long ask)
    {
        final QuoteEncoder quote = new QuoteEncoder();
        quote.wrapAndApplyHeader(buffer, 0, header).head()
            .exchangeTime(1).receiveTime(2).symbolId(symbol).venueId(venue)
            .priceExponent((byte)exponent).quantityExponent((byte)0);
        quote.bidPrice(bid).bidQuantity(1).askPrice(ask).askQuantity(1).venueSequence(1);
        watcher.onQuote(head, new QuoteDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }
}
