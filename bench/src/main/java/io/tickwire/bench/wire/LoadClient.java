package io.tickwire.bench.wire;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Many subscribers on one thread, in a process of their own:
 * {@code LoadClient PORT ENCODING TRANSPORT CLIENTS SYMBOLS SYMBOLS_OF_EACH WARM_UP_S SECONDS HLOG}. Says {@code
 * measuring} once it is warm, then, in a line of JSON, what it saw.
 */
public final class LoadClient
{
    private static final long SELECT_MS = 100;

    private final Figures figures = new Figures();
    private final List<LoadConnection> connections = new ArrayList<>();
    private int closed;

    private LoadClient()
    {
    }

    public static void main(final String[] args) throws IOException, InterruptedException
    {
        final LoadClient client = new LoadClient();
        final int clients = Integer.parseInt(args[3]);
        final int symbols = Integer.parseInt(args[4]);
        final int ofEach = Integer.parseInt(args[5]);
        try (Selector selector = Selector.open())
        {
            client.open(
                Integer.parseInt(args[0]),
                WireEncoding.valueOf(args[1]),
                Transport.valueOf(args[2]),
                clients,
                ofEach == 1);
            client.subscribe(selector, symbols, ofEach);
            client.listen(selector, Integer.parseInt(args[6]));
            System.out.println("measuring");
            client.figures.startMeasuring();
            final HiccupMeter meter = new HiccupMeter().start();
            final long startNs = System.nanoTime();
            client.listen(selector, Integer.parseInt(args[7]));
            final long lastedNs = System.nanoTime() - startNs;
            System.out.println(client.result(lastedNs, meter.stop(), args[8]));
            client.close();
        }
    }

    private void open(
        final int port,
        final WireEncoding encoding,
        final Transport transport,
        final int clients,
        final boolean isOneStream) throws IOException
    {
        for (int i = 0; i < clients; i++)
        {
            connections.add(new LoadConnection(port, encoding, transport, isOneStream, figures));
        }
    }

    private void subscribe(final Selector selector, final int symbols, final int ofEach) throws IOException
    {
        int symbol = 0;
        for (final LoadConnection connection : connections)
        {
            final List<String> names = new ArrayList<>();
            for (int i = 0; i < ofEach; i++)
            {
                names.add(QuoteFeed.symbol(symbol++ % symbols));
            }
            connection.subscribe(names, selector);
            selector.select(this::onReady, 1);
        }
    }

    private void listen(final Selector selector, final int seconds) throws IOException
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - endNs < 0)
        {
            selector.select(this::onReady, SELECT_MS);
        }
    }

    private void onReady(final SelectionKey key)
    {
        boolean isOpen = false;
        try
        {
            isOpen = ((LoadConnection)key.attachment()).read();
        }
        catch (final IOException ex)
        {
            System.err.println(ex.getMessage());
        }
        if (!isOpen)
        {
            key.cancel();
            closed++;
        }
    }

    private String result(final long lastedNs, final Histogram hiccups, final String log) throws FileNotFoundException
    {
        final Histogram latencies = figures.latencies();
        latencies.setEndTimeStamp(System.currentTimeMillis());
        final HistogramLogWriter writer = new HistogramLogWriter(new File(log));
        writer.outputLogFormatVersion();
        writer.outputLegend();
        writer.outputIntervalHistogram(latencies);
        writer.close();

        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("clients", connections.size());
        result.put("closed", closed);
        for (final Hole hole : Hole.values())
        {
            result.put(hole.label(), figures.holes(hole));
        }
        result.put("messages", latencies.getTotalCount());
        result.put("perSecond", latencies.getTotalCount() * (double)TimeUnit.SECONDS.toNanos(1) / lastedNs);
        result.put("latencyUs", Percentiles.of(latencies));
        result.put("hiccupUs", Percentiles.of(hiccups));
        result.put("curve", Percentiles.curve(latencies));

        return Json.write(result, false);
    }

    private void close() throws IOException
    {
        for (final LoadConnection connection : connections)
        {
            connection.close();
        }
    }
}
