/**
 * JMH: what a stage costs by itself, each beside its yardstick in the same class, so that one run gives the ratio.
 * Prepared inputs differ from one invocation to the next, results are consumed or stand in memory off the heap.
 * <p>
 * What lost against the shipped design stays in {@code variants}, with its number.
 */
package io.tickwire.bench.micro;
