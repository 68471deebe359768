package io.tickwire.bench.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BudgetTest
{
    private static final Path BUDGET = Path.of("budget.yaml");
    private static final String ROW = "s: {benchmark: A.b, yardstick: A.y, bytes: 0, ratio: 1.5, instructions: 400}";

    @TempDir
    private Path folder;

    @Test
    void shouldReadARow()
    {
        assertEquals(List.of(new Stage("s", "A.b", "A.y", 0, 1.5, 400)), Budget.parse(ROW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bytes: 0|bytes: -1|stage 's': bytes must be a number from 0.0 on: -1",
        "ratio: 1.5|ratio: 0|stage 's': ratio must be a number from 0.001 on: 0",
        "ratio: 1.5|ratio: fast|stage 's': ratio must be a number from 0.001 on: fast",
        "benchmark: A.b|benchmark:|stage 's': benchmark must be a benchmark's name: null",
        "ratio: 1.5|ration: 1.5|stage 's': no such field, there are [benchmark, bytes, instructions, ratio, yardstick]",
        "s: {|s: [{|the budget is not YAML"})
    void shouldSayWhatIsWrongWithARow(final String from, final String to, final String message)
    {
        final IllegalArgumentException ex =
            assertThrows(IllegalArgumentException.class, () -> Budget.parse(ROW.replace(from, to)));

        assertTrue(ex.getMessage().startsWith(message), ex.getMessage());
    }

    @Test
    void shouldAllowNoBytesWhereTicksGo() throws IOException
    {
        for (final Stage stage : Budget.read(BUDGET))
        {
            final boolean isOfClients = stage.benchmark().matches("(Command|Subscription)Benchmark\\..*");
            assertTrue(isOfClients || stage.bytes() == 0, stage.name());
        }
    }

    @Test
    void shouldNameBenchmarksThatThereAre() throws IOException
    {
        final List<String> names = Benchmarks.names();
        for (final Stage stage : Budget.read(BUDGET))
        {
            for (final String benchmark : List.of(stage.benchmark(), stage.yardstick()))
            {
                assertTrue(names.contains(benchmark.split(" ")[0]), benchmark);
            }
        }
    }

    @Test
    void shouldKnowWhetherInstructionsAreCounted() throws IOException
    {
        assertEquals("", InstructionCounter.obstacle(perfThatSays("1234,,instructions:u,1000,100.00,,")));
        assertEquals(
            "perf: <not supported>,,instructions:u,0,100.00,,",
            InstructionCounter.obstacle(perfThatSays("<not supported>,,instructions:u,0,100.00,,")));
        assertFalse(InstructionCounter.obstacle(List.of(folder.resolve("none").toString())).isEmpty());
    }

    private List<String> perfThatSays(final String line) throws IOException
    {
        final Path script = folder.resolve("perf");
        Files.writeString(script, "echo '" + line + "'\n");

        return Stream.of("sh", script.toString()).toList();
    }
}
