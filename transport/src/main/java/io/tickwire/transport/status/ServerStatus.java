package io.tickwire.transport.status;

import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.shard.PublishHub;
import io.tickwire.transport.shard.ServerFacts;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The objects that tell of the server: its status, metrics, health, symbols, and the times of its stages.
 * Thread: any
 */
public final class ServerStatus implements ServerFacts
{
    private static final double US_PER_NS = 1e-3;
    private static final double MS_PER_NS = 1e-6;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final About about;
    private final Engine engine;
    private final Listings listings;
    private final ConnectionGate gate;
    private final ServerCounters counters;
    private final ServerHealth health;
    private final StageTimes times;
    private final PublishHub hub;
    private final long startedNs = System.nanoTime();

    public ServerStatus(
        final About about,
        final Engine engine,
        final Listings listings,
        final ConnectionGate gate,
        final ServerCounters counters,
        final ServerHealth health,
        final StageTimes times,
        final PublishHub hub)
    {
        this.about = about;
        this.engine = engine;
        this.listings = listings;
        this.gate = gate;
        this.counters = counters;
        this.health = health;
        this.times = times;
        this.hub = hub;
    }

    /**
     * What is fixed of a server.
     *
     * @param name        that clients are told.
     * @param version     of the program.
     * @param limits      of clients.
     * @param heartbeatMs how often {@code heartbeat} comes to those who want it.
     * Thread: any
     */
    public record About(String name, String version, Limits limits, long heartbeatMs)
    {
    }

    @Override
    public Reply welcome(final Session session)
    {
        final Limits.Messages messages = about.limits().messages();
        final Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("subscriptions", messages.subscriptions());
        limits.put("streams", messages.streams());
        limits.put("messages_per_second", messages.perSecond());
        limits.put("messages_burst", messages.burst());
        limits.put("requests_per_minute", messages.requestsPerMinute());
        limits.put("message_bytes", messages.maxBytes());
        limits.put("symbols_per_message", messages.maxSymbols());
        limits.put("idle_ms", about.limits().liveness().idleMs());
        limits.put("queued_bytes", about.limits().slow().highWaterBytes());

        return Reply.of("welcome")
            .with("server", about.name())
            .with("version", about.version())
            .with("connection", session.name())
            .with("epoch", engine.epoch())
            .with("encoding", session.encoding().name().toLowerCase(Locale.ROOT))
            .with("heartbeat_ms", about.heartbeatMs())
            .with("limits", limits);
    }

    @Override
    public Reply status(final String type)
    {
        final Map<String, ServerHealth.Component> components = health.components();

        return Reply.of(type)
            .with("connected_peers", gate.connections())
            .with("active_sources", health.hasFeed() ? listings.venues() : 0)
            .with("symbols_tracked", engine.names().symbols().size())
            .with("uptime_seconds", uptimeSeconds())
            .with("status", ServerHealth.worst(components).label())
            .with("components", asMap(components))
            .with("metrics", metrics());
    }

    @Override
    public Object result(final Command.Request request, final Entitlements entitlements)
    {
        return switch (request.method())
        {
            case SYMBOLS -> symbols(entitlements);
            case METRICS -> metrics();
            case HEALTH -> health();
            case STATS -> stages();
            default -> status("server_status").fields();
        };
    }

    @Override
    public boolean publish(final String from, final Command.Publish publish)
    {
        return hub.publish(from, publish);
    }

    /**
     * How the parts are, as one object.
     */
    public Map<String, Object> health()
    {
        final Map<String, ServerHealth.Component> components = health.components();
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", ServerHealth.worst(components).label());
        result.put("components", asMap(components));

        return result;
    }

    /**
     * Figures of the whole, as one object. The latency is that from a tick's arrival to its frame's write, in ms, as
     * the sum of the stages' medians.
     */
    public Map<String, Object> metrics()
    {
        double latencyMs = 0;
        for (final Histogram histogram : times.snapshot().values())
        {
            latencyMs += histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(50) * MS_PER_NS;
        }
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("messageCount", counters.get(ServerCounter.FRAMES_DELIVERED));
        result.put("errorCount",
            counters.get(ServerCounter.MESSAGES_REJECTED) +
            counters.get(ServerCounter.MESSAGES_RATE_LIMITED) +
            counters.get(ServerCounter.SHARD_ERRORS) +
            counters.get(ServerCounter.SHARD_FAILURES) +
            engine.counters().total(EngineCounter.ERRORS));
        result.put("activeConnections", gate.connections());
        result.put("latency", latencyMs);

        return result;
    }

    /**
     * All symbols that somebody may have, where they are traded, and what their mantissas mean.
     */
    public List<Object> symbols(final Entitlements entitlements)
    {
        return symbols(engine.names(), listings, entitlements);
    }

    /**
     * The same of other symbols.
     */
    public static List<Object> symbols(
        final Names names, final Listings listings, final Entitlements entitlements)
    {
        final List<Object> result = new ArrayList<>();
        for (final Symbol symbol : names.symbols().all())
        {
            if (!entitlements.hasSymbol(symbol.name()))
            {
                continue;
            }
            final List<String> venues = new ArrayList<>();
            for (long left = listings.venuesOf(symbol.id()); left != 0; left &= left - 1)
            {
                venues.add(names.venues().nameOf(Long.numberOfTrailingZeros(left)));
            }
            final Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("symbol", symbol.name());
            shown.put("venues", venues);
            shown.put("px_exp", symbol.priceExponent());
            shown.put("qty_exp", symbol.quantityExponent());
            result.add(shown);
        }

        return result;
    }

    public long uptimeSeconds()
    {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNs);
    }

    private Map<String, Object> stages()
    {
        final Map<String, Object> result = new LinkedHashMap<>();
        times.snapshot().forEach((stage, histogram) ->
        {
            final Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("count", histogram.getTotalCount());
            for (final double percentile : PERCENTILES)
            {
                final String name = "p" + Double.toString(percentile).replace(".0", "").replace(".", "") + "_us";
                shown.put(name, histogram.getValueAtPercentile(percentile) * US_PER_NS);
            }
            shown.put("max_us", histogram.getMaxValue() * US_PER_NS);
            result.put(stage, shown);
        });

        return result;
    }

    private static Map<String, Object> asMap(final Map<String, ServerHealth.Component> components)
    {
        final Map<String, Object> result = new LinkedHashMap<>();
        components.forEach((name, component) ->
        {
            final Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("status", component.state().label());
            shown.put("details", component.details());
            result.put(name, shown);
        });

        return result;
    }
}
