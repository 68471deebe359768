package io.tickwire.bench.micro;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The benchmarks by the CPU time of their thread, each in a JVM of its own: for machines whose cores are shared, where
 * JMH's times are mostly those of the neighbours. Each is run in turn with its yardstick, several times; what is
 * printed are medians. The ring's, which has two threads, still needs two cores that are free: its publisher spins
 * while it waits for the reader.
 */
public final class CpuTimes
{
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 8;
    private static final int SAMPLES = 9;
    private static final int OPERATIONS = 300_000;
    private static final int RING_OPERATIONS = 4_000_000;
    private static final int LEVEL_OPERATIONS = 3_000_000;
    private static final int BOOK_OPERATIONS = 40_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTimes()
    {
    }

    /**
     * Something to be timed.
     */
    @FunctionalInterface
    private interface Operation
    {
        /**
         * Do it once.
         */
        long run() throws IOException;
    }

    /**
     * @param args none: time everything; a name: time that in this JVM; two: time one beside the other.
     */
    public static void main(final String[] args) throws Exception
    {
        if (args.length == 1)
        {
            System.out.println(time(args[0]));
            return;
        }

        if (args.length == 2)
        {
            compare(args[0], args[1]);
            return;
        }

        compare("msgpack.map", "msgpack.core");
        compare("msgpack.mapEnveloped", "msgpack.coreEnveloped");
        compare("msgpack.compact", "msgpack.core");
        compare("json", "json.jackson");
        compare("sbe", "sbe.generated");
        compare("book.msgpack", "book.core");
        compare("book.compact", "book.core");
        compare("book.compactScaled", "book.core");
        compare("book.json", "book.jackson");
        compare("book.sbe", "book.generated");
        compare("client.json", "client.jackson");
        compare("client.msgpack", "client.core");
        compare("client.compact", "client.coreCompact");
        compare("client.sbe", "client.generated");
        compare("series", "series.trees");
        compare("ring", "ring.bare");
        compare("levels", "levels.treeMaps");
        compare("levels.journal", "levels.treeMaps");
        compare("levels.flat", "levels.treeMaps");
        compare("fused.NONE", "");
        compare("fused.MSGPACK", "");
        compare("fused.COMPACT", "");
        compare("fused.SBE", "");
        compare("fused.JSON", "");
        compare("full", "");
    }

    private static void compare(final String ours, final String yardstick) throws IOException, InterruptedException
    {
        final double[] times = new double[ROUNDS];
        final double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++)
        {
            times[i] = fork(ours);
            ratios[i] = yardstick.isEmpty() ? 0 : fork(yardstick) / times[i];
        }
        Arrays.sort(times);
        Arrays.sort(ratios);
        System.out.printf(
            yardstick.isEmpty() ? "%-22s %7.1f ns%n" : "%-22s %7.1f ns   %5.2f times as fast as %s%n",
            ours,
            times[ROUNDS / 2],
            ratios[ROUNDS / 2],
            yardstick);
    }

    private static double fork(final String name) throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CpuTimes.class.getName(), name));
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            final String line = reader.readLine();
            if (process.waitFor() != 0 || line == null)
            {
                throw new IllegalStateException("could not be timed: name=" + name);
            }

            return Double.parseDouble(line);
        }
    }

    private static double time(final String name) throws IOException
    {
        final int batch = batch(name);
        final Operation operation = operation(name);
        final int operations = operations(name) / batch;
        final double[] samples = new double[SAMPLES];
        long sink = 0;
        for (int i = 0; i < WARM_UPS + SAMPLES; i++)
        {
            final long startNs = THREADS.getCurrentThreadCpuTime();
            for (int j = 0; j < operations; j++)
            {
                sink += operation.run();
            }
            samples[i % SAMPLES] = (double)(THREADS.getCurrentThreadCpuTime() - startNs) / operations;
        }
        if (sink == 0)
        {
            throw new IllegalStateException("nothing was written: name=" + name);
        }
        Arrays.sort(samples);

        return samples[SAMPLES / 2] / batch;
    }

    private static int operations(final String name)
    {
        return name.startsWith("ring") ? RING_OPERATIONS :
            name.startsWith("levels") ? LEVEL_OPERATIONS :
            name.startsWith("book.") ? BOOK_OPERATIONS : OPERATIONS;
    }

    private static int batch(final String name)
    {
        return name.startsWith("fused.") || "full".equals(name) ? FusedPathBenchmark.BATCH :
            name.startsWith("levels") ? BookBenchmark.BATCH :
            name.startsWith("ring") ? RingBenchmark.TICKS : 1;
    }

    private static Operation operation(final String name) throws IOException
    {
        final MsgpackBenchmark msgpack = new MsgpackBenchmark();
        msgpack.setup();
        final JsonBenchmark json = new JsonBenchmark();
        json.setup();
        final SbeBenchmark sbe = new SbeBenchmark();
        final SeriesBenchmark series = new SeriesBenchmark();

        return switch (name)
        {
            case "msgpack.map" -> msgpack::map;
            case "msgpack.mapEnveloped" -> msgpack::mapEnveloped;
            case "msgpack.compact" -> msgpack::compact;
            case "msgpack.core" -> msgpack::msgpackCore;
            case "msgpack.coreEnveloped" -> msgpack::msgpackCoreEnveloped;
            case "json" -> json::json;
            case "json.jackson" -> json::jacksonDoubles;
            case "sbe" -> sbe::sbe;
            case "sbe.generated" -> sbe::generatedEncoder;
            case "series" -> series::series;
            case "series.trees" -> series::trees;
            case "full" -> full();
            case "ring" -> ring(true);
            case "ring.bare" -> ring(false);
            case "levels", "levels.journal", "levels.flat", "levels.treeMaps" -> levels(name);
            default -> name.startsWith("book.") ? book(name) : name.startsWith("client.") ? client(name) : fused(name);
        };
    }

    private static Operation book(final String name) throws IOException
    {
        final BookEncodeBenchmark book = new BookEncodeBenchmark();
        book.setup();

        return switch (name)
        {
            case "book.msgpack" -> book::msgpack;
            case "book.compact" -> book::compact;
            case "book.compactScaled" -> book::compactScaled;
            case "book.core" -> book::msgpackCore;
            case "book.json" -> book::json;
            case "book.jackson" -> book::jacksonDoubles;
            case "book.sbe" -> book::sbe;
            case "book.generated" -> book::generatedEncoder;
            default -> throw new IllegalArgumentException("no such benchmark: name=" + name);
        };
    }

    private static Operation client(final String name) throws IOException
    {
        final ClientReadBenchmark client = new ClientReadBenchmark();
        client.setup();

        return switch (name)
        {
            case "client.json" -> () -> (long)client.json();
            case "client.jackson" -> () -> sequence(client.jackson());
            case "client.msgpack" -> () -> (long)client.msgpack();
            case "client.core" -> () -> sequence(client.msgpackCore());
            case "client.compact" -> () -> (long)client.compact();
            case "client.coreCompact" -> () -> sequence(client.msgpackCoreCompact());
            case "client.sbe" -> () -> (long)client.sbe();
            case "client.generated" -> () -> sequence(client.generatedDecoder());
            default -> throw new IllegalArgumentException("no such benchmark: name=" + name);
        };
    }

    private static long sequence(final Object price)
    {
        return ((ClientReadYardstick.Price)price).sequence();
    }

    private static Operation levels(final String name) throws IOException
    {
        final BookBenchmark levels = new BookBenchmark();
        levels.setup();

        return switch (name)
        {
            case "levels" -> levels::ladders;
            case "levels.journal" -> levels::laddersWithJournal;
            case "levels.flat" -> levels::flatLadders;
            default -> levels::treeMaps;
        };
    }

    private static Operation full()
    {
        final FullPathBenchmark full = new FullPathBenchmark();
        full.setup();
        final long[] turns = new long[1];

        return () -> full.publishToFrame() + ++turns[0];
    }

    private static Operation ring(final boolean isTickRing)
    {
        final RingBenchmark ring = new RingBenchmark();
        ring.start(isTickRing);

        return isTickRing ? ring::tickRing : ring::bareDisruptor;
    }

    private static Operation fused(final String name)
    {
        if (!name.startsWith("fused."))
        {
            throw new IllegalArgumentException("no such benchmark: name=" + name);
        }

        final FusedPathBenchmark fused = new FusedPathBenchmark();
        fused.encoding = name.substring("fused.".length());
        fused.setup();
        final long[] turns = new long[1];

        return () -> fused.publishToFrame() + ++turns[0];
    }
}
