package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Names;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.protocol.WireValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The examples of the published protocol, read as publishers' maps in both forms.
 */
class MapTicksTest
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SLOT_BYTES = 496;

    @ParameterizedTest
    @ValueSource(strings = {
        "trade", "quote", "book", "ticker", "candle", "signal", "liquidation", "order", "execution", "position",
        "balance", "status", "ticks"})
    void shouldReadTheExamplesOfTheProtocol(final String type) throws Exception
    {
        final Names names = Names.empty();
        names.symbols().define("BTC/USD", -2, -8);
        final MapTicks maps = new MapTicks(names, new TickChecks(names.symbols(), SLOT_BYTES), SLOT_BYTES);
        final Grants grants = new Grants(
            new Principal("desk", Set.of(Role.PUBLISHER), Entitlements.ALL, Principal.NEVER),
            new PublisherRecord(new PublisherRecord.Name("desk", "", "")),
            names,
            new Listings(),
            new VenueClaims(names.venues()),
            IngestSettings.defaults());
        final JsonNode schema = JSON.readTree(Path.of("protocol", "schemas", "client-" + type + ".json"));
        for (final JsonNode example : schema.path("examples"))
        {
            final Map<?, ?> message = JSON.convertValue(example, Map.class);
            for (final WireForm form : WireForm.values())
            {
                final ByteBuffer payload = ByteBuffer.wrap(
                    form == WireForm.JSON ? WireValues.json(message) : WireValues.msgpack(message));
                final Refusals refusals = new Refusals();
                assertEquals(MapTicks.Kind.TICK, maps.kindOf(payload, form));
                maps.read(payload, false, grants, refusals, System.currentTimeMillis() * 1_000_000);

                assertEquals(0, refusals.count(), () -> refusals.reply(1).fields().toString());
                assertEquals(example.path("seq").asInt(), maps.sequence());
                assertEquals(example.has("ticks") ? example.path("ticks").size() : 1, maps.accepted());
                assertTrue(maps.length() > 0);
            }
        }
    }
}
