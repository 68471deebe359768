package io.tickwire.tools.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.tools.terminal.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a server is, in lines for people.
 * Thread: conductor
 */
public final class StatusText
{
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final double KIBI = 1024;
    private static final int MINUTE_S = 60;
    private static final int HOUR_S = 3_600;
    private static final int DAY_S = 86_400;
    private static final double US_PER_MS = 1_000;
    private static final String FIGURE = "%-10s  %s";
    private static final String STAGE = "%-16s  %12s  %9s  %9s  %9s  %9s  %9s";

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private StatusText(final Style style)
    {
        this.style = style;
    }

    public static List<String> of(final StatusReport report, final Style style)
    {
        final StatusText text = new StatusText(style);
        text.head(report);
        text.figures(report);
        text.components(report.now().health().path("components"));
        text.stages(report.now().stages());
        text.slowest(report.slowest());
        text.troubles(report);

        return text.lines;
    }

    private void head(final StatusReport report)
    {
        final String version = report.now().welcome().path("version").asText("");
        lines.add(
            style.bold("tickwire" + (version.isEmpty() ? "" : " " + version)) + "  " + report.url() + "  " +
            state(report.status(), 0) + "  for " + time(report.uptimeSeconds()));
        lines.add("");
    }

    private void figures(final StatusReport report)
    {
        figure("Ticks", "%s/s in, %s/s applied, %s symbols",
            count(report.rate("engine_ticks_published_total")),
            count(report.rate("engine_ticks_applied_total")),
            count(report.get("symbols")));
        figure("Clients", "%s connected, %s opened, %s closed; %s messages/s from them",
            count(report.get("connections")),
            count(report.get("gateway_connections_opened_total")),
            count(report.get("gateway_connections_closed_total")),
            count(report.rate("gateway_messages_received_total")));
        figure("Frames", "%s/s delivered, %s/s written, %s/s merged for slow clients",
            count(report.rate("gateway_frames_delivered_total")),
            bytes(report.rate("gateway_bytes_written_total")),
            count(report.rate("gateway_frames_conflated_total")));
        figure("Memory", "%s resident, %s of the heap, %s queued for slow clients, %s threads",
            bytes(report.get("process_resident_memory_bytes")),
            bytes(report.get("heap_used_bytes")),
            bytes(report.get("residue_bytes")),
            count(report.get("threads")));
        if (report.has("stream_ticks_total"))
        {
            figure("Stream", "%s ticks/s, %s/s", count(report.rate("stream_ticks_total")),
                bytes(report.rate("stream_bytes_total")));
        }
        if (report.has("journal_recorded_sequence"))
        {
            figure("Journal", "recorded up to g %s, %s on disk",
                count(report.get("journal_recorded_sequence")),
                bytes(report.get("journal_bytes")));
        }
        lines.add("");
    }

    private void figure(final String name, final String format, final Object... values)
    {
        lines.add(String.format(Locale.ROOT, FIGURE, name, String.format(Locale.ROOT, format, values)));
    }

    private void components(final JsonNode components)
    {
        lines.add(style.faint(String.format("%-16s  %-8s  %s", "COMPONENT", "STATE", "DETAILS")));
        components.properties().forEach(component -> lines.add(String.format(
            "%-16s  %s  %s",
            component.getKey(),
            state(component.getValue().path("status").asText(), 8),
            component.getValue().path("details").asText())));
        lines.add("");
    }

    private void stages(final JsonNode stages)
    {
        if (stages.isEmpty())
        {
            return;
        }
        lines.add(style.faint(String.format(STAGE, "STAGE", "COUNT", "50 %", "90 %", "99 %", "99.9 %", "MAX")));
        stages.properties().forEach(stage ->
        {
            final JsonNode times = stage.getValue();
            lines.add(String.format(
                STAGE,
                stage.getKey(),
                count(times.path("count").asDouble()),
                us(times, "p50_us"), us(times, "p90_us"), us(times, "p99_us"), us(times, "p999_us"),
                us(times, "max_us")));
        });
        lines.add("");
    }

    private void slowest(final List<JsonNode> slowest)
    {
        if (slowest.isEmpty())
        {
            return;
        }
        lines.add(style.faint(String.format("%-16s  %-22s  %10s", "SLOW CLIENT", "ADDRESS", "QUEUED")));
        slowest.forEach(client -> lines.add(String.format(
            "%-16s  %-22s  %10s",
            client.path("connection").asText(),
            client.path("address").asText(),
            bytes(client.path("queued_bytes").asDouble()))));
        lines.add("");
    }

    private void troubles(final StatusReport report)
    {
        final Map<String, double[]> troubles = report.troubles();
        if (troubles.isEmpty())
        {
            lines.add("Nothing was dropped, refused or lost since it started.");

            return;
        }
        lines.add(style.faint(String.format("%-38s  %14s  %10s", "WENT WRONG", "SINCE START", "NOW")));
        troubles.forEach((name, figures) ->
        {
            final String line = String.format(
                "%-38s  %14s  %8s/s", name.replace('_', ' '), count(figures[0]), count(figures[1]));
            lines.add(figures[1] > 0 ? style.yellow(line) : line);
        });
    }

    private String state(final String state, final int width)
    {
        final String text = String.format("%-" + Math.max(1, width) + "s", state);

        return switch (state)
        {
            case "up" -> style.green(text);
            case "degraded" -> style.yellow(text);
            default -> style.red(text);
        };
    }

    static String count(final double value)
    {
        return value > 0 && value < 10 && value != Math.rint(value) ?
            String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String bytes(final double value)
    {
        int unit = 0;
        double shown = value;
        while (shown >= KIBI && unit < BYTE_UNITS.length - 1)
        {
            shown /= KIBI;
            unit++;
        }

        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, BYTE_UNITS[unit]);
    }

    static String time(final long seconds)
    {
        if (seconds < MINUTE_S)
        {
            return seconds + " s";
        }
        if (seconds < HOUR_S)
        {
            return seconds / MINUTE_S + " min " + seconds % MINUTE_S + " s";
        }

        return seconds < DAY_S ?
            seconds / HOUR_S + " h " + seconds % HOUR_S / MINUTE_S + " min" :
            seconds / DAY_S + " d " + seconds % DAY_S / HOUR_S + " h";
    }

    private static String us(final JsonNode times, final String name)
    {
        final double us = times.path(name).asDouble();

        return us < US_PER_MS ?
            String.format(Locale.ROOT, "%.1f µs", us) : String.format(Locale.ROOT, "%.1f ms", us / US_PER_MS);
    }
}
