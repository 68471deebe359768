package io.tickwire.bench.guard;

import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.List;

/**
 * All JMH benchmarks that there are.
 */
public final class Benchmarks
{
    private Benchmarks()
    {
    }

    /**
     * Their names, {@code Class.method}, sorted.
     */
    public static List<String> names()
    {
        return BenchmarkList.defaultList()
            .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(BenchmarkListEntry::getUsername)
            .map(name -> name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
            .sorted()
            .toList();
    }
}
