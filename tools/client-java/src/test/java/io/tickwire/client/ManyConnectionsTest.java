package io.tickwire.client;

import io.tickwire.client.view.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Many clients on the thread of one loop.
 */
@Timeout(120)
class ManyConnectionsTest
{
    private static final int CLIENTS = 1_000;

    @Test
    void shouldServeAllOnOneThread()
    {
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final List<RecordingListener> listeners = new ArrayList<>();
        final List<TickwireClient> clients = new ArrayList<>();
        try (Server server = new Server("feed.simulation.symbols=4", "limits.connections.perIp=2000",
            "limits.connections.attempts=0", "limits.sockets.perIp=2000");
            ClientLoop loop = ClientLoop.start("many"))
        {
            for (int i = 0; i < CLIENTS; i++)
            {
                final RecordingListener listener = new RecordingListener();
                final TickwireClient client =
                    TickwireClient.connect(loop, ClientConfig.of(server.url()), listener, new ClientListener()
                    {
                        @Override
                        public void onOpen()
                        {
                            threads.add(Thread.currentThread());
                        }
                    });
                client.subscribe(Subscription.of(Channel.BBO, "BTC-USDT"));
                listeners.add(listener);
                clients.add(client);
            }
            Server.await(
                () -> listeners.stream().allMatch(listener -> listener.count(Channel.BBO) > 2),
                () -> listeners.stream().map(listener -> listener.counts + "" + listener.errors).toList().toString());

            assertEquals(CLIENTS, loop.call(loop::connections));
            assertEquals(1, threads.size());
            assertEquals(threads, threadsOf(ClientLoop.class));
            clients.forEach(TickwireClient::close);
            Server.await(() -> loop.call(loop::connections) == 0, () -> "connections that are not closed");
            listeners.forEach(listener -> assertEquals(List.of("1000 "), listener.closes));
        }
    }

    /** Threads that are in a method of a class now. */
    private static Set<Thread> threadsOf(final Class<?> type)
    {
        final Set<Thread> threads = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, frames) ->
        {
            if (Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(type.getName())))
            {
                threads.add(thread);
            }
        });

        return threads;
    }
}
