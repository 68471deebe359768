package io.tickwire.transport.status;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.FeedLag;
import io.tickwire.engine.feed.line.LineCounter;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.log.LogSetup;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamHost;
import io.tickwire.transport.ws.CloseCode;
import org.HdrHistogram.Histogram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What there is to scrape. Labels are of fixed lists, so how many series there are does not depend on clients.
 * Thread: any
 */
public final class ServerMetrics
{
    private static final String PREFIX = "tickwire_";
    private static final double NS_PER_SECOND = 1e9;
    private static final double MS_PER_SECOND = 1e3;
    private static final long[] BOUNDS_NS = {
        100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000,
        5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000, 1_000_000_000, 10_000_000_000L};

    private final Engine engine;
    private final List<EgressShard> shards;
    private final ServerCounters counters;
    private final ConnectionGate gate;
    private final ServerHealth health;
    private final StageTimes times;
    private final LongSupplier certificate;
    private final Supplier<Map<String, Long>> ingested;
    private final ExpositionFormats formats = ExpositionFormats.init();

    /**
     * @param shards      all that there are by the first scrape.
     * @param certificate when it expires, in ms since 1970; 0: there is none.
     * @param ingested    how many ticks publishers have sent, by their types.
     */
    public ServerMetrics(
        final Engine engine,
        final List<EgressShard> shards,
        final ServerCounters counters,
        final ConnectionGate gate,
        final ServerHealth health,
        final StageTimes times,
        final LongSupplier certificate,
        final Supplier<Map<String, Long>> ingested)
    {
        this.engine = engine;
        this.shards = shards;
        this.counters = counters;
        this.gate = gate;
        this.health = health;
        this.times = times;
        this.certificate = certificate;
        this.ingested = ingested;
    }

    /**
     * A scrape, in the form that its reader accepts.
     *
     * @param contentType of the body.
     * Thread: any
     */
    public record Exposition(String contentType, byte[] body)
    {
    }

    /**
     * @param accept what the reader says it reads; null: anything.
     */
    public Exposition scrape(final String accept)
    {
        final ExpositionFormatWriter writer = formats.findWriter(accept);
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        try
        {
            writer.write(body, new MetricSnapshots(snapshots()), EscapingScheme.DEFAULT);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return new Exposition(writer.getContentType(), body.toByteArray());
    }

    private List<MetricSnapshot> snapshots()
    {
        final List<MetricSnapshot> all = new ArrayList<>();
        for (final ServerCounter counter : ServerCounter.values())
        {
            all.add(counter(PREFIX + "gateway_" + counter.label(), counter.help(), counters.get(counter)));
        }
        for (final Map.Entry<EngineCounter, Long> total : engine.counters().totals().entrySet())
        {
            all.add(counter(
                PREFIX + "engine_" + total.getKey().name().toLowerCase(Locale.ROOT),
                total.getKey().label(),
                total.getValue()));
        }
        health.stream().ifPresent(host -> all.addAll(stream(host)));
        all.add(closes());
        all.add(ingested());
        all.add(counter(
            PREFIX + "log_lines_lost",
            "lines of the log that were lost, or written only after trouble with the file",
            LogSetup.lostLines()));
        all.add(gauge(PREFIX + "connections", "WebSocket connections", gate.connections()));
        all.add(gauge(PREFIX + "symbols", "symbols that are known", engine.names().symbols().size()));
        all.add(gauge(PREFIX + "live", "1: the process works", health.isLive() ? 1 : 0));
        all.add(gauge(PREFIX + "ready", "1: clients may be sent here", health.isReady() ? 1 : 0));
        all.add(gauge(
            PREFIX + "residue_bytes",
            "memory of what slow clients are yet to take",
            shards.stream().mapToLong(EgressShard::residueBytes).sum()));
        all.add(gauge(
            PREFIX + "heap_used_bytes",
            "of the JVM",
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
        ProcessMemory.residentBytes().ifPresent(bytes ->
            all.add(gauge("process_resident_memory_bytes", "of the process, as the kernel counts it", bytes)));
        all.add(gauge(
            "process_start_time_seconds",
            "since 1970",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MS_PER_SECOND));
        all.add(gauge(
            PREFIX + "threads", "of the JVM", ManagementFactory.getThreadMXBean().getThreadCount()));
        if (certificate.getAsLong() > 0)
        {
            all.add(gauge(
                PREFIX + "tls_certificate_expires_seconds",
                "from now until the certificate expires",
                (certificate.getAsLong() - System.currentTimeMillis()) / MS_PER_SECOND));
        }
        all.add(components());
        all.add(feeds());
        all.addAll(lines());
        all.add(lags());
        all.add(stages());

        return all;
    }

    private static List<MetricSnapshot> stream(final StreamHost host)
    {
        final List<MetricSnapshot> all = new ArrayList<>();
        for (final StreamCounter counter : StreamCounter.values())
        {
            all.add(counter(PREFIX + "stream_" + counter.label(), counter.help(), host.counters().get(counter)));
        }
        host.gauges().forEach((name, gauge) -> all.add(gauge(PREFIX + name, gauge.help(), gauge.value())));

        return all;
    }

    private MetricSnapshot closes()
    {
        final CounterSnapshot.Builder builder = CounterSnapshot.builder()
            .name(PREFIX + "gateway_closes")
            .help("connections that were closed by us");
        for (final CloseCode code : CloseCode.values())
        {
            builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of(
                    "code", Integer.toString(code.code()), "reason", code.name().toLowerCase(Locale.ROOT)))
                .value(counters.closes(code))
                .build());
        }

        return builder.build();
    }

    private MetricSnapshot ingested()
    {
        final CounterSnapshot.Builder builder = CounterSnapshot.builder()
            .name(PREFIX + "gateway_ingested")
            .help("ticks of publishers that went to the engine, by their types");
        ingested.get().forEach((type, count) -> builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
            .labels(Labels.of("type", type))
            .value(count)
            .build()));

        return builder.build();
    }

    private MetricSnapshot components()
    {
        final GaugeSnapshot.Builder builder = GaugeSnapshot.builder()
            .name(PREFIX + "component_state")
            .help("0: up, 1: degraded, 2: down");
        health.components().forEach((name, component) ->
            builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of("component", name))
                .value(component.state().ordinal())
                .build()));

        return builder.build();
    }

    private MetricSnapshot feeds()
    {
        final CounterSnapshot.Builder builder = CounterSnapshot.builder()
            .name(PREFIX + "feed_events")
            .help("what feeds of venues count, by kind");
        health.feeds().forEach(feed -> feed.counts().forEach((kind, count) ->
            builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of("feed", feed.name(), "kind", kind))
                .value(count)
                .build())));

        return builder.build();
    }

    private MetricSnapshot lags()
    {
        final GaugeSnapshot.Builder builder = GaugeSnapshot.builder()
            .name(PREFIX + "feed_lag_seconds")
            .help("from a venue's time to ours, in the last ten seconds; below 0 where its clock is ahead. fastest: " +
                "in the last minute");
        for (final Feed feed : health.feeds())
        {
            final FeedLag.Lag lag = feed.lag();
            if (lag.count() > 0)
            {
                builder.dataPoint(lag(feed, "fastest", lag.fastestNs()));
                builder.dataPoint(lag(feed, "mean", lag.meanNs()));
                builder.dataPoint(lag(feed, "slowest", lag.slowestNs()));
            }
        }

        return builder.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot lag(final Feed feed, final String kind, final long ns)
    {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
            .labels(Labels.of("feed", feed.name(), "kind", kind))
            .value(ns / NS_PER_SECOND)
            .build();
    }

    private List<MetricSnapshot> lines()
    {
        final CounterSnapshot.Builder events = CounterSnapshot.builder()
            .name(PREFIX + "feed_line_events")
            .help("what redundant lines of venues count, by kind");
        final GaugeSnapshot.Builder leads = GaugeSnapshot.builder()
            .name(PREFIX + "feed_line_leads")
            .help("1: this line of its venue is the fastest of late");
        for (final Feed feed : health.feeds())
        {
            final List<Map<LineCounter, Long>> lines = feed.lineCounts();
            for (int i = 0; i < lines.size(); i++)
            {
                final String line = Integer.toString(i);
                final Map<LineCounter, Long> counts = lines.get(i);
                for (final LineCounter kind : LineCounter.values())
                {
                    final long count = counts.get(kind);
                    if (kind == LineCounter.LEADS)
                    {
                        leads.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(Labels.of("feed", feed.name(), "line", line))
                            .value(count)
                            .build());
                    }
                    else
                    {
                        events.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                            .labels(Labels.of("feed", feed.name(), "line", line, "kind", kind.label()))
                            .value(count)
                            .build());
                    }
                }
            }
        }

        return List.of(events.build(), leads.build());
    }

    private MetricSnapshot stages()
    {
        final HistogramSnapshot.Builder builder = HistogramSnapshot.builder()
            .name(PREFIX + "stage_seconds")
            .unit(Unit.SECONDS)
            .help("how long a stage of the path took");
        times.snapshot().forEach((stage, histogram) ->
            builder.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(Labels.of("stage", stage))
                .classicHistogramBuckets(bucketsOf(histogram))
                .sum(histogram.getMean() * histogram.getTotalCount() / NS_PER_SECOND)
                .build()));

        return builder.build();
    }

    private static ClassicHistogramBuckets bucketsOf(final Histogram histogram)
    {
        final ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (final long bound : BOUNDS_NS)
        {
            final long upTo = histogram.getCountBetweenValues(0, bound);
            buckets.bucket(bound / NS_PER_SECOND, upTo - below);
            below = upTo;
        }

        return buckets.bucket(Double.POSITIVE_INFINITY, histogram.getTotalCount() - below).build();
    }

    private static MetricSnapshot counter(final String name, final String help, final long value)
    {
        return CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(value).build())
            .build();
    }

    private static MetricSnapshot gauge(final String name, final String help, final double value)
    {
        return GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
            .build();
    }
}
