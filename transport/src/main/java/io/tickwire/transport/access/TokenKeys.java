package io.tickwire.transport.access;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UncheckedJoseException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the keys that JWTs are checked with: public keys in PEM; a JWKS, or one JWK; or a secret, as it is. A server
 * needs no private key, and takes none: where it has none, none can be taken from it.
 * Thread: any
 */
public final class TokenKeys
{
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final List<String> PEM_ALGORITHMS = List.of("RSA", "Ed25519");
    private static final String PRIVATE_MEMBER = "d";
    private static final int DER_SEQUENCE = 0x30;
    private static final String PRIVATE =
        "it holds a private key, and a server needs only the public one: take the .jwks that stands beside it, or " +
        "make it: openssl pkey -in FILE -pubout";

    private TokenKeys()
    {
    }

    /**
     * The keys of a file: one at the least.
     */
    public static List<TokenKey> read(final byte[] file) throws BadKeyException
    {
        final String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains(PEM_BEGIN))
        {
            return pem(text);
        }
        if (text.stripLeading().startsWith("{"))
        {
            return jwks(new String(file, StandardCharsets.UTF_8));
        }

        return List.of(secret(file, text));
    }

    private static List<TokenKey> pem(final String text) throws BadKeyException
    {
        final List<TokenKey> keys = new ArrayList<>();
        final Matcher blocks = PEM.matcher(text);
        while (blocks.find())
        {
            final String label = blocks.group(1);
            if (label.endsWith("PRIVATE KEY"))
            {
                throw new BadKeyException(PRIVATE);
            }
            if (!label.equals("PUBLIC KEY"))
            {
                throw new BadKeyException(
                    "a PEM block must be a PUBLIC KEY, and this is a " + label +
                        "; openssl makes one: openssl x509 -pubkey -noout for a certificate, " +
                        "openssl rsa -RSAPublicKey_in -pubout for an RSA PUBLIC KEY");
            }
            keys.add(publicKey(blocks.group(2)));
        }
        if (keys.isEmpty())
        {
            throw new BadKeyException("its PEM block has no end, or what is in it is no base64");
        }

        return keys;
    }

    private static TokenKey publicKey(final String base64) throws BadKeyException
    {
        try
        {
            return usable(JsonWebKey.Factory.newJwk(
                publicKey(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)))));
        }
        catch (final IllegalArgumentException | JoseException ex)
        {
            throw new BadKeyException("the PUBLIC KEY of its PEM block can not be read: " + ex.getMessage(), ex);
        }
    }

    private static PublicKey publicKey(final X509EncodedKeySpec der) throws BadKeyException
    {
        GeneralSecurityException last = null;
        for (final String algorithm : PEM_ALGORITHMS)
        {
            try
            {
                return KeyFactory.getInstance(algorithm).generatePublic(der);
            }
            catch (final InvalidKeySpecException | NoSuchAlgorithmException ex)
            {
                last = ex;
            }
        }

        throw new BadKeyException("a PUBLIC KEY must be one of RSA or Ed25519, and this is neither", last);
    }

    private static List<TokenKey> jwks(final String json) throws BadKeyException
    {
        final List<TokenKey> keys = new ArrayList<>();
        try
        {
            final Map<String, Object> whole = JsonUtil.parseJson(json);
            final List<?> members = !whole.containsKey("keys") ? List.of(whole) :
                whole.get("keys") instanceof final List<?> list ? list : List.of();
            for (final Object member : members)
            {
                final TokenKey key = jwk(member);
                if (key != null)
                {
                    keys.add(key);
                }
            }
        }
        catch (final JoseException ex)
        {
            throw new BadKeyException("it is no JWKS: " + ex.getMessage(), ex);
        }
        if (keys.isEmpty())
        {
            throw new BadKeyException("its JWKS has no key for HS256, RS256 or EdDSA");
        }

        return keys;
    }

    /**
     * A member of a JWKS, or null: those of others may hold keys for what we do not have.
     */
    private static TokenKey jwk(final Object member) throws BadKeyException, JoseException
    {
        if (!(member instanceof final Map<?, ?> map))
        {
            throw new BadKeyException("each of the keys of a JWKS must be an object");
        }
        if (map.containsKey(PRIVATE_MEMBER))
        {
            throw new BadKeyException(PRIVATE);
        }
        if (map.get("kty") instanceof final String type && !List.of("oct", "RSA", "OKP").contains(type))
        {
            return null;
        }
        try
        {
            @SuppressWarnings("unchecked")
            final Map<String, Object> params = (Map<String, Object>)map;

            return TokenKey.of(JsonWebKey.Factory.newJwk(params));
        }
        catch (final UncheckedJoseException | IllegalArgumentException | IndexOutOfBoundsException |
            ClassCastException ex)
        {
            throw new BadKeyException("a key of its JWKS can not be read: kid=" + map.get("kid"), ex);
        }
    }

    /**
     * The bytes as they are; of a line of text, without its end, which editors put there.
     */
    private static TokenKey secret(final byte[] file, final String text) throws BadKeyException
    {
        final String line = text.replaceFirst("\r?\n$", "");
        if (line.isEmpty())
        {
            throw new BadKeyException("it is empty; make a secret: tickwire token key --alg HS256");
        }
        final boolean isLine = line.chars().allMatch(c -> c > ' ' && c <= '~');
        final boolean isText = text.chars().allMatch(c -> c >= ' ' && c <= '~' || Character.isWhitespace(c));
        if (isText && !isLine)
        {
            throw new BadKeyException(
                "it is neither PEM nor a JWKS, and a secret that is text is one line without blanks; " +
                    "make one: tickwire token key --alg HS256");
        }
        if (isDer(file))
        {
            throw new BadKeyException(
                "it seems to be a key in DER, and would be taken for a secret; make it PEM: openssl pkey -inform DER");
        }

        final byte[] secret = isLine ? Arrays.copyOf(file, line.length()) : file;
        TokenKey.requireLength(secret);

        return usable(new OctetSequenceJsonWebKey(new HmacKey(secret)));
    }

    /**
     * Whether the bytes are a sequence in DER that ends where they end. As a secret, a public key is known to all.
     */
    private static boolean isDer(final byte[] file)
    {
        if (file.length < 2 || file[0] != DER_SEQUENCE)
        {
            return false;
        }
        final int lengthBytes = file[1] < 0 ? file[1] & 0x7f : 0;
        int length = lengthBytes == 0 ? file[1] : 0;
        for (int i = 0; i < Math.min(lengthBytes, Math.min(3, file.length - 2)); i++)
        {
            length = length << 8 | file[2 + i] & 0xff;
        }

        return 2 + lengthBytes + length == file.length;
    }

    private static TokenKey usable(final JsonWebKey jwk) throws BadKeyException
    {
        final TokenKey key = TokenKey.of(jwk);
        if (key == null)
        {
            throw new BadKeyException("a PUBLIC KEY must be one of RSA or Ed25519, and this is neither");
        }

        return key;
    }
}
