package io.tickwire.transport.access;

import io.tickwire.transport.access.RefusedTokenException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class JwtReaderTest
{
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String HS256 = "{\"alg\":\"HS256\"}";
    private static final String RS256 = "{\"alg\":\"RS256\"}";
    private static final String EDDSA = "{\"alg\":\"EdDSA\"}";

    /** For the server "tickwire", of "issuer", for an hour. */
    private static final String GOOD =
        "{\"sub\":\"ann\",\"aud\":\"tickwire\",\"iss\":\"issuer\",\"exp\":1800003600,\"nbf\":1800000000}";
    private static final TokenRules RULES =
        new TokenRules(List.of(), List.of("tickwire"), List.of("issuer"), 30_000, true);

    private final JwtReader reader = reader(RULES);

    static JwtReader reader(final TokenRules rules)
    {
        final List<TokenKey> keys = new ArrayList<>();
        try
        {
            keys.addAll(TokenKeys.read(Jwts.SECRET));
            keys.addAll(TokenKeys.read(Jwts.pem(Jwts.RSA.getPublic()).getBytes(StandardCharsets.UTF_8)));
            keys.addAll(
                TokenKeys.read(Jwts.pem(Jwts.ED25519.getPublic()).getBytes(StandardCharsets.UTF_8)));
        }
        catch (final BadKeyException ex)
        {
            throw new IllegalStateException(ex);
        }

        return new JwtReader(keys, rules);
    }

    static Stream<String> goodTokens()
    {
        return Stream.of(
            Jwts.hs256(HS256, GOOD), Jwts.rs256(RS256, GOOD), Jwts.eddsa(EDDSA, GOOD),
            Jwts.hs256("{\"typ\":\"at+jwt\",\"alg\":\"HS256\",\"kid\":\"any\",\"x5t\":\"a\"}", GOOD));
    }

    @ParameterizedTest
    @MethodSource("goodTokens")
    void shouldKnowWhoseATokenIs(final String token) throws RefusedTokenException
    {
        assertEquals(
            new Principal("ann", Set.of(Role.READER), Entitlements.MARKET, 1_800_003_630_000L),
            reader.read(token, NOW_MS).by(Credential.LASTING));
    }

    @Test
    void shouldReadRolesAndEntitlements() throws RefusedTokenException
    {
        final String payload = GOOD.replace(
            "{",
            "{\"roles\":[\"publisher\",\"ADMIN\",\"offline_access\"],\"channels\":[\"price\",\"b*\"]," +
                "\"symbols\":[],\"accounts\":[\"ACC-1\",\"desk*\"],\"other\":{\"sub\":[1]},");

        assertEquals(
            new Principal(
                "ann",
                Set.of(Role.PUBLISHER, Role.ADMIN),
                new Entitlements(List.of("price", "b*"), List.of(), List.of("ACC-1", "desk*")),
                1_800_003_630_000L),
            reader.read(Jwts.hs256(payload), NOW_MS).by(Credential.LASTING));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"exp\":1799999971",
        "\"exp\":1799999970.5",
        "\"exp\":1.8e9",
        "\"exp\":253402300799",
        "\"exp\":1800000001,\"iat\":1800000030",
        "\"exp\":1800000001,\"nbf\":1800000030"})
    void shouldAllowForClocksThatDiffer(final String times) throws RefusedTokenException
    {
        reader.read(
            Jwts.hs256("{\"sub\":\"ann\",\"aud\":[\"a\",\"tickwire\"],\"iss\":\"issuer\"," + times + "}"),
            NOW_MS);
    }

    /** Each is signed as it should be, with the secret. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "EXPIRED       | \"exp\":1800003600 | \"exp\":1799999970",
        "EXPIRED       | \"exp\":1800003600 | \"exp\":0",
        "NOT_YET_VALID | \"nbf\":1800000000 | \"nbf\":1800000031",
        "NOT_YET_VALID | \"nbf\":1800000000 | \"iat\":1800000031",
        "AUDIENCE      | \"aud\":\"tickwire\" | \"aud\":\"tickwire2\"",
        "AUDIENCE      | \"aud\":\"tickwire\" | \"aud\":[]",
        "AUDIENCE      | \"aud\":\"tickwire\" | \"x\":1",
        "ISSUER        | \"iss\":\"issuer\" | \"iss\":\"Issuer\"",
        "ISSUER        | \"iss\":\"issuer\" | \"x\":1",
        "MALFORMED     | \"exp\":1800003600, | ``",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":1800003600000",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":99999999999999999999",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":1e400",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":-1",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":\"1800003600\"",
        "MALFORMED     | \"exp\":1800003600 | \"exp\":null",
        "MALFORMED     | \"nbf\":1800000000 | \"nbf\":true",
        "MALFORMED     | \"nbf\":1800000000 | \"iat\":[1]",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":7",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"\"",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann role=admin\"",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\\n\"",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\\u2028\"",
        "MALFORMED     | \"sub\":\"ann\", | ``",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"sub\":\"ann\"",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"x\":{\"y\":1,\"y\":2}",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"roles\":\"admin\"",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"roles\":[\"admin\",1]",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"roles\":null",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"channels\":{}",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"symbols\":[[\"BTC\"]]",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"symbols\":[\"*USDT\"]",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"symbols\":[\"\"]",
        "MALFORMED     | \"sub\":\"ann\" | \"sub\":\"ann\",\"accounts\":[\"a b\"]",
        "MALFORMED     | \"aud\":\"tickwire\" | \"aud\":{\"tickwire\":1}",
        "MALFORMED     | \"aud\":\"tickwire\" | \"aud\":[\"tickwire\",1]",
        "MALFORMED     | \"iss\":\"issuer\" | \"iss\":[\"issuer\"]",
        "MALFORMED     | {\"sub\":\"ann\" | \"sub\":\"ann\"",
        "MALFORMED     | {\"sub\":\"ann\" | [{\"sub\":\"ann\""})
    void shouldRefuseClaims(final Reason reason, final String good, final String bad)
    {
        assertTrue(GOOD.contains(good), good);
        assertRefused(reason, Jwts.hs256(GOOD.replace(good, bad)));
    }

    static Stream<Arguments> headers()
    {
        return Stream.of(
            arguments(Reason.ALGORITHM, "{\"alg\":\"none\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"None\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"hs256\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"HS512\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"PS256\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"ES256\"}"),
            arguments(Reason.ALGORITHM, "{\"alg\":\"\"}"),
            arguments(Reason.SIGNATURE, "{\"alg\":\"RS256\"}"),
            arguments(Reason.SIGNATURE, "{\"alg\":\"EdDSA\"}"),
            arguments(Reason.MALFORMED, "{}"),
            arguments(Reason.MALFORMED, "{\"alg\":null}"),
            arguments(Reason.MALFORMED, "{\"alg\":[\"HS256\"]}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"alg\":\"HS256\"}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"kid\":7}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"crit\":[]}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"b64\":false}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"jku\":\"https://evil.example/\"}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"x5u\":\"https://evil.example/\"}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"x5c\":[\"AAAA\"]}"),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\",\"zip\":\"DEF\"}"),
            arguments(Reason.MALFORMED, "[\"HS256\"]"),
            arguments(Reason.MALFORMED, "null"),
            arguments(Reason.MALFORMED, "\"\""),
            arguments(Reason.MALFORMED, ""),
            arguments(Reason.MALFORMED, "{\"alg\":\"HS256\"}}"));
    }

    /** Each is signed as it should be, with the secret. */
    @ParameterizedTest
    @MethodSource("headers")
    void shouldRefuseHeaders(final Reason reason, final String header)
    {
        assertRefused(reason, Jwts.hs256(header, GOOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void shouldRefuseWhatIsNotSigned(final String name)
    {
        final String token = Jwts.token("{\"alg\":\"" + name + "\"}", GOOD, "none", null);

        assertRefused(Reason.ALGORITHM, token);
        assertRefused(Reason.MALFORMED, token.substring(0, token.length() - 1));
    }

    static Stream<Key> publicKeys()
    {
        final byte[] pem = Jwts.pem(Jwts.RSA.getPublic()).getBytes(StandardCharsets.UTF_8);

        return Stream.of(
            Jwts.RSA.getPublic(),
            Jwts.ED25519.getPublic(),
            new SecretKeySpec(pem, "HmacSHA256"));
    }

    @ParameterizedTest
    @MethodSource("publicKeys")
    void shouldNotTakeAPublicKeyForASecret(final Key key) throws BadKeyException
    {
        final String token =
            Jwts.token(HS256, GOOD, "HmacSHA256", new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
        final JwtReader withoutSecret = new JwtReader(
            TokenKeys.read(Jwts.pem(Jwts.RSA.getPublic()).getBytes(StandardCharsets.UTF_8)), RULES);

        assertRefused(Reason.SIGNATURE, token);
        assertEquals(
            Reason.ALGORITHM,
            assertThrows(RefusedTokenException.class, () -> withoutSecret.read(token, NOW_MS)).reason());
    }

    @ParameterizedTest
    @MethodSource("goodTokens")
    void shouldRefuseWhatIsCutOrChangedAnywhere(final String token)
    {
        for (int i = 0; i < token.length(); i++)
        {
            assertRefused(null, token.substring(0, i));
            assertRefused(null, token.substring(i + 1));
            assertRefused(null, token.substring(0, i) + token.substring(i + 1));
            assertRefused(null, token.substring(0, i) + "!" + token.substring(i));
            assertRefused(null, token.substring(0, i) + "=" + token.substring(i));
            assertRefused(
                null, token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1));
            assertRefused(null, token.substring(0, i) + (char)(token.charAt(i) ^ 1) + token.substring(i + 1));
        }
        assertRefused(null, token + "=");
        assertRefused(null, token + ".");
        assertRefused(null, token + "." + token);
        assertRefused(null, " " + token);
        assertRefused(null, token + "\n");
    }

    @Test
    void shouldNotLookAtWhatIsLong()
    {
        final String nested = "[".repeat(5_000) + "]".repeat(1_000);

        assertRefused(Reason.MALFORMED, "a".repeat(JwtReader.MAX_CHARS + 1));
        assertRefused(Reason.MALFORMED, ".".repeat(JwtReader.MAX_CHARS));
        assertRefused(Reason.MALFORMED, Jwts.hs256(nested, GOOD));
        assertRefused(Reason.MALFORMED, Jwts.hs256("{\"alg\":" + nested + "}", GOOD));
        assertRefused(Reason.MALFORMED, Jwts.hs256(nested));
        assertRefused(
            Reason.MALFORMED,
            Jwts.hs256(GOOD.replace("\"ann\"", "[".repeat(2_900) + "]".repeat(2_900))));
    }

    @Test
    void shouldTakeTheKeyThatIsNamed() throws Exception
    {
        final String jwks = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"old\",\"k\":\"" + "A".repeat(43) +
            "\"},{\"kty\":\"oct\",\"kid\":\"new\",\"k\":\"" + Jwts.base64(Jwts.SECRET) + "\"}]}";
        final JwtReader named = new JwtReader(TokenKeys.read(jwks.getBytes(StandardCharsets.UTF_8)), RULES);

        named.read(Jwts.hs256("{\"alg\":\"HS256\",\"kid\":\"new\"}", GOOD), NOW_MS);
        named.read(Jwts.hs256(GOOD), NOW_MS);
        assertEquals(Reason.SIGNATURE, assertThrows(
            RefusedTokenException.class,
            () -> named.read(Jwts.hs256("{\"alg\":\"HS256\",\"kid\":\"old\"}", GOOD), NOW_MS)).reason());
        assertEquals(Reason.UNKNOWN_KEY, assertThrows(
            RefusedTokenException.class,
            () -> named.read(Jwts.hs256("{\"alg\":\"HS256\",\"kid\":\"../old\"}", GOOD), NOW_MS)).reason());
    }

    @Test
    void shouldTakeNothingWhereThereIsNoKey()
    {
        final JwtReader none = new JwtReader(List.of(), RULES);

        assertEquals(Reason.UNKNOWN_KEY, assertThrows(
            RefusedTokenException.class, () -> none.read(Jwts.hs256(GOOD), NOW_MS)).reason());
    }

    @Test
    void shouldTakeTokensForNobodyInParticularWhereItHasNoName() throws RefusedTokenException
    {
        final JwtReader anyone = reader(new TokenRules(List.of(), List.of(), List.of(), 0, false));

        assertEquals(Principal.NEVER, anyone.read(Jwts.hs256("{\"sub\":\"bob\"}"), NOW_MS).expiresAtMs());
        assertEquals(Reason.AUDIENCE, assertThrows(
            RefusedTokenException.class, () -> anyone.read(Jwts.hs256(GOOD), NOW_MS)).reason());
        assertEquals(Reason.EXPIRED, assertThrows(
            RefusedTokenException.class,
            () -> anyone.read(Jwts.hs256("{\"sub\":\"bob\",\"exp\":1800000000}"), NOW_MS)).reason());
    }

    @Test
    void shouldTellWhoIsRefusedNoMoreThanThat()
    {
        final RefusedTokenException refused =
            assertThrows(RefusedTokenException.class, () -> reader.read("x.y.z", NOW_MS));

        assertEquals(Reason.MALFORMED.name(), refused.getMessage());
        assertEquals(null, refused.getCause());
    }

    /**
     * @param reason null: any.
     */
    private void assertRefused(final Reason reason, final String token)
    {
        final RefusedTokenException refused =
            assertThrows(RefusedTokenException.class, () -> reader.read(token, NOW_MS), token);
        assertEquals(reason == null ? refused.reason() : reason, refused.reason(), token);
    }
}
