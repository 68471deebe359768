package io.tickwire.transport.shard;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.ws.Compression;

/**
 * How shards run.
 *
 * @param limits         of clients.
 * @param compression    of what they are sent.
 * @param residueBytes   that the clients of a shard may have queued together.
 * @param heldBytes      that subscriptions may hold together before they are answered.
 * @param statusMs       how often clients are told how the server is; 0: never.
 * @param silenceMs      after which a silent client of the broadcast profile is sent the market.
 * @param closeMs        that a client has to answer a close frame.
 * Thread: any
 */
public record ShardSettings(
    Limits limits,
    Compression compression,
    long residueBytes,
    long heldBytes,
    long statusMs,
    long silenceMs,
    long closeMs)
{
    /** How often {@code heartbeat} comes to those who want it. */
    public static final long HEARTBEAT_MS = 5_000;

    /**
     * What holds where nothing is set.
     */
    public static ShardSettings defaults()
    {
        return new ShardSettings(Limits.defaults(), Compression.defaults(), 64L << 20, 32L << 20, 30_000, 250, 2_000);
    }
}
