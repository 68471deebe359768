package io.tickwire.client.lane;

import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigLoader;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The server itself, with a simulated market and a lane.
 * Thread: any
 */
final class Served implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TickwireServer server;

    /**
     * @param settings in addition, {@code key=value}.
     */
    Served(final Path aeron, final String... settings) throws Exception
    {
        final ConfigLoader loader = new ConfigLoader(Map.of());
        for (final String setting : List.of(
            "server.listeners=127.0.0.1:0", "tls.listeners=", "stream.lane=true", "stream.directory=" + aeron,
            "log.level=warn"))
        {
            loader.set(setting, "test");
        }
        for (final String setting : settings)
        {
            loader.set(setting, "test");
        }
        server = new TickwireServer(loader.load().config());
        server.start();
    }

    static HttpClient http()
    {
        return HTTP;
    }

    String address()
    {
        return "127.0.0.1:" + server.addresses().get(0).getPort();
    }

    /** A counter of the stream, as the server tells it. */
    long counter(final String name) throws IOException, InterruptedException
    {
        final String text = HTTP.send(
            HttpRequest.newBuilder(URI.create("http://" + address() + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString()).body();

        return text.lines()
            .filter(line -> line.startsWith("tickwire_stream_" + name + "_total "))
            .mapToLong(line -> (long)Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
            .findFirst().orElseThrow(() -> new AssertionError("no such counter: " + name));
    }

    @Override
    public void close()
    {
        server.close();
    }
}
