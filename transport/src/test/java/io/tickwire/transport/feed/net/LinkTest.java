package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.feed.net.ScriptedServer.Frame;
import io.tickwire.transport.feed.net.ScriptedServer.Peer;
import io.tickwire.transport.feed.net.ScriptedServer.Script;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static io.tickwire.transport.feed.net.LinkOpeningTest.assertEnd;
import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static io.tickwire.transport.ws.ClientFrames.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What becomes of a link that is open, whatever the server does.
 */
class LinkTest
{
    private static final int SHORT_MS = 50;
    private static final int LONG_MS = 60_000;

    private final LinkEvents events = new LinkEvents();
    private LoopThread loop;

    @BeforeEach
    void start()
    {
        loop = LoopThread.start();
    }

    @AfterEach
    void stop()
    {
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void shouldSendWhatIsMaskedByAnotherKeyEachTime(final int length)
    {
        final byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        final CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            received.complete(peer.open().readFrame().payload());
            peer.awaitEnd();
        }))
        {
            final WebSocketLink link = open(server);
            assertTrue(loop.call(() -> link.sendBinary(payload, 0, length)));

            assertEquals(
                HexFormat.of().formatHex(payload),
                HexFormat.of().formatHex(LoopThread.await(received)));
            assertEquals(0, loop.call(link::queuedBytes));
        }
    }

    @Test
    void shouldTellOfPongs()
    {
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            final Frame ping = peer.open().readFrame();
            peer.send(ClientFrames.ofServer().frame(FIN | ClientFrames.PONG, ping.payload())).awaitEnd();
        }))
        {
            final WebSocketLink link = open(server);
            assertTrue(loop.call(link::isOpen));
            assertTrue(loop.call(link::ping));

            assertEquals("pong", events.next());
        }
    }

    @Test
    void shouldTellWhyTheServerCloses()
    {
        final CompletableFuture<Frame> answer = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> answer.complete(
            peer.open().send(ClientFrames.ofServer().close(4009, utf8("na\u00efve\n client"))).readFrame())))
        {
            open(server);

            assertEnd(events.end(), Cause.CLOSED, 4009, "na\u00efve  client");
            assertEquals(4009, LoopThread.await(answer).closeCode());
        }
    }

    @Test
    void shouldTellThatTheServerClosesWithoutACode()
    {
        assertEnd(endOf(peer -> peer.send(ClientFrames.ofServer().frame(FIN | CLOSE)).awaitEnd()),
            Cause.CLOSED, 1005, "");
    }

    @Test
    void shouldTellOfAnEndInTheMiddleOfAFrame()
    {
        assertEnd(endOf(peer -> peer.send(ClientFrames.ofServer().raw(FIN | TEXT, 5, 'h', 'e'))),
            Cause.CUT, LinkEnd.ABNORMAL, "it ended without a close");
    }

    @Test
    void shouldTellOfAReset()
    {
        assertEnd(endOf(peer -> peer.socket().setSoLinger(true, 0)), Cause.CUT, LinkEnd.ABNORMAL, "");
    }

    @Test
    void shouldEndWhereGarbageComes()
    {
        final CompletableFuture<Integer> code = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
            code.complete(peer.open().send("HTTP/1.1 500 oops\r\n\r\n").readFrame().closeCode())))
        {
            open(server);

            assertEnd(events.end(), Cause.VIOLATION, 1002, "a reserved bit");
            assertEquals(1002, LoopThread.await(code));
        }
    }

    @Test
    void shouldEndWhereAMessageIsLongerThanItMayBe()
    {
        final int bound = 100_000;
        final byte[] longest = new byte[bound];
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.open()
            .send(ClientFrames.ofServer().frame(FIN | ClientFrames.BINARY, longest))
            .send(ClientFrames.ofServer().frame(ClientFrames.BINARY, longest)
                .frame(FIN | ClientFrames.CONTINUATION, (byte)1))
            .awaitEnd()))
        {
            connect(Targets.limited(server.target(), bound));
            assertEquals("open", events.next());
            assertEquals("binary ".length() + 2 * bound, events.next().length());

            assertEnd(events.end(), Cause.VIOLATION, 1009, "at most 100000 bytes");
        }
    }

    @Test
    void shouldCloseByAHandshakeAndHandNothingOverMeanwhile()
    {
        final CompletableFuture<String> seen = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            final Frame close = peer.open().readFrame();
            peer.send(ClientFrames.ofServer().text("late").close(1000));
            seen.complete(close.closeCode() + " " + close.text().substring(2) + " " + peer.hasEnded());
        }))
        {
            final WebSocketLink link = open(server);
            final String reason = "\u00fc".repeat(100);
            loop.run(() -> link.close(3001, reason));
            assertFalse(loop.call(() -> link.sendText("late")));

            assertEnd(events.end(), Cause.OWN, 3001, reason);
            assertEquals(0, events.left());
            // There is room for 123 bytes, and for no half of a character.
            assertEquals("3001 " + "\u00fc".repeat(61) + " true", LoopThread.await(seen));
        }
    }

    @Test
    void shouldNotWaitForEverForTheAnswerToAClose()
    {
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.open().awaitEnd()))
        {
            final LinkLimits limits = new LinkLimits(LONG_MS, LONG_MS, LONG_MS, SHORT_MS, 1 << 18);
            final WebSocketLink link = connect(Targets.within(server.target(), limits));
            assertEquals("open", events.next());
            loop.run(() -> link.close(1000, "bye"));

            assertEnd(events.end(), Cause.OWN, 1000, "bye");
        }
    }

    @Test
    void shouldRefuseWhatThereIsNoRoomForAndStillEnd()
    {
        final CountDownLatch isFull = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            peer.open();
            awaitQuietly(isFull);
            while (peer.readFrame().opcode() != CLOSE)
            {
                // Read on.
            }
            peer.send(ClientFrames.ofServer().close(1000));
        }))
        {
            final int bound = 1 << 12;
            final WebSocketLink link =
                connect(Targets.within(server.target(), new LinkLimits(LONG_MS, LONG_MS, LONG_MS, LONG_MS, bound)));
            assertEquals("open", events.next());
            final byte[] part = new byte[bound / 4];
            boolean isSent = true;
            while (isSent)
            {
                isSent = loop.call(() -> link.sendBinary(part, 0, part.length));
                assertTrue(loop.call(link::queuedBytes) <= bound);
            }
            assertFalse(loop.call(() -> link.sendBinary(new byte[bound], 0, bound)));
            isFull.countDown();
            loop.run(() -> link.close(1000, "bye"));

            // The server answers it, so that it was sent.
            assertEnd(events.end(), Cause.OWN, 1000, "bye");
        }
    }

    @Test
    void shouldHandNothingOverBehindAnAbort()
    {
        final AtomicInteger messages = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(
            peer -> peer.open().send(ClientFrames.ofServer().text("a").text("b").text("c").close(1000)).awaitEnd()))
        {
            final Aborting listener = new Aborting(messages);
            loop.run(() -> listener.link = loop.loop().connect(server.target(), listener));

            assertEnd(listener.end(), Cause.OWN, LinkEnd.ABNORMAL, "enough");
            assertEquals(1, messages.get());
        }
        assertEquals(List.of(), loop.errors());
    }

    @Test
    void shouldEndALinkWhoseListenerFails()
    {
        final CompletableFuture<Integer> code = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
            code.complete(peer.open().send(ClientFrames.ofServer().text("a").text("b")).readFrame().closeCode())))
        {
            final LinkEvents failing = new LinkEvents()
            {
                @Override
                public void onMessage(
                    final boolean isText, final byte[] buffer, final int offset, final int length, final long timeNs)
                {
                    throw new IllegalStateException("on purpose");
                }
            };
            loop.connect(server.target(), failing);

            assertEnd(failing.end(), Cause.OWN, 1011, "on purpose");
            assertEquals(1011, LoopThread.await(code));
            assertEquals(1, loop.errors().size());
        }
    }

    @Test
    void shouldSayGoodbyeWhereTheLoopEnds()
    {
        final CompletableFuture<Integer> code = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> code.complete(peer.open().readFrame().closeCode())))
        {
            final WebSocketLink link = open(server);
            final LinkEvents opening = new LinkEvents();
            loop.run(() ->
            {
                loop.loop().connect(server.target(), opening);
                loop.loop().close();
            });

            assertEnd(events.end(), Cause.OWN, 1001, "the loop ends");
            assertEnd(opening.end(), Cause.OWN, LinkEnd.ABNORMAL, "the loop ends");
            assertEquals(1001, LoopThread.await(code));
            assertFalse(link.isOpen());
        }
    }

    @Test
    @Timeout(60)
    void shouldServeOthersWhileOneFloods()
    {
        try (ScriptedServer flooding = ScriptedServer.start(LinkTest::flood);
            ScriptedServer other = ScriptedServer.start(LinkTest::echo))
        {
            final AtomicInteger messages = new AtomicInteger();
            loop.connect(flooding.target(), new Counting(messages));
            final WebSocketLink link = open(other);
            while (messages.get() == 0)
            {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 100; i++)
            {
                assertTrue(loop.call(() -> link.sendText("hi")));
                assertEquals("text 6869", events.next());
                final CompletableFuture<Boolean> timer = new CompletableFuture<>();
                loop.run(() -> loop.loop().schedule(1, () -> timer.complete(true)));
                assertTrue(LoopThread.await(timer));
            }
        }
    }

    private WebSocketLink open(final ScriptedServer server)
    {
        final WebSocketLink link = connect(server.target());
        assertEquals("open", events.next());

        return link;
    }

    private WebSocketLink connect(final LinkTarget target)
    {
        return loop.connect(target, events);
    }

    /** The end of a link that was open, and behind which the server runs the rest of a script. */
    private LinkEnd endOf(final Script script)
    {
        try (ScriptedServer server = ScriptedServer.start(peer -> script.run(peer.open())))
        {
            open(server);
            final LinkEnd end = events.end();
            assertEquals(0, events.left());
            assertEquals(List.of(), loop.errors());

            return end;
        }
    }

    private static void flood(final Peer peer) throws IOException
    {
        final byte[] frame = ClientFrames.ofServer().text("x".repeat(1_000)).bytes();
        peer.open();
        while (true)
        {
            peer.send(frame);
        }
    }

    private static void echo(final Peer peer) throws IOException
    {
        peer.open();
        while (true)
        {
            peer.send(ClientFrames.ofServer().frame(FIN | TEXT, peer.readFrame().payload()));
        }
    }

    private static void awaitQuietly(final CountDownLatch latch) throws IOException
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException ex)
        {
            throw new IOException(ex);
        }
    }

    /** Ends its link with the first message. */
    private static final class Aborting extends LinkEvents
    {
        private final AtomicInteger messages;
        private WebSocketLink link;

        private Aborting(final AtomicInteger messages)
        {
            this.messages = messages;
        }

        @Override
        public void onMessage(
            final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            messages.incrementAndGet();
            link.abort("enough");
        }
    }

    /** Counts messages. */
    private static final class Counting extends LinkEvents
    {
        private final AtomicInteger messages;

        private Counting(final AtomicInteger messages)
        {
            this.messages = messages;
        }

        @Override
        public void onMessage(
            final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            messages.incrementAndGet();
        }
    }
}
