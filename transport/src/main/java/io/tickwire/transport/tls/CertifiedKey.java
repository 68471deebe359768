package io.tickwire.transport.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Who the server says it is.
 *
 * @param key   of the first certificate.
 * @param chain the server's certificate, then those that signed it.
 * Thread: any
 */
record CertifiedKey(PrivateKey key, List<X509Certificate> chain)
{
    private static final byte[] PROBE = {1, 2, 3, 4};

    /**
     * Whether the key is the certificate's.
     */
    boolean isPair() throws GeneralSecurityException
    {
        final String algorithm = switch (key.getAlgorithm())
        {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        if (!chain.get(0).getPublicKey().getAlgorithm().equals(key.getAlgorithm()))
        {
            return false;
        }
        final Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        final byte[] signed = signature.sign();
        signature.initVerify(chain.get(0).getPublicKey());
        signature.update(PROBE);

        return signature.verify(signed);
    }

    /**
     * The SHA-256 of the certificate, as browsers show it.
     */
    String fingerprint() throws GeneralSecurityException
    {
        final byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.get(0).getEncoded());

        return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }

    long expiresAtMs()
    {
        return chain.get(0).getNotAfter().getTime();
    }
}
