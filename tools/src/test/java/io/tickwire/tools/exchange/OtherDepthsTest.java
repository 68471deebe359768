package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.audit.Audit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Books in another depth than the recorded one: what is told makes the same best levels, by the engine's own decoder,
 * and each checksum is right.
 */
class OtherDepthsTest
{
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {10, 25, 1000})
    void shouldTellKrakensBook(final int depth) throws IOException
    {
        final Path file = MadeUp.kraken(folder, 200);
        try (Scene scene = new Scene(List.of(file), options -> options.pace("max", "told", false)))
        {
            final VenueClient client = scene.connect("/kraken/v2").send(
                "{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"A/B\"],\"depth\":" + depth +
                "}}");
            scene.go();
            scene.awaitEnd("kraken");
            client.send("{\"method\":\"ping\"}").await(message -> message.contains("\"pong\""));

            final JsonNode book = audit(client, "kraken").path("A/B").path("book");
            final JsonNode whole = Json.read(new Audit(List.of(file), null, null, done -> { }).run())
                .path("symbols").path("A/B").path("book");
            assertEquals(whole.path("top10_bids"), book.path("top10_bids"));
            assertEquals(whole.path("top10_asks"), book.path("top10_asks"));
            assertTrue(book.path("live").asBoolean(), book.toString());
            assertTrue(book.path("checksums_ok").asInt(1) > 0, book.toString());
            assertTrue(book.path("checksum_failures").asInt(0) == 0, book.toString());
        }
    }

    @Test
    void shouldTellKrakensFirstProtocolsBook() throws IOException
    {
        final Path file = Scene.data().resolve("kraken_v1/KRAKEN.ws.50.0.gz");
        assumeTrue(Files.exists(file), "no recordings at " + Scene.data());
        assertTop(file, "kraken-v1", "/kraken-v1/", "XMR/USD",
            "{\"event\":\"subscribe\",\"pair\":[\"XMR/USD\"],\"subscription\":{\"name\":\"book\",\"depth\":10}}",
            "{\"event\":\"ping\"}", "\"pong\"");
    }

    @Test
    void shouldTellBybitsBook() throws IOException
    {
        final Path file = Scene.data().resolve("bybit_v5/2024-12-01_XRPUSDT_ob500.data.gz");
        assumeTrue(Files.exists(file), "no recordings at " + Scene.data());
        assertTop(file, "bybit", "/bybit/v5/public/linear", "XRPUSDT-500",
            "{\"op\":\"subscribe\",\"args\":[\"orderbook.50.XRPUSDT\"]}", "{\"op\":\"ping\"}", "\"pong\"");
    }

    private void assertTop(
        final Path file,
        final String venue,
        final String path,
        final String symbol,
        final String subscribe,
        final String ping,
        final String pong) throws IOException
    {
        try (Scene scene = new Scene(List.of(file), options -> options.pace("max", "told", false)))
        {
            final VenueClient client = scene.connect(path).send(subscribe);
            scene.go();
            scene.awaitEnd(venue);
            client.send(ping).await(message -> message.contains(pong));

            final JsonNode told = audit(client, venue);
            final JsonNode whole = Json.read(new Audit(List.of(file), null, null, done -> { }).run()).path("symbols");
            final List<JsonNode> tops = told.findValues("top10_bids");
            assertEquals(1, tops.size(), told.toString());
            assertTrue(whole.findValues("top10_bids").contains(tops.get(0)), symbol + " " + told);
            assertTrue(whole.findValues("top10_asks").contains(told.findValues("top10_asks").get(0)), symbol);
            assertTrue(told.findValues("live").stream().allMatch(JsonNode::asBoolean), told.toString());
        }
    }

    private JsonNode audit(final VenueClient client, final String venue) throws IOException
    {
        final Path told = Scene.write(folder, "told", String.join("\n", client.messages()) + "\n");

        return Json.read(new Audit(List.of(told), null, venue, done -> { }).run()).path("symbols");
    }
}
