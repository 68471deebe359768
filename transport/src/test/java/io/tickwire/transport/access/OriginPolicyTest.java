package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whose pages may connect.
 */
class OriginPolicyTest
{
    @ParameterizedTest
    @CsvSource({
        "https://example.com,          https://example.com,              true",
        "https://example.com,          HTTPS://Example.COM:443,          true",
        "https://example.com,          http://example.com,               false",
        "https://example.com,          https://example.com:8443,         false",
        "https://example.com,          https://example.com.evil.org,     false",
        "https://example.com,          https://evil.org/example.com,     false",
        "https://*.example.com,        https://a.example.com,            true",
        "https://*.example.com,        https://a.b.example.com,          true",
        "https://*.example.com,        https://example.com,              false",
        "https://*.example.com,        https://evilexample.com,          false",
        "https://*.example.com,        https://.example.com,             false",
        "https://*.example.com,        https://a.example.com:8443,       false",
        "https://*.example.com,        https://u@a.example.com,          false",
        "https://*.example.com:8443,   https://a.example.com:8443,       true",
        "http://[::1]:3000,            http://[::1]:3000,                true",
        "*,                            https://anyone.org,               true",
        "*,                            null,                             true",
        "https://example.com,          null,                             false",
        "https://example.com,          'https://example.com, https://b', false"})
    void shouldAllowThoseThatAreNamed(final String pattern, final String origin, final boolean isAllowed)
    {
        assertEquals(isAllowed, policy(pattern).isAllowed(origin, "tickwire.example.org"));
        assertEquals(isAllowed, policy(pattern).isNamed(origin));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8765,  localhost:8765,   true",
        "http://example.com,     example.com:80,   true",
        "https://example.com,    example.com,      true",
        "https://example.com,    example.com:443,  true",
        "http://example.com,     example.com:8765, false",
        "http://evil.org,        example.com,      false",
        "null,                   example.com,      false",
        "http://example.com,     ,                 false",
        "file:///,               ,                 false"})
    void shouldAllowItsOwn(final String origin, final String host, final boolean isAllowed)
    {
        assertEquals(isAllowed, policy().isAllowed(origin, host));
        assertFalse(policy().isNamed(origin));
    }

    @Test
    void shouldAllowWhoIsNoPage()
    {
        assertTrue(policy().isAllowed(null, "example.com"));
        assertTrue(policy("https://example.com").isAllowed(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "example.com", "https://", "https://*", "https://a.*.com", "https://example.com/", "ftp://example.com",
        "https://example.com?", "https://example.com#a", "https://a b", "*.example.com", "https://*example.com"})
    void shouldRefuseWhatIsNoPattern(final String text)
    {
        assertThrows(IllegalArgumentException.class, () -> OriginPattern.parse(text));
    }

    private static OriginPolicy policy(final String... patterns)
    {
        return new OriginPolicy(new Network(
            List.of(),
            List.of(),
            true,
            List.of(),
            Network.Forwarding.X_FORWARDED_FOR,
            Arrays.stream(patterns).map(OriginPattern::parse).toList()));
    }
}
