package io.tickwire.tools.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the kernel says of a machine, below a folder that is its root, and what few programs say.
 * Thread: conductor
 */
public final class Machine
{
    private static final long PATIENCE_S = 5;

    private final Path root;
    private final Function<List<String>, Optional<String>> programs;

    /**
     * @param root     where {@code proc} and {@code sys} are.
     * @param programs what a command prints; nothing where it is not there, or fails.
     */
    public Machine(final Path root, final Function<List<String>, Optional<String>> programs)
    {
        this.root = root;
        this.programs = programs;
    }

    /** This one. */
    public static Machine here()
    {
        return new Machine(Path.of("/"), Machine::run);
    }

    /**
     * What a file says, without blanks around it; nothing where there is none that can be read.
     */
    Optional<String> read(final String path)
    {
        try
        {
            return Optional.of(Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1).strip());
        }
        catch (final IOException ex)
        {
            return Optional.empty();
        }
    }

    OptionalLong number(final String path)
    {
        final Optional<String> text = read(path).filter(found -> found.matches("-?[0-9]{1,18}"));

        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    /** Names of what is in a folder, in order. */
    List<String> list(final String path)
    {
        try (Stream<Path> found = Files.list(root.resolve(path)))
        {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
        catch (final IOException | UncheckedIOException ex)
        {
            return List.of();
        }
    }

    boolean exists(final String path)
    {
        return Files.exists(root.resolve(path));
    }

    Optional<String> output(final String... command)
    {
        return programs.apply(List.of(command));
    }

    private static Optional<String> run(final List<String> command)
    {
        try
        {
            final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0 ?
                Optional.of(text) : Optional.empty();
        }
        catch (final IOException ex)
        {
            return Optional.empty();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();

            return Optional.empty();
        }
    }
}
