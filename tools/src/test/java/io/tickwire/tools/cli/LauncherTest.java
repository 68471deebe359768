package io.tickwire.tools.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The launcher, run by a real bash in folders of all kinds; Java and Maven are scripts that say how they were called.
 */
@Timeout(180)
class LauncherTest
{
    @TempDir
    private Path temporary;
    private Path home;
    private Path tools;

    @BeforeEach
    void setUp() throws IOException
    {
        home = Files.createDirectories(temporary.resolve("a clone"));
        tools = Files.createDirectories(temporary.resolve("some tools"));
        script(tools.resolve("java/bin/java"), """
            if [ "$1" = -version ]; then echo 'openjdk version "25.0.1" 2025-10-21' >&2; else printf '%s\\n' "$@"; fi
            """);
        script(tools.resolve("bin/mvn"), """
            if [ -f fail ]; then echo '[ERROR] it does not compile'; exit 1; fi
            echo '[INFO] Building Tickwire tools 0.1.0    [1/1]'
            mkdir -p tools/target && touch tools/target/tickwire.jar
            """);
        Files.createDirectories(home.resolve("tools/src/main"));
        Files.createDirectories(home.resolve("tools/client-java"));
        Files.createDirectories(home.resolve("engine"));
        Files.createDirectories(home.resolve("transport"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("tools/pom.xml"));
        Files.copy(Path.of("tickwire"), home.resolve("tools/tickwire"));
        assertTrue(home.resolve("tools/tickwire").toFile().setExecutable(true));
    }

    @Test
    void shouldBuildOnceAndSayThatItDoes() throws Exception
    {
        final Result first = run(temporary, List.of(home.resolve("tools/tickwire").toString(), "config", "a b"));
        assertEquals(0, first.code(), first.err());
        assertTrue(first.err().startsWith("tickwire: building ...\ntickwire: built in "), first.err());
        assertTrue(first.out().endsWith("\n-jar\n" + home + "/tools/target/tickwire.jar\nconfig\na b\n"), first.out());

        final Result second = run(temporary, List.of(home.resolve("tools/tickwire").toString(), "config"));
        assertEquals("", second.err());
    }

    @Test
    void shouldRunByASymlinkFromAnywhere() throws Exception
    {
        final Path link = Files.createSymbolicLink(temporary.resolve("tw"), home.resolve("tools/tickwire"));
        final Result result = run(Path.of("/"), List.of(link.toString(), "config"));

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains(home + "/tools/target/tickwire.jar"), result.out());
    }

    @Test
    void shouldSayWhatIsWrongWithTheBuild() throws Exception
    {
        Files.createFile(home.resolve("fail"));
        final Result result = run(temporary, List.of(home.resolve("tools/tickwire").toString(), "config"));

        assertEquals(1, result.code());
        assertTrue(result.err().contains("[ERROR] it does not compile\ntickwire: the build failed"), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "serve, '', UseSerialGC -Xms32m",
        "serve --profile pinned, '', AlwaysPreTouch",
        "serve --profile=eco, '', -Xms16m",
        "record --set engine.profile=pinned, '', AlwaysPreTouch",
        "serve --config FILE, '', AlwaysPreTouch",
        "serve --config FILE --profile balanced, '', -Xms32m",
        "serve, pinned, AlwaysPreTouch",
        "status --profile pinned, '', TieredStopAtLevel=1"})
    void shouldChooseFlagsByTheProfile(final String line, final String variable, final String flags) throws Exception
    {
        final Path file = Files.writeString(
            temporary.resolve("tickwire.yaml"), "server:\n  name: pinned\nengine:\n  # how\n  profile: \"pinned\"\n");
        final List<String> command = new ArrayList<>(List.of(home.resolve("tools/tickwire").toString()));
        for (final String word : line.split(" "))
        {
            command.add(word.equals("FILE") ? file.toString() : word);
        }
        final Map<String, String> environment =
            variable.isEmpty() ? Map.of() : Map.of("TICKWIRE_ENGINE_PROFILE", variable);
        final Result result = run(temporary, environment, command);

        assertEquals(0, result.code(), result.err());
        for (final String flag : flags.split(" "))
        {
            assertTrue(result.out().contains(flag), result.out());
        }
        assertEquals(flags.equals("AlwaysPreTouch"), result.out().contains("AlwaysPreTouch"));
    }

    /** As a shell does it when Tab is pressed. */
    @Test
    void shouldCompleteInARealBash() throws Exception
    {
        final ByteArrayOutputStream script = new ByteArrayOutputStream();
        Tickwire.run(new String[] {"completion", "bash"},
            new Surroundings(Map.of(), new PrintStream(script, true), System.err));
        final Path file = Files.write(temporary.resolve("completion"), script.toByteArray());

        assertTrue(complete(file, "tickwire", "jour").contains("journal"));
        assertTrue(complete(file, "tickwire", "journal", "ver").contains("verify"));
        assertTrue(complete(file, "tickwire", "status", "--ins").contains("--insecure"));
        assertTrue(complete(file, "tickwire", "completion", "").contains("zsh"));
        assertFalse(complete(file, "tickwire", "jour").contains("serve"));
    }

    private List<String> complete(final Path file, final String... words) throws Exception
    {
        final StringBuilder quoted = new StringBuilder();
        for (final String word : words)
        {
            quoted.append('\'').append(word).append("' ");
        }
        final Result result = run(temporary, List.of("bash", "-c", """
            source "$0"
            COMP_WORDS=(%s) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            "$(complete -p tickwire | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
            printf '%%s\\n' "${COMPREPLY[@]}"
            """.formatted(quoted), file.toString()));
        assertEquals(0, result.code(), result.err());

        return result.out().lines().map(String::strip).toList();
    }

    private Result run(final Path folder, final List<String> command) throws Exception
    {
        return run(folder, Map.of(), command);
    }

    private Result run(final Path folder, final Map<String, String> environment, final List<String> command)
        throws Exception
    {
        final Path out = temporary.resolve("out");
        final Path err = temporary.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TICKWIRE_"));
        builder.environment().put("JAVA_HOME", tools.resolve("java").toString());
        builder.environment().put("PATH", tools.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        final int code = builder.start().waitFor();

        return new Result(code, Files.readString(out), Files.readString(err));
    }

    private record Result(int code, String out, String err)
    {
    }

    private static void script(final Path file, final String text) throws IOException
    {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text, StandardCharsets.UTF_8);
        assertTrue(file.toFile().setExecutable(true));
    }
}
