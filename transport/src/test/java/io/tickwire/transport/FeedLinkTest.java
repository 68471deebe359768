package io.tickwire.transport;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.feed.net.LinkEnd;
import io.tickwire.transport.feed.net.LinkLimits;
import io.tickwire.transport.feed.net.LinkListener;
import io.tickwire.transport.feed.net.LinkTarget;
import io.tickwire.transport.feed.net.NetLoop;
import io.tickwire.transport.feed.net.WebSocketLink;
import io.tickwire.transport.tls.ClientTrust;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A feed's link to a server of our own, over TLS.
 */
class FeedLinkTest
{
    private static final long PATIENCE_S = 60;

    @Test
    void shouldBeAClientOfOurServer(@TempDir final Path folder) throws Exception
    {
        TlsServer.makeCertificate(folder, "server");
        final List<Throwable> errors = new CopyOnWriteArrayList<>();
        final Lines lines = new Lines();
        try (TestServer server = TlsServer.start(folder, config -> config);
            NetLoop loop = NetLoop.open("feed-test", SystemEpochNanoClock.INSTANCE, WaitProfile.ECO, errors::add))
        {
            final LinkTarget target = new LinkTarget(
                URI.create("wss://localhost:" + TlsServer.port(server) + "/ws"),
                Map.of(),
                ClientTrust.context(List.of(folder.resolve("server.crt"))),
                Optional.empty(),
                true,
                1 << 20,
                LinkLimits.defaults());
            final Thread thread = new Thread(loop, "feed-test");
            assertTrue(loop.execute(() -> lines.link = loop.connect(target, lines)));
            thread.start();

            assertEquals("open", lines.next());
            String line = lines.next();
            while (!line.contains("\"price_update\""))
            {
                line = lines.next();
            }
            assertTrue(loop.execute(() -> lines.link.close(1000, "bye")));
            while (!line.startsWith("closed OWN 1000"))
            {
                line = lines.next();
            }
            loop.execute(loop::close);
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
            assertEquals(List.of(), errors);
        }
    }

    /** Keeps what it is told. */
    private static final class Lines implements LinkListener
    {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private volatile WebSocketLink link;

        @Override
        public void onOpen()
        {
            lines.add("open");
            assertTrue(link.sendText("{\"type\":\"subscribe\",\"channel\":\"price\",\"symbols\":[\"*\"]}"));
        }

        @Override
        public void onMessage(
            final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            lines.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void onClosed(final LinkEnd end)
        {
            lines.add("closed " + end.cause() + " " + end.code());
        }

        private String next() throws InterruptedException
        {
            final String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (line == null)
            {
                throw new AssertionError("nothing more comes");
            }

            return line;
        }
    }
}
