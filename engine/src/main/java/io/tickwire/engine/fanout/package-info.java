/**
 * Hand-off 2: who wants what ({@link io.tickwire.engine.fanout.Demand}, from the shards to the pipelines), and the
 * sealed frames that answer it ({@link io.tickwire.engine.fanout.FrameRing}, from each pipeline to the shards).
 * <pre>
 *   io-0 --+                                        +--> io-0
 *          +--subscribe--> Demand --> pipeline-k    |
 *   io-n --+                             |          |
 *                                        +-- FrameRing-k
 *                                                   |
 *                                                   +--> io-n
 * </pre>
 * A frame ring is gated by its readers, and its producer never waits: where there is no room the stream stays dirty
 * and its newest value goes out later. A subscription is opened, caught up and made live by frames in the ring itself,
 * so that a recipient joins a stream at an exact place in it.
 */
package io.tickwire.engine.fanout;
