package io.tickwire.bench.guard;

/**
 * How much is measured: the rounds, and the iterations of each fork.
 *
 * @param rounds       forks of each benchmark in the first look; twice as many in the second.
 * @param warmUps      iterations.
 * @param measurements iterations.
 * @param iterationMs  of each.
 */
record Effort(int rounds, int warmUps, int measurements, int iterationMs)
{
    /** For each build: two to three minutes. */
    static final Effort QUICK = new Effort(3, 3, 3, 150);

    /** For figures that are published. */
    static final Effort FULL = new Effort(5, 5, 5, 1_000);
}
