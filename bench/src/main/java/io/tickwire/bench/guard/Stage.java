package io.tickwire.bench.guard;

/**
 * A row of the budget. A benchmark is {@code Class.method}, and behind it {@code parameter=value} where it has one.
 *
 * @param name         of the stage.
 * @param benchmark    what is guarded.
 * @param yardstick    what it is held against.
 * @param bytes        that an operation may allocate.
 * @param ratio        of the CPU time of an operation to the yardstick's, at the most.
 * @param instructions that an operation may take, where the machine counts them; 0: any number.
 */
record Stage(String name, String benchmark, String yardstick, int bytes, double ratio, long instructions)
{
}
