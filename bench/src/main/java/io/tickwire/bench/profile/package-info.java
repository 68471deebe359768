/**
 * Where the time of a benchmark goes: samples of the JVM's own recorder, as stacks that flame graph tools read.
 */
package io.tickwire.bench.profile;
