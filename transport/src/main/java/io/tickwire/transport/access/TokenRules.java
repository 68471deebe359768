package io.tickwire.transport.access;

import java.nio.file.Path;
import java.util.List;

/**
 * Which JWTs are taken.
 *
 * @param files            that hold the keys to check them with; none: no JWT is taken.
 * @param audiences        of which a token must name one; none: a token must name none.
 * @param issuers          of which a token must name one; none: it is not looked at.
 * @param skewMs           that the clocks of others may differ from ours.
 * @param isExpiryRequired whether a token must end at some time.
 * Thread: any
 */
public record TokenRules(
    List<Path> files, List<String> audiences, List<String> issuers, long skewMs, boolean isExpiryRequired)
{
    /** Of files, audiences and issuers. */
    public static final int MAX_NAMES = 16;

    /** Clocks that differ by more are wrong. */
    public static final long MAX_SKEW_MS = 600_000;

    public TokenRules
    {
        files = List.copyOf(files);
        audiences = List.copyOf(audiences);
        issuers = List.copyOf(issuers);
        if (skewMs < 0 || skewMs > MAX_SKEW_MS)
        {
            throw new IllegalArgumentException(
                "tokens.skewMs must be from 0 to " + MAX_SKEW_MS + ": tokens.skewMs=" + skewMs);
        }
        if (files.size() > MAX_NAMES || audiences.size() > MAX_NAMES || issuers.size() > MAX_NAMES)
        {
            throw new IllegalArgumentException("tokens.files, audience and issuer may be " + MAX_NAMES + " each");
        }
    }

    /**
     * No JWT is taken.
     */
    public static TokenRules none()
    {
        return new TokenRules(List.of(), List.of(), List.of(), 30_000, true);
    }
}
