package io.tickwire.tools.exchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each fault does what it says, and is counted.
 */
class FaultsTest
{
    private static final int MATCHES = 300;
    private static final String SUBSCRIBE = """
        {"type":"subscribe","product_ids":["A-B"],"channels":["matches"]}""";
    private static final String KRAKEN_SUBSCRIBE = """
        {"method":"subscribe","params":{"channel":"book","symbol":["A/B"],"depth":25}}""";

    @TempDir
    private Path folder;

    @Test
    void shouldDropMessages() throws IOException
    {
        try (Scene scene = coinbase("at 1s drop 3 stream=matches"))
        {
            final List<Integer> ids = idsOf(scene, MATCHES - 3);

            assertEquals(all().filter(id -> id < 100 || id > 102).boxed().toList(), ids);
            assertEquals(3, scene.done(0));
        }
    }

    @Test
    void shouldSendMessagesTwice() throws IOException
    {
        try (Scene scene = coinbase("every 100 duplicate from=1s"))
        {
            final List<Integer> ids = idsOf(scene, MATCHES + 2);

            assertEquals(2, ids.stream().filter(id -> id == 199).count());
            assertEquals(2, ids.stream().filter(id -> id == 299).count());
            assertEquals(2, scene.done(0));
        }
    }

    @Test
    void shouldSwapMessages() throws IOException
    {
        try (Scene scene = coinbase("at 1s reorder"))
        {
            final List<Integer> ids = idsOf(scene, MATCHES);

            assertEquals(List.of(99, 101, 100, 102), ids.subList(98, 102));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldLetTheLastMessageComeThoughNoneFollowsIt() throws IOException
    {
        try (Scene scene = coinbase("at 3s reorder"))
        {
            assertEquals(all().boxed().toList(), idsOf(scene, MATCHES));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldDelayAMessage() throws IOException
    {
        try (Scene scene = coinbase("at 1s delay 500ms"))
        {
            final List<Integer> ids = idsOf(scene, MATCHES);

            assertEquals(100, ids.get(148));
            assertEquals(150, ids.get(149));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldSpoilChecksums() throws IOException
    {
        final Path file = MadeUp.kraken(folder, 50);
        final List<String> right = Scene.recorded(file, Pattern.compile("\"book\""));
        try (Scene scene = scene(file, "at 100ms checksum"))
        {
            final VenueClient client = scene.connect("/kraken/v2").send(KRAKEN_SUBSCRIBE);
            scene.go();
            final List<String> told =
                client.await(right.size(), message -> message.startsWith("{\"channel\":\"book\""));

            final int wrong = IntStream.range(0, right.size())
                .filter(i -> !right.get(i).equals(told.get(i))).findFirst().orElseThrow();
            assertEquals(10, wrong);
            assertEquals(right.get(wrong).replaceFirst("\"checksum\":\\d+", ""),
                told.get(wrong).replaceFirst("\"checksum\":\\d+", ""));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldSendWhatMeansNothing() throws IOException
    {
        try (Scene scene = coinbase("at 1s garbage"))
        {
            final VenueClient client = connect(scene);
            scene.go();
            client.await(MATCHES, message -> message.contains("\"match\""));
            final List<String> messages = client.messages();

            assertFalse(messages.get(100).startsWith("{\"type\""), messages.get(100));
            assertEquals(MATCHES + 2, messages.size());
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldFlood() throws IOException
    {
        try (Scene scene = coinbase("at 1s flood 1000"))
        {
            assertEquals(1001, idsOf(scene, MATCHES + 1000).stream().filter(id -> id == 100).count());
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldCutAFrame() throws IOException
    {
        assertEnds("at 1s cut", 1006, 99);
    }

    @Test
    void shouldCloseWithoutAWord() throws IOException
    {
        assertEnds("at 1s close", 1006, 99);
    }

    @Test
    void shouldEndAConnectionThatIsTooOld() throws IOException
    {
        assertEnds("at 1s disconnect", 1001, 99);
    }

    @Test
    void shouldSayAllAfterAStall() throws IOException
    {
        try (Scene scene = coinbase("at 1s stall 1s"))
        {
            assertEquals(all().boxed().toList(), idsOf(scene, MATCHES));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldStallOneLineForGood() throws IOException
    {
        try (Scene scene = coinbase("at 1s stall line=1"))
        {
            final VenueClient silent = connect(scene);
            final VenueClient other = connect(scene);
            scene.go();
            other.await(MATCHES, message -> message.contains("\"match\""));
            silent.await(99, message -> message.contains("\"match\""));
            silent.send(SUBSCRIBE);
            other.send(SUBSCRIBE);
            other.await(2, message -> message.contains("\"subscriptions\""));

            assertEquals(99, silent.messages(message -> message.contains("\"match\"")).size());
            assertEquals(1, silent.messages(message -> message.contains("\"subscriptions\"")).size());
            assertFalse(silent.hasEnded());
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldRefuseSubscriptions() throws IOException
    {
        try (Scene scene = coinbase("always refuse stream=level2"))
        {
            final VenueClient client = scene.connect("/coinbase/")
                .send("{\"type\":\"subscribe\",\"product_ids\":[\"A-B\"],\"channels\":[\"level2\"]}");

            client.await(message -> message.contains("A-B is not a valid product"));
            client.send(SUBSCRIBE);
            scene.go();
            client.await(MATCHES, message -> message.contains("\"match\""));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldSayWhenRequestsAreTooMany() throws IOException
    {
        try (Scene scene = coinbase("always limit 2"))
        {
            final VenueClient client = scene.connect("/coinbase/");
            for (int i = 0; i < 20; i++)
            {
                client.send(SUBSCRIBE);
            }

            client.await(message -> message.contains("Rate limit exceeded"));
            assertTrue(scene.done(0) > 0);
        }
    }

    @Test
    void shouldRejectOneLine() throws IOException
    {
        try (Scene scene = coinbase("always reject line=2"))
        {
            final VenueClient first = connect(scene);
            first.await(message -> message.contains("\"subscriptions\""));
            assertEquals(1006, scene.connect("/coinbase/").awaitEnd());
            assertFalse(first.hasEnded());
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldHang() throws IOException
    {
        try (Scene scene = coinbase("always hang");
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.port()))
        {
            socket.getOutputStream().write(("GET /coinbase/ HTTP/1.1\r\nUpgrade: websocket\r\n" +
                "Connection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(300);

            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldBeLateWithSnapshots() throws IOException
    {
        final Path file = MadeUp.kraken(folder, 20);
        try (Scene scene = new Scene(List.of(file), options -> options
            .pace("10", "told", false).faults("script", "always late 5s", 1)))
        {
            scene.connect("/kraken/v2").send(KRAKEN_SUBSCRIBE);
            scene.go();
            scene.awaitEnd("kraken");
            final VenueClient late = scene.connect("/kraken/v2");
            final long askedNs = System.nanoTime();
            late.send(KRAKEN_SUBSCRIBE).await(message -> message.contains("\"success\":true"));
            late.await(message -> message.contains("\"snapshot\",\"data\""));

            // Half a second by ten times the speed; what comes in between is no matter.
            assertTrue(System.nanoTime() - askedNs > TimeUnit.MILLISECONDS.toNanos(400));
            assertEquals(1, scene.done(0));
        }
    }

    @Test
    void shouldBeTheSameWithTheSameSeed() throws IOException
    {
        final List<Integer> once = seeded(1);

        assertEquals(once, seeded(1));
        assertNotEquals(once, seeded(2));
    }

    @Test
    void shouldTellWhatWasDone() throws IOException
    {
        try (Scene scene = coinbase("at 1s drop\nat 1s drop venue=okx\nat 2s duplicate 2"))
        {
            idsOf(scene, MATCHES + 1);

            assertEquals(
                "{\"faults\":[{\"venue\":\"coinbase\",\"fault\":\"at 1s drop\",\"action\":\"drop\",\"done\":1}," +
                "{\"venue\":\"coinbase\",\"fault\":\"at 2s duplicate 2\",\"action\":\"duplicate\",\"done\":2}]," +
                "\"total\":3}",
                scene.get("/faults"));
        }
    }

    private List<Integer> seeded(final long seed) throws IOException
    {
        try (Scene scene = new Scene(List.of(MadeUp.coinbase(folder, MATCHES)), options -> options
            .pace("max", "told", false)
            .faults("script", "chance 5% drop\nchance 5% duplicate\nchance 5% reorder", seed)))
        {
            final VenueClient client = connect(scene);
            scene.go();
            scene.awaitEnd("coinbase");
            // Behind all that was told before.
            client.send(SUBSCRIBE).await(2, message -> message.contains("\"subscriptions\""));

            return ids(client.messages(message -> message.contains("\"match\"")));
        }
    }

    private void assertEnds(final String script, final int code, final int matches) throws IOException
    {
        try (Scene scene = coinbase(script))
        {
            final VenueClient client = connect(scene);
            scene.go();

            assertEquals(code, client.awaitEnd());
            assertEquals(matches, client.messages(message -> message.contains("\"match\"")).size());
            assertEquals(1, scene.done(0));
        }
    }

    private Scene coinbase(final String script) throws IOException
    {
        return scene(MadeUp.coinbase(folder, MATCHES), script);
    }

    private static Scene scene(final Path file, final String script) throws IOException
    {
        return new Scene(
            List.of(file), options -> options.pace("max", "told", false).faults("script", script, 1));
    }

    private static VenueClient connect(final Scene scene)
    {
        return scene.connect("/coinbase/").send(SUBSCRIBE);
    }

    private static List<Integer> idsOf(final Scene scene, final int count)
    {
        final VenueClient client = connect(scene);
        scene.go();

        return ids(client.await(count, message -> message.contains("\"match\"")));
    }

    private static List<Integer> ids(final List<String> messages)
    {
        final List<Integer> ids = new ArrayList<>();
        messages.forEach(message -> ids.add(Json.read(message).path("trade_id").asInt()));

        return ids;
    }

    private static IntStream all()
    {
        return IntStream.rangeClosed(1, MATCHES);
    }
}
