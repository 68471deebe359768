package io.tickwire.dist;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The archive, unpacked into a folder with a blank in its name, with a JRE that has only the modules which its README
 * names, and neither a JDK nor Maven on the path.
 */
@Timeout(300)
class DistributionIT
{
    private static final Pattern READY = Pattern.compile("tickwire: ready at http://(127\\.0\\.0\\.1:[0-9]+) .*");
    private static final Pattern MODULES = Pattern.compile("--add-modules \\\\\\s+(\\S+)");
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private Path temporary;
    private Path home;
    private Process server;

    @BeforeEach
    void setUp() throws Exception
    {
        final Path folder = Files.createDirectory(temporary.resolve("some folder"));
        finish(new ProcessBuilder("tar", "xzf", System.getProperty("tickwire.distribution"), "-C", folder.toString()));
        try (Stream<Path> found = Files.list(folder))
        {
            home = found.findFirst().orElseThrow();
        }
        final Matcher modules = MODULES.matcher(Files.readString(home.resolve("README.md")));
        assertTrue(modules.find());
        finish(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--output", home.resolve("jre").toString(), "--add-modules", modules.group(1)));
    }

    @AfterEach
    void tearDown()
    {
        if (server != null)
        {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldServeWithNothingButAJre() throws Exception
    {
        for (final String name : List.of("LICENSE", "README.md", "conf/tickwire.yaml", "deploy/systemd"))
        {
            assertTrue(Files.exists(home.resolve(name)), name);
        }
        server = command(
            "serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=127.0.0.1:0",
            "--set", "server.data=" + temporary, "--journal", temporary.resolve("a journal").toString()).start();
        final Matcher ready;
        try (BufferedReader out = server.inputReader())
        {
            ready = READY.matcher(String.valueOf(out.readLine()));
            assertTrue(ready.matches(), this::err);
            assertTrue(answer("ws://" + ready.group(1) + "/ws").contains("pong"), this::err);

            final String status = finish(command("status", ready.group(1), "--json"));
            assertTrue(status.contains("\"status\" : \"up\""), status);
            server.destroy();
            assertEquals(ENDED_BY_SIGTERM, server.waitFor(), this::err);
        }
        final String runs = finish(command("journal", "list", temporary.resolve("a journal").toString()));
        assertTrue(runs.contains("clean"), runs);
        final String config = finish(command("config"));
        assertTrue(config.contains(home.resolve("conf/tickwire.yaml") + ":"), config);
    }

    private ProcessBuilder command(final String... args) throws IOException
    {
        final Path link = temporary.resolve("tickwire");
        if (!Files.exists(link))
        {
            Files.createSymbolicLink(link, home.resolve("bin/tickwire"));
        }
        final List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(args));
        final ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");

        return builder.redirectError(temporary.resolve("err").toFile());
    }

    private String finish(final ProcessBuilder builder) throws Exception
    {
        final Process process = builder.start();
        final String out = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> out + err());

        return out;
    }

    private static String answer(final String url) throws Exception
    {
        final CompletableFuture<String> answer = new CompletableFuture<>();
        final WebSocket client = HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create(url), new WebSocket.Listener()
            {
                @Override
                public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast)
                {
                    answer.complete(data.toString());

                    return null;
                }
            })
            .get(60, TimeUnit.SECONDS);
        client.sendText("{\"type\":\"ping\"}", true);
        try
        {
            return answer.get(60, TimeUnit.SECONDS);
        }
        finally
        {
            client.abort();
        }
    }

    private String err()
    {
        try
        {
            return Files.readString(temporary.resolve("err"));
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
