/**
 * From venue bytes to sealed frames. A tick's path:
 * <pre>
 *  feed-&lt;venue&gt;       venue bytes -> decoder -> TickPublisher: claim a slot, SBE-encode in place, publish
 *                          |
 *                     hand-off 1: ring.TickRing            one order over all ticks: g; a full ring loses, and says so
 *                          |
 *  pipeline-&lt;k&gt;      pipeline.StateStage                    book, series: what the market looks like
 *                          |  rows: the streams' new values
 *                     pipeline.FanoutStage                  number, keep for replay, conflate by class
 *                          |  at once (raw), at the end of a batch (latest), when the interval is over
 *                     encode + fanout.FrameSealer           once for each stream, class and encoding that is wanted
 *                          |
 *                     hand-off 2: fanout.FrameRing          gated by its readers; full: newest later, or a gap
 *                          |
 *  io-&lt;n&gt;            transport's shards                     the same bytes to every subscriber
 *
 *  io-&lt;n&gt; -- fanout.Demand: subscribe, unsubscribe, resync --&gt; pipeline-&lt;k&gt;
 * </pre>
 * {@link io.tickwire.engine.Engine} builds all of it and owns its threads.
 */
package io.tickwire.engine;
