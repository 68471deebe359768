package io.tickwire.transport.access;

import java.util.List;

/**
 * Whose pages may connect and read. Browsers say whose page it is; who is none says nothing, and is not kept out here.
 * Thread: any
 */
public final class OriginPolicy
{
    private final List<OriginPattern> patterns;

    public OriginPolicy(final Network network)
    {
        patterns = network.origins();
    }

    /**
     * Whether a page may connect: it is of this server, or is named.
     *
     * @param origin of the page; null: it is none.
     * @param host   that the request was sent to, as its header says. By which scheme the page knows it is the page's
     *               word: a proxy that ends TLS does not tell.
     */
    public boolean isAllowed(final String origin, final String host)
    {
        if (origin == null || isNamed(origin))
        {
            return true;
        }

        final String normal = OriginPattern.normalized(origin);

        return normal != null &&
            host != null &&
            normal.equals(OriginPattern.normalized(normal.substring(0, normal.indexOf(':')) + "://" + host));
    }

    /**
     * Whether the pages of an origin are named as those that may. An origin that is none ({@code null}: a file, or a
     * page that was shut in) is so only where all are.
     */
    public boolean isNamed(final String origin)
    {
        final String normal = OriginPattern.normalized(origin);
        for (final OriginPattern pattern : patterns)
        {
            if (normal == null ? pattern.equals(OriginPattern.ANY) : pattern.matches(normal))
            {
                return true;
            }
        }

        return false;
    }
}
