package io.tickwire.tools.cli;

import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.config.LoadedConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The options of each command that has a configuration.
 * Thread: conductor
 */
final class ConfigOptions
{
    private static final String REPLAY = "replay:";

    @Mixin
    private SettingOptions settings;

    @Option(
        names = "--port",
        paramLabel = "N",
        description = "Listen at this port only, on all addresses: as --set server.listeners=0.0.0.0:N and no " +
            "tls.listeners.")
    private Integer port;

    @Option(
        names = "--feed",
        paramLabel = "VENUE:SYMBOLS",
        description = "Have these symbols of a venue, such as binance:btcusdt,ethusdt, in place of a simulated " +
            "market: as --set feed.venues=... and feed.simulation.enabled=false. May be given several times. Or a " +
            "journal in place of all feeds: replay:DIR;speed=10;from=2026-11-28T00:00:00Z;to=...;loop, as --set " +
            "feed.replay.journal=...")
    private List<String> feeds = new ArrayList<>();

    @Option(
        names = "--journal",
        paramLabel = "DIR",
        description = "Record all ticks in this folder: as --set stream.journal.path=DIR.")
    private String journal;

    @Option(
        names = "--profile",
        paramLabel = "NAME",
        description = "How threads wait, and which flags the launcher gives the JVM: pinned (cores of its own, never " +
            "asleep), balanced or eco: as --set engine.profile=NAME.")
    private String profile;

    @Option(
        names = "--lane",
        description = "Let strategies on this machine read ticks over Aeron IPC: as --set stream.lane=true.")
    private boolean hasLane;

    /**
     * The configuration that they make.
     */
    LoadedConfig load(final Map<String, String> environment) throws ConfigException
    {
        final ConfigLoader loader = settings.loader(environment);
        if (!feeds.isEmpty())
        {
            final List<String> venues = feeds.stream().filter(feed -> !feed.startsWith(REPLAY)).toList();
            feeds.stream().filter(feed -> feed.startsWith(REPLAY)).forEach(feed ->
                loader.set("feed.replay.journal=" + feed.substring(REPLAY.length()), "--feed"));
            loader
                .set("feed.venues=" + String.join(" ", venues), "--feed")
                .set("feed.simulation.enabled=false", "--feed");
        }
        if (journal != null)
        {
            loader.set("stream.journal.path=" + journal, "--journal");
        }
        if (profile != null)
        {
            loader.set("engine.profile=" + profile, "--profile");
        }
        if (hasLane)
        {
            loader.set("stream.lane=true", "--lane");
        }
        settings.assign(loader);
        if (port != null)
        {
            loader.set("server.listeners=0.0.0.0:" + port, "--port").set("tls.listeners=", "--port");
        }

        return loader.load();
    }
}
