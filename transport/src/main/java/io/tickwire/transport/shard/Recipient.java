package io.tickwire.transport.shard;

/**
 * Whom the engine answers.
 * Thread: io-<n>
 */
sealed interface Recipient
{
    /**
     * A client's subscription.
     * Thread: io-<n>
     */
    record OfLink(Link link) implements Recipient
    {
    }

    /**
     * A question about a stream's state.
     * Thread: io-<n>
     */
    record OfProbe(Probe probe, int number) implements Recipient
    {
    }
}
