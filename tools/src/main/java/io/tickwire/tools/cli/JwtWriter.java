package io.tickwire.tools.cli;

import io.tickwire.transport.access.BadKeyException;
import io.tickwire.transport.access.TokenAlgorithm;
import io.tickwire.transport.access.TokenKey;
import io.tickwire.transport.access.TokenKeys;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs JWTs with the key of a file.
 * Thread: conductor
 */
final class JwtWriter
{
    private static final Pattern PEM =
        Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final Map<String, TokenAlgorithm> ALGORITHMS =
        Map.of("RSA", TokenAlgorithm.RS256, "Ed25519", TokenAlgorithm.EDDSA);

    private final TokenAlgorithm algorithm;
    private final Key key;
    private String keyId;

    private JwtWriter(final TokenAlgorithm algorithm, final Key key)
    {
        this.algorithm = algorithm;
        this.key = key;
    }

    /**
     * Signs with a private key in PEM, or with a secret. What it is decides the algorithm.
     */
    static JwtWriter of(final byte[] file) throws BadKeyException
    {
        final String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY-----"))
        {
            return ofPem(text);
        }
        final TokenKey secret = TokenKeys.read(file).get(0);
        if (secret.algorithm() != TokenAlgorithm.HS256)
        {
            throw new BadKeyException("it holds a public key, which signs nothing: the private one is needed");
        }

        return new JwtWriter(secret.algorithm(), secret.key()).named(secret.id());
    }

    /**
     * The same, where tokens name the key as the public one that belongs to it is named, if it is among these.
     */
    JwtWriter namedAsIn(final List<TokenKey> publicKeys) throws JoseException
    {
        for (final TokenKey publicKey : publicKeys)
        {
            if (publicKey.algorithm() == algorithm)
            {
                final JsonWebSignature probe = new JsonWebSignature();
                probe.setCompactSerialization(write("{}"));
                probe.setKey(publicKey.key());
                if (probe.verifySignature())
                {
                    return named(publicKey.id());
                }
            }
        }

        return this;
    }

    /**
     * A token.
     *
     * @param payload its claims, as JSON.
     */
    String write(final String payload) throws JoseException
    {
        final JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm.wireName());
        token.setHeader("typ", "JWT");
        if (keyId != null)
        {
            token.setKeyIdHeaderValue(keyId);
        }
        token.setPayload(payload);
        token.setKey(key);

        return token.getCompactSerialization();
    }

    private JwtWriter named(final String id)
    {
        keyId = id;

        return this;
    }

    private static JwtWriter ofPem(final String text) throws BadKeyException
    {
        final Matcher block = PEM.matcher(text);
        if (!block.find() || !block.group(1).equals("PRIVATE KEY"))
        {
            throw new BadKeyException(
                "its PEM block must be a PRIVATE KEY that is not encrypted; openssl makes it one: " +
                    "openssl pkcs8 -topk8 -nocrypt -in FILE");
        }
        for (final Map.Entry<String, TokenAlgorithm> entry : ALGORITHMS.entrySet())
        {
            try
            {
                final PrivateKey key = KeyFactory.getInstance(entry.getKey())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(2))));

                return new JwtWriter(entry.getValue(), key);
            }
            catch (final InvalidKeySpecException ex)
            {
                // It may be one for the other.
                continue;
            }
            catch (final NoSuchAlgorithmException | IllegalArgumentException ex)
            {
                throw new BadKeyException("its PEM block can not be read: " + ex.getMessage(), ex);
            }
        }

        throw new BadKeyException("its PRIVATE KEY must be one of RSA or Ed25519, and this is neither");
    }
}
