package io.tickwire.transport.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RotatingFileTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldKeepSoManyFilesOfSoManyBytesAndTearNoLine() throws IOException
    {
        final Path path = folder.resolve("logs/tickwire.log");
        try (RotatingFile file = new RotatingFile(path, 10, 3))
        {
            for (int i = 0; i < 9; i++)
            {
                file.write(bytes("line" + i));
            }
        }

        assertEquals("line8", Files.readString(path));
        assertEquals("line6line7", Files.readString(folder.resolve("logs/tickwire.log.1")));
        assertEquals("line4line5", Files.readString(folder.resolve("logs/tickwire.log.2")));
        assertEquals(3, names(folder.resolve("logs")).size());
    }

    @Test
    void shouldWriteOnWhatIsThere() throws IOException
    {
        final Path path = folder.resolve("tickwire.log");
        Files.writeString(path, "before");
        try (RotatingFile file = new RotatingFile(path, 10, 2))
        {
            file.write(bytes("1234"));
            file.write(bytes("5"));
        }

        assertEquals("5", Files.readString(path));
        assertEquals("before1234", Files.readString(folder.resolve("tickwire.log.1")));
    }

    @Test
    void shouldBeginAgainWhereOneFileIsKept() throws IOException
    {
        final Path path = folder.resolve("tickwire.log");
        try (RotatingFile file = new RotatingFile(path, 4, 1))
        {
            file.write(bytes("1234"));
            file.write(bytes("56"));
        }

        assertEquals("56", Files.readString(path));
        assertEquals(List.of("tickwire.log"), names(folder));
    }

    @Test
    void shouldTakeALineThatIsLongerThanAFile() throws IOException
    {
        final Path path = folder.resolve("tickwire.log");
        try (RotatingFile file = new RotatingFile(path, 4, 2))
        {
            file.write(bytes("123456"));
            file.write(bytes("7"));
        }

        assertEquals("7", Files.readString(path));
        assertEquals("123456", Files.readString(folder.resolve("tickwire.log.1")));
    }

    @Test
    void shouldLoseNothingWhereItCanNotRotate() throws IOException
    {
        final Path path = folder.resolve("tickwire.log");
        Files.createDirectories(folder.resolve("tickwire.log.1/in the way"));
        try (RotatingFile file = new RotatingFile(path, 4, 2))
        {
            file.write(bytes("1234"));
            assertThrows(IOException.class, () -> file.write(bytes("5")));
            file.write(bytes("6"));
        }

        assertEquals("123456", Files.readString(path));
    }

    /**
     * A limit on the size of files is what a full disk is: of a line, the part is written that fits.
     */
    @Test
    void shouldLeaveNoPartOfALineThatDoesNotFit() throws Exception
    {
        final Path path = folder.resolve("tickwire.log");
        final Process process = new ProcessBuilder(
            "prlimit", "--fsize=1000",
            ProcessHandle.current().info().command().orElseThrow(), "-XX:-UsePerfData",
            "-cp", System.getProperty("java.class.path"), FullDisk.class.getName(), path.toString())
            .redirectErrorStream(true)
            .start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), said);
        assertEquals("lost 1 of 4", said.strip());
        assertEquals((FullDisk.LINE + "\n").repeat(3) + "short\n", Files.readString(path));
    }

    /**
     * Writes lines until one does not fit, and then one that does.
     */
    static final class FullDisk
    {
        static final String LINE = "x".repeat(299);

        private FullDisk()
        {
        }

        public static void main(final String[] args) throws IOException
        {
            int lost = 0;
            try (RotatingFile file = new RotatingFile(Path.of(args[0]), 1 << 20, 2))
            {
                for (int i = 0; i < 4; i++)
                {
                    try
                    {
                        file.write(bytes(LINE + "\n"));
                    }
                    catch (final IOException ex)
                    {
                        lost++;
                    }
                }
                file.write(bytes("short\n"));
            }
            System.out.println("lost " + lost + " of 4");
        }
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(final Path folder) throws IOException
    {
        try (Stream<Path> paths = Files.list(folder))
        {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
