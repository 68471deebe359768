package io.tickwire.transport.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in text. Keys come in three forms: the general one (PKCS#8), and those of RSA (PKCS#1) and of
 * elliptic curves (SEC 1) alone, which are wrapped to be like the first.
 * Thread: any
 */
final class Pem
{
    private static final Pattern BLOCK = Pattern.compile(
        "-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String EC = "1.2.840.10045.2.1";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final int LINE = 64;
    private static final int CURVE = 0xA0;

    private Pem()
    {
    }

    /**
     * All certificates, in their order.
     */
    static List<X509Certificate> certificates(final byte[] file) throws GeneralSecurityException
    {
        final CertificateFactory factory = CertificateFactory.getInstance("X.509");
        final List<X509Certificate> certificates = new ArrayList<>();
        final Matcher block = BLOCK.matcher(text(file));
        while (block.find())
        {
            if ("CERTIFICATE".equals(block.group(1)))
            {
                certificates.add((X509Certificate)factory.generateCertificate(
                    new ByteArrayInputStream(decoded(block))));
            }
        }
        if (certificates.isEmpty())
        {
            throw new GeneralSecurityException("there is no BEGIN CERTIFICATE in it");
        }

        return certificates;
    }

    /**
     * The first private key.
     */
    static PrivateKey key(final byte[] file) throws GeneralSecurityException
    {
        final Matcher block = BLOCK.matcher(text(file));
        while (block.find())
        {
            switch (block.group(1))
            {
                case "PRIVATE KEY":
                    return general(decoded(block));

                case "RSA PRIVATE KEY":
                    return general(wrapped(Der.sequence(Der.oid(RSA), Der.NULL), decoded(block)));

                case "EC PRIVATE KEY":
                    return general(wrapped(Der.sequence(Der.oid(EC), curveOf(decoded(block))), decoded(block)));

                case "ENCRYPTED PRIVATE KEY":
                    throw new GeneralSecurityException("the key is encrypted: use a keystore, or decrypt it");

                default:
                    break;
            }
        }

        throw new GeneralSecurityException("there is no BEGIN PRIVATE KEY in it");
    }

    static String print(final PrivateKey key)
    {
        return print("PRIVATE KEY", key.getEncoded());
    }

    static String print(final Certificate certificate) throws GeneralSecurityException
    {
        return print("CERTIFICATE", certificate.getEncoded());
    }

    private static String print(final String type, final byte[] bytes)
    {
        return "-----BEGIN " + type + "-----\n" +
            Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes) + "\n" +
            "-----END " + type + "-----\n";
    }

    private static String text(final byte[] file)
    {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static byte[] decoded(final Matcher block) throws GeneralSecurityException
    {
        try
        {
            return Base64.getMimeDecoder().decode(block.group(2));
        }
        catch (final IllegalArgumentException ex)
        {
            throw new GeneralSecurityException("not base64", ex);
        }
    }

    private static byte[] wrapped(final byte[] algorithm, final byte[] key)
    {
        return Der.sequence(Der.integer(BigInteger.ZERO), algorithm, Der.of(Der.OCTET_STRING, key));
    }

    /**
     * The curve's name: a sequence of the number 1, the key, which is shorter than 128 bytes, and in brackets the name.
     */
    private static byte[] curveOf(final byte[] key) throws GeneralSecurityException
    {
        try
        {
            final int headerBytes = key[1] < 0 ? 2 + (key[1] & 0x7F) : 2;
            final int secretAt = headerBytes + 3;
            final int curveAt = secretAt + 2 + key[secretAt + 1];
            if (key[secretAt] == Der.OCTET_STRING && (key[curveAt] & 0xFF) == CURVE)
            {
                final byte[] curve = new byte[key[curveAt + 1]];
                System.arraycopy(key, curveAt + 2, curve, 0, curve.length);

                return curve;
            }
        }
        catch (final ArrayIndexOutOfBoundsException | NegativeArraySizeException ex)
        {
            throw new GeneralSecurityException("the key is cut off, or none", ex);
        }

        throw new GeneralSecurityException("the key does not name its curve");
    }

    private static PrivateKey general(final byte[] bytes) throws GeneralSecurityException
    {
        for (final String algorithm : ALGORITHMS)
        {
            try
            {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            }
            catch (final InvalidKeySpecException ex)
            {
                // It is of another algorithm.
                continue;
            }
        }

        throw new GeneralSecurityException("the key is neither EC, RSA nor Ed25519, or is damaged");
    }
}
