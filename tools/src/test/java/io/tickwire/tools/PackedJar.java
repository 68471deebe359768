package io.tickwire.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jar, with the libraries that are packed beside it, as the launcher runs it.
 * Thread: any
 */
public final class PackedJar
{
    private PackedJar()
    {
    }

    /**
     * A process of it that is yet to start, without settings from the environment.
     */
    public static ProcessBuilder run(final List<String> args)
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens", "java.base/java.util.zip=ALL-UNNAMED",
            "-XX:+UseSerialGC", "-Xmx104m",
            "-jar", "target/tickwire.jar"));
        command.addAll(args);
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TICKWIRE_"));

        return builder;
    }
}
