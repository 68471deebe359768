/**
 * jcstress: the hand-offs as they are shipped, with small rings so that they lap at once, each between two threads.
 * A test has two actors at the most, so that it also runs where there are two cores: what a third party would see is
 * read by one of the two after its own part, or by the arbiter.
 * <p>
 * Readers poll without waiting ({@link io.tickwire.bench.stress.NoWait}); what they see is told by a number from
 * {@link io.tickwire.bench.stress.Sightings}, and each outcome that is not listed is forbidden.
 */
package io.tickwire.bench.stress;
