package io.tickwire.transport.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LogSetupTest
{
    private static final String NAME = "io.tickwire.test.Logged";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Logger logger = LoggerFactory.getLogger(NAME);
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private LogSetup setup;

    @TempDir
    private Path folder;

    @AfterEach
    void tearDown()
    {
        if (setup != null)
        {
            setup.close();
        }
    }

    @Test
    void shouldWriteALineForPeople() throws IOException
    {
        install(Level.INFO, LogSettings.Format.TEXT, Optional.empty());
        logger.info("connection.closing id={} code={}", 7, 4008);
        logger.debug("not this");
        logger.warn("from a client: {}", "a\r\nb\u001b[31m\u0085");

        final List<String> lines = console().lines().toList();
        final String thread = Thread.currentThread().getName();
        assertEquals(2, lines.size(), console());
        assertTrue(
            lines.get(0).matches(
                TIME + " INFO  \\[\\Q" + thread + "\\E] " + NAME + ": connection.closing id=7 code=4008"),
            console());
        assertTrue(
            lines.get(1).endsWith(" WARN  [" + thread + "] " + NAME + ": from a client: a\\r\\nb\\u001b[31m\\u0085"),
            console());
    }

    @Test
    void shouldWriteWhatWasThrownBelow() throws IOException
    {
        install(Level.INFO, LogSettings.Format.TEXT, Optional.empty());
        logger.error("broken", new IllegalStateException("why"));

        final List<String> lines = console().lines().toList();
        assertTrue(lines.get(0).contains(" ERROR ["), console());
        assertEquals("    java.lang.IllegalStateException: why", lines.get(1));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("    ")), console());
    }

    @Test
    void shouldWriteAnObjectForMachines() throws IOException
    {
        install(Level.INFO, LogSettings.Format.JSON, Optional.empty());
        logger.warn("connection.closing id={} code={} reason=\"{}\"", 7, 4008, "too slow\n");
        logger.error("broken", new IllegalStateException("why"));

        final List<String> lines = console().lines().toList();
        assertEquals(2, lines.size(), console());
        assertTrue(lines.get(0).matches("\\{\"time\":\"" + TIME + "\",\"level\":\"WARN\",\"thread\":\".*"), console());
        assertTrue(
            lines.get(0).endsWith("\"logger\":\"" + NAME + "\",\"message\":" +
                "\"connection.closing id=7 code=4008 reason=\\\"too slow\\n\\\"\",\"event\":\"connection.closing\"," +
                "\"fields\":{\"id\":7,\"code\":4008,\"reason\":\"too slow\\n\"}}"),
            console());
        assertTrue(
            lines.get(1).contains("\"exception\":\"java.lang.IllegalStateException: why\\n\\tat "), console());
        for (final String line : lines)
        {
            assertIsJson(line);
        }
    }

    @Test
    void shouldWriteToAFileThatIsRotated() throws IOException
    {
        final Path file = folder.resolve("logs/tickwire.log");
        install(Level.INFO, LogSettings.Format.TEXT, Optional.of(file));
        for (int i = 0; i < 100; i++)
        {
            logger.info("line {} {}", i, "x".repeat(100));
        }
        setup.close();

        assertEquals("", console());
        assertTrue(Files.readString(file).contains("line 99 "));
        assertTrue(Files.size(folder.resolve("logs/tickwire.log.1")) <= 4_096);
        assertFalse(Files.exists(folder.resolve("logs/tickwire.log.2")));
    }

    @Test
    void shouldSayThatThereCanBeNoSuchFile()
    {
        assertThrows(IOException.class, () -> install(Level.INFO, LogSettings.Format.TEXT, Optional.of(folder)));
    }

    @Test
    void shouldChangeLevelsWhileItRuns() throws IOException
    {
        install(Level.WARN, LogSettings.Format.TEXT, Optional.empty());
        logger.info("one");
        setup.setLevel("io.tickwire.test", Level.TRACE);
        logger.trace("two");
        LoggerFactory.getLogger("other").info("three");
        setup.setLevel("io.tickwire.test", null);
        logger.info("four");
        setup.setLevel("", Level.INFO);
        logger.info("five");

        assertEquals(
            List.of("two", "five"),
            console().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList());
        assertThrows(IllegalArgumentException.class, () -> setup.setLevel("", null));
    }

    @Test
    void shouldKeepLibrariesQuietUnlessMoreIsWanted() throws IOException
    {
        install(Level.INFO, LogSettings.Format.TEXT, Optional.empty());
        LoggerFactory.getLogger("org.xnio").info("XNIO version 3");
        assertEquals("", console());
        setup.close();

        install(Level.DEBUG, LogSettings.Format.TEXT, Optional.empty());
        LoggerFactory.getLogger("org.xnio").info("XNIO version 3");
        assertTrue(console().contains(" INFO "), console());
    }

    @Test
    void shouldLeaveTheLogAsItWas() throws IOException
    {
        final java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        final java.util.logging.Handler[] before = root.getHandlers();
        final java.util.logging.Level level = root.getLevel();
        install(Level.ERROR, LogSettings.Format.TEXT, Optional.empty());
        assertEquals(1, root.getHandlers().length);
        setup.close();
        setup.close();

        assertArrayEquals(before, root.getHandlers());
        assertEquals(level, root.getLevel());
    }

    @Test
    void shouldGoOnAndCountWhereTheDiskIsFull() throws IOException
    {
        final long before = LogSetup.lostLines();
        install(Level.INFO, LogSettings.Format.TEXT, Optional.of(Path.of("/dev/full")));
        for (int i = 0; i < 3; i++)
        {
            LoggerFactory.getLogger("full").info("disk.full i={}", i);
        }

        assertEquals(before + 3, LogSetup.lostLines());
    }

    @Test
    void shouldHoldAgainstAReset()
    {
        final LastingLog manager = new LastingLog();
        manager.addLogger(new java.util.logging.Logger("held", null)
        {
        });
        final LineHandler handler = new LineHandler(console, false, new TextFormatter(), new AtomicLong());
        manager.getLogger("held").addHandler(handler);
        manager.hold(true);
        manager.reset();
        assertEquals(1, manager.getLogger("held").getHandlers().length);
        manager.hold(false);
        manager.reset();
        assertEquals(0, manager.getLogger("held").getHandlers().length);
    }

    private void install(final Level level, final LogSettings.Format format, final Optional<Path> file)
        throws IOException
    {
        setup = LogSetup.install(new LogSettings(level, format, file, 4_096, 2), console);
    }

    private String console()
    {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static void assertIsJson(final String text) throws IOException
    {
        try (JsonParser parser = new JsonFactory().createParser(text))
        {
            while (parser.nextToken() != null)
            {
                parser.getText();
            }
        }
    }
}
