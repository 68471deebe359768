package io.tickwire.transport.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * A file of certificates and keys in text: refused with a reason, or read; and read as the same once it is printed.
 */
public final class PemFuzz
{
    private PemFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        try
        {
            final List<X509Certificate> certificates = Pem.certificates(data);
            assertEquals(
                certificates.subList(0, 1), Pem.certificates(Pem.print(certificates.get(0)).getBytes(US_ASCII)));
        }
        catch (final GeneralSecurityException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
        try
        {
            final PrivateKey key = Pem.key(data);
            assertArrayEquals(key.getEncoded(), Pem.key(Pem.print(key).getBytes(US_ASCII)).getEncoded());
        }
        catch (final GeneralSecurityException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
    }
}
