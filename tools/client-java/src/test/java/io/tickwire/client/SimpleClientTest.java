package io.tickwire.client;

import io.tickwire.client.view.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The queue of those who want records, with a server.
 */
@Timeout(120)
class SimpleClientTest
{
    private static final int CAPACITY = 4;
    private static final int TRADES = 500;

    @Test
    void shouldLoseNoTradeWhereItStopsReading() throws InterruptedException
    {
        final TradeSequences trades = new TradeSequences();
        try (Server server = new Server("feed.simulation.symbols=4"); SimpleClient client = SimpleClient.connect(
            ClientConfig.of(server.url()), CAPACITY, Overflow.STOP_READING))
        {
            client.subscribe(Channel.TRADE);
            while (trades.count() < TRADES)
            {
                final Event event = client.poll(90, TimeUnit.SECONDS);
                assertNotNull(event, () -> trades.count() + " trades");
                if (event instanceof Event.Trade trade)
                {
                    trades.add(trade.symbol(), trade.venue(), trade.seq());
                }
            }

            assertEquals("", trades.holes());
            assertEquals(0, client.dropped());
        }
    }

    @Test
    void shouldDropTheOldestAndKnowTheLatest() throws InterruptedException
    {
        try (Server server = new Server("feed.simulation.symbols=4"); SimpleClient client = SimpleClient.connect(
            ClientConfig.of(server.url()), CAPACITY, Overflow.DROP_OLDEST))
        {
            client.subscribe(Channel.PRICE);
            Server.await(() -> client.dropped() > 100, () -> client.client().getMetrics().toString());

            assertTrue(client.latestPrices().size() >= CAPACITY, () -> client.latestPrices().toString());
            assertNotNull(client.poll(90, TimeUnit.SECONDS));
        }
    }
}
