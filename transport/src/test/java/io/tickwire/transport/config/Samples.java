package io.tickwire.transport.config;

import java.util.Map;

/**
 * A value other than the default for each key, as it is printed.
 */
final class Samples
{
    static final Map<String, String> BY_NAME = Map.ofEntries(
        Map.entry("server.name", "edge 7"),
        Map.entry("server.listeners", "127.0.0.1:9000, [::1]:9001"),
        Map.entry("server.ioThreads", "4"),
        Map.entry("limits.connections.total", "500"),
        Map.entry("limits.connections.perIp", "7"),
        Map.entry("limits.connections.attempts", "0"),
        Map.entry("limits.connections.attemptWindow", "10s"),
        Map.entry("limits.messages.perSecond", "100"),
        Map.entry("limits.messages.burst", "200"),
        Map.entry("limits.messages.requestsPerMinute", "60"),
        Map.entry("limits.messages.maxSize", "64KiB"),
        Map.entry("limits.messages.maxSymbols", "16"),
        Map.entry("limits.messages.subscriptions", "1000"),
        Map.entry("limits.messages.streams", "8192"),
        Map.entry("limits.liveness.ping", "1s"),
        Map.entry("limits.liveness.dead", "3s"),
        Map.entry("limits.liveness.idle", "0"),
        Map.entry("limits.slow.highWater", "1MiB"),
        Map.entry("limits.slow.highWaterAge", "500ms"),
        Map.entry("limits.slow.close", "2s"),
        Map.entry("limits.slow.stalled", "7s"),
        Map.entry("limits.slow.sendBuffer", "16KiB"),
        Map.entry("shards.count", "2"),
        Map.entry("shards.cores", "1"),
        Map.entry("shards.residue", "8MiB"),
        Map.entry("shards.status", "5s"),
        Map.entry("shards.silence", "100ms"),
        Map.entry("shards.close", "1s"),
        Map.entry("drain.grace", "1500ms"),
        Map.entry("drain.retryAfter", "2m"),
        Map.entry("access.publishers", "all"),
        Map.entry("access.privateChannels", "none"),
        Map.entry("engine.pipelines", "2"),
        Map.entry("engine.topology", "pipelined"),
        Map.entry("engine.profile", "eco"),
        Map.entry("engine.cores", "1"),
        Map.entry("engine.stall", "20ms"),
        Map.entry("engine.ticks.slots", "1024"),
        Map.entry("engine.ticks.slotSize", "1KiB"),
        Map.entry("engine.frames.slots", "4096"),
        Map.entry("engine.frames.slab", "8MiB"),
        Map.entry("engine.frames.demand", "512KiB"),
        Map.entry("engine.replay.size", "1MiB"),
        Map.entry("engine.replay.messages", "100"),
        Map.entry("engine.replay.age", "2m"),
        Map.entry("market.candles", "1m, 1h"),
        Map.entry("market.indicators", "5m"),
        Map.entry("market.candleGrace", "1s"),
        Map.entry("market.bookLevels", "100"),
        Map.entry("market.minSpread", "2.5bp"),
        Map.entry("market.changeSpread", "0.01bp"),
        Map.entry("market.takerFee", "0"),
        Map.entry("market.takerFees", "alpha=7.5bp, beta=2bp"),
        Map.entry("market.models", "imbalance depth=5 threshold=0.6, momentum"),
        Map.entry("feed.simulation.enabled", "false"),
        Map.entry("feed.simulation.seed", "-42"),
        Map.entry("feed.simulation.venues", "one, two"),
        Map.entry("feed.simulation.symbols", "50"),
        Map.entry("feed.simulation.ticksPerSecond", "100000"),
        Map.entry("feed.simulation.accounts", "0"),
        Map.entry("log.level", "debug"),
        Map.entry("log.format", "json"),
        Map.entry("log.file", "/var/log/tickwire.log"),
        Map.entry("log.rotateSize", "1MiB"),
        Map.entry("log.files", "3"));

    private Samples()
    {
    }
}
