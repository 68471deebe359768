package io.tickwire.tools.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * npm's pm2 with the file as it is, a daemon of its own, and ports that are free.
 */
@Timeout(300)
class Pm2IT
{
    private static final Pattern READY = Pattern.compile("tickwire: ready at ");

    @TempDir
    private Path folder;
    private String pm2;

    @AfterEach
    void tearDown() throws Exception
    {
        pm2("kill");
    }

    /** What begins, dies and begins anew is the server itself, not a shell around it. */
    @Test
    void shouldStartWatchAndRestartTheServer() throws Exception
    {
        pm2 = DeployTools.npm("pm2", "pm2");

        pm2("start", "tools/deploy/pm2.config.json");
        awaitReady(1);
        final long first = server().path("pid").asLong();
        assertTrue(ProcessHandle.of(first).orElseThrow().info().command().orElse("").endsWith("/java"));
        assertTrue(Files.readString(Path.of("deploy/pm2.config.json")).contains("\"250M\""));
        assertTrue(server().path("monit").path("memory").asLong() < 250 << 20, () -> "memory");

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        awaitReady(2);
        assertNotEquals(first, server().path("pid").asLong());
        assertEquals("online", server().path("pm2_env").path("status").asText());

        pm2("stop", "tickwire");
        assertEquals("stopped", server().path("pm2_env").path("status").asText());
        assertTrue(logs().contains("server.stopped"), this::logs);
    }

    private void awaitReady(final int times) throws InterruptedException
    {
        while (READY.matcher(logs()).results().count() < times)
        {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String logs()
    {
        final StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder))
        {
            for (final Path file : files.filter(path -> path.toString().endsWith(".log")).toList())
            {
                text.append(Files.readString(file));
            }
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }

        return text.toString();
    }

    private JsonNode server() throws Exception
    {
        final String json = pm2("jlist");

        return new ObjectMapper().readTree(json.substring(json.indexOf('['))).path(0);
    }

    private String pm2(final String... args) throws Exception
    {
        if (pm2 == null)
        {
            return "";
        }
        final Path output = folder.resolve("pm2.out");
        final ProcessBuilder builder = new ProcessBuilder(
            Stream.concat(Stream.of(pm2), Stream.of(args)).toList())
            .directory(Path.of("..").toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("pm2.err").toFile());
        builder.environment().putAll(Map.of(
            "PM2_HOME", folder.resolve("pm2").toString(),
            "TICKWIRE_SERVER_LISTENERS", "127.0.0.1:0",
            "TICKWIRE_TLS_LISTENERS", ""));
        assertEquals(0, builder.start().waitFor(), () -> List.of(args) + logs());

        return Files.readString(output);
    }
}
