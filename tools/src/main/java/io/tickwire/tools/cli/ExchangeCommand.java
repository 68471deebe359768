package io.tickwire.tools.cli;

import io.tickwire.tools.exchange.Exchange;
import io.tickwire.tools.exchange.ExchangeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs venues on this machine until the process is told to end.
 * Thread: conductor
 */
@Command(
    name = "exchange",
    description = "Speak venues' WebSockets and REST on this machine, from recordings, until SIGTERM or SIGINT.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire exchange --capture BINANCE.http.0.0.gz BINANCE.ws.1.0.gz --speed 10 --loop"})
final class ExchangeCommand implements Callable<Integer>
{
    private static final int PROGRESS_MS = 500;

    @Option(
        names = "--capture",
        paramLabel = "FILE",
        arity = "1..*",
        description = "Files of recordings, gzip or not, of one or more venues; those of a venue are merged by time.")
    private List<Path> captures = new ArrayList<>();

    @Parameters(paramLabel = "FILE", hidden = true, description = "More of them.")
    private List<Path> more = new ArrayList<>();

    @Mixin
    private CaptureOptions capture;

    @Option(names = "--port", paramLabel = "N", defaultValue = "9000", description = "Of 127.0.0.1 (${DEFAULT-VALUE}).")
    private int port;

    @Option(
        names = "--tls-port",
        paramLabel = "N",
        defaultValue = "-1",
        description = "Of 127.0.0.1, for TLS by a certificate of its own. Without it, none.")
    private int tlsPort;

    @Option(
        names = "--speed",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many times as fast as it was recorded, or max (${DEFAULT-VALUE}).")
    private String speed;

    @Option(
        names = "--start",
        paramLabel = "WHEN",
        defaultValue = "now",
        description = "now; subscribed: with a venue's first subscription, when no other has come for a second; or " +
            "told: when somebody asks for /go (${DEFAULT-VALUE}).")
    private String start;

    @Option(names = "--loop", description = "Begin again at the end.")
    private boolean isLooped;

    @Option(names = "--faults", paramLabel = "FILE", description = "A script of what goes wrong, one fault a line.")
    private Path faults;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "42",
        description = "Of what is random of it (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--multicast",
        paramLabel = "GROUP:PORT",
        split = ",",
        description = "Where datagrams of pcapng are sent to, by this machine's loopback alone; several are its lines.")
    private List<String> groups = new ArrayList<>();

    @Option(
        names = "--fragment",
        paramLabel = "BYTES",
        defaultValue = "0",
        description = "Send longer messages in fragments.")
    private int fragmentBytes;

    @Option(names = "--deflate", description = "Agree to permessage-deflate.")
    private boolean isDeflating;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    ExchangeCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        try
        {
            final Exchange exchange = new Exchange(options(), this::say);
            try (ProgressBar bar = ProgressBar.of("look", around))
            {
                exchange.launch(bar::show);
            }
            catch (final IOException | IllegalArgumentException ex)
            {
                exchange.close();
                throw ex;
            }

            return run(exchange);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException ex)
        {
            say(ex.getMessage());

            return Tickwire.FAILED;
        }
    }

    private int run(final Exchange exchange) throws InterruptedException, IOException
    {
        final CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(exchange, ended), "conductor"));
        tell(exchange);
        try (ProgressBar bar = ProgressBar.of("exchange", around))
        {
            while (!ended.await(PROGRESS_MS, TimeUnit.MILLISECONDS))
            {
                if (!exchange.isOver())
                {
                    bar.show(exchange.progress());
                }
            }
        }

        return Tickwire.DONE;
    }

    /** Where it is, and how to connect. */
    private void tell(final Exchange exchange) throws IOException
    {
        final StringBuilder text = new StringBuilder("tickwire: ready at http://127.0.0.1:").append(exchange.port());
        if (exchange.tlsPort() >= 0)
        {
            final Path certificate = Files.createTempFile("tickwire-exchange", ".pem");
            Files.writeString(certificate, exchange.certificate(), StandardCharsets.US_ASCII);
            certificate.toFile().deleteOnExit();
            text.append(" and https://127.0.0.1:").append(exchange.tlsPort())
                .append(" (certificate ").append(certificate).append(')');
        }
        around.out().println(text.append("; faults at /faults"));
        exchange.venues().forEach(name -> around.out().println("  " + exchange.how(name)));
    }

    private void end(final Exchange exchange, final CountDownLatch ended)
    {
        try
        {
            exchange.close();
        }
        catch (final IOException ex)
        {
            say(ex.getMessage());
        }
        if (faults != null)
        {
            around.out().println(exchange.faults());
        }
        ended.countDown();
    }

    private ExchangeOptions options() throws IOException
    {
        final List<Path> files = new ArrayList<>(captures);
        files.addAll(more);
        if (files.isEmpty())
        {
            throw new IllegalArgumentException("--capture is missing: name a file to tell from");
        }
        final String script;
        try
        {
            script = faults == null ? "" : Files.readString(faults);
        }
        catch (final NoSuchFileException ex)
        {
            throw new IOException("no such file: " + faults, ex);
        }

        return ExchangeOptions.of(files, capture.format(), capture.venue())
            .at(port, tlsPort)
            .pace(speed, start, isLooped)
            .faults(faults == null ? "" : faults.toString(), script, seed)
            .multicast(groups)
            .frames(fragmentBytes, isDeflating);
    }

    private void say(final String what)
    {
        around.err().println("tickwire: " + what);
    }
}
