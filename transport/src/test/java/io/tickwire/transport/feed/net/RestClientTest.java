package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.ScriptedServer.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * REST over sockets, with servers that answer as they like.
 */
class RestClientTest
{
    private static final int MAX_BYTES = 100_000;
    private static final RestLimits PATIENT = new RestLimits(60_000, 60_000, 4, 100);

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

    @Test
    void shouldTellTheAnswerOnTheLoopsThreadWithPaddingBehindIt()
    {
        final CompletableFuture<String> thread = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(answering("Content-Length: 7", utf8("{\"a\":1}"))))
        {
            final RestClient client = client(PATIENT);
            loop.run(() -> client.get(uri(server), MAX_BYTES, answer ->
                thread.complete(Thread.currentThread().getName() + " " + text(answer) + " " +
                    (answer.body().length - answer.length() >= 16))));

            assertEquals("feed-test {\"a\":1} true", LoopThread.await(thread));
        }
    }

    @Test
    void shouldPutChunksTogether()
    {
        final RestAnswer answer = answerOf(
            answering("Transfer-Encoding: chunked", utf8("3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n")), PATIENT);

        assertEquals(200, answer.status());
        assertEquals("abcdefg", text(answer));
    }

    @Test
    void shouldAskForGzipAndInflateIt()
    {
        final String text = "[\"9000.10\",\"1.5\"],".repeat(5_000);
        final CompletableFuture<String> accepted = new CompletableFuture<>();
        final RestAnswer answer = answerOf(peer ->
        {
            peer.readRequest();
            accepted.complete(peer.header("Accept-Encoding").orElse(""));
            final byte[] body = gzip(utf8(text));
            peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n")
                .send(body).awaitEnd();
        }, PATIENT);

        assertEquals("gzip", LoopThread.await(accepted));
        assertEquals(text, text(answer));
    }

    @Test
    void shouldRefuseMoreThanItMayBeWhileItComes()
    {
        assertFailed("more than 100000 bytes", answerOf(peer ->
        {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            while (true)
            {
                peer.send("x".repeat(1_000));
            }
        }, PATIENT));
    }

    @Test
    void shouldRefuseWhatInflatesToMoreThanItMayBe()
    {
        assertFailed("more than 100000 bytes", answerOf(gzipped(gzip(new byte[MAX_BYTES + 1])), PATIENT));
        assertEquals(MAX_BYTES, answerOf(gzipped(gzip(new byte[MAX_BYTES])), PATIENT).length());
    }

    @Test
    void shouldRefuseWhatIsNotWhatItSays()
    {
        final byte[] cut = gzip(new byte[1_000]);
        assertFailed("gzip", answerOf(gzipped(utf8("hello")), PATIENT));
        assertFailed("gzip", answerOf(gzipped(Arrays.copyOf(cut, cut.length / 2)), PATIENT));
        assertFailed("br", answerOf(answering("Content-Encoding: br\r\nContent-Length: 1", utf8("x")), PATIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"})
    void shouldSayThatThereIsNoAnswer(final String answer)
    {
        final RestAnswer got = answerOf(peer ->
        {
            peer.readRequest();
            peer.send(answer);
        }, PATIENT);

        assertEquals(0, got.status());
        assertFalse(got.reason().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"})
    void shouldNotWaitForEver(final String begun)
    {
        assertFailed("more than 50 ms", answerOf(peer ->
        {
            peer.readRequest();
            peer.send(begun).awaitEnd();
        }, new RestLimits(60_000, 50, 1, 1)));
    }

    @Test
    void shouldTellAStatusWithItsBodyAndHowLongToStayAway()
    {
        final RestAnswer answer = answerOf(peer ->
        {
            peer.readRequest();
            peer.send("HTTP/1.1 429 Too Many\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nslow").awaitEnd();
        }, PATIENT);

        assertEquals(429, answer.status());
        assertFalse(answer.isOk());
        assertEquals(3_000, answer.retryAfterMs());
        assertEquals("slow", text(answer));
    }

    @Test
    void shouldNotFollowARedirect()
    {
        assertEquals(302, answerOf(peer ->
        {
            peer.readRequest();
            peer.send("HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n").awaitEnd();
        }, PATIENT).status());
    }

    @Test
    void shouldAskSoManyAtOnceAndNoMore()
    {
        final Semaphore allowed = new Semaphore(0);
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            while (true)
            {
                peer.readRequest();
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                allowed.acquireUninterruptibly();
                atOnce.decrementAndGet();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        }))
        {
            final RestClient client = client(new RestLimits(60_000, 60_000, 2, 5));
            final List<CompletableFuture<RestAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++)
            {
                final CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
                answers.add(answer);
                loop.run(() -> client.get(uri(server), MAX_BYTES, answer::complete));
            }
            assertFailed("too much is asked", LoopThread.await(answers.get(7)));
            allowed.release(7);
            for (final CompletableFuture<RestAnswer> answer : answers.subList(0, 7))
            {
                assertEquals("ok", text(LoopThread.await(answer)));
            }
            assertTrue(most.get() <= 2, most::toString);
        }
    }

    @Test
    void shouldAskOverTlsWhomItTrustsOnly(@TempDir final Path folder)
    {
        final PrivateAuthority authority = new PrivateAuthority(folder);
        try (ScriptedServer server = ScriptedServer.start(
            authority.server("localhost", 30), answering("Content-Length: 2", utf8("ok"))))
        {
            final URI uri = URI.create("https://localhost:" + server.port());
            assertEquals("ok", text(ask(
                loop.call(() -> new RestClient(loop.loop(), authority.trust(), Optional.empty(), PATIENT)), uri)));
            assertFailed("certification path", ask(client(PATIENT), uri));
        }
    }

    private static void assertFailed(final String reason, final RestAnswer answer)
    {
        assertEquals(0, answer.status());
        assertEquals(0, answer.length());
        assertTrue(answer.reason().contains(reason), answer::reason);
    }

    private RestAnswer answerOf(final Script script, final RestLimits limits)
    {
        try (ScriptedServer server = ScriptedServer.start(script))
        {
            return ask(client(limits), uri(server));
        }
    }

    private RestAnswer ask(final RestClient client, final URI uri)
    {
        final CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
        loop.run(() -> client.get(uri, MAX_BYTES, answer::complete));

        return LoopThread.await(answer);
    }

    private RestClient client(final RestLimits limits)
    {
        return loop.call(() -> new RestClient(
            loop.loop(), Targets.to(URI.create("ws://localhost")).trust(), Optional.empty(), limits));
    }

    private static URI uri(final ScriptedServer server)
    {
        return URI.create("http://localhost:" + server.port() + "/api/v3/depth?symbol=BTC");
    }

    private static Script answering(final String headers, final byte[] body)
    {
        return peer ->
        {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").send(body).awaitEnd();
        };
    }

    private static Script gzipped(final byte[] body)
    {
        return answering("Content-Encoding: gzip\r\nContent-Length: " + body.length, body);
    }

    private static byte[] gzip(final byte[] bytes)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out))
        {
            gzip.write(bytes);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return out.toByteArray();
    }

    private static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(final RestAnswer answer)
    {
        return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
    }
}
