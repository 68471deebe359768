/**
 * The market that the simulated feed simulates, without threads and clocks: whoever drives it says what time it is.
 * <pre>
 *   {@code SimulationLoop}: when is a tick due, is there room        feed-sim
 *     -> {@code Simulation}: what happens next                       feed-sim
 *          {@code FairPrices}, {@code SimulatedBooks}, {@code DayFigures}, {@code DemoAccounts}: the state
 *     -> {@code MarketTicks}, {@code AccountTicks}: a tick of it     feed-sim -> ring
 * </pre>
 * What happens is drawn from one seeded source in one order, and never depends on the time, or on whether a tick found
 * room: so the same seed makes the same ticks.
 */
package io.tickwire.transport.feed.sim;
