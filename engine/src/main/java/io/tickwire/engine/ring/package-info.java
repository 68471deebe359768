/**
 * Hand-off 1: feed threads claim a slot, encode an SBE tick in place and publish it; each pipeline reads all of them
 * in one order. A claim never waits: where there is no room the tick is counted, its loss is announced as a tick of
 * its own as soon as there is room, and the feed goes on.
 * <pre>
 *   feed-binance --claim,publish--+
 *   feed-kraken  --claim,publish--+--> TickRing [slot|slot|slot|...] --> pipeline-0 (.. pipeline-k)
 *   feed-...     --claim,publish--+        one off-heap slab
 * </pre>
 * The ring's sequence is {@code g}, the one order over all symbols and venues.
 */
package io.tickwire.engine.ring;
