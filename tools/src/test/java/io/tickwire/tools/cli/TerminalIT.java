package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.DebianPackages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The launcher on a real terminal, which Python makes: what is drawn, and that Ctrl-C leaves all as it was.
 */
@Timeout(120)
class TerminalIT
{
    private static final String CTRL_C = "\003";
    private static final String TAB = "\t";
    private static final String CLEAR = "\025";
    private static final String ENTER_SCREEN = "\033[?1049h\033[?25l";
    private static final String LEAVE_SCREEN = "\033[?25h\033[?1049l";
    private static final int ENDED_BY_CTRL_C = 130;

    private static Process server;
    private static String url;

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path folder;

    @BeforeAll
    static void setUp() throws IOException
    {
        server = new ProcessBuilder(
            "./tickwire", "serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=")
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        url = server.inputReader().readLine().replaceAll(".*ready at http://([0-9.:]+).*", "$1");
    }

    @AfterAll
    static void tearDown()
    {
        server.destroyForcibly();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tail URL price btc,eth --table | ETHUSDT +gamma                | true",
        "tail URL --book btc --depth 3  | BTCUSDT at                    | true",
        "tail URL price btc             | BTCUSDT                       | false",
        "status URL                     | frame->written                | true",
        "load URL --clients 3 --for 1h  | 3 of 3 connected +[1-9]       | false",
        "record --journal DIR           | recorded up to g              | false"})
    void shouldLeaveTheTerminalAsItWas(final String line, final String shown, final boolean isScreen) throws Exception
    {
        final List<String> command = new ArrayList<>(List.of("./tickwire"));
        for (final String word : line.split(" "))
        {
            command.add(word.replace("URL", url).replace("DIR", folder.resolve("journal").toString()));
        }

        final Played played = play(command, shown, CTRL_C);

        assertEquals(ENDED_BY_CTRL_C, played.code(), played.told());
        assertTrue(played.isTerminalKept(), played.told());
        assertEquals(isScreen, played.told().contains(ENTER_SCREEN), played.told());
        assertEquals(isScreen, played.told().lastIndexOf(LEAVE_SCREEN) > played.told().lastIndexOf(ENTER_SCREEN));
    }

    @Test
    void shouldEndAServerInOrder() throws Exception
    {
        final Played played = play(
            List.of("./tickwire", "serve", "--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners="),
            "ready at", CTRL_C);

        assertEquals(ENDED_BY_CTRL_C, played.code(), played.told());
        assertTrue(played.isTerminalKept(), played.told());
        assertTrue(played.told().endsWith("server.stopped\r\n"), played.told());
    }

    /** As somebody types it, in a shell without a file of settings. */
    @Test
    void shouldCompleteInARealZsh() throws Exception
    {
        final String zsh = DebianPackages.program("zsh", "zsh");
        final Path file = folder.resolve("completion");
        assertEquals(0, new ProcessBuilder("./tickwire", "completion", "zsh")
            .redirectOutput(file.toFile()).start().waitFor());

        final Played played = play(
            List.of(zsh, "-f"),
            "# ", "PS1='READY '; source " + file + "\r",
            "READY ", "tickwire jour" + TAB,
            "nal", "ver" + TAB,
            "ify", CLEAR + "tickwire status --ins" + TAB,
            "ecure", CLEAR + "exit\r");

        assertEquals(0, played.code(), played.told());
    }

    private record Played(String told, int code, boolean isTerminalKept)
    {
    }

    /**
     * @param steps what is waited for, and what is typed then, again and again.
     */
    private Played play(final List<String> command, final String... steps) throws Exception
    {
        final List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < steps.length; i += 2)
        {
            pairs.add(List.of(steps[i], steps[i + 1]));
        }
        final List<String> line =
            new ArrayList<>(List.of("python3", "src/test/terminal/play.py", json.writeValueAsString(pairs)));
        line.addAll(command);
        final Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final JsonNode result =
            json.readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        final String told = result.path("told").asText();
        assertEquals(0, result.path("left").asInt(), told);
        assertFalse(told.contains("\tat "), told);

        return new Played(told, result.path("code").asInt(), result.path("kept").asBoolean());
    }
}
