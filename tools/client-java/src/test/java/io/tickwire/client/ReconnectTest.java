package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.TradeView;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A connection that is torn, by a server that goes on.
 */
@Timeout(120)
class ReconnectTest
{
    private static final int TIMES = 4;
    private static final int TRADES = 20;

    @ParameterizedTest
    @EnumSource(value = Encoding.class, names = {"JSON", "COMPACT", "SBE"})
    void shouldMissNoTradeWhereTheConnectionIsTorn(final Encoding encoding)
    {
        final RecordingListener all = new RecordingListener();
        final TradeSequences trades = new TradeSequences();
        try (Server server = new Server("feed.simulation.symbols=4"); Proxy proxy = new Proxy(server.port());
            TickwireClient client = TickwireClient.connect(ClientConfig.of(proxy.url()).with(encoding), all))
        {
            client.subscribe(Subscription.of(Channel.TRADE, "BTC-USDT"), new MarketListener()
            {
                @Override
                public void onTrade(final TradeView trade)
                {
                    trades.add(trade.symbol(), trade.venue(), trade.seq());
                }
            });
            for (int i = 1; i <= TIMES; i++)
            {
                awaitMore(trades, client);
                proxy.tear();
                final int opens = i;
                Server.await(() -> all.opens.get() > opens, () -> "not back: " + all.closes + all.errors);
            }
            awaitMore(trades, client);

            final ClientMetrics metrics = client.getMetrics();
            assertEquals("", trades.holes());
            assertEquals(List.of(), all.gaps);
            assertEquals(List.of(), all.errors);
            assertEquals(TIMES, metrics.reconnects());
            assertEquals(0, metrics.missed());
        }
    }

    private static void awaitMore(final TradeSequences trades, final TickwireClient client)
    {
        final int before = trades.count();
        Server.await(() -> trades.count() >= before + TRADES, () -> "no trades: " + client.getMetrics());
    }
}
