package io.tickwire.tools.cli;

import io.tickwire.transport.access.ApiKeys;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.JwtReader;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.access.TokenKeys;
import io.tickwire.transport.access.TokenRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TokenCommandTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;
    private Path key;
    private Path records;

    @BeforeEach
    void setUp()
    {
        key = folder.resolve("issuer.key");
        records = folder.resolve("api.keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "RS256", "HS256"})
    void shouldMakeKeysAndTokensThatServersTake(final String algorithm) throws Exception
    {
        make("key", "--alg", algorithm, "--out", key.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        final Path forServers = algorithm.equals("HS256") ? key : folder.resolve("issuer.key.jwks");
        assertTrue(out().contains("access.tokens.files: [" + forServers + "]"), out());

        final long beforeMs = System.currentTimeMillis();
        final String token = make(
            "--key", key.toString(), "--name", "ann", "--role", "publisher", "--role", "admin", "--channel", "price",
            "--symbol", "BTC*", "--symbol", "ETH", "--account", "A1", "--expires", "90d", "--audience", "tickwire",
            "--issuer", "desk");
        final Principal principal = reader(forServers, List.of("tickwire"), List.of("desk"))
            .read(token, System.currentTimeMillis());

        assertEquals("ann", principal.name());
        assertEquals(Set.of(Role.PUBLISHER, Role.ADMIN), principal.roles());
        assertEquals(
            new Entitlements(List.of("price"), List.of("BTC*", "ETH"), List.of("A1")), principal.entitlements());
        final long lastsMs = principal.expiresAtMs() - beforeMs;
        assertTrue(lastsMs > 7_775_998_000L && lastsMs < 7_776_060_000L, () -> "lasts ms: " + lastsMs);
        assertEquals(
            !algorithm.equals("HS256"),
            header(token).contains("\"kid\""));
    }

    @Test
    void shouldEndAJwtInEightHoursWhereNothingIsSaid() throws Exception
    {
        make("key", "--out", key.toString());
        final String token = make("--key", key.toString(), "--name", "ann");
        final JwtReader reader = reader(folder.resolve("issuer.key.jwks"), List.of(), List.of());
        final long nowMs = System.currentTimeMillis();

        assertEquals(Entitlements.MARKET, reader.read(token, nowMs).entitlements());
        assertEquals(Set.of(Role.READER), reader.read(token, nowMs).roles());
        assertThrows(RefusedTokenException.class, () -> reader.read(token, nowMs + 28_800_000));
    }

    @Test
    void shouldAddTheRecordsOfApiKeysAndPrintThemOnce() throws Exception
    {
        Files.writeString(records, "# the desk's");
        final String first = make("--api-keys", records.toString(), "--name", "ann", "--account", "*");
        final String second =
            make("--api-keys", records.toString(), "--name", "bob", "--role", "publisher", "--expires", "1s");
        final ApiKeys keys = ApiKeys.read(Files.readAllBytes(records));
        final long nowMs = System.currentTimeMillis();

        assertEquals(Entitlements.ALL, keys.find(first, nowMs).entitlements());
        assertEquals(Principal.NEVER, keys.find(first, nowMs).expiresAtMs());
        assertThrows(RefusedTokenException.class, () -> keys.find(second, nowMs + 1_000));
        assertEquals(3, Files.readAllLines(records).size());
        for (final String apiKey : List.of(first, second))
        {
            assertFalse(Files.readString(records).contains(apiKey.substring(apiKey.lastIndexOf('_') + 1)));
        }
    }

    @Test
    void shouldSayForProgramsWhoseItIsAndWhenItEnds() throws Exception
    {
        final String lasting = make("--api-keys", records.toString(), "--name", "ann", "--json");
        assertTrue(lasting.matches("\\{\"token\":\"[^\"]+\",\"name\":\"ann\",\"expires_at_ms\":null}"), lasting);

        final String ending = make("--api-keys", records.toString(), "--name", "ann", "--expires", "1h", "--json");
        assertTrue(ending.matches(".*\"expires_at_ms\":[0-9]{13}}"), ending);
    }

    @Test
    void shouldKeepOthersFromReadingWhatItMakes() throws Exception
    {
        make("--api-keys", records.toString(), "--name", "ann");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(records)));
    }

    @Test
    void shouldLeaveAKeyThatIsThere() throws Exception
    {
        Files.writeString(key, "precious");

        assertEquals(Tickwire.FAILED, run("key", "--out", key.toString()));
        assertEquals("tickwire token key: " + key + " is there already: name another, or remove it\n", err());
        assertEquals("precious", Files.readString(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--name ann|one of --key and --api-keys is needed, and not both",
        "--name ann --key K --api-keys A|one of --key and --api-keys is needed, and not both",
        "--key K|--name is missing: who is it for?",
        "--key K --name ann --role root|--role must be reader, publisher or admin: root",
        "--key K --name ann --expires 8|--expires must be a time such as 30m, 8h or 90d, or never: 8",
        "--key K --name ann --symbol *T|channels, symbols and accounts must be names of up to 64 characters",
        "--key K --name ann --account A*1|channels, symbols and accounts must be names of up to 64 characters",
        "--api-keys A --name ann --issuer me|--audience and --issuer are for JWTs only",
        "key|Missing required option: '--out=FILE'",
        "key --out K --alg ES256|Invalid value for option '--alg': must be one of EdDSA, RS256, HS256: ES256"})
    void shouldSayWhatIsWrong(final String line, final String message)
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(line.split(" ")));

        assertTrue(
            err().replace("tickwire token key", "tickwire token").startsWith("tickwire token: " + message), err());
        assertEquals("", out());
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException
    {
        assertFailed(key + ": no such file or folder");
        Files.writeString(key, "short");
        assertFailed(key + ": the secret has 5 bytes, and must have 32 or more; make one: tickwire token key");
        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertFailed(key + ": its PEM block must be a PRIVATE KEY that is not encrypted");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertFailed(key + ": its PRIVATE KEY must be one of RSA or Ed25519, and this is neither");
    }

    private static String header(final String token)
    {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    private void assertFailed(final String message)
    {
        err.reset();
        assertEquals(Tickwire.FAILED, run("--key", key.toString(), "--name", "ann"));
        assertTrue(err().startsWith("tickwire token: " + message), err());
    }

    private static JwtReader reader(final Path file, final List<String> audience, final List<String> issuer)
        throws Exception
    {
        return new JwtReader(
            TokenKeys.read(Files.readAllBytes(file)), new TokenRules(List.of(), audience, issuer, 0, true));
    }

    private String make(final String... args)
    {
        out.reset();
        assertEquals(Tickwire.DONE, run(args), this::err);

        return out().strip();
    }

    private int run(final String... args)
    {
        final String[] all = new String[args.length + 1];
        all[0] = "token";
        System.arraycopy(args, 0, all, 1, args.length);

        return Tickwire.run(all, new Surroundings(Map.of(), new PrintStream(out, true), new PrintStream(err, true)));
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
