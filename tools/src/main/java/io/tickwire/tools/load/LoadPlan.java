package io.tickwire.tools.load;

import io.tickwire.client.ClientConfig;

import java.util.List;

/**
 * What load there is to be.
 *
 * @param config       of each connection.
 * @param rampMs       until all have begun to connect.
 * @param durationMs   after that.
 * @param interval     of each subscription; empty: the channel's own.
 * @param isDelta      whether books are told as changes.
 * @param slow         share of clients, in percent; the same of the next two.
 * @param isFromIntake whether latency is from {@code t_in}, and not from {@code t_out}.
 * Thread: any
 */
public record LoadPlan(
    ClientConfig config,
    int clients,
    long rampMs,
    long durationMs,
    List<String> channels,
    List<String> symbols,
    String interval,
    boolean isDelta,
    Shares shares,
    boolean isFromIntake)
{
    /**
     * Shares of clients in percent; the rest reads what comes.
     * Thread: any
     */
    public record Shares(int slow, int stalled, int reconnecting)
    {
        private static final int ALL = 100;

        public Shares
        {
            if (slow < 0 || stalled < 0 || reconnecting < 0 || slow + stalled + reconnecting > ALL)
            {
                throw new IllegalArgumentException("shares must be 0 to 100 percent, together too: slow=" + slow +
                    " stalled=" + stalled + " reconnecting=" + reconnecting);
            }
        }
    }

    /** Kinds are spread evenly over the clients. */
    LoadKind kindOf(final int index)
    {
        final int place = index * 37 % Shares.ALL;
        if (place < shares.slow)
        {
            return LoadKind.SLOW;
        }
        if (place < shares.slow + shares.stalled)
        {
            return LoadKind.STALLED;
        }

        return place < shares.slow + shares.stalled + shares.reconnecting ?
            LoadKind.RECONNECTING : LoadKind.READING;
    }
}
