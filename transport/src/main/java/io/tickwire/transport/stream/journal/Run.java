package io.tickwire.transport.stream.journal;

/**
 * One run of a server, as far as it is in its journal. What is not known is {@link Damage#UNKNOWN}.
 * Thread: any
 *
 * @param startPosition       first byte that is kept.
 * @param stopPosition        first byte behind the last message that is whole; of a run that goes on, as it was looked
 *                            at.
 * @param firstG              g of the first message that is kept.
 * @param lastG               g of the last tick.
 * @param firstReceiveTimeNs  when the first tick that is kept was received.
 * @param lastReceiveTimeNs   when the last one was.
 * @param isClean             it ended as it was told to, with a {@code StreamEnd}.
 * @param bytes               on disk.
 */
public record Run(
    long recordingId,
    long epoch,
    long startPosition,
    long stopPosition,
    long firstG,
    long lastG,
    long firstReceiveTimeNs,
    long lastReceiveTimeNs,
    boolean isClean,
    long bytes)
{
}
