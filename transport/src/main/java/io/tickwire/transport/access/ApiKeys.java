package io.tickwire.transport.access;

import io.tickwire.transport.access.RefusedTokenException.Reason;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The API keys that there are, by their ids. What they are is not known, only their hashes.
 * Thread: any
 */
public final class ApiKeys
{
    /** What the hash of a key is compared with where its id is unknown. */
    private static final ApiKeyRecord NOBODY =
        ApiKeyRecord.of("", new Principal("-", Set.of(), Entitlements.NONE, Principal.NEVER));

    private final Map<String, ApiKeyRecord> byId;

    private ApiKeys(final Map<String, ApiKeyRecord> byId)
    {
        this.byId = byId;
    }

    static ApiKeys none()
    {
        return new ApiKeys(Map.of());
    }

    /**
     * The records of a file, one a line. Empty lines, and those that begin with #, are none.
     */
    public static ApiKeys read(final byte[] file) throws BadKeyException
    {
        final Map<String, ApiKeyRecord> byId = new HashMap<>();
        final List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#')
            {
                try
                {
                    final ApiKeyRecord record = ApiKeyRecord.parse(line);
                    if (byId.put(record.id(), record) != null)
                    {
                        throw new BadClaimException("the id is there twice: " + record.id());
                    }
                }
                catch (final BadClaimException ex)
                {
                    throw new BadKeyException("line " + (i + 1) + ": " + ex.getMessage(), ex);
                }
            }
        }

        return new ApiKeys(byId);
    }

    /**
     * Whose key it is. One whose id is unknown takes as long as one that is known.
     */
    public Principal find(final String key, final long nowMs) throws RefusedTokenException
    {
        final String id = ApiKeyRecord.idOf(key);
        if (id == null)
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }
        final ApiKeyRecord known = byId.get(id);
        final ApiKeyRecord record = known == null ? NOBODY : known;
        final boolean isRight = MessageDigest.isEqual(record.hash(), ApiKeyRecord.hashOf(key));
        if (known == null || !isRight)
        {
            throw new RefusedTokenException(known == null ? Reason.UNKNOWN_KEY : Reason.SIGNATURE);
        }
        if (record.principal().isExpired(nowMs))
        {
            throw new RefusedTokenException(Reason.EXPIRED);
        }

        return record.principal();
    }

    public int size()
    {
        return byId.size();
    }
}
