package io.tickwire.tools.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.DebianPackages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The deployment's files, read by the programs that they are for, and their names of metrics held against a server.
 */
@Timeout(600)
class FilesIT
{
    private static final Path PROMETHEUS = DeployTools.DEPLOY.resolve("prometheus");
    private static final Path UNIT = DeployTools.DEPLOY.resolve("systemd/tickwire.service");
    private static final Pattern METRIC = Pattern.compile("\\b(tickwire_[a-z0-9_]+|process_[a-z_]+)\\b");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    /** As systemd calls it; 0 is the best, and a service that asks for nothing has 9.6. */
    private static final double MOST_EXPOSED = 2.0;

    @TempDir
    private Path folder;

    @Test
    void shouldBeWhatPrometheusReads() throws Exception
    {
        final String promtool = DebianPackages.program("promtool", "prometheus");

        succeed(promtool, "check", "config", "prometheus.yml");
        succeed(promtool, "test", "rules", "alerts.test.yml");
    }

    /** Each is heard once, silent once, and said in the guide. */
    @Test
    void shouldTestAndExplainEachAlert() throws Exception
    {
        final String tests = Files.readString(PROMETHEUS.resolve("alerts.test.yml"));
        final String guide = Files.readString(DeployTools.DEPLOY.resolve("README.md"));
        final List<String> alerts = ALERT.matcher(Files.readString(PROMETHEUS.resolve("alerts.yml"))).results()
            .map(match -> match.group(1)).toList();

        assertFalse(alerts.isEmpty());
        for (final String alert : alerts)
        {
            assertTrue(tests.contains("- name: " + alert + " fires\n"), alert);
            assertTrue(tests.contains("- name: " + alert + " is silent\n"), alert);
            assertTrue(guide.contains("`" + alert + "`"), alert);
        }
    }

    @Test
    void shouldAskOnlyForWhatAServerHas() throws Exception
    {
        final JsonNode dashboard =
            new ObjectMapper().readTree(DeployTools.DEPLOY.resolve("grafana/tickwire.json").toFile());
        final Set<String> wanted = metricsOf(Files.readString(PROMETHEUS.resolve("alerts.yml")));
        dashboard.findValuesAsText("expr").forEach(expression -> wanted.addAll(metricsOf(expression)));
        // Those that only a server with feeds of venues, and with TLS, has.
        wanted.removeAll(Set.of("tickwire_feed_lag_seconds", "tickwire_tls_certificate_expires_seconds"));
        wanted.remove("tickwire_feed_events_total");

        try (JarServer server = JarServer.start(
            folder, Map.of(), "--set", "server.listeners=127.0.0.1:0",
            "--set", "stream.journal.path=" + folder.resolve("journal"), "--set", "stream.lane=true"))
        {
            final Set<String> there = metricsOf(server.get("/metrics"));
            final Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(there);

            assertTrue(wanted.size() > 20, wanted::toString);
            assertEquals(Set.of(), missing);
        }
    }

    @Test
    void shouldBeAUnitThatSystemdReadsAndFindsHardened() throws Exception
    {
        final String analyze = DebianPackages.program("systemd-analyze", "systemd");
        final Path unit = folder.resolve("tickwire.service");
        Files.writeString(unit, Files.readString(UNIT).replace("/opt/tickwire/bin/tickwire", "/bin/true"));
        Files.createDirectories(folder.resolve("tickwire.service.d"));
        Files.copy(UNIT.resolveSibling("pinned.conf"), folder.resolve("tickwire.service.d/pinned.conf"));

        assertEquals("", succeed(analyze, "verify", "--man=no", unit.toString()));
        final String security = succeed(analyze, "security", "--offline=true", unit.toString());
        final MatchResult exposure = Pattern.compile("exposure level for tickwire.service: ([0-9.]+)")
            .matcher(security).results().findFirst().orElseThrow(() -> new AssertionError(security));
        assertTrue(Double.parseDouble(exposure.group(1)) <= MOST_EXPOSED, security);
    }

    private static Set<String> metricsOf(final String text)
    {
        return METRIC.matcher(text).results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String succeed(final String... command) throws Exception
    {
        final DeployTools.Result result = DeployTools.run(PROMETHEUS, List.of(command));
        assertEquals(0, result.code(), result::output);

        return result.output();
    }
}
