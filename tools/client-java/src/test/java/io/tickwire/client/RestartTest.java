package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.TradeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A server that ends and begins anew, with its journal: clients go on from where they were, in each encoding.
 */
@Timeout(120)
class RestartTest
{
    private static final int TRADES = 20;

    @TempDir
    private Path journal;

    /** A client, and what it was told. */
    private record Told(TickwireClient client, RecordingListener all, TradeSequences trades)
    {
        static Told by(final ClientLoop loop, final Server server, final Encoding encoding)
        {
            final RecordingListener all = new RecordingListener();
            final TradeSequences trades = new TradeSequences();
            final TickwireClient client = TickwireClient.connect(
                loop, ClientConfig.of(server.url()).with(encoding), all);
            client.subscribe(Subscription.of(Channel.TRADE, "BTC-USDT"), new MarketListener()
            {
                @Override
                public void onTrade(final TradeView trade)
                {
                    trades.add(trade.symbol(), trade.venue(), trade.seq());
                }
            });

            return new Told(client, all, trades);
        }
    }

    @Test
    void shouldMissNoTradeWhereTheServerHasAJournal()
    {
        final List<Told> told = new ArrayList<>();
        final int port;
        try (ClientLoop loop = ClientLoop.start("restart"))
        {
            try (Server first = start(0))
            {
                port = first.port();
                for (final Encoding encoding : Encoding.values())
                {
                    told.add(Told.by(loop, first, encoding));
                }
                awaitMore(told);
            }
            Server.await(
                () -> told.stream().noneMatch(each -> each.all.closes.isEmpty()), () -> "connections stay open");
            try (Server second = start(port))
            {
                assertEquals(port, second.port());
                Server.await(
                    () -> told.stream().allMatch(each -> each.all.opens.get() == 2),
                    () -> "not back: " + told.stream().map(each -> each.all.closes + "" + each.all.errors).toList());
                awaitMore(told);
            }
            told.forEach(RestartTest::assertNothingMissed);
        }
    }

    /** What the server could not tell would be a gap, and another epoch would be one, too. */
    private static void assertNothingMissed(final Told told)
    {
        final ClientMetrics metrics = told.client.getMetrics();
        assertEquals("", told.trades.holes());
        assertEquals(List.of(), told.all.gaps);
        assertEquals(List.of(), told.all.errors);
        assertEquals(0, metrics.missed());
        assertEquals(0, metrics.duplicates());
        told.client.close();
    }

    private Server start(final int port)
    {
        return new Server(
            "server.listeners=127.0.0.1:" + port, "feed.simulation.symbols=4", "drain.retryAfter=0",
            "stream.journal.path=" + journal, "stream.journal.segment=1MiB", "stream.term=1MiB");
    }

    private static void awaitMore(final List<Told> told)
    {
        for (final Told each : told)
        {
            final int before = each.trades.count();
            Server.await(
                () -> each.trades.count() >= before + TRADES, () -> "no trades: " + each.client.getMetrics());
        }
    }
}
