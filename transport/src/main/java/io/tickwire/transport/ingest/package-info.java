/**
 * What publishers send to {@code /ws/ingest}, on its way into the engine's ring. In the way of a tick this is a feed
 * whose venue is a client.
 * <pre>
 *   SBE frame ───────────────> TickFrameDecoder ─> TickChecks ─> TickPublisher ─> TickRing
 *   map (JSON, msgpack) ─> MapTicks: the same, as an SBE frame ───────^
 *                                                    no room: the frame is kept, and reading waits
 * </pre>
 * {@code TickIntake} is a connection's; {@code PublisherRecord} is what stays of a publisher when its connection is
 * gone: the number of the last frame that was applied.
 */
package io.tickwire.transport.ingest;
