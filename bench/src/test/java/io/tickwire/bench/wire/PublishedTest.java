package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PublishedTest
{
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path RESULTS = HOME.resolve("results");

    @TempDir
    private Path folder;

    @Test
    void shouldHoldTheReadmesAndTheResultsTogether() throws IOException
    {
        final Map<String, String> tables = Published.tables(RESULTS);
        final Set<String> places = new HashSet<>();
        for (final String name : Published.READMES)
        {
            final String readme = Files.readString(HOME.resolve(name));
            assertEquals(Published.fill(readme, tables), readme, name + ": run ./tools/tickwire bench readme");
            places.addAll(Published.places(readme));
        }
        assertEquals(tables.keySet(), places, "each table has its place");
    }

    @Test
    void shouldHoldTheReportsAndTheResultsTogether() throws IOException
    {
        for (final String name : Set.of("wire", "curve"))
        {
            for (final Map.Entry<String, String> file : Report.files(RESULTS.resolve(name)).entrySet())
            {
                final Path kept = RESULTS.resolve(name).resolve(file.getKey());
                assertEquals(file.getValue(), Files.readString(kept), kept::toString);
            }
        }
    }

    @Test
    void shouldPublishNoRunThatLeftOutQuotesWithoutAWord() throws IOException
    {
        for (final String name : Set.of("wire", "curve"))
        {
            for (final RunFigures run : RunFigures.of(
                Json.read(Files.readString(RESULTS.resolve(name).resolve(WireBench.RESULTS)))))
            {
                assertEquals(0, run.count("holes"), () -> name + ": " + run.run().get("name"));
                assertEquals(0, run.count("closed"), () -> name + ": " + run.run().get("name"));
            }
        }
    }

    @Test
    void shouldChangeNothingButTheTables() throws IOException
    {
        final Path home = folder.resolve("bench");
        copy(RESULTS, home.resolve("results"));
        for (final String name : Published.READMES)
        {
            Files.createDirectories(home.resolve(name).normalize().getParent());
            Files.copy(HOME.resolve(name), home.resolve(name).normalize());
        }
        final Path copy = folder.resolve("README.md");
        final String readme = Files.readString(copy);
        final int row = readme.indexOf("| ", readme.indexOf("|---", readme.indexOf("<!-- figures: encoders -->")));
        Files.writeString(copy, readme.substring(0, row) + "| made up | 1 | |\n" + readme.substring(row));

        assertTrue(Published.write(home));
        assertEquals(readme, Files.readString(copy));
        assertFalse(Published.write(home));
    }

    @Test
    void shouldSayWhichTableThereIsNot()
    {
        final IllegalArgumentException ex = assertThrows(
            IllegalArgumentException.class,
            () -> Published.fill("<!-- figures: none -->\n<!-- end -->\n", Map.of("encoders", "")));

        assertEquals("no such table: none; there are encoders", ex.getMessage());
    }

    private static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                final Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file))
                {
                    Files.createDirectories(target);
                }
                else
                {
                    Files.copy(file, target);
                }
            }
        }
    }
}
