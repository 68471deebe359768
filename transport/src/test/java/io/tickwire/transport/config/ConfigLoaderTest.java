package io.tickwire.transport.config;

import io.tickwire.transport.ServerConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConfigLoaderTest
{
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp()
    {
        file = folder.resolve("tickwire.yaml");
    }

    @Test
    void shouldBeTheDefaultsWhereNothingIsSet() throws ConfigException
    {
        assertEquals(ServerConfig.defaults(), new ConfigLoader(Map.of()).load().config());
    }

    @ParameterizedTest
    @CsvSource({"'# nothing'", "''", "'server:'", "'---'", "'~'", "'\uFEFF'"})
    void shouldBeTheDefaultsWhereAFileSetsNothing(final String text) throws IOException, ConfigException
    {
        Files.writeString(file, text);

        assertEquals(ServerConfig.defaults(), new ConfigLoader(Map.of()).file(file.toString()).load().config());
    }

    @Test
    void shouldLetTheLastWin() throws IOException, ConfigException
    {
        Files.writeString(file, "server: {ioThreads: 3, name: file}\nshards.count: 2\nlog:\n  level: warn\n");
        final ConfigLoader loader = new ConfigLoader(Map.of(
            "TICKWIRE_CONFIG", file.toString(), "TICKWIRE_SERVER_IO_THREADS", "4", "TICKWIRE_LOG_LEVEL", "error"));
        final ServerConfig config = loader
            .set("log.level=debug", "--set").set("log.level=trace", "--set").load().config();

        assertEquals("file", config.server().name());
        assertEquals(4, config.server().ioThreads());
        assertEquals(2, config.shards().count());
        assertEquals("TRACE", config.log().level().name());
    }

    @Test
    void shouldReadTheFileThatWasNamedByHand() throws IOException, ConfigException
    {
        Files.writeString(file, "server.name: by hand");
        final ConfigLoader loader = new ConfigLoader(Map.of("TICKWIRE_CONFIG", "/no/such/file"));

        assertEquals("by hand", loader.file(file.toString()).load().config().server().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "server.listners=x|no such key: server.listners (did you mean server.listeners?)",
        "sever.name=x|no such key: sever.name (did you mean server.name?)",
        "server.iothreads=2|no such key: server.iothreads (did you mean server.ioThreads?)",
        "listeners=x|no such key: listeners (did you mean server.listeners or tls.listeners?)",
        "level=x|no such key: level (did you mean compression.level or log.level?)",
        "colour=x|no such key: colour",
        "limits.slow=1|limits.slow is a section: set one of its keys, such as limits.slow.highWater",
        "=1|must be key=value: =1",
        "log.level|must be key=value: log.level",
        "server.ioThreads=65|server.ioThreads=65: must be a whole number from 1 to 64",
        "server.ioThreads=two|server.ioThreads=two: must be a whole number from 1 to 64",
        "server.ioThreads=2s|server.ioThreads=2s: must be a whole number from 1 to 64",
        "server.ioThreads=1.5|server.ioThreads=1.5: must be a whole number from 1 to 64",
        "server.ioThreads=|server.ioThreads=: must be a whole number from 1 to 64",
        "server.name=|server.name=: must be 1 to 64 characters",
        "drain.grace=5|drain.grace=5: must be a time, with its unit, from 0 to 1h",
        "drain.grace=61m|drain.grace=61m: must be a time, with its unit, from 0 to 1h",
        "drain.grace=5ns|drain.grace=5ns: must be a time, with its unit, from 0 to 1h",
        "limits.messages.maxSize=1KB|limits.messages.maxSize=1KB: must be a size from 128B to 16MiB",
        "engine.replay.size=3MiB|engine.replay.size=3MiB: must be a size, a power of two, from 8KiB to 1GiB",
        "log.level=loud|log.level=loud: must be one of error, warn, info, debug, trace",
        "feed.simulation.enabled=yes|feed.simulation.enabled=yes: must be true or false",
        "server.listeners=8765|server.listeners=8765: must be a list of 1 to 64, each host:port with a port from 0",
        "server.listeners=a:1,,b:2|server.listeners=a:1,,b:2: must be a list of 1 to 64, each host:port",
        "server.listeners=a:65536|server.listeners=a:65536: must be a list of 1 to 64, each host:port",
        "server.listeners=::1:80|server.listeners=::1:80: must be a list of 1 to 64, each host:port",
        "server.listeners=|server.listeners=: must be a list of 1 to 64, each host:port",
        "server.listeners=a:1,a:1|server: server.listeners must differ: server.listeners=[a:1, a:1]",
        "market.minSpread=1|market.minSpread=1: must be a rate in bp, with this unit, from 0 to 10000bp",
        "market.takerFees=a=1bp,a=2bp|market: takerFees must name a venue once: venue=a",
        "market.indicators=2m|market: indicatorSeconds must be one of candleSeconds: indicatorSeconds=120",
        "market.models=m a|market.models=m a: must be a list of 0 to 64, each a model's name and its settings",
        "engine.cores=0,1|engine: cores must name another one for each of the 1 threads, or none: cores=[0, 1]",
        "engine.ticks.slots=4194304|engine.ticks: slots x slotBytes must be at most 1 GiB: slots=4194304"})
    void shouldSayWhatIsWrong(final String assignment, final String message)
    {
        final List<String> errors = errorsOf(new ConfigLoader(Map.of()).set(assignment, "--set"));

        assertEquals(1, errors.size(), errors.toString());
        assertTrue(errors.get(0).startsWith("--set: " + message), errors.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "server:\\n  nmae: x|2: no such key: server.nmae (did you mean server.name?)",
        "server:\\n  name: x\\n  name: y|3: server.name is already set in line 2",
        "server.name: x\\nserver:\\n  name: y|3: server.name is already set in line 1",
        "server: 5|1: server is a section: set one of its keys, such as server.name",
        "log:\\n  level: {a: 1}|2: log.level: must be one of error, warn, info, debug, trace",
        "log:\\n  level: [info]|2: log.level: must be one of error, warn, info, debug, trace",
        "feed.simulation.venues: ['a,b']|1: feed.simulation.venues: must be a list of 1 to 16",
        "feed.simulation.venues: [[a]]|1: feed.simulation.venues: must be a list of 1 to 16",
        "- a|1: must be sections with keys",
        "? [a]\\n: b|1: a key must be a name",
        "server:\\n  name: \"x|2: not YAML: found unexpected end of stream",
        "log:\\n\\tlevel: info|2: not YAML: found character '\\t(TAB)' that cannot start any token",
        "a: &x\\n  b: *x|1: no such key: a",
        "server: &x\\n  limits: *x|2: no such key: server.limits"})
    void shouldSayWhereInTheFile(final String text, final String message) throws IOException
    {
        Files.writeString(file, text.replace("\\n", "\n").replace("\\t", "\t"));
        final List<String> errors = errorsOf(new ConfigLoader(Map.of()).file(file.toString()));

        assertEquals(1, errors.size(), errors.toString());
        assertTrue(errors.get(0).startsWith(file + ":" + message.replace("\\t", "\\t")), errors.get(0));
    }

    @Test
    void shouldSayThatThereIsNoFile()
    {
        assertEquals(
            List.of("/no/such/file: no such file"),
            errorsOf(new ConfigLoader(Map.of("TICKWIRE_CONFIG", "/no/such/file"))));
    }

    @Test
    void shouldSayThatAFileIsNoText() throws IOException
    {
        Files.write(file, new byte[] {'a', (byte)0xFF});

        assertEquals(List.of(file + ": not UTF-8"), errorsOf(new ConfigLoader(Map.of()).file(file.toString())));
    }

    @Test
    void shouldSayThatAFolderIsNoFile()
    {
        final List<String> errors = errorsOf(new ConfigLoader(Map.of()).file(folder.toString()));

        assertTrue(errors.get(0).startsWith(folder + ": can not be read: "), errors.toString());
    }

    @Test
    void shouldCheckVariablesThatLookLikeOurs()
    {
        assertEquals(
            List.of(
                "env TICKWIRE_LOG_LEVEL: log.level=loud: must be one of error, warn, info, debug, trace",
                "env TICKWIRE_SERVER_LISTENER: no such variable (did you mean TICKWIRE_SERVER_LISTENERS?)")
                .stream().sorted().toList(),
            errorsOf(new ConfigLoader(Map.of(
                "TICKWIRE_SERVER_LISTENER", "x", "TICKWIRE_LOG_LEVEL", "loud"))).stream().sorted().toList());
    }

    @Test
    void shouldLeaveTheVariablesOfOthersAlone() throws ConfigException
    {
        final ServerConfig config = new ConfigLoader(Map.of(
            "TICKWIRE_JAVA_OPTS", "-Xmx1g",
            "TICKWIRE_PORT", "tcp://10.0.0.1:8765",
            "TICKWIRE_SERVER_PORT", "tcp://10.0.0.1:8765",
            "TICKWIRE_SERVER_PORT_8765_TCP_ADDR", "10.0.0.1",
            "TICKWIRE_SERVER_SERVICE_HOST", "10.0.0.1",
            "TICKWIRE_SERVER_SERVICE_PORT_WS", "8765",
            "SERVER_NAME", "x")).load().config();

        assertEquals(ServerConfig.defaults(), config);
    }

    @Test
    void shouldTellAllMistakesAtOnceEvenThoseThatAreOverridden() throws IOException
    {
        Files.writeString(file, "server:\n  ioThreads: 0\n  colour: red\nmarket:\n  candles: [1m, 1s]\n");
        final List<String> errors = errorsOf(new ConfigLoader(Map.of("TICKWIRE_LOG_FILES", "many"))
            .file(file.toString()).set("server.ioThreads=1", "--set").set("drain.grace=-1s", "--set"));

        assertEquals(5, errors.size(), errors.toString());
        assertEquals(
            file + ":5: market: candleSeconds must ascend: candleSeconds=[60, 1]", errors.get(4), errors.toString());
    }

    @Test
    void shouldNotShowASecretThatIsWrong()
    {
        final Key<?> secret = new Key<>("server.token", ValueTypes.text(4), config -> "", true, "A token.");
        final List<Key<?>> keys = new ArrayList<>(Keys.all());
        keys.add(secret);

        assertEquals(
            List.of("--set: server.token=***: must be 1 to 4 characters"),
            errorsOf(new ConfigLoader(Map.of(), keys).set("server.token=hunter2", "--set")));
    }

    private static List<String> errorsOf(final ConfigLoader loader)
    {
        return assertThrows(ConfigException.class, loader::load).errors();
    }
}
