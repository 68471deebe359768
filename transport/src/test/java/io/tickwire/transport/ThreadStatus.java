package io.tickwire.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the kernel says of the cores of the thread that asks; read without the code under test.
 */
final class ThreadStatus
{
    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private ThreadStatus()
    {
    }

    /** Skip a test whose thread can not be put on these cores. */
    static void assumeCores(final int... wanted)
    {
        assumeTrue(Files.isReadable(STATUS), "there is no " + STATUS + " here to see a thread's cores in");
        final String cores = cores();
        for (final int core : wanted)
        {
            assumeTrue(isIn(cores, core), "it takes core " + core + ", and the tests run on " + cores);
        }
    }

    static String cores()
    {
        try
        {
            return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> line.substring(ALLOWED.length()).strip())
                .findFirst()
                .orElseThrow();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean isIn(final String cores, final int core)
    {
        return Arrays.stream(cores.split(",")).map(range -> range.split("-")).anyMatch(ends ->
            core >= Integer.parseInt(ends[0]) && core <= Integer.parseInt(ends[ends.length - 1]));
    }
}
