package io.tickwire.transport.access;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * A file of keys, PEM, JWKS or a secret: refused with a reason, or some keys, none of which is printed.
 */
public final class TokenKeysFuzz
{
    private TokenKeysFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        try
        {
            for (final TokenKey key : TokenKeys.read(data))
            {
                assertFalse(key.toString().contains("key="), key::toString);
            }
        }
        catch (final BadKeyException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
    }
}
