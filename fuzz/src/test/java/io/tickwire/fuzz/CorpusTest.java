package io.tickwire.fuzz;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Every input that is kept, what was found among them, through its target again; without the fuzzer.
 */
class CorpusTest
{
    private static final MethodType TARGET = MethodType.methodType(void.class, byte[].class);

    @TestFactory
    List<DynamicTest> shouldPassWhatIsKept() throws IOException, ReflectiveOperationException
    {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final String className : FuzzTargets.classNames())
        {
            final String name = FuzzTargets.nameOf(className);
            final MethodHandle target = MethodHandles.publicLookup()
                .findStatic(Class.forName(className), "fuzzerTestOneInput", TARGET);
            final List<Path> inputs = filesOf(FuzzTargets.CORPORA.resolve(name));
            assertFalse(inputs.isEmpty(), name + " has no inputs");
            tests.add(DynamicTest.dynamicTest(name + " nothing", () -> target.invoke(new byte[0])));
            for (final Path input : inputs)
            {
                tests.add(DynamicTest.dynamicTest(
                    name + " " + input.getFileName(), () -> target.invoke(Files.readAllBytes(input))));
            }
        }

        return tests;
    }

    @Test
    void shouldKeepNoInputsOfTargetsThatAreGone() throws IOException
    {
        final List<String> names = FuzzTargets.classNames().stream().map(FuzzTargets::nameOf).toList();
        final List<String> strays = new ArrayList<>();
        for (final Path folder : filesOf(FuzzTargets.CORPORA))
        {
            strays.add(folder.getFileName().toString());
        }
        for (final Path dictionary : filesOf(FuzzTargets.DICTIONARIES))
        {
            strays.add(dictionary.getFileName().toString());
        }
        strays.removeAll(names);

        assertEquals(List.of(), strays);
    }

    private static List<Path> filesOf(final Path folder) throws IOException
    {
        try (Stream<Path> files = Files.list(folder))
        {
            return files.sorted().toList();
        }
    }
}
