package io.tickwire.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    /**
     * A program of a package; without it, the test is skipped with a line that says so.
     *
     * @return where it is.
     */
    public static String program(final String name, final String packageName) throws InterruptedException
    {
        final Optional<Path> there = find(name);
        if (there.isPresent())
        {
            return there.get().toString();
        }
        final String trouble = install(packageName);
        assumeTrue(trouble.isEmpty(), () -> name + " can not be had: " + trouble);

        return find(name).orElseThrow(() -> new IllegalStateException(packageName + " has no " + name)).toString();
    }

    private static Optional<Path> find(final String name)
    {
        return Stream.of("/usr/bin", "/usr/sbin")
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    }

    private static String run(final List<String> command) throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        return process.waitFor() == 0 ? "" : command + ": " + output;
    }
}
