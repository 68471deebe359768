/**
 * The journal: how fast it is read again, how soon a place in a large one is found, and what each kind of tick takes of
 * the disk. {@link io.tickwire.bench.journal.MixedTicks} are written by the server's own publication and recording.
 */
package io.tickwire.bench.journal;
