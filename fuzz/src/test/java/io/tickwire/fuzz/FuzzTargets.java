package io.tickwire.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The targets: classes called {@code ...Fuzz}, with a {@code fuzzerTestOneInput(byte[])}. Each has a folder of inputs,
 * and may have a dictionary, under the name of its class.
 */
final class FuzzTargets
{
    static final Path CORPORA = Path.of("src", "test", "resources", "corpus");
    static final Path DICTIONARIES = Path.of("src", "test", "resources", "dictionary");

    private static final String SUFFIX = "Fuzz.class";

    private FuzzTargets()
    {
    }

    /**
     * The names of all classes of targets, in order.
     */
    static List<String> classNames() throws IOException
    {
        final Path root = root();
        try (Stream<Path> files = Files.walk(root))
        {
            return files
                .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                .map(file -> root.relativize(file).toString().replace(".class", "").replace('/', '.'))
                .sorted()
                .toList();
        }
    }

    static String nameOf(final String className)
    {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static Path root()
    {
        try
        {
            return Path.of(FuzzTargets.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        }
        catch (final URISyntaxException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
