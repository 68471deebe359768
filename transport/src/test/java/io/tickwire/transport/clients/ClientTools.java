package io.tickwire.transport.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs that clients run on, installed where they are missing: packages of npm beside the build's other results,
 * packages of Python from Debian.
 */
public final class ClientTools
{
    private static final Path SCRIPTS = Path.of("src/test/clients");
    private static final Path INSTALLED = Path.of("target/clients");
    private static final String PYTHON = "/usr/bin/python3";
    private static final long INSTALL_MINUTES = 5;

    private ClientTools()
    {
    }

    /**
     * The command that runs a script of Node, its packages in place.
     */
    public static List<String> node(final String script)
    {
        alone(() ->
        {
            installNode();
            install(script);
        });

        return List.of("node", path(script));
    }

    /**
     * The command that runs a script of Python, its packages in place.
     */
    public static List<String> python(final String script)
    {
        alone(() ->
        {
            installPython();
            install(script);
        });

        return List.of(PYTHON, path(script));
    }

    /**
     * The command that runs a browser's script as it is, where packages are in place.
     */
    public static List<String> browserScript(final String name, final String script)
    {
        alone(() ->
        {
            installNode();
            install("websocket.mjs");
            write(name, script);
        });

        return List.of("node", "--import", "file://" + path("websocket.mjs"), path(name));
    }

    /**
     * The command that runs a script of Python as it is, with a module more than it imports.
     */
    public static List<String> pythonScript(final String name, final String script, final String module)
    {
        alone(() ->
        {
            installPython();
            write(name, script);
        });
        final String run = "import builtins, runpy, %1$s; builtins.%1$s = %1$s; runpy.run_path('%2$s')";

        return List.of(PYTHON, "-c", run.formatted(module, path(name)));
    }

    /** While no other of the JVMs that run tests installs anything. */
    private static synchronized void alone(final Runnable installing)
    {
        try
        {
            Files.createDirectories(INSTALLED);
            try (FileChannel file = FileChannel.open(
                INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE))
            {
                // Until the file is closed.
                file.lock();
                installing.run();
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void installNode()
    {
        if (!Files.exists(INSTALLED.resolve("node_modules/ws")))
        {
            install("package.json");
            run(List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"), INSTALLED);
        }
    }

    private static void installPython()
    {
        if (!succeeds(List.of(PYTHON, "-c", "import websockets, msgpack")))
        {
            run(List.of("apt-get", "update", "-qq"), Path.of("."));
            run(
                List.of("apt-get", "install", "-y", "-qq", "python3-websockets", "python3-msgpack"),
                Path.of("."));
        }
    }

    private static String path(final String file)
    {
        return INSTALLED.resolve(file).toAbsolutePath().toString();
    }

    private static void install(final String file)
    {
        try
        {
            write(file, Files.readString(SCRIPTS.resolve(file)));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** A client may be reading what is there, which is left alone where it is the same. */
    private static void write(final String file, final String content)
    {
        final Path path = INSTALLED.resolve(file);
        try
        {
            if (!Files.exists(path) || !Files.readString(path).equals(content))
            {
                Files.writeString(path, content);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean succeeds(final List<String> command)
    {
        try
        {
            final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

            return process.waitFor() == 0;
        }
        catch (final IOException ex)
        {
            return false;
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static void run(final List<String> command, final Path folder)
    {
        try
        {
            final Process process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0)
            {
                throw new IllegalStateException("could not install what the tests need: " + command + "\n" + output);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
