package io.tickwire.tools.cli;

import io.tickwire.tools.PackedJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The jar, with the libraries that are packed beside it, in a process of its own, as people start and end it.
 */
@Timeout(180)
class ServeProcessIT
{
    private static final int ENDED_BY_SIGTERM = 143;
    private static final int HEAP_USED_UP = 3;
    private static final Pattern READY =
        Pattern.compile("tickwire: ready at (http://127\\.0\\.0\\.1:[0-9]+) \\(dashboard\\), ws://127\\.0\\.0\\.1:.*");

    @TempDir
    private Path folder;
    private Path err;
    private Process process;

    @AfterEach
    void tearDown()
    {
        if (process != null)
        {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldServeUntilItIsToldToEndAndLogAllOfIt() throws Exception
    {
        start("serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=127.0.0.1:0",
            "--set", "server.data=" + folder, "--set", "log.format=json");
        try (BufferedReader out = process.inputReader())
        {
            final String line = String.valueOf(out.readLine());
            final Matcher ready = READY.matcher(line);
            assertTrue(ready.matches(), () -> line + err());
            assertEquals(200, HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(ready.group(1) + "/health/live")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode());
            final String answer = answer(
                ready.group(1).replace("http:", "ws:") + "/ws", "{\"type\":\"ping\",\"id\":7}");
            assertTrue(answer.contains("\"pong\""), () -> answer + err());

            process.toHandle().destroy();
            assertEquals(ENDED_BY_SIGTERM, process.waitFor(), this::err);
            assertNull(out.readLine());
        }

        final List<String> events = err().lines()
            .map(line -> line.replaceAll(".*\"event\":\"([^\"]*)\".*", "$1"))
            .toList();
        assertTrue(events.containsAll(List.of("server.starting", "server.ready", "server.draining")), this::err);
        assertEquals("server.stopped", events.get(events.size() - 1));
    }

    @Test
    void shouldKnowItsClientsByTokensThatTheCommandMakes() throws Exception
    {
        final Path key = folder.resolve("issuer.key");
        final Path apiKeys = folder.resolve("api.keys");
        output("token", "key", "--out", key.toString());
        final String token = output("token", "--key", key.toString(), "--name", "ann", "--audience", "edge");
        final String forOthers = output("token", "--key", key.toString(), "--name", "ann", "--audience", "other");
        final String apiKey = output("token", "--api-keys", apiKeys.toString(), "--name", "bob");

        start(
            "serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=",
            "--set", "access.identity=required",
            "--set", "access.tokens.files=" + key + ".jwks", "--set", "access.tokens.audience=edge",
            "--set", "access.keys.file=" + apiKeys);
        try (BufferedReader out = process.inputReader())
        {
            final String line = String.valueOf(out.readLine());
            final Matcher ready = READY.matcher(line);
            assertTrue(ready.matches(), () -> line + err());
            final String symbols = ready.group(1) + "/api/symbols";

            assertEquals(401, status(symbols, ""));
            assertEquals(401, status(symbols, forOthers));
            assertEquals(200, status(symbols, token));
            assertEquals(200, status(symbols, apiKey));
            // The key is taken away, and the server looks again within seconds.
            Files.writeString(apiKeys, "");
            while (status(symbols, apiKey) == 200)
            {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertEquals(401, status(symbols, apiKey));
            assertEquals(200, status(symbols, token));
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            start("serve", "--set", "server.listeners=127.0.0.1:" + taken.getLocalPort(), "--set", "tls.listeners=");

            assertEquals(Tickwire.FAILED, process.waitFor());
        }
        assertTrue(
            err().lines().anyMatch(line ->
                line.startsWith("tickwire: can not listen at 127.0.0.1:") && line.contains("server.listeners")),
            this::err);
    }

    /** The port of TLS is another setting than that without; the one that is to be changed is named. */
    @Test
    void shouldSayThatThePortOfTlsIsTaken() throws Exception
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            start("serve", "--set", "server.listeners=127.0.0.1:0", "--set", "server.data=" + folder,
                "--set", "tls.listeners=127.0.0.1:" + taken.getLocalPort());

            assertEquals(Tickwire.FAILED, process.waitFor());
        }
        assertTrue(
            err().lines().anyMatch(line ->
                line.startsWith("tickwire: can not listen at 127.0.0.1:") && line.contains("tls.listeners")),
            this::err);
    }

    @Test
    void shouldSayThatACoreCanNotBeHad() throws Exception
    {
        start("serve", "--set", "engine.cores=1023");

        assertEquals(Tickwire.FAILED, process.waitFor());
        assertTrue(err().contains("tickwire: no thread can be pinned to this core: role=pipeline-0"), this::err);
        assertTrue(err().contains("; set engine.cores to cores that are usable"), this::err);
    }

    @Test
    void shouldSayThatThereIsNotTheMemory() throws Exception
    {
        start("serve", "--set", "engine.frames.slab=1GiB");

        assertEquals(Tickwire.FAILED, process.waitFor());
        assertTrue(err().contains("tickwire: there is not so much memory: make "), this::err);
    }

    @Test
    void shouldSayWhatHeapSoManySymbolsNeed() throws Exception
    {
        start("serve", "--set", "feed.simulation.symbols=20000");

        assertEquals(Tickwire.NOT_UNDERSTOOD, process.waitFor());
        assertTrue(err().startsWith("tickwire: the heap is too small: 60000 symbols at venues take 408 "), this::err);
        assertTrue(err().contains(": set TICKWIRE_JAVA_OPTS=-Xmx"), this::err);
        assertTrue(err().contains("feed.simulation.symbols"), this::err);
    }

    /** By the launcher, whose flags see to it; the heap bears the symbols, and not what trades of them add. */
    @Test
    void shouldEndWhereTheHeapIsUsedUp() throws Exception
    {
        err = folder.resolve("err");
        final ProcessBuilder launcher = new ProcessBuilder(
            "./tickwire", "serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=",
            "--set", "feed.simulation.symbols=300", "--set", "feed.simulation.ticksPerSecond=0")
            .redirectOutput(folder.resolve("out").toFile()).redirectError(err.toFile());
        launcher.environment().put("TICKWIRE_JAVA_OPTS", "-Xmx40m -Xmn8m");
        process = launcher.start();

        assertEquals(HEAP_USED_UP, process.waitFor(), this::err);
        assertTrue(err().contains("server.heap_small: 900 symbols at venues take up to "), this::err);
        assertTrue(
            err().contains("tickwire: the heap is used up: set a larger one, such as TICKWIRE_JAVA_OPTS=-Xmx512m\n"),
            this::err);
    }

    /**
     * What a WebSocket's first message is answered with.
     */
    private static String answer(final String uri, final String message) throws Exception
    {
        final CompletableFuture<String> answer = new CompletableFuture<>();
        HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create(uri), new WebSocket.Listener()
            {
                @Override
                public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean last)
                {
                    answer.complete(data.toString());

                    return WebSocket.Listener.super.onText(socket, data, last);
                }
            })
            .get(60, TimeUnit.SECONDS).sendText(message, true);

        return answer.get(60, TimeUnit.SECONDS);
    }

    private String output(final String... args) throws Exception
    {
        start(args);
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Tickwire.DONE, process.waitFor(), this::err);

        return output.strip();
    }

    private static int status(final String uri, final String token) throws Exception
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (!token.isEmpty())
        {
            request.header("Authorization", "Bearer " + token);
        }

        return HttpClient.newHttpClient()
            .send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void start(final String... args) throws IOException
    {
        err = folder.resolve("err");
        process = PackedJar.run(List.of(args)).redirectError(err.toFile()).start();
    }

    private String err()
    {
        try
        {
            return Files.readString(err);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
