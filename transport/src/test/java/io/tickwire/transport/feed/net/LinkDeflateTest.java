package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.feed.net.ScriptedServer.Script;
import io.tickwire.transport.ws.ClientDeflater;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

import static io.tickwire.transport.feed.net.LinkOpeningTest.assertEnd;
import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.CONTINUATION;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static io.tickwire.transport.ws.ClientFrames.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * RFC 7692 of a client over sockets: whatever a server that was offered permessage-deflate sends.
 */
class LinkDeflateTest
{
    private static final int RSV1 = 0x40;
    private static final int DEFLATED_TEXT = FIN | RSV1 | TEXT;
    private static final String AGREED = "Sec-WebSocket-Extensions: permessage-deflate";
    private static final String FRESH = "; server_no_context_takeover";

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
        assertEquals(List.of(), loop.errors());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldInflateManyMessagesInWhateverPiecesTheyCome(final boolean keepsContext)
    {
        final Random random = new Random(7692);
        final ClientFrames frames = ClientFrames.ofServer();
        final byte[][] messages = new byte[200][];
        try (ClientDeflater deflater = new ClientDeflater(Deflater.BEST_COMPRESSION))
        {
            for (int i = 0; i < messages.length; i++)
            {
                messages[i] = message(random, i);
                final byte[] deflated = deflater.deflate(messages[i]);
                final int half = deflated.length / 2;
                if (i % 3 == 0)
                {
                    frames.frame(FIN | BINARY, messages[i]);
                    deflater.reset();
                }
                else if (i % 3 == 1)
                {
                    frames.frame(FIN | RSV1 | BINARY, deflated);
                }
                else
                {
                    frames.frame(RSV1 | BINARY, Arrays.copyOf(deflated, half)).frame(FIN | ClientFrames.PONG)
                        .frame(FIN | CONTINUATION, Arrays.copyOfRange(deflated, half, deflated.length));
                }
                if (!keepsContext || i % 3 == 0)
                {
                    deflater.reset();
                }
            }
        }
        try (ScriptedServer server = ScriptedServer.start(peer ->
            peer.open(AGREED + (keepsContext ? "" : FRESH) + "\r\n").send(frames.bytes(), 1_777).awaitEnd()))
        {
            connect(server);
            for (int i = 0; i < messages.length; i++)
            {
                if (i % 3 == 2)
                {
                    assertEquals("pong", events.next());
                }
                assertEquals("binary " + HexFormat.of().formatHex(messages[i]), events.next());
            }
        }
    }

    @Test
    void shouldInflateWhatEndsWithALastBlock()
    {
        try (ClientDeflater deflater = new ClientDeflater(Deflater.DEFAULT_COMPRESSION))
        {
            final byte[] hello = utf8("hello hello hello");
            final ClientFrames frames = ClientFrames.ofServer()
                .frame(DEFLATED_TEXT, deflater.deflate(hello))
                .frame(DEFLATED_TEXT, deflater.deflateAsLast(hello))
                .frame(DEFLATED_TEXT, deflater.deflate(hello))
                .frame(DEFLATED_TEXT);
            try (ScriptedServer server = open(frames))
            {
                connect(server);
                for (int i = 0; i < 3; i++)
                {
                    assertEquals("text " + HexFormat.of().formatHex(hello), events.next());
                }
                assertEquals("text ", events.next());
            }
        }
    }

    @Test
    void shouldEndWhereItIsNoDeflate()
    {
        assertViolation(
            ClientFrames.ofServer().frame(DEFLATED_TEXT, (byte)0xFF, (byte)0xFE, (byte)0xFD), 1007, "DEFLATE");
    }

    @Test
    void shouldEndWhereItIsCutOff()
    {
        final byte[] deflated = ClientDeflater.once(utf8("hello, this is of some length, 0123456789"));
        assertViolation(ClientFrames.ofServer().frame(DEFLATED_TEXT, Arrays.copyOf(deflated, deflated.length - 5)),
            1007, "DEFLATE");
    }

    @Test
    void shouldEndWhereItInflatesToNoText()
    {
        assertViolation(
            ClientFrames.ofServer().frame(DEFLATED_TEXT, ClientDeflater.once((byte)0xC0, (byte)0x80)), 1007, "UTF-8");
    }

    @Test
    void shouldEndWhereItInflatesToMoreThanItMayBe()
    {
        assertViolation(
            ClientFrames.ofServer().frame(DEFLATED_TEXT, ClientDeflater.once(new byte[Targets.MAX_MESSAGE_BYTES + 1])),
            1009, "at most");
    }

    @Test
    void shouldEndWhereItPointsBackToWhatIsNotKept()
    {
        try (ClientDeflater deflater = new ClientDeflater(Deflater.BEST_COMPRESSION))
        {
            final byte[] text = utf8("the same text, which is in the window");
            final ClientFrames frames = ClientFrames.ofServer()
                .frame(DEFLATED_TEXT, deflater.deflate(text)).frame(DEFLATED_TEXT, deflater.deflate(text));
            assertViolation(peer -> peer.open(AGREED + FRESH + "\r\n").send(frames).awaitEnd(), 1007, "DEFLATE");
        }
    }

    @Test
    void shouldEndWhereItWasNotAgreedOn()
    {
        final ClientFrames frames = ClientFrames.ofServer().frame(DEFLATED_TEXT, ClientDeflater.once(utf8("hi")));
        assertViolation(peer -> peer.open().send(frames).awaitEnd(), 1002, "a reserved bit");
    }

    /** Small, long, alike and random. */
    private static byte[] message(final Random random, final int number)
    {
        final byte[] bytes = new byte[number % 10 == 0 ? 70_000 : random.nextInt(2_000)];
        if (number % 4 == 0)
        {
            random.nextBytes(bytes);
        }
        else
        {
            for (int i = 0; i < bytes.length; i++)
            {
                bytes[i] = (byte)("tick ".charAt(i % 5) + number % 3);
            }
        }

        return bytes;
    }

    private void assertViolation(final ClientFrames frames, final int code, final String reason)
    {
        assertViolation(peer -> peer.open(AGREED + "\r\n").send(frames).awaitEnd(), code, reason);
    }

    private void assertViolation(final Script script, final int code, final String reason)
    {
        try (ScriptedServer server = ScriptedServer.start(script))
        {
            connect(server);

            assertEnd(events.end(), Cause.VIOLATION, code, reason);
        }
    }

    private static ScriptedServer open(final ClientFrames frames)
    {
        return ScriptedServer.start(peer -> peer.open(AGREED + "\r\n").send(frames).awaitEnd());
    }

    private void connect(final ScriptedServer server)
    {
        loop.connect(Targets.deflating(server.target()), events);
        assertEquals("open", events.next());
    }
}
