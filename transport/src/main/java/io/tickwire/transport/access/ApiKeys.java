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
    private static final Held NOBODY = new Held(
        ApiKeyRecord.of("", new Principal("-", Set.of(), Entitlements.NONE, Principal.NEVER)), Credential.LASTING);

    private final Map<String, Held> byId;

    private ApiKeys(final Map<String, Held> byId)
    {
        this.byId = byId;
    }

    /**
     * A record, and what tells those who came in by its key what becomes of it.
     * Thread: any
     */
    private record Held(ApiKeyRecord record, Credential credential)
    {
        private boolean isOfSameKey(final Held other)
        {
            return other != null && MessageDigest.isEqual(record.hash(), other.record.hash());
        }
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
        final Map<String, Held> byId = new HashMap<>();
        final List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#')
            {
                try
                {
                    final ApiKeyRecord record = ApiKeyRecord.parse(line);
                    if (byId.put(record.id(), new Held(record, new Credential())) != null)
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
     * These in place of others: who came in by a key that is here as it was there may stay, and the others are told.
     */
    ApiKeys replacing(final ApiKeys before)
    {
        final Map<String, Held> all = new HashMap<>(byId);
        for (final Held old : before.byId.values())
        {
            final Held now = byId.get(old.record.id());
            if (!old.isOfSameKey(now))
            {
                old.credential.end(Credential.State.WITHDRAWN);
            }
            else if (now.record.principal().equals(old.record.principal()))
            {
                all.put(old.record.id(), old);
            }
            else
            {
                old.credential.end(Credential.State.CHANGED);
            }
        }

        return new ApiKeys(all);
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
        final Held known = byId.get(id);
        final Held held = known == null ? NOBODY : known;
        final boolean isRight = MessageDigest.isEqual(held.record.hash(), ApiKeyRecord.hashOf(key));
        if (known == null || !isRight)
        {
            throw new RefusedTokenException(known == null ? Reason.UNKNOWN_KEY : Reason.SIGNATURE);
        }
        final Principal principal = held.record.principal();
        if (principal.isExpired(nowMs))
        {
            throw new RefusedTokenException(Reason.EXPIRED);
        }

        return principal.by(held.credential);
    }

    public int size()
    {
        return byId.size();
    }
}
