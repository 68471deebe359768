package io.tickwire.transport.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A token: where the first byte is even as it comes, else a header and, from the first line's end on, claims, which are
 * signed as they should be. It is refused, or it is signed to the letter, by nothing but the algorithm of our key; and
 * what it says is within its bounds.
 */
public final class JwtFuzz
{
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final byte[] SECRET = "a secret of at least thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
    private static final TokenRules RULES = new TokenRules(List.of(), List.of("tickwire"), List.of(), 30_000, true);
    private static final JwtReader READER = new JwtReader(
        List.of(new TokenKey("k", TokenAlgorithm.HS256, new SecretKeySpec(SECRET, "HmacSHA256"))), RULES);

    private JwtFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data) throws GeneralSecurityException
    {
        if (data.length == 0)
        {
            return;
        }

        final byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        final String token = (data[0] & 1) == 0 ? new String(rest, StandardCharsets.UTF_8) : signed(rest);
        try
        {
            assertGood(token, READER.read(token, NOW_MS));
        }
        catch (final RefusedTokenException ex)
        {
            assertEquals(ex.reason().name(), ex.getMessage());
        }
    }

    private static void assertGood(final String token, final Principal principal) throws GeneralSecurityException
    {
        final String input = token.substring(0, token.lastIndexOf('.'));
        assertEquals(input + "." + base64(mac(input)), token);
        assertTrue(token.length() <= JwtReader.MAX_CHARS);
        assertTrue(principal.isNamed() && principal.name().length() <= 128);
        assertFalse(principal.name().chars().anyMatch(Character::isWhitespace));
        assertFalse(principal.name().chars().anyMatch(Character::isISOControl));
        assertFalse(principal.isExpired(NOW_MS));
        final String header =
            new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        assertTrue(header.contains("S256") || header.contains("\\u"), header);
    }

    private static String signed(final byte[] headerAndClaims) throws GeneralSecurityException
    {
        int end = 0;
        while (end < headerAndClaims.length && headerAndClaims[end] != '\n')
        {
            end++;
        }
        final int from = Math.min(end + 1, headerAndClaims.length);
        final String input = base64(Arrays.copyOf(headerAndClaims, end)) + "." +
            base64(Arrays.copyOfRange(headerAndClaims, from, headerAndClaims.length));

        return input + "." + base64(mac(input));
    }

    private static byte[] mac(final String input) throws GeneralSecurityException
    {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));

        return mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(final byte[] bytes)
    {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
