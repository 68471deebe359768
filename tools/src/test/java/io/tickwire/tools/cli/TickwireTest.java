package io.tickwire.tools.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tickwire.transport.config.ConfigPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TickwireTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldPrintLiveFramesAndWhatWasCounted() throws IOException
    {
        assertEquals(Tickwire.DONE, run("demo", "--seconds", "1", "--rate", "200"));

        final List<String> lines = out().lines().toList();
        final List<String> frames = lines.stream().filter(line -> line.startsWith("{")).toList();
        assertTrue(frames.size() > 300, out());
        for (final String frame : frames)
        {
            assertIsJson(frame);
        }
        assertTrue(frames.stream().anyMatch(frame -> frame.contains("\"trade_update\"")), out());
        assertTrue(lines.contains("200 ticks in 1 s became " + frames.size() + " frames of " + bytes() + " bytes."));
        assertTrue(out().contains("ring->frame"));
        assertEquals("", err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"msgpack", "msgpack-scaled", "compact", "compact-scaled", "sbe", "json-string"})
    void shouldShowEachEncoding(final String encoding)
    {
        assertEquals(Tickwire.DONE, run("demo", "--seconds", "1", "--rate", "50", "--encoding", encoding));

        assertTrue(out().contains("50 ticks in 1 s"), out());
        assertTrue(encoding.startsWith("json") || out().contains("BTC/USD price seq="), out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "demo --rate 0|tickwire demo: --rate must be from 1 to 10000000: 0",
        "demo --rate ten|tickwire demo: Invalid value for option '--rate': 'ten' is not an int",
        "demo --seconds 4000|tickwire demo: --seconds must be from 1 to 3600: 4000",
        "demo --symbols|tickwire demo: Missing required parameter for option '--symbols' (N)",
        "demo --encoding xml|tickwire demo: Invalid value for option '--encoding': must be one of json, json-string, m",
        "demo --colour yes|tickwire demo: Unknown options: '--colour', 'yes'",
        "serve --port x|tickwire serve: Invalid value for option '--port': 'x' is not an int",
        "serve --set server.port=1|tickwire: --set: no such key: server.port",
        "serve --config /no/such/file|tickwire: /no/such/file: no such file",
        "serve --port 65536|tickwire: --port: server.listeners=0.0.0.0:65536: must be a list of 1 to 64",
        "config --set log.level=loud|tickwire: --set: log.level=loud: must be one of error, warn, info, debug, trace",
        "serve --profile fast|tickwire: --profile: engine.profile=fast: must be one of ",
        "serve --color red|tickwire serve: Invalid value for option '--color': must be one of auto, always, never: red",
        "status ftp://x|tickwire status: URL must be such as http://localhost:8765, https://host:8766, host:port or a",
        "status --interval 0|tickwire status: --interval must be a time such as 1s or 5s: 0",
        "completion fish|tickwire completion: Invalid value for positional parameter at index 0 (SHELL): must be",
        "config @file|tickwire config: Unmatched argument at index 1: '@file'",
        "sevre|tickwire: Unmatched argument at index 0: 'sevre'"})
    void shouldSayWhatIsWrong(final String line, final String message)
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(line.split(" ")));

        assertTrue(err().startsWith(message), err());
        assertEquals("", out());
    }

    @Test
    void shouldSayWhereToLook()
    {
        run("demo", "--rate", "0");
        assertTrue(err().contains("Try 'tickwire demo --help'."), err());
        run("sevre");
        assertTrue(err().contains("Did you mean: tickwire serve"), err());
    }

    @Test
    void shouldSayThatASubcommandIsMissing()
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run());

        assertTrue(err().contains("a subcommand is missing"), err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void shouldHelp(final String word)
    {
        assertEquals(Tickwire.DONE, run(word));

        assertTrue(out().contains("Usage: tickwire [-hV] [--color=WHEN] COMMAND"), out());
        for (final String name : List.of("serve", "config", "demo", "bench", "help"))
        {
            assertTrue(out().lines().anyMatch(line -> line.startsWith("  " + name + " ")), out());
        }
    }

    @ParameterizedTest
    @CsvSource({"serve,--config", "config,--defaults", "demo,--encoding"})
    void shouldHelpWithEachSubcommand(final String name, final String option)
    {
        assertEquals(Tickwire.DONE, run("help", name));
        assertTrue(out().contains("Usage: tickwire " + name) && out().contains(option), out());

        final String help = out();
        out.reset();
        assertEquals(Tickwire.DONE, run(name, "--help"));
        assertEquals(help, out());
    }

    /** What scripts go by is the same everywhere, and told everywhere. */
    @Test
    void shouldTellTheExitCodesOfEachSubcommand()
    {
        final Surroundings around = new Surroundings(Map.of(), new PrintStream(out, true), new PrintStream(err, true));
        final Deque<CommandLine> left = new ArrayDeque<>(List.of(Tickwire.tree(around)));
        while (!left.isEmpty())
        {
            final CommandLine command = left.pop();
            left.addAll(command.getSubcommands().values());
            final String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertTrue(help.contains("Exit codes:"), help);
        }
    }

    @Test
    void shouldHaveColoursOnlyWhereTheyAreWanted()
    {
        final Map<String, String> terminal = Map.of("TICKWIRE_TERMINAL_OUT", "1");
        assertTrue(isColoured(terminal, "--help"), out());
        assertTrue(isColoured(Map.of(), "--color=always", "--help"), out());
        assertTrue(isColoured(Map.of("NO_COLOR", "1"), "config", "--color", "ALWAYS", "--help"), out());
        assertFalse(isColoured(Map.of(), "--help"), out());
        assertFalse(isColoured(terminal, "--color", "never", "--help"), out());
        assertFalse(
            isColoured(Map.of("TICKWIRE_TERMINAL_OUT", "1", "NO_COLOR", "1"), "config", "--help"), out());
    }

    private boolean isColoured(final Map<String, String> environment, final String... args)
    {
        out.reset();
        assertEquals(Tickwire.DONE, run(environment, args), err());

        return out().contains("\033[");
    }

    @Test
    void shouldSayWhereTheBenchmarksAre()
    {
        assertEquals(Tickwire.FAILED, run("bench"));

        assertTrue(err().contains("./tools/tickwire bench"), err());
    }

    @Test
    void shouldTellTheVersion()
    {
        assertEquals(Tickwire.DONE, run("--version"));

        assertTrue(out().startsWith("tickwire "), out());
    }

    @Test
    void shouldPrintTheConfigurationWithOrigins() throws IOException
    {
        final Path file = folder.resolve("tickwire.yaml");
        Files.writeString(file, "server:\n  name: edge\n");
        assertEquals(
            Tickwire.DONE,
            run(
                Map.of("TICKWIRE_CONFIG", file.toString(), "TICKWIRE_SHARDS_COUNT", "2"),
                "config", "--port", "9000", "--set", "log.level=debug"));

        assertTrue(out().contains("  name: edge  # " + file + ":2\n"), out());
        assertTrue(out().contains("  count: 2  # env TICKWIRE_SHARDS_COUNT\n"), out());
        assertTrue(out().contains("  listeners: [0.0.0.0:9000]  # --port\n"), out());
        assertTrue(out().contains("  level: debug  # --set\n"), out());
        assertTrue(out().contains("  format: text  # default\n"), out());
    }

    @Test
    void shouldPrintTheConfigurationAsJson() throws IOException
    {
        assertEquals(Tickwire.DONE, run("config", "--json"));

        assertIsJson(out());
    }

    @Test
    void shouldPrintTheDocumentedFile()
    {
        assertEquals(Tickwire.DONE, run("config", "--defaults"));

        assertEquals(ConfigPrinter.documented(), out());
    }

    @Test
    void shouldTellAllMistakes()
    {
        assertEquals(
            Tickwire.NOT_UNDERSTOOD,
            run(Map.of("TICKWIRE_LOG_LEVEL", "loud"), "serve", "--set", "a=b", "--set", "drain.grace=1"));

        assertEquals(3, err().lines().count(), err());
    }

    @Test
    void shouldSayThatTheLogCanNotBeWritten()
    {
        assertEquals(Tickwire.FAILED, run("serve", "--set", "log.file=" + folder));

        assertTrue(err().startsWith("tickwire: can not write the log: set log.file to a file that can be"), err());
    }

    @Test
    void shouldSayWhereTheServerIs() throws UnknownHostException
    {
        final InetSocketAddress any = new InetSocketAddress("0.0.0.0", 8765);
        final InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("::1"), 1);

        assertEquals(
            "tickwire: ready at http://localhost:8765 (dashboard), ws://localhost:8765/ws; " +
                "see also /health and /metrics",
            ServeCommand.readyLine(List.of(any), List.of(), Optional.empty()));
        assertEquals(
            "tickwire: ready at http://localhost:8765 (dashboard), ws://localhost:8765/ws, and at " +
                "[0:0:0:0:0:0:0:1]:1; see also /health and /metrics",
            ServeCommand.readyLine(List.of(any, six, any), List.of(), Optional.empty()));
    }

    private String bytes()
    {
        final String before = " frames of ";
        final int from = out().indexOf(before) + before.length();

        return out().substring(from, out().indexOf(" bytes.", from));
    }

    private int run(final String... args)
    {
        return run(Map.of(), args);
    }

    private int run(final Map<String, String> environment, final String... args)
    {
        return Tickwire.run(
            args, new Surroundings(environment, new PrintStream(out, true), new PrintStream(err, true)));
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
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
