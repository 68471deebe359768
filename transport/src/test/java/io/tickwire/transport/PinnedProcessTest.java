package io.tickwire.transport;

import io.tickwire.engine.RoleThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * All that processes of their own print: what they were asked for, and not a word of the libraries.
 */
@Timeout(180)
class PinnedProcessTest
{
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** What the launcher gives every JVM: the library that pins loads a native part, of which JDK 24 and later warn. */
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    @Test
    void shouldPinInSilence() throws IOException, InterruptedException
    {
        ThreadStatus.assumeCores(0);

        assertEquals("0\n", output(List.of(), List.of(NATIVE), 0));
    }

    @Test
    void shouldRefuseACoreThatTasksetTookAway() throws IOException, InterruptedException
    {
        ThreadStatus.assumeCores(0, 1);
        assumeTrue(Files.isExecutable(TASKSET), "skipped: there is no " + TASKSET + " here");
        final List<String> onCore1 = List.of(TASKSET.toString(), "--cpu-list", "1");

        assertEquals("1\n", output(onCore1, List.of(NATIVE), 1));
        assertEquals(
            "no thread can be pinned to this core: role=pipeline-0 core=0 usable=1\n",
            output(onCore1, List.of(NATIVE), 0));
    }

    @Test
    void shouldLoadNothingNativeWhereNoCoreIsGiven() throws IOException, InterruptedException
    {
        ThreadStatus.assumeCores(0);

        assertEquals(ThreadStatus.cores() + "\n", output(List.of(), List.of(), RoleThreads.ANY_CORE));
    }

    private static String output(final List<String> before, final List<String> flags, final int core)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PinnedProcess.class.getName(), Integer.toString(core)));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        return output;
    }
}
