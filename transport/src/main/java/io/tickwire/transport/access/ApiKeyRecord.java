package io.tickwire.transport.access;

import org.jose4j.json.JsonUtil;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server keeps of an API key: a line of JSON. The key is {@code tw_<id>_<secret>}, the id in 16 hexadecimal
 * digits, the secret in 64. It is 256 random bits, so that a single SHA-256 is all that is needed to keep it: a slow
 * hash helps where secrets can be guessed.
 *
 * @param id        by which it is found.
 * @param hash      SHA-256 of the whole key.
 * @param principal whose it is.
 * Thread: any
 */
public record ApiKeyRecord(String id, byte[] hash, Principal principal)
{
    /** What an API key begins with, and no JWT. */
    public static final String PREFIX = "tw_";

    private static final Pattern KEY = Pattern.compile(PREFIX + "([0-9a-f]{16})_[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> FIELDS =
        Set.of("id", "sha256", "name", "roles", "channels", "symbols", "accounts", "expires");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    /**
     * A new key.
     */
    public static String newKey(final SecureRandom random)
    {
        final byte[] id = new byte[ID_BYTES];
        final byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);

        return PREFIX + HEX.formatHex(id) + "_" + HEX.formatHex(secret);
    }

    /**
     * The record of a key that {@link #newKey} made.
     *
     * @throws IllegalArgumentException where a name in it is none that could be read again.
     */
    public static ApiKeyRecord of(final String key, final Principal principal)
    {
        Claims.requireTellable(principal);

        return new ApiKeyRecord(idOf(key), hashOf(key), principal);
    }

    /**
     * The id of a key, or null: it is none.
     */
    static String idOf(final String key)
    {
        return KEY.matcher(key).matches() ? key.substring(PREFIX.length(), PREFIX.length() + 2 * ID_BYTES) : null;
    }

    static byte[] hashOf(final String key)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("each JVM has SHA-256", ex);
        }
    }

    static ApiKeyRecord parse(final String line) throws BadClaimException
    {
        final Claims claims = Claims.parse(line);
        for (final String name : claims.names())
        {
            if (!FIELDS.contains(name))
            {
                throw new BadClaimException("no such field: " + name);
            }
        }
        final String id = hex(claims, "id", ID, 2 * ID_BYTES);
        final byte[] hash = HEX.parseHex(hex(claims, "sha256", HASH, 2 * SECRET_BYTES));
        final Set<Role> roles = claims.roles();
        if (claims.has("roles") && roles.size() != claims.texts("roles", List.of()).size())
        {
            throw new BadClaimException("roles must be of reader, publisher, admin, each once");
        }

        return new ApiKeyRecord(
            id, hash, new Principal(claims.name("name"), roles, claims.entitlements(), expiresAtMs(claims)));
    }

    /**
     * The line of the file that {@link #parse} reads.
     */
    public String toLine()
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("sha256", HEX.formatHex(hash));
        fields.put("name", principal.name());
        fields.putAll(Claims.grantedTo(principal));
        if (principal.expiresAtMs() != Principal.NEVER)
        {
            fields.put("expires", Instant.ofEpochMilli(principal.expiresAtMs()).toString());
        }

        return JsonUtil.toJson(fields);
    }

    private static String hex(final Claims claims, final String name, final Pattern form, final int digits)
        throws BadClaimException
    {
        final String text = claims.text(name);
        if (text == null || !form.matcher(text).matches())
        {
            throw new BadClaimException(name + " must be " + digits + " hexadecimal digits, in lower case");
        }

        return text;
    }

    private static long expiresAtMs(final Claims claims) throws BadClaimException
    {
        final String text = claims.text("expires");
        try
        {
            return text == null ? Principal.NEVER : Instant.parse(text).toEpochMilli();
        }
        catch (final DateTimeParseException | ArithmeticException ex)
        {
            throw new BadClaimException("expires must be a time such as 2027-01-31T00:00:00Z");
        }
    }
}
