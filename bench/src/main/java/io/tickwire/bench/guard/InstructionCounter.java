package io.tickwire.bench.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this machine counts instructions: perf is there, and the hardware lets it.
 */
final class InstructionCounter
{
    static final String EVENT = "instructions:u";

    private InstructionCounter()
    {
    }

    /**
     * The perf that JMH takes, too.
     */
    static List<String> perf()
    {
        final String other = System.getenv("JMH_PERF");

        return List.of(other == null ? "perf" : other);
    }

    /**
     * @return why not, in a line; empty where it does.
     */
    static String obstacle(final List<String> perf)
    {
        try
        {
            final List<String> command = new ArrayList<>(perf);
            command.addAll(List.of("stat", "-x", ",", "-e", EVENT, "true"));
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            final String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

            return process.waitFor() == 0 && Character.isDigit((line + "-").charAt(0)) ? "" :
                "perf: " + line.lines().findFirst().orElse("says nothing");
        }
        catch (final IOException ex)
        {
            return "no perf: " + ex.getMessage();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();

            return "interrupted";
        }
    }
}
