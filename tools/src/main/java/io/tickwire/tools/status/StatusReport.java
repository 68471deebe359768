package io.tickwire.tools.status;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What two samples of a server come to: how it is, and how much happens a second.
 *
 * @param url    that it was asked at.
 * @param before the earlier one.
 * @param now    the later one.
 * Thread: any
 */
public record StatusReport(String url, Sample before, Sample now)
{
    private static final String PREFIX = "tickwire_";
    private static final String TOTAL = "_total";
    private static final double NS_PER_S = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_SLOW = 5;

    /** What a counter is called that had better stand still. */
    private static final Pattern TROUBLE = Pattern.compile(
        "dropped|refused|lost|errors|failed|failures|overdue|without_room|too_long|torn|poisoned|overtaken|" +
        "rate_limited|rejected|stall|unrecover|gaps_|slow_told|deltas|out_of_room|timeouts|timed_out|unread");

    /** Up, degraded or down. */
    public String status()
    {
        return now.health().path("status").asText("down");
    }

    /** A server that does no work. */
    public boolean isDown()
    {
        return "down".equals(status());
    }

    /** How long it has run. */
    public long uptimeSeconds()
    {
        return now.health().path("uptime_seconds").asLong();
    }

    /**
     * A figure as it is now.
     *
     * @param name without what all begin with.
     */
    public double get(final String name)
    {
        return now.metrics().get(PREFIX + name);
    }

    public boolean has(final String name)
    {
        return now.metrics().has(PREFIX + name);
    }

    /**
     * How much a counter grew a second.
     */
    public double rate(final String name)
    {
        return perSecond(PREFIX + name);
    }

    /**
     * Counters of what went wrong and were moved since the server started: all of it, and a second.
     */
    public Map<String, double[]> troubles()
    {
        final Map<String, double[]> found = new LinkedHashMap<>();
        now.metrics().all().forEach((name, value) ->
        {
            if (name.endsWith(TOTAL) && value > 0 && TROUBLE.matcher(name).find())
            {
                found.put(
                    name.substring(PREFIX.length(), name.length() - TOTAL.length()),
                    new double[] {value, perSecond(name)});
            }
        });

        return found;
    }

    /** The clients with the most in their queues, as an administrator sees them. */
    public List<JsonNode> slowest()
    {
        final List<JsonNode> all = new ArrayList<>();
        now.connections().forEach(connection ->
        {
            if (queued(connection) > 0)
            {
                all.add(connection);
            }
        });
        all.sort(Comparator.comparingLong(StatusReport::queued).reversed());

        return all.subList(0, Math.min(MOST_SLOW, all.size()));
    }

    private static long queued(final JsonNode connection)
    {
        return connection.path("queued_bytes").asLong();
    }

    private double perSecond(final String name)
    {
        final double seconds = (now.takenNs() - before.takenNs()) / NS_PER_S;

        return seconds <= 0 ? 0 : Math.max(0, now.metrics().get(name) - before.metrics().get(name)) / seconds;
    }

    /**
     * All of it for programs.
     */
    public Map<String, Object> toMap()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", url);
        map.put("status", status());
        map.put("version", now.welcome().path("version").asText(null));
        map.put("epoch", now.welcome().path("epoch"));
        map.put("uptime_seconds", uptimeSeconds());
        map.put("components", now.health().path("components"));
        map.put("symbols", (long)get("symbols"));
        map.put("connections", (long)get("connections"));
        final Map<String, Object> rates = new LinkedHashMap<>();
        Rates.NAMES.forEach((name, counter) -> rates.put(name, rate(counter)));
        map.put("per_second", rates);
        map.put("stages", now.stages());
        final Map<String, Object> troubles = new LinkedHashMap<>();
        troubles().forEach((name, figures) ->
            troubles.put(name, Map.of("total", (long)figures[0], "per_second", figures[1])));
        map.put("troubles", troubles);
        map.put("slow_clients", slowest());
        map.put("resident_bytes", (long)get("process_resident_memory_bytes"));
        map.put("heap_used_bytes", (long)get("heap_used_bytes"));
        map.put("residue_bytes", (long)get("residue_bytes"));
        map.put("threads", (long)get("threads"));
        if (has("journal_recorded_sequence"))
        {
            map.put("journal", Map.of(
                "recorded_sequence", (long)get("journal_recorded_sequence"),
                "bytes", (long)get("journal_bytes")));
        }

        return map;
    }

    /**
     * What is told as a rate, and the counter that it is of.
     * Thread: any
     */
    private static final class Rates
    {
        static final Map<String, String> NAMES = new LinkedHashMap<>();

        static
        {
            NAMES.put("ticks_published", "engine_ticks_published_total");
            NAMES.put("ticks_applied", "engine_ticks_applied_total");
            NAMES.put("frames_encoded", "engine_frames_encoded_total");
            NAMES.put("frames_delivered", "gateway_frames_delivered_total");
            NAMES.put("bytes_written", "gateway_bytes_written_total");
            NAMES.put("messages_received", "gateway_messages_received_total");
            NAMES.put("connections_opened", "gateway_connections_opened_total");
            NAMES.put("connections_closed", "gateway_connections_closed_total");
            NAMES.put("frames_conflated", "gateway_frames_conflated_total");
            NAMES.put("stream_ticks", "stream_ticks_total");
        }

        private Rates()
        {
        }
    }
}
