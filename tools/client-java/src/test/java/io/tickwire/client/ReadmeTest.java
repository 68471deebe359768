package io.tickwire.client;

import io.aeron.Aeron;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What the README shows compiles, each block in a method of a class of its own, and what needs but a server runs.
 */
@Timeout(120)
public class ReadmeTest
{
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final String ADDRESS = "localhost:8765";
    private static final String SLEEP = "Thread.sleep(10_000)";
    private static final int RUN = 2;
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();

    /** {@code isRunning} is whatever ends a program; nothing runs a block that has it. */
    private static final String CLASS = """
        import io.tickwire.client.*;
        import io.tickwire.client.lane.*;
        import io.tickwire.client.sbe.*;
        import io.tickwire.client.view.*;
        import org.agrona.concurrent.*;
        import java.nio.file.Path;
        import java.util.concurrent.TimeUnit;

        public class Block%d
        {
            private static final boolean isRunning = Boolean.getBoolean("running");

            public static void show() throws Exception
            {
        %s
            }
        }
        """;

    @TempDir
    Path folder;

    /** Instead of a time that is long enough for a reader. */
    public static void awaitWord()
    {
        Server.await(() -> OUT.size() > 0, () -> "nothing is printed");
    }

    @Test
    void shouldCompileAndRun() throws Exception
    {
        try (Server server = new Server("feed.simulation.symbols=4"))
        {
            final List<String> blocks = blocks(server.url());
            compile(blocks);

            assertEquals(RUN + 1, blocks.size());
            for (int i = 0; i < blocks.size(); i++)
            {
                if (blocks.get(i).contains(server.url()))
                {
                    assertTrue(run(i).contains("BTCUSDT"), blocks.get(i));
                }
            }
            assertEquals(RUN, blocks.stream().filter(block -> block.contains(server.url())).count());
        }
    }

    private static List<String> blocks(final String url) throws IOException
    {
        final Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
        final List<String> blocks = new ArrayList<>();
        while (matcher.find())
        {
            blocks.add(matcher.group(1)
                .replace("ws://" + ADDRESS + "/ws", url)
                .replace(SLEEP, ReadmeTest.class.getName() + ".awaitWord()"));
        }

        return blocks;
    }

    private void compile(final List<String> blocks) throws IOException
    {
        final List<Path> files = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++)
        {
            files.add(Files.writeString(folder.resolve("Block" + i + ".java"), CLASS.formatted(i, blocks.get(i))));
        }
        final String classes = Stream.of(ReadmeTest.class, TickwireClient.class, IdleStrategy.class, Aeron.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(System.getProperty("path.separator")));
        final List<String> options = List.of(
            "-proc:none", "-Xlint:all,-processing,-path,-classfile", "-Werror",
            "-d", folder.toString(), "-cp", classes);
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final StringWriter said = new StringWriter();
        final StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        final boolean isCompiled = compiler.getTask(
            said, null, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call();
        assertTrue(isCompiled, said::toString);
    }

    /** What a block prints. */
    private String run(final int index) throws Exception
    {
        final PrintStream before = System.out;
        OUT.reset();
        try (URLClassLoader loader = new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader()))
        {
            System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
            loader.loadClass("Block" + index).getMethod("show").invoke(null);
        }
        finally
        {
            System.setOut(before);
        }

        return OUT.toString(StandardCharsets.UTF_8);
    }
}
