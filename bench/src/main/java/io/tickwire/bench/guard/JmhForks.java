package io.tickwire.bench.guard;

import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Forks through JMH. Of a fork's iterations the medians are taken.
 */
final class JmhForks implements Forks
{
    private static final String INSTRUCTIONS = "instructions";

    private final Effort effort;
    private final boolean isCountingInstructions;

    JmhForks(final Effort effort, final boolean isCountingInstructions)
    {
        this.effort = effort;
        this.isCountingInstructions = isCountingInstructions;
    }

    @Override
    public Sample run(final String benchmark)
    {
        final String[] words = benchmark.split(" ");
        final ChainedOptionsBuilder options = new OptionsBuilder()
            .include("\\." + Pattern.quote(words[0]) + "$")
            .forks(1)
            .warmupIterations(effort.warmUps())
            .warmupTime(TimeValue.milliseconds(effort.iterationMs()))
            .measurementIterations(effort.measurements())
            .measurementTime(TimeValue.milliseconds(effort.iterationMs()))
            .addProfiler(ThreadCosts.class)
            // Not the flags of this JVM: assertions may be on here. Threads wait for the compiler, so that all is
            // compiled once warm-ups are over, however busy the machine is.
            .jvmArgs("-XX:+UseSerialGC", "-Xbatch")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
        for (int i = 1; i < words.length; i++)
        {
            final int equals = words[i].indexOf('=');
            options.param(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        if (isCountingInstructions)
        {
            options.addProfiler(LinuxPerfNormProfiler.class, "events=" + InstructionCounter.EVENT);
        }

        return sample(benchmark, results(benchmark, options));
    }

    private static Collection<RunResult> results(final String benchmark, final ChainedOptionsBuilder options)
    {
        try
        {
            return new Runner(options.build()).run();
        }
        catch (final RunnerException ex)
        {
            throw new IllegalArgumentException("can not be run: benchmark=" + benchmark, ex);
        }
    }

    private Sample sample(final String benchmark, final Collection<RunResult> results)
    {
        if (results.size() != 1)
        {
            throw new IllegalArgumentException(
                "must be one benchmark: benchmark=" + benchmark + " found=" + results.size());
        }

        final RunResult result = results.iterator().next();
        final Collection<IterationResult> iterations =
            result.getBenchmarkResults().iterator().next().getIterationResults();

        return new Sample(
            Medians.of(iterations, each -> secondary(each.getSecondaryResults(), ThreadCosts.CPU_NS)),
            Medians.of(iterations, each -> each.getPrimaryResult().getScore()),
            Medians.of(iterations, each -> secondary(each.getSecondaryResults(), ThreadCosts.BYTES)),
            isCountingInstructions ? secondary(result.getSecondaryResults(), INSTRUCTIONS) : Double.NaN);
    }

    @SuppressWarnings("rawtypes")
    private static double secondary(final Map<String, Result> results, final String label)
    {
        // JMH puts a mark before some labels, and perf its own behind an event.
        for (final Map.Entry<String, Result> entry : results.entrySet())
        {
            if (entry.getKey().contains(label))
            {
                return entry.getValue().getScore();
            }
        }

        throw new IllegalStateException("not measured: label=" + label + " measured=" + results.keySet());
    }
}
