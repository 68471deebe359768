package io.tickwire.transport.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys and JWTs by the JDK alone, also such as nobody should make.
 */
public final class Jwts
{
    public static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    public static final KeyPair ED25519 = newPair("Ed25519", 255);
    public static final KeyPair RSA = newPair("RSA", 2_048);

    private Jwts()
    {
    }

    static KeyPair newPair(final String algorithm, final int bits)
    {
        try
        {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);

            return generator.generateKeyPair();
        }
        catch (final GeneralSecurityException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * A token of any header and payload, which need not be JSON.
     *
     * @param algorithm of the JDK: HmacSHA256, SHA256withRSA, Ed25519; or {@code none}.
     */
    public static String token(final String header, final String payload, final String algorithm, final Key key)
    {
        final String signed =
            base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload.getBytes(StandardCharsets.UTF_8));

        return signed + "." + base64(signature(signed.getBytes(StandardCharsets.US_ASCII), algorithm, key));
    }

    /**
     * A token signed with {@link #SECRET}.
     */
    public static String hs256(final String payload)
    {
        return hs256("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload);
    }

    /**
     * A token signed with another secret.
     */
    public static String otherSecret(final String payload)
    {
        return token("{\"alg\":\"HS256\"}", payload, "HmacSHA256", new SecretKeySpec(new byte[32], "HmacSHA256"));
    }

    /**
     * A token signed as if the public key, which everyone has, were a secret.
     */
    public static String confused(final String payload)
    {
        final byte[] known = rsaPublicPem().getBytes(StandardCharsets.US_ASCII);

        return token("{\"alg\":\"HS256\"}", payload, "HmacSHA256", new SecretKeySpec(known, "HmacSHA256"));
    }

    /**
     * A token signed with {@link #ED25519}.
     */
    public static String eddsa(final String payload)
    {
        return eddsa("{\"alg\":\"EdDSA\"}", payload);
    }

    public static String ed25519PublicPem()
    {
        return pem(ED25519.getPublic());
    }

    /**
     * A token signed with {@link #RSA}.
     */
    public static String rs256(final String payload)
    {
        return rs256("{\"alg\":\"RS256\"}", payload);
    }

    public static String rsaPublicPem()
    {
        return pem(RSA.getPublic());
    }

    static String hs256(final String header, final String payload)
    {
        return token(header, payload, "HmacSHA256", new SecretKeySpec(SECRET, "HmacSHA256"));
    }

    static String eddsa(final String header, final String payload)
    {
        return token(header, payload, "Ed25519", ED25519.getPrivate());
    }

    static String rs256(final String header, final String payload)
    {
        return token(header, payload, "SHA256withRSA", RSA.getPrivate());
    }

    static String pem(final PublicKey key)
    {
        return pem("PUBLIC KEY", key);
    }

    static String pem(final PrivateKey key)
    {
        return pem("PRIVATE KEY", key);
    }

    static String base64(final byte[] bytes)
    {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(final String label, final Key key)
    {
        return "-----BEGIN " + label + "-----\n" +
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) +
            "\n-----END " + label + "-----\n";
    }

    private static byte[] signature(final byte[] signed, final String algorithm, final Key key)
    {
        try
        {
            if (algorithm.equals("none"))
            {
                return new byte[0];
            }
            if (key instanceof final PrivateKey privateKey)
            {
                final Signature signature = Signature.getInstance(algorithm);
                signature.initSign(privateKey);
                signature.update(signed);

                return signature.sign();
            }
            final Mac mac = Mac.getInstance(algorithm);
            mac.init(key);

            return mac.doFinal(signed);
        }
        catch (final GeneralSecurityException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
