package io.tickwire.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Packages of Debian that tests need, by one JVM of those that run tests at a time, as {@code apt-get} wants it.
 * Thread: any
 */
public final class DebianPackages
{
    private static final Path LOCK = Path.of("target", "apt.lock");

    private DebianPackages()
    {
    }

    /**
     * Install packages.
     *
     * @return why they could not be; empty: they are there.
     */
    public static synchronized String install(final String... names) throws InterruptedException
    {
        try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE))
        {
            // Until the file is closed.
            file.lock();
            run(List.of("apt-get", "update", "-qq"));
            final List<String> install =
                new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
            install.addAll(List.of(names));

            return run(install);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    private static String run(final List<String> command) throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        return process.waitFor() == 0 ? "" : command + ": " + output;
    }
}
