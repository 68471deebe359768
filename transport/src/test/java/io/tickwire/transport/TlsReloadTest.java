package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.Trust;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.protocol.WireValues;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many clients over TLS at once: they get what they would get without, also while certificates change.
 */
class TlsReloadTest
{
    private static final int CLIENTS = 24;
    private static final int RELOADS = 4;
    private static final int ENOUGH = 50;
    private static final long NEVER_MS = 3_600_000;
    private static final SimulatedMarket BUSY = new SimulatedMarket(1, List.of("alpha"), 1, 2_000, 0);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingOfAnyoneWhileCertificatesChange() throws Exception
    {
        TlsServer.makeCertificate(folder, "server");
        copy("server", "a");
        TlsServer.makeCertificate(folder, "b");
        final Limits.Slow patient = new Limits.Slow(1 << 26, NEVER_MS, NEVER_MS, NEVER_MS, 1 << 16);
        try (TestServer server = TlsServer.start(folder, config -> config
            .with(config.limits().with(patient).with(new Limits.Liveness(0, 0, 0)))
            .with(FeedSettings.simulated(BUSY))))
        {
            final List<Subscriber> subscribers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++)
            {
                subscribers.add(new Subscriber(server));
            }
            awaitMore(subscribers);
            for (int i = 1; i <= RELOADS; i++)
            {
                final String name = i % 2 == 0 ? "a" : "b";
                copy(name, "server");
                server.awaitCount(ServerCounter.TLS_RELOADS, i);
                try (SSLSocket socket = connect(server, name + ".crt"))
                {
                    assertEquals(
                        i % 2 == 0 ? "CN=server" : "CN=b", socket.getSession().getPeerPrincipal().getName());
                }
                awaitMore(subscribers);
            }
            for (final Subscriber subscriber : subscribers)
            {
                subscriber.end();
            }
            assertEquals(CLIENTS, server.count(ServerCounter.CONNECTIONS_OPENED));
            assertEquals(0, server.count(ServerCounter.GAPS_TOLD));
        }
    }

    /** The same bytes as without TLS, in the fast encoding too. */
    @Test
    void shouldSendTheSameFramesAsWithoutTls()
    {
        TlsServer.makeCertificate(folder, "server");
        try (TestServer server = TlsServer.start(folder, config -> config.with(FeedSettings.simulated(BUSY)));
            RawClient plain = RawClient.open(server.port(), "/ws?encoding=compact", 0);
            RawClient secure = RawClient.open(connect(server, "server.crt"), "/ws?encoding=compact", false))
        {
            final byte[] wish = WireValues.msgpack(
                Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("BTCUSDT"), "mode", "raw"));
            plain.sendFrame(ClientFrames.BINARY, wish);
            final List<byte[]> plainFrames = frames(plain, 1);
            secure.sendFrame(ClientFrames.BINARY, wish);
            final List<byte[]> secureFrames = frames(secure, 200);
            int at = -1;
            while (at < 0)
            {
                plainFrames.addAll(frames(plain, 1));
                at = Arrays.equals(plainFrames.get(plainFrames.size() - 1), secureFrames.get(0)) ?
                    plainFrames.size() - 1 : -1;
            }
            plainFrames.addAll(frames(plain, secureFrames.size()));
            for (int i = 0; i < secureFrames.size(); i++)
            {
                assertEquals(
                    WireValues.ofMsgpack(plainFrames.get(at + i)), WireValues.ofMsgpack(secureFrames.get(i)));
            }
        }
    }

    private static List<byte[]> frames(final RawClient client, final int count)
    {
        final List<byte[]> frames = new ArrayList<>();
        while (frames.size() < count)
        {
            final byte[] payload = client.await(frame -> frame.opcode() == ClientFrames.BINARY).payload();
            // What concerns this connection alone is a map.
            if (WireValues.ofMsgpack(payload) instanceof List<?>)
            {
                frames.add(payload);
            }
        }

        return frames;
    }

    /** All at once, each from where it is now. */
    private static void awaitMore(final List<Subscriber> subscribers)
    {
        final Map<Subscriber, Long> before = new HashMap<>();
        subscribers.forEach(subscriber -> before.put(subscriber, subscriber.count));
        before.forEach(Subscriber::awaitMoreThan);
    }

    private SSLSocket connect(final TestServer server, final String authority)
    {
        return TlsServer.connect(TlsServer.port(server), Trust.in(folder.resolve(authority)), 0);
    }

    private void copy(final String from, final String to) throws IOException
    {
        // The key first: while it is not the certificate's, what was there before holds.
        for (final String end : List.of(".key", ".crt"))
        {
            final Path beside = folder.resolve("beside" + end);
            Files.copy(folder.resolve(from + end), beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, folder.resolve(to + end), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Reads trades, and holds that each follows the one before.
     */
    private final class Subscriber
    {
        private final RawClient client;
        private final Map<String, Long> last = new HashMap<>();
        private final AtomicBoolean isEnding = new AtomicBoolean();
        private final AtomicReference<String> problem = new AtomicReference<>();
        private final Thread thread = new Thread(this::read);
        private volatile long count;

        private Subscriber(final TestServer server)
        {
            client = RawClient.open(connect(server, "server.crt"), "/ws", false);
            client.send(SlowServer.subscribe("trade", ",\"mode\":\"raw\""));
            thread.start();
        }

        private void read()
        {
            for (RawClient.Frame frame = client.next(); frame != null; frame = client.next())
            {
                if (frame.type().equals("trade_update"))
                {
                    onTrade(frame.json());
                }
                else if (!frame.type().equals("subscribed") && !frame.type().equals("server_status"))
                {
                    problem.compareAndSet(null, "came: " + frame.type() + " opcode=" + frame.opcode());
                }
            }
            if (!isEnding.get())
            {
                problem.compareAndSet(null, "the connection ended");
            }
        }

        private void onTrade(final JsonNode trade)
        {
            final long sequence = trade.path("seq").asLong();
            final Long previous = last.put(trade.path("venue").asString(), sequence);
            if (previous != null && sequence != previous + 1)
            {
                problem.compareAndSet(null, previous + " then " + trade);
            }
            count++;
        }

        private void awaitMoreThan(final long before)
        {
            Patience.await("trades", () -> count >= before + ENOUGH || problem.get() != null);
            assertNull(problem.get());
        }

        private void end() throws InterruptedException
        {
            isEnding.set(true);
            client.kill();
            thread.join();
            assertNull(problem.get());
            assertTrue(count > 0);
        }
    }
}
