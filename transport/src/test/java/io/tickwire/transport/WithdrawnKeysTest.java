package io.tickwire.transport;

import io.tickwire.transport.access.ApiKeyRecord;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Jwts;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.access.TokenRules;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What becomes of connections when the keys that let them in are taken out of their files.
 */
class WithdrawnKeysTest
{
    private static final String JWT =
        "{\"sub\":\"ann\",\"exp\":" + (System.currentTimeMillis() / 1_000 + 3_600) + "}";
    private static final Entitlements BITCOIN = new Entitlements(List.of("*"), List.of("btc*"), List.of());

    @TempDir
    private Path folder;
    private Path signer;
    private Path records;
    private TestServer server;
    private final String kept = newKey();
    private final String taken = newKey();
    private final String narrowed = newKey();

    @BeforeEach
    void start() throws IOException
    {
        signer = Files.writeString(folder.resolve("signer.pem"), Jwts.ed25519PublicPem());
        records = Files.writeString(folder.resolve("api.keys"), lines(
            record(kept, Entitlements.ALL), record(taken, Entitlements.ALL), record(narrowed, Entitlements.ALL)));
        final TokenRules rules = new TokenRules(List.of(signer), List.of(), List.of(), 0, true);
        final FileAuthenticator.Settings settings = new FileAuthenticator.Settings(rules, Optional.of(records));
        server = TestServer.start(config -> TestServer.quiet(config)
            .with(config.access().with(settings).with(ServerConfig.Identity.REQUIRED)));
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("ETHUSDT", "alpha", -2, -6);
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @Test
    void shouldLetGoOfThoseWhoseKeyIsGone() throws IOException
    {
        try (RealClient staying = open("/ws", kept);
            RealClient reading = open("/ws", taken);
            RealClient publishing = open("/ws/ingest", taken);
            RealClient saying = server.connect("/ws");
            RealClient turning = open("/ws", taken);
            RealClient changing = open("/ws", narrowed);
            RealClient signed = open("/ws", Jwts.eddsa(JWT)))
        {
            publishing.message("ingest_ready");
            auth(saying, taken);
            // Who has shown another one since is no longer here by that which is taken away.
            auth(turning, kept);
            write(records, lines(record(kept, Entitlements.ALL), record(narrowed, BITCOIN)));

            for (final RealClient client : List.of(reading, publishing, saying))
            {
                assertEnd(client, 4501);
            }
            assertEnd(changing, 4010);
            server.awaitCount(ServerCounter.TOKENS_WITHDRAWN, 4);
            for (final RealClient client : List.of(staying, turning, signed))
            {
                client.send(Map.of("type", "ping"));
                client.message("pong");
            }
            try (RealClient refused = open("/ws", taken); RealClient again = open("/ws", narrowed))
            {
                assertEquals(401, refused.await("refused").path("status").asInt());
                again.send(Map.of("type", "subscribe", "channel", "trade"));
                assertEquals(
                    List.of("BTCUSDT"), SubscriptionsTest.texts(again.message("subscribed"), "symbol"));
            }
        }
    }

    @Test
    void shouldLetGoOfThoseWhoseSignerIsGone() throws IOException
    {
        try (RealClient signed = open("/ws", Jwts.eddsa(JWT)); RealClient keyed = open("/ws", taken))
        {
            keyed.message("welcome");
            // The file changes, and the key is still in it, beside another.
            write(signer, Jwts.rsaPublicPem() + Jwts.ed25519PublicPem());
            TestServer.await(() -> status(Jwts.rs256(JWT)) == 200, () -> "the other key is not known");
            signed.send(Map.of("type", "ping"));
            signed.message("pong");

            write(signer, Jwts.rsaPublicPem());
            assertEnd(signed, 4501);
            assertEquals(401, status(Jwts.eddsa(JWT)));
            keyed.send(Map.of("type", "ping"));
            keyed.message("pong");
            assertEquals(1, server.count(ServerCounter.TOKENS_WITHDRAWN));
        }
    }

    @Test
    void shouldLetNobodyGoBecauseAFileIsBroken() throws IOException
    {
        try (RealClient client = open("/ws", taken); RealClient other = open("/ws", Jwts.eddsa(JWT)))
        {
            client.message("welcome");
            write(records, "{");
            write(signer, Jwts.rsaPublicPem() + Jwts.ed25519PublicPem());
            // Both files are looked at in one go, so the broken one has been seen.
            TestServer.await(() -> status(Jwts.rs256(JWT)) == 200, () -> "the other key is not known");
            for (final RealClient staying : List.of(client, other))
            {
                staying.send(Map.of("type", "ping"));
                staying.message("pong");
            }

            write(records, "");
            assertEnd(client, 4501);
        }
    }

    private RealClient open(final String path, final String token)
    {
        return server.connect(path, "tickwire.v1.json", "tickwire.token." + token);
    }

    private int status(final String token)
    {
        return server.request("GET", "/api/symbols", token, "").statusCode();
    }

    private static void auth(final RealClient client, final String token)
    {
        client.send(Map.of("type", "auth", "token", token));
        client.message("authenticated");
    }

    private static void assertEnd(final RealClient client, final int code)
    {
        final JsonNode error = client.message("error");
        assertEquals("unauthorized", error.path("code").asString());
        assertTrue(error.path("fatal").asBoolean());
        assertEquals(code, client.closeCode());
    }

    private static String newKey()
    {
        return ApiKeyRecord.newKey(new SecureRandom());
    }

    private static String record(final String key, final Entitlements entitlements)
    {
        return ApiKeyRecord.of(
            key, new Principal("bob", Set.of(Role.READER, Role.PUBLISHER), entitlements, Principal.NEVER)).toLine();
    }

    private static String lines(final String... records)
    {
        return Stream.of(records).collect(Collectors.joining("\n"));
    }

    /** As those do who care: a new file, moved to where the old one was. */
    private void write(final Path file, final String text) throws IOException
    {
        final Path beside = Files.writeString(folder.resolve("new"), text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
