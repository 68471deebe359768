package io.tickwire.tools.cli;

import io.tickwire.transport.Recorder;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.log.LogSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Records feeds until the process is told to end, or for some time. What has come by then is recorded.
 * Thread: conductor
 */
@Command(
    name = "record",
    description = "Write what feeds bring into a journal, and listen nowhere, until SIGTERM or SIGINT, or for some " +
        "time.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire record --feed binance:btcusdt,ethusdt --journal journal --for 8h"})
final class RecordCommand implements Callable<Integer>
{
    private static final double BYTES_PER_MB = 1e6;
    private static final String CLEAR_LINE = "\r\033[K";

    @Option(
        names = "--for",
        paramLabel = "TIME",
        description = "How long, such as 90s, 30m or 8h. Without it, until the process is told to end.")
    private String time;

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    RecordCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        final long forMs = time == null ? Long.MAX_VALUE : TimeText.ms(time).orElseThrow(() ->
            new ParameterException(spec.commandLine(), "--for must be a time such as 90s, 30m or 8h: " + time));
        final ServerConfig config;
        try
        {
            config = options.load(around.environment()).config();
        }
        catch (final ConfigException ex)
        {
            ex.errors().forEach(this::complain);

            return Tickwire.NOT_UNDERSTOOD;
        }
        if (config.stream().journal().path().isEmpty())
        {
            throw new ParameterException(spec.commandLine(), "where to record to is missing: --journal DIR");
        }

        final LogSetup log;
        try
        {
            log = LogSetup.install(config.log(), around.err());
        }
        catch (final IOException ex)
        {
            complain("can not write the log: set log.file to a file that can be written: " + ex);

            return Tickwire.FAILED;
        }
        try
        {
            return record(config, forMs);
        }
        finally
        {
            log.close();
        }
    }

    private int record(final ServerConfig config, final long forMs) throws InterruptedException
    {
        final Recorder recorder;
        try
        {
            recorder = new Recorder(config);
            recorder.start();
        }
        catch (final StartException ex)
        {
            complain(ex.getMessage());

            return Tickwire.FAILED;
        }
        catch (final IllegalArgumentException ex)
        {
            complain(ex.getMessage());

            return Tickwire.NOT_UNDERSTOOD;
        }

        around.out().println("tickwire: recording into " + config.stream().journal().path().orElseThrow());
        final long startNs = System.nanoTime();
        try (Ending ending = Ending.watch())
        {
            watch(recorder, forMs, ending);
            final Recorder.Figures last = recorder.tend();
            recorder.close();
            around.out().println(summary(last, System.nanoTime() - startNs));
        }
        finally
        {
            recorder.close();
        }

        return Tickwire.DONE;
    }

    /** Until it is enough; on a terminal a line says how it goes. */
    private void watch(final Recorder recorder, final long forMs, final Ending ending) throws InterruptedException
    {
        final boolean isShown = around.isTerminal();
        final long startNs = System.nanoTime();
        long leftMs = forMs;
        Recorder.Figures before = recorder.tend();
        while (leftMs > 0 && !ending.awaitTold(Math.min(leftMs, TimeUnit.SECONDS.toMillis(1))))
        {
            final Recorder.Figures now = recorder.tend();
            if (isShown)
            {
                around.err().print(CLEAR_LINE + line(now, now.ticks() - before.ticks()));
                around.err().flush();
            }
            before = now;
            leftMs = forMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        }
        if (isShown)
        {
            around.err().print(CLEAR_LINE);
            around.err().flush();
        }
    }

    private static String line(final Recorder.Figures now, final long perSecond)
    {
        return String.format(
            Locale.ROOT,
            "%,d ticks/s  %,d symbols  %,.1f MB  recorded up to g %,d, %,d behind%s",
            perSecond,
            now.symbols(),
            now.bytes() / BYTES_PER_MB,
            now.recordedG(),
            now.behind(),
            now.trouble().isEmpty() ? "" : "  " + now.trouble());
    }

    private static String summary(final Recorder.Figures last, final long tookNs)
    {
        return String.format(
            Locale.ROOT,
            "recorded %,d ticks of %,d symbols: %,.1f MB in %.1f s",
            last.ticks(),
            last.symbols(),
            last.bytes() / BYTES_PER_MB,
            tookNs / (double)TimeUnit.SECONDS.toNanos(1));
    }

    private void complain(final String error)
    {
        around.err().println("tickwire: " + error);
    }
}
