package io.tickwire.tools.cli;

import io.tickwire.client.ClientConfig;
import io.tickwire.client.ClientMetrics;
import io.tickwire.client.MarketListener;
import io.tickwire.client.Subscription;
import io.tickwire.client.TickwireClient;
import io.tickwire.tools.tail.Tail;
import io.tickwire.tools.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Shows what a server tells, until it is enough or somebody goes.
 * Thread: conductor
 */
@Command(
    name = "tail",
    description = "Show what a server tells of channels and symbols, as it comes.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire tail localhost:8765 trade,price btc,eth --encoding compact",
        "  tickwire tail localhost price --table",
        "  tickwire tail wss://edge1:8766 --ca ca.pem --book btc --depth 10",
        "  tickwire tail localhost trade btc --json --count 100 | jq .price"})
final class TailCommand implements Callable<Integer>
{
    private static final long LOOK_MS = 50;
    private static final long DRAW_MS = 200;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int CONNECT_MS = 10_000;
    private static final double BYTES_PER_MB = 1e6;

    @Parameters(index = "0", paramLabel = "URL", arity = "0..1", defaultValue = "localhost:8765",
        description = "Where the server is (${DEFAULT-VALUE}): of any scheme, or host:port, or a port; the path is " +
            "/ws where there is none.")
    private String url;

    @Parameters(index = "1", paramLabel = "CHANNELS", arity = "0..1", defaultValue = "price", split = ",",
        description = "Such as price,trade,book (${DEFAULT-VALUE}).")
    private List<String> channels;

    @Parameters(index = "2", paramLabel = "SYMBOLS", arity = "0..1", defaultValue = "*", split = ",",
        description = "Names and patterns, or accounts (${DEFAULT-VALUE}).")
    private List<String> symbols;

    @Option(names = "--venue", paramLabel = "NAMES", split = ",", description = "Only of these venues.")
    private List<String> venues = List.of();

    @Option(names = "--interval", paramLabel = "TIME",
        description = "A candle's size, or the least time between two messages, such as 100ms.")
    private String interval;

    @Option(names = "--table", description = "Draw a table in place: the newest of each symbol.")
    private boolean isTable;

    @Option(names = "--book", paramLabel = "SYMBOL", description = "Draw this book in place.")
    private String book;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "10", description = "Levels of it (${DEFAULT-VALUE}).")
    private int depth;

    @Option(names = "--json", description = "A JSON object a message.")
    private boolean isJson;

    @Option(names = "--latency", description = "Show how long each took since the server sent it; needs one clock.")
    private boolean showsLatency;

    @Option(names = "--count", paramLabel = "N", description = "End after so many messages.")
    private Long count;

    @Option(names = "--for", paramLabel = "TIME", description = "End after such a time, as 10s or 5m.")
    private String time;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;
    private final InputStream keys;

    TailCommand(final Surroundings around, final InputStream keys)
    {
        this.around = around;
        this.keys = keys;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        final long forMs = time == null ? Long.MAX_VALUE : TimeText.ms(time).orElseThrow(() ->
            mistake("--for must be a time such as 10s, 5m or 1h: " + time));
        if (count != null && count < 1 || depth < 1)
        {
            throw mistake("--count and --depth must be 1 or more");
        }
        if ((isTable ? 1 : 0) + (book == null ? 0 : 1) + (isJson ? 1 : 0) > 1)
        {
            throw mistake("only one of --table, --book and --json can be had");
        }
        final ClientConfig config;
        try
        {
            ClientOptions.requireAll(channels, symbols);
            config = options.config(url, around.environment());
        }
        catch (final IllegalArgumentException ex)
        {
            throw mistake(ex.getMessage());
        }
        catch (final IOException ex)
        {
            return failed("can not be read: " + ex.getMessage());
        }
        final Tail.Form form = isJson ? Tail.Form.JSON : isTable ? Tail.Form.TABLE :
            book == null ? Tail.Form.LINES : Tail.Form.LADDER;
        final Tail tail = new Tail(
            around.out(), around.err(), around.style(), form, depth, showsLatency,
            count == null ? Long.MAX_VALUE : count);

        return watch(config, tail, form, forMs);
    }

    private int watch(final ClientConfig config, final Tail tail, final Tail.Form form, final long forMs)
        throws InterruptedException
    {
        try (Ending ending = Ending.watch())
        {
            reach(config.uri());
            final long startNs = System.nanoTime();
            final ClientMetrics metrics;
            try (TickwireClient client = TickwireClient.connect(config, tail))
            {
                subscribe(client);
                if (!awaitOpen(ending, tail, startNs))
                {
                    return failed("can not connect to " + config.uri() + ": " +
                        (tail.failure().isEmpty() ? "no answer within 10 s" : tail.failure()));
                }
                if (form == Tail.Form.TABLE || form == Tail.Form.LADDER)
                {
                    draw(ending, tail, forMs);
                }
                else
                {
                    wait(ending, tail, forMs);
                }
                tail.leave();
                metrics = client.getMetrics();
            }
            tell(tail, metrics, System.nanoTime() - startNs);
        }
        catch (final IOException ex)
        {
            return failed("can not connect to " + config.uri() + ": " + ex.getMessage());
        }

        return tail.failure().isEmpty() ? Tickwire.DONE : Tickwire.FAILED;
    }

    /** A client tries again and again, and does not say why; here somebody waits. */
    private static void reach(final URI uri) throws IOException
    {
        final int port = uri.getPort() > 0 ? uri.getPort() : "wss".equals(uri.getScheme()) ? HTTPS : HTTP;
        try (Socket socket = new Socket())
        {
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MS);
        }
        catch (final UnknownHostException ex)
        {
            throw new IOException("no such host: " + uri.getHost(), ex);
        }
    }

    private static boolean awaitOpen(final Ending ending, final Tail tail, final long startNs)
        throws InterruptedException
    {
        boolean isOpen = tail.awaitOpen(LOOK_MS);
        while (!isOpen && !tail.isDone() && !ending.isTold() &&
            System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(CONNECT_MS))
        {
            isOpen = tail.awaitOpen(LOOK_MS);
        }

        return isOpen;
    }

    private void tell(final Tail tail, final ClientMetrics metrics, final long tookNs)
    {
        around.out().flush();
        around.err().println(summary(tail, metrics, tookNs));
        if (showsLatency)
        {
            around.err().println("tickwire tail: " + tail.latency());
        }
    }

    private void subscribe(final TickwireClient client)
    {
        if (book != null)
        {
            client.subscribe(
                new Subscription("book", List.of(book), venues, Map.of("mode", "delta", "depth", depth)), quiet());

            return;
        }
        for (final String channel : channels)
        {
            client.subscribe(
                new Subscription(
                    channel.strip(), symbols, venues, interval == null ? Map.of() : Map.of("interval", interval)),
                quiet());
        }
    }

    /** All is told to the client's listener. */
    private static MarketListener quiet()
    {
        return new MarketListener()
        {
        };
    }

    private static void wait(final Ending ending, final Tail tail, final long forMs) throws InterruptedException
    {
        final long startNs = System.nanoTime();
        boolean isTold = false;
        while (!isTold && !tail.isDone() && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) < forMs)
        {
            isTold = ending.awaitTold(LOOK_MS);
        }
    }

    /** On a terminal in place; elsewhere as it is at the end. */
    private void draw(final Ending ending, final Tail tail, final long forMs) throws InterruptedException
    {
        final long startNs = System.nanoTime();
        if (!around.isOutTerminal())
        {
            wait(ending, tail, forMs);
            tail.lines(System.nanoTime() - startNs).forEach(around.out()::println);

            return;
        }
        try (Screen screen = Screen.open(around.out(), keys))
        {
            long drawnNs = startNs;
            while (!tail.isDone() && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) < forMs &&
                !ending.awaitTold(DRAW_MS) && !screen.isLeft())
            {
                final long nowNs = System.nanoTime();
                screen.draw(tail.lines(nowNs - drawnNs));
                drawnNs = nowNs;
            }
        }
        catch (final IOException ex)
        {
            failed("the terminal: " + ex.getMessage());
        }
    }

    private static String summary(final Tail tail, final ClientMetrics metrics, final long tookNs)
    {
        final double seconds = tookNs / (double)TimeUnit.SECONDS.toNanos(1);

        return String.format(
            Locale.ROOT,
            "tickwire tail: %,d messages in %.1f s (%,.0f/s), %,.1f MB; gaps %,d (%,d missed), duplicates %,d, " +
                "resyncs %,d, reconnects %,d",
            tail.messages(), seconds, tail.messages() / seconds, metrics.bytes() / BYTES_PER_MB, metrics.gaps(),
            metrics.missed(), metrics.duplicates(), metrics.resyncs(), metrics.reconnects());
    }

    private ParameterException mistake(final String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }

    private int failed(final String why)
    {
        around.err().println("tickwire tail: " + why);

        return Tickwire.FAILED;
    }
}
