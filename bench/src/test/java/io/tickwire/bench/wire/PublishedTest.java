package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PublishedTest
{
    private static final Path FIGURES = Path.of("results/published.json");
    private static final Path README = Path.of("../README.md");

    @TempDir
    private Path folder;

    @Test
    void shouldHoldTheReadmeAndTheFileTogether() throws IOException
    {
        final String readme = Files.readString(README);

        assertEquals(
            Published.fill(readme, Json.read(Files.readString(FIGURES))), readme, "run ./tools/tickwire bench readme");
    }

    @Test
    void shouldChangeNothingButTheTables() throws IOException
    {
        final Path copy = folder.resolve("README.md");
        final String readme = Files.readString(README);
        final int row = readme.indexOf("| ", readme.indexOf("|---", readme.indexOf("<!-- figures: encoders -->")));
        Files.writeString(copy, readme.substring(0, row) + "| made up | 1 | |\n" + readme.substring(row));

        assertTrue(Published.write(FIGURES, copy));
        assertEquals(readme, Files.readString(copy));
        assertFalse(Published.write(FIGURES, copy));
    }

    @Test
    void shouldSayWhereATableHasNoPlace() throws IOException
    {
        final Path copy = folder.resolve("README.md");
        Files.writeString(copy, "# Nothing\n");

        assertThrows(IllegalArgumentException.class, () -> Published.write(FIGURES, copy));
    }
}
