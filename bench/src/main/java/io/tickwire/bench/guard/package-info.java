/**
 * Speed as a property that the build keeps: {@code bench/budget.yaml} says what each stage of the tick's path may cost
 * beside its yardstick, and the guard fails where it costs more.
 * <p>
 * What makes it proof against neighbours: costs are the CPU time of the benchmark's threads, a benchmark and its
 * yardstick are forked in turn, medians are compared, and only what is too much in a second, longer look fails.
 */
package io.tickwire.bench.guard;
