package io.tickwire.bench.guard;

/**
 * Runs benchmarks, each time in a JVM of its own.
 */
@FunctionalInterface
interface Forks
{
    /**
     * @param benchmark as it stands in the budget.
     * @throws IllegalArgumentException where there is none of that name.
     */
    Sample run(String benchmark);
}
