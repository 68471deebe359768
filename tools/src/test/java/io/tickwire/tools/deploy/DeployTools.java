package io.tickwire.tools.deploy;


import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The programs that the deployment's files are for, installed where they are missing: Debian's and npm's.
 * Thread: any
 */
final class DeployTools
{
    /** The folder with the files that are tested. */
    static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    private static final Path INSTALLED = Path.of("target/deploy-tools").toAbsolutePath();
    private static final long INSTALL_MINUTES = 5;

    private DeployTools()
    {
    }

    /**
     * A program of a package of npm; without it, the test is skipped with a line that says so.
     */
    static String npm(final String program, final String packageName) throws Exception
    {
        final Path path = INSTALLED.resolve("node_modules/.bin").resolve(program);
        if (!Files.isExecutable(path))
        {
            Files.createDirectories(INSTALLED);
            final Result installed = run(
                INSTALLED, List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", ".", packageName));
            if (installed.code() != 0)
            {
                abort(program + " can not be had (npm install " + packageName + "): " + installed.output());
            }
        }

        return path.toString();
    }

    /**
     * What a program ended with, and said to both of its streams.
     * Thread: any
     */
    record Result(int code, String output)
    {
    }

    static Result run(final Path folder, final List<String> command) throws IOException, InterruptedException
    {
        final Path output = Files.createTempFile("tool", ".txt");
        final Process process = new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES))
        {
            process.destroyForcibly();
            throw new IOException("still at it after " + INSTALL_MINUTES + " minutes: " + command);
        }
        final String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);

        return new Result(process.exitValue(), text);
    }
}
