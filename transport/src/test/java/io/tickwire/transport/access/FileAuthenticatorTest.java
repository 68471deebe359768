package io.tickwire.transport.access;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FileAuthenticatorTest
{
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String PAYLOAD = "{\"sub\":\"ann\",\"exp\":1800003600}";
    private static final String TOKEN = Jwts.eddsa("{\"alg\":\"EdDSA\"}", PAYLOAD);
    private static final KeyPair OTHER = Jwts.newPair("Ed25519", 255);
    private static final String OTHERS_TOKEN =
        Jwts.token("{\"alg\":\"EdDSA\"}", PAYLOAD, "Ed25519", OTHER.getPrivate());

    @TempDir
    private Path folder;
    private Path pem;
    private Path records;
    private final String key = ApiKeyRecord.newKey(new SecureRandom());
    private FileAuthenticator authenticator;

    @BeforeEach
    void setUp() throws IOException
    {
        pem = folder.resolve("issuer.pem");
        records = folder.resolve("api.keys");
        Files.writeString(pem, Jwts.pem(Jwts.ED25519.getPublic()));
        Files.writeString(
            records,
            ApiKeyRecord.of(key, new Principal("bob", Set.of(), Entitlements.NONE, Principal.NEVER)).toLine());
        authenticator = new FileAuthenticator(new FileAuthenticator.Settings(
            new TokenRules(List.of(pem), List.of(), List.of(), 0, true), Optional.of(records)));
    }

    @Test
    void shouldTellJwtsFromApiKeys() throws Exception
    {
        assertRefused(TOKEN);
        assertRefused(key);
        authenticator.open();

        assertEquals("ann", authenticator.authenticate(TOKEN, NOW_MS).name());
        assertEquals("bob", authenticator.authenticate(key, NOW_MS).name());
        assertRefused("");
        assertRefused("tw_");
    }

    @Test
    void shouldReadFilesAgainThatChange() throws Exception
    {
        authenticator.open();
        write(pem, Jwts.pem(OTHER.getPublic()));
        assertEquals("ann", authenticator.authenticate(TOKEN, NOW_MS).name());
        authenticator.refresh();

        assertRefused(TOKEN);
        assertEquals("ann", authenticator.authenticate(OTHERS_TOKEN, NOW_MS).name());
        assertEquals("bob", authenticator.authenticate(key, NOW_MS).name());
    }

    @Test
    void shouldForgetAKeyWhoseLineIsGone() throws Exception
    {
        authenticator.open();
        write(records, "# none\n");
        authenticator.refresh();

        assertRefused(key);
        assertEquals("ann", authenticator.authenticate(TOKEN, NOW_MS).name());
    }

    @Test
    void shouldKeepWhatItHadWhileAFileIsBroken() throws Exception
    {
        authenticator.open();
        write(pem, Jwts.pem(OTHER.getPrivate()));
        Files.delete(records);
        authenticator.refresh();
        authenticator.refresh();
        assertEquals("ann", authenticator.authenticate(TOKEN, NOW_MS).name());
        assertEquals("bob", authenticator.authenticate(key, NOW_MS).name());

        write(pem, Jwts.pem(OTHER.getPublic()));
        write(records, "");
        authenticator.refresh();
        assertEquals("ann", authenticator.authenticate(OTHERS_TOKEN, NOW_MS).name());
        assertRefused(key);
    }

    @Test
    void shouldNameTheSettingAndTheFile() throws IOException
    {
        Files.delete(pem);
        assertEquals(
            "access.tokens.files: " + pem + ": no such file",
            assertThrows(BadKeyException.class, authenticator::open).getMessage());

        write(pem, Jwts.pem(OTHER.getPublic()));
        write(records, "x");
        assertEquals(
            "access.keys.file: " + records + ": line 1: it must be an object of JSON, with no name twice",
            assertThrows(BadKeyException.class, authenticator::open).getMessage());
    }

    /** As those do who care: a new file, moved to where the old one was. */
    private void write(final Path file, final String text) throws IOException
    {
        final Path beside = folder.resolve("new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertRefused(final String token)
    {
        assertThrows(RefusedTokenException.class, () -> authenticator.authenticate(token, NOW_MS));
    }
}
