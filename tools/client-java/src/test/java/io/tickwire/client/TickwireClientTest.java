package io.tickwire.client;

import io.tickwire.client.view.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The client with a server, over a socket, in each encoding.
 */
@Timeout(120)
class TickwireClientTest
{
    private static final List<Channel> BUSY = List.of(
        Channel.PRICE, Channel.BBO, Channel.BOOK, Channel.TRADE, Channel.STATS, Channel.CANDLE, Channel.MARKET);

    private final RecordingListener all = new RecordingListener();
    private Server server;

    @BeforeEach
    void start()
    {
        server = new Server();
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"JSON, true", "MSGPACK, true", "MSGPACK, false", "COMPACT, true", "COMPACT, false", "SBE, true"})
    void shouldReadAllChannelsWithoutAMistake(final Encoding encoding, final boolean isScaled)
    {
        final ClientConfig scaled = ClientConfig.of(server.url()).with(encoding);
        final RecordingListener own = new RecordingListener();
        try (TickwireClient client = TickwireClient.connect(isScaled ? scaled : scaled.withFloats(), all))
        {
            BUSY.forEach(channel -> client.subscribe(
                channel == Channel.BOOK ? Subscription.of(channel, "*").asDeltas().withChecksum() :
                Subscription.of(channel), own));
            for (final Channel channel : BUSY)
            {
                Server.await(() -> own.count(channel) > (channel == Channel.MARKET ? 1 : 40),
                    () -> channel + " " + own.counts + all.errors + all.closes + client.getMetrics());
            }

            final ClientMetrics metrics = client.getMetrics();
            assertEquals(List.of(), all.errors);
            assertEquals(List.of(), all.gaps);
            assertEquals(0, metrics.errorCount() + metrics.duplicates() + metrics.missed() + metrics.resyncs());
            assertEquals("healthy", client.getHealth().status(), client.getHealth()::toString);
            for (final Channel channel : BUSY)
            {
                assertEquals(channel == Channel.MARKET, own.count(channel) < 41, own.counts::toString);
            }
        }
        assertEquals(List.of("1000 "), all.closes);
    }
}
