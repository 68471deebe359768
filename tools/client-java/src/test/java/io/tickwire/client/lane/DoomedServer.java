package io.tickwire.client.lane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, that can be stopped and killed.
 * Thread: any
 */
final class DoomedServer implements AutoCloseable
{
    private static final String READY = "ready";

    private final Process process;

    /**
     * @param settings in addition, {@code key=value}.
     */
    DoomedServer(final Path aeron, final Path errors, final String... settings) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx104m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens", "java.base/java.util.zip=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"),
            DoomedServer.class.getName(), aeron.toString()));
        command.addAll(Arrays.asList(settings));
        process = new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
        final BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        String line = output.readLine();
        while (line != null && !line.equals(READY))
        {
            line = output.readLine();
        }
        if (line == null)
        {
            throw new IOException("the server has ended before it was ready: see " + errors);
        }
    }

    public static void main(final String[] args) throws Exception
    {
        try (Served served = new Served(Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length)))
        {
            System.out.println(READY);
            System.out.flush();
            while (!served.address().isEmpty())
            {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /**
     * What {@code kill -NAME} does.
     */
    void signal(final String name) throws IOException, InterruptedException
    {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    boolean isAlive()
    {
        return process.isAlive();
    }

    /**
     * End it as {@code kill -9} does.
     */
    @Override
    public void close()
    {
        process.destroyForcibly().onExit().join();
    }
}
