package io.tickwire.bench.guard;

/**
 * How much is measured: the rounds, and the iterations of each fork.
 *
 * @param glances      forks of each benchmark, after which what is clear is not looked at any more.
 * @param rounds       forks of each that is not clear in the first look; twice as many in the second.
 * @param warmUps      iterations.
 * @param measurements iterations.
 * @param iterationMs  of each.
 */
record Effort(int glances, int rounds, int warmUps, int measurements, int iterationMs)
{
    /** For each build: one to two minutes. */
    static final Effort QUICK = new Effort(1, 3, 3, 3, 150);

    /** For figures that are published. */
    static final Effort FULL = new Effort(5, 5, 5, 5, 1_000);
}
