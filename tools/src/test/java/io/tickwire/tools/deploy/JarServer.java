package io.tickwire.tools.deploy;

import io.tickwire.tools.PackedJar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packed jar, serving in a process of its own, with the simulated market, on a port that was free.
 * Thread: any
 */
final class JarServer implements AutoCloseable
{
    private static final Pattern READY = Pattern.compile("tickwire: ready at http://127\\.0\\.0\\.1:([0-9]+) ");

    private final Path out;
    private final Path err;
    private final Process process;

    private JarServer(final Path folder, final Map<String, String> environment, final List<String> args)
        throws IOException
    {
        out = folder.resolve("out");
        err = folder.resolve("err");
        final List<String> command =
            new ArrayList<>(List.of("serve", "--set", "tls.listeners=", "--set", "server.data=" + folder));
        command.addAll(args);
        final ProcessBuilder builder = PackedJar.run(command)
            .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /**
     * @param folder      for all that it writes.
     * @param environment besides that of this process.
     * @param args        of {@code serve}, a listener of 127.0.0.1 among them.
     */
    static JarServer start(final Path folder, final Map<String, String> environment, final String... args)
        throws IOException
    {
        return new JarServer(Files.createDirectories(folder), environment, List.of(args));
    }

    Process process()
    {
        return process;
    }

    /** The first port at which it listens, once it does. */
    int port() throws IOException, InterruptedException
    {
        while (true)
        {
            final Matcher ready = READY.matcher(Files.readString(out));
            if (ready.find())
            {
                return Integer.parseInt(ready.group(1));
            }
            if (!process.isAlive())
            {
                throw new IllegalStateException("the server ended: " + Files.readString(err));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    String get(final String path) throws IOException, InterruptedException
    {
        return HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
    }
}
