package io.tickwire.transport.access;

import io.tickwire.transport.access.RefusedTokenException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ApiKeysTest
{
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final Principal ANN = new Principal(
        "ann",
        Set.of(Role.READER, Role.PUBLISHER),
        new Entitlements(List.of("PRICE"), List.of("BTC*"), List.of("Acc-1")),
        NOW_MS + 1);

    private final String key = ApiKeyRecord.newKey(new SecureRandom());
    private final String line = ApiKeyRecord.of(key, ANN).toLine();

    @Test
    void shouldKnowWhoseAKeyIs() throws Exception
    {
        final String other = ApiKeyRecord.newKey(new SecureRandom());
        final Principal bob = new Principal("bob", Set.of(), Entitlements.NONE, Principal.NEVER);
        final ApiKeys keys = read("# keys\n\n" + line + "\r\n" + ApiKeyRecord.of(other, bob).toLine());

        assertEquals(2, keys.size());
        assertEquals(ANN, keys.find(key, NOW_MS).by(Credential.LASTING));
        assertEquals(bob, keys.find(other, NOW_MS).by(Credential.LASTING));
    }

    @Test
    void shouldKeepNoSecret() throws Exception
    {
        final String secret = key.substring(key.lastIndexOf('_') + 1);
        final String hash = HexFormat.of().formatHex(
            MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));

        assertEquals(64, secret.length());
        for (int i = 0; i + 8 <= secret.length(); i++)
        {
            assertFalse(line.contains(secret.substring(i, i + 8)), line);
        }
        assertTrue(line.contains("\"sha256\":\"" + hash + "\""), line);
        assertFalse(ApiKeyRecord.of(key, ANN).toString().contains(secret));
        assertNotEquals(key, ApiKeyRecord.newKey(new SecureRandom()));
    }

    @Test
    void shouldRefuseKeysThatAreOverOrAnothers() throws Exception
    {
        final ApiKeys keys = read(line);
        final String id = key.substring(0, key.lastIndexOf('_') + 1);

        assertRefused(Reason.EXPIRED, keys, key, NOW_MS + 1);
        assertRefused(Reason.SIGNATURE, keys, id + "0".repeat(64), NOW_MS);
        assertRefused(Reason.UNKNOWN_KEY, keys, ApiKeyRecord.newKey(new SecureRandom()), NOW_MS);
        assertRefused(Reason.UNKNOWN_KEY, ApiKeys.none(), key, NOW_MS);
    }

    @Test
    void shouldRefuseKeysThatAreCutOrChangedAnywhere() throws Exception
    {
        final ApiKeys keys = read(line);
        for (int i = 0; i < key.length(); i++)
        {
            final char other = key.charAt(i) == '0' ? '1' : '0';
            assertRefused(Reason.MALFORMED, keys, key.substring(0, i), NOW_MS);
            assertRefused(Reason.MALFORMED, keys, key.substring(0, i) + "z" + key.substring(i), NOW_MS);
            assertRefused(null, keys, key.substring(0, i) + other + key.substring(i + 1), NOW_MS);
        }
        assertRefused(Reason.MALFORMED, keys, key.toUpperCase(Locale.ROOT), NOW_MS);
        assertRefused(Reason.MALFORMED, keys, key + "\n", NOW_MS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"name\":\"ann\"|\"nam\":\"ann\"|no such field: nam",
        "\"name\":\"ann\"|\"name\":\"a b\"|name must be 1 to 128 characters without blanks",
        "\"reader\"|\"reedr\"|roles must be of reader, publisher, admin, each once",
        "\"reader\"|\"publisher\"|roles must be of reader, publisher, admin, each once",
        "\"reader\"|1|roles must be an array of texts",
        "[\"BTC*\"]|[\"*BTC\"]|symbols must be names of up to 64 characters without blanks, with * at most at the end",
        "\"sha256\":\"|\"sha256\":\"0|sha256 must be 64 hexadecimal digits, in lower case",
        "\"id\":\"|\"id\":\"0|id must be 16 hexadecimal digits, in lower case",
        "Z\"|\"|expires must be a time such as 2027-01-31T00:00:00Z",
        "{|[|it must be an object of JSON, with no name twice",
        "{|{\"name\":\"ann\",|it must be an object of JSON, with no name twice"})
    void shouldSayInWhichLineWhatIsWrong(final String good, final String bad, final String message)
    {
        assertTrue(line.contains(good), line);
        final BadKeyException wrong =
            assertThrows(BadKeyException.class, () -> read("#\n" + line.replace(good, bad)));

        assertEquals("line 2: " + message, wrong.getMessage());
    }

    @Test
    void shouldRefuseAnIdTwice()
    {
        final BadKeyException wrong = assertThrows(BadKeyException.class, () -> read(line + "\n" + line));

        assertEquals("line 2: the id is there twice: " + key.substring(3, 19), wrong.getMessage());
    }

    private static ApiKeys read(final String file) throws BadKeyException
    {
        return ApiKeys.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(final Reason reason, final ApiKeys keys, final String key, final long nowMs)
    {
        final RefusedTokenException refused =
            assertThrows(RefusedTokenException.class, () -> keys.find(key, nowMs), key);
        assertEquals(reason == null ? refused.reason() : reason, refused.reason(), key);
    }
}
