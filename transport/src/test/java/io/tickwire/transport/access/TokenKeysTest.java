package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TokenKeysTest
{
    private static final String RSA = Jwts.pem(Jwts.RSA.getPublic());
    private static final String ED25519 = Jwts.pem(Jwts.ED25519.getPublic());
    private static final String OCT = "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"" + Jwts.base64(Jwts.SECRET) + "\"}";

    @Test
    void shouldReadPublicKeysInPem() throws BadKeyException
    {
        final List<TokenKey> keys = read("For the feed.\r\n" + RSA.replace("\n", "\r\n") + ED25519);

        assertEquals(
            List.of(TokenAlgorithm.RS256, TokenAlgorithm.EDDSA), keys.stream().map(TokenKey::algorithm).toList());
        assertEquals(
            List.of(Jwts.RSA.getPublic(), Jwts.ED25519.getPublic()), keys.stream().map(TokenKey::key).toList());
    }

    @Test
    void shouldTakeEachKeyOfAJwksForOneAlgorithm() throws BadKeyException
    {
        final List<TokenKey> keys = read("\n {\"keys\":[" + OCT + "," + rsa("\"alg\":\"RS256\",\"use\":\"sig\"") + "," +
            rsa("\"alg\":\"RS512\"") + "," + rsa("\"alg\":\"HS256\"") + "," + rsa("\"use\":\"enc\"") + "," +
            "{\"kty\":\"EC\",\"crv\":\"P-256\"},{\"kty\":\"AKP\"}]}");

        assertEquals(
            List.of(TokenAlgorithm.HS256, TokenAlgorithm.RS256), keys.stream().map(TokenKey::algorithm).toList());
        assertEquals("a", keys.get(0).id());
        assertEquals("TokenKey[id=a, algorithm=HS256]", keys.get(0).toString());
    }

    @Test
    void shouldTakeASecretAsItIsButForTheEndOfALine() throws BadKeyException
    {
        final byte[] binary = new byte[33];
        binary[31] = '\r';
        binary[32] = '\n';

        assertArrayEquals(Jwts.SECRET, TokenKeys.read(Jwts.SECRET).get(0).key().getEncoded());
        final String line = new String(Jwts.SECRET, StandardCharsets.US_ASCII);
        assertArrayEquals(Jwts.SECRET, read(line + "\n").get(0).key().getEncoded());
        assertArrayEquals(Jwts.SECRET, read(line + "\r\n").get(0).key().getEncoded());
        assertArrayEquals(binary, TokenKeys.read(binary).get(0).key().getEncoded());
        assertArrayEquals(Jwts.SECRET, read(OCT).get(0).key().getEncoded());
    }

    static Stream<Arguments> bad()
    {
        return Stream.of(
            arguments("the secret has 31 bytes, and must have 32 or more", "a".repeat(31) + "\n"),
            arguments("it is empty", ""),
            arguments("it is empty", "\n"),
            arguments("the secret has 1 bytes", OCT.replaceAll("\"k\":\".*\"", "\"k\":\"AA\"")),
            arguments("a secret that is text is one line without blanks", "ssh-ed25519 " + "A".repeat(68) + " me"),
            arguments("a secret that is text is one line without blanks", "a".repeat(32) + "\n" + "b".repeat(32)),
            arguments("the RSA key has 1024 bits", Jwts.pem(Jwts.newPair("RSA", 1_024).getPublic())),
            arguments("neither", Jwts.pem(Jwts.newPair("EC", 256).getPublic())),
            arguments("neither", Jwts.pem(Jwts.newPair("X25519", 255).getPublic())),
            arguments("neither", Jwts.pem(Jwts.newPair("Ed448", 448).getPublic())),
            arguments("it holds a private key", Jwts.pem(Jwts.RSA.getPrivate())),
            arguments("it holds a private key", RSA + Jwts.pem(Jwts.ED25519.getPrivate())),
            arguments("it holds a private key", RSA.replace("PUBLIC", "RSA PRIVATE")),
            arguments("it holds a private key", "{\"keys\":[" + OCT + "," + rsa("\"d\":\"AA\"") + "]}"),
            arguments("this is a CERTIFICATE", RSA.replace("PUBLIC KEY", "CERTIFICATE")),
            arguments("this is a RSA PUBLIC KEY", RSA.replace("PUBLIC", "RSA PUBLIC")),
            arguments("has no end", RSA.substring(0, RSA.length() - 20)),
            arguments("neither", RSA.replaceFirst("M", "A")),
            arguments("it is no JWKS", "{\"keys\":["),
            arguments("has no key for HS256, RS256 or EdDSA", "{}".replace("}", "\"keys\":[]}")),
            arguments("has no key for HS256, RS256 or EdDSA", "{\"keys\":{}}"),
            arguments("must be an object", "{\"keys\":[1]}"),
            arguments("it is no JWKS", "{\"keys\":[" + OCT.replace("\"k\":", "\"l\":") + "]}"),
            arguments("can not be read: kid=x", "{\"kty\":\"OKP\",\"kid\":\"x\",\"crv\":\"Ed25519\",\"x\":\"\"}"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldSayWhatIsWrong(final String message, final String file)
    {
        final BadKeyException wrong = assertThrows(BadKeyException.class, () -> read(file));

        assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
        assertFalse(wrong.getMessage().contains(Jwts.base64(Jwts.SECRET)));
    }

    @Test
    void shouldNotTakeAPublicKeyInDerForASecret()
    {
        for (final byte[] der : List.of(
            Jwts.RSA.getPublic().getEncoded(),
            Jwts.ED25519.getPublic().getEncoded(),
            Jwts.RSA.getPrivate().getEncoded()))
        {
            assertTrue(
                assertThrows(BadKeyException.class, () -> TokenKeys.read(der)).getMessage().contains("in DER"));
            assertThrows(BadKeyException.class, () -> TokenKeys.read(Arrays.copyOf(der, 1)));
        }
    }

    private static String rsa(final String more)
    {
        final RSAPublicKey key = (RSAPublicKey)Jwts.RSA.getPublic();

        return "{\"kty\":\"RSA\",\"n\":\"" + Jwts.base64(key.getModulus().toByteArray()) + "\",\"e\":\"AQAB\"," +
            more + "}";
    }

    private static List<TokenKey> read(final String file) throws BadKeyException
    {
        return TokenKeys.read(file.getBytes(StandardCharsets.UTF_8));
    }
}
