/**
 * The handler chain of a shard: market state, then conflation, fan-out and encoding. One thread does both by default;
 * by setting each has a thread of its own, and the same code runs. See the drawing in {@link io.tickwire.engine}.
 * <pre>
 *   TickRing slot -> StateStage    applies the tick, writes the streams' new values as rows
 *                 -> FanoutStage   numbers them, keeps them for replay, marks or sends each lane that is wanted
 *                      Stream      one channel of a symbol at a venue, or of an account: seq and newest values
 *                      Lane        one conflation class of a stream: what it owes to those who want it
 *                      LaneSender  a lane's frames and gaps into the FrameRing
 *                      Subscriptions  opens and ends what recipients ask for: by Resumptions where messages are
 *                                     numbered one by one, by ViewSubscriptions where a view is told
 *                      HistoryAnswers tells who asks the candles that are kept
 * </pre>
 * The stages share nothing but the slot, so that it does not matter which thread runs them.
 */
package io.tickwire.engine.pipeline;
