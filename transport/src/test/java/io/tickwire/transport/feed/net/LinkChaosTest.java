package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.ScriptedServer.Peer;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.SSLContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Many links at once, servers and listeners that do anything at any time: each link's end is told once, nothing behind
 * it, and nothing fails.
 */
class LinkChaosTest
{
    private static final int LINKS = 300;
    private static final int MAX_DELAY_US = 20_000;
    private static final LinkLimits LIMITS = new LinkLimits(60_000, 20, 20, 20, 1 << 12);

    @TempDir
    private static Path folder;
    private static PrivateAuthority authority;
    private static SSLContext localhost;

    private final AtomicInteger connections = new AtomicInteger();

    @BeforeAll
    static void certify()
    {
        authority = new PrivateAuthority(folder);
        localhost = authority.server("localhost", 30);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldTellOfEachEndOnce(final long seed)
    {
        try (ScriptedServer server = ScriptedServer.start(peer -> misbehave(peer, seed)))
        {
            run(server, seed);
        }
    }

    @Test
    void shouldTellOfEachEndOnceOverTls()
    {
        try (ScriptedServer server = ScriptedServer.start(localhost, peer -> misbehave(peer, 4)))
        {
            run(server, 4);
        }
    }

    private static void run(final ScriptedServer server, final long seed)
    {
        final LinkTarget target =
            Targets.within(Targets.deflating(Targets.trusting(server.target(), authority.trust())), LIMITS);
        final Random random = new Random(seed);
        final List<LinkEvents> all = new ArrayList<>();
        try (LoopThread loop = LoopThread.start())
        {
            for (int i = 0; i < LINKS; i++)
            {
                final LinkEvents events = new LinkEvents();
                all.add(events);
                final WebSocketLink link = loop.connect(target, events);
                for (int acts = random.nextInt(4); acts > 0; acts--)
                {
                    final int act = random.nextInt(5);
                    final long delayNs = TimeUnit.MICROSECONDS.toNanos(random.nextInt(MAX_DELAY_US));
                    loop.run(() -> loop.loop().schedule(delayNs, () -> act(link, act)));
                }
            }
            // The others are told by the loop's own end.
            all.subList(0, LINKS - LINKS / 10).forEach(LinkEvents::end);
            loop.run(loop.loop()::close);
            all.forEach(LinkEvents::end);

            assertEquals(List.of(), loop.errors());
            assertEquals(List.of(), server.failures());
        }
    }

    private static void act(final WebSocketLink link, final int act)
    {
        switch (act)
        {
            case 0 -> link.abort("chaos");
            case 1 -> link.close(1000, "chaos");
            case 2 -> link.ping();
            case 3 -> link.sendText("x".repeat(3_000));
            default -> link.sendBinary(new byte[9], 0, 9);
        }
    }

    /** Up to a point as it should, then not; each connection ends after a while. */
    private void misbehave(final Peer peer, final long seed) throws IOException
    {
        final Random random = new Random(seed << Integer.SIZE | connections.getAndIncrement());
        peer.socket().setSoTimeout(1 + random.nextInt(50));
        peer.socket().setSoLinger(random.nextInt(4) == 0, 0);
        if (random.nextInt(8) == 0)
        {
            peer.awaitEnd();

            return;
        }
        peer.readRequest();
        final String answer = peer.taken() + "\r\n";
        peer.send(random.nextInt(8) == 0 ? answer.substring(random.nextInt(answer.length())) : answer);
        for (int i = random.nextInt(20); i > 0; i--)
        {
            peer.send(frames(random), 1 + random.nextInt(2_000));
        }
        if (random.nextBoolean())
        {
            peer.awaitEnd();
        }
    }

    private static byte[] frames(final Random random)
    {
        final ClientFrames frames = ClientFrames.ofServer();
        switch (random.nextInt(8))
        {
            case 0 -> frames.frame(ClientFrames.FIN | ClientFrames.PING, new byte[random.nextInt(126)]);
            case 1 -> frames.close(1000 + random.nextInt(20));
            case 2 -> frames.raw(random.nextInt(256), random.nextInt(256), random.nextInt(256));
            case 3 -> frames.frame(ClientFrames.TEXT, new byte[random.nextInt(9)]);
            case 4 -> frames.frame(ClientFrames.FIN | ClientFrames.CONTINUATION, new byte[3]);
            default -> frames.frame(ClientFrames.FIN | ClientFrames.BINARY, new byte[random.nextInt(5_000)]);
        }

        return frames.bytes();
    }
}
